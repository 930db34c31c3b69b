from datetime import timedelta

import pytest
from django.urls import reverse

from recommendations.choices import QuestionState
from recommendations.models import Question, Reply
from tests import factories as make
from tests import oversight
from tests.recommendations.oversight.conftest import history


@pytest.fixture
def reply_url(question):
    return f"/questions/{question.pk}/reply/"


@pytest.mark.parametrize("who", ["drafter", "contact"])
def test_question_reply_keeps_what_the_force_says(sign_in, cheshire, question, reply_url, who):
    person = getattr(cheshire, who)

    page = sign_in(person).post(reply_url, {"text": "Forty."})

    assert history(page)
    assert (question.reply.text, question.reply.by) == ("Forty.", person)


def test_question_reply_shows_what_was_asked_of_what(sign_in, cheshire, question, reply_url):
    page = sign_in(cheshire.contact).get(reply_url)

    assert "How many cases did you look at?" in page.text
    assert "All trained." in page.text
    assert "Reply wanted by 17 September 2021." in page.text


def test_question_reply_says_what_is_missing(sign_in, cheshire, reply_url):
    page = sign_in(cheshire.contact).post(reply_url, {"text": " "})

    assert page.context["form"].errors == {"text": ["Enter your reply"]}


def test_question_reply_says_that_it_is_too_long_and_keeps_it(sign_in, cheshire, reply_url):
    endless = " ".join(f"word{number}" for number in range(12_000))

    page = sign_in(cheshire.contact).post(reply_url, {"text": endless})

    assert "must be 100000 characters or fewer" in page.text
    assert endless in page.text
    assert not Reply.objects.exists()


def test_question_reply_keeps_what_was_typed_when_a_colleague_was_quicker(
    sign_in, cheshire, question, reply_url
):
    oversight.reply(question, by=cheshire.drafter, text="Forty.")

    page = sign_in(cheshire.contact).post(reply_url, {"text": "What I had typed"})

    assert Reply.objects.count() == 1
    assert "replied to this question on 20 August 2021" in page.text
    assert "What I had typed" in page.text


@pytest.mark.parametrize("who", ["signatory", "inspector"])
def test_question_reply_is_refused_to_who_does_not_write(
    sign_in, cheshire, inspector, question, reply_url, who
):
    person = inspector if who == "inspector" else cheshire.signatory

    page = sign_in(person).post(reply_url, {"text": "Forty."})

    assert (page.status_code, Reply.objects.count()) == (403, 0)
    assert "Only the force and its body’s office staff may reply." in page.text


@pytest.mark.parametrize("verb", ["reply", "withdraw"])
def test_a_question_to_another_force_is_not_found(sign_in, cumbria, question, verb):
    page = sign_in(cumbria.contact).post(f"/questions/{question.pk}/{verb}/", {"text": "Ours."})

    assert page.status_code == 404


def test_question_withdraw_ends_it_with_a_reason(sign_in, second, question):
    client = sign_in(second)
    url = f"/questions/{question.pk}/withdraw/"

    assert client.post(url, {"reason": ""}).context["form"].errors == {
        "reason": ["Enter the reason"]
    }
    page = client.post(url, {"reason": "We found it."})

    assert history(page)
    assert Question.objects.get().state(make.TODAY) == QuestionState.WITHDRAWN


def test_question_withdraw_is_refused_to_the_force_s_own_people(sign_in, cheshire, question):
    page = sign_in(cheshire.contact).post(f"/questions/{question.pk}/withdraw/", {"reason": "No."})

    assert page.status_code == 403
    assert Question.objects.get().withdrawn_at is None


@pytest.fixture
def many(question, recommendation, cheshire, cumbria):
    """One that waits, one that is overdue, one that is answered, and one to Cumbria."""
    about = {"recommendation": recommendation, "force": cheshire.force}
    overdue = oversight.question(**about, reply_by=make.TODAY - timedelta(days=1))
    answered = oversight.question(**about)
    oversight.reply(answered)
    theirs = oversight.question(recommendation=recommendation, force=cumbria.force, text="Secret?")
    return {"open": question, "overdue": overdue, "answered": answered, "theirs": theirs}


def listed(page):
    return [question.key for question in page.context["page"]]


@pytest.mark.parametrize("who", ["drafter", "signatory", "contact"])
def test_questions_lists_those_to_the_person_s_own_force(sign_in, cheshire, many, who):
    page = sign_in(getattr(cheshire, who)).get("/questions/")

    assert listed(page) == [many[key].pk for key in ("overdue", "open", "answered")]
    assert "3 questions." in page.text
    assert "Secret?" not in page.text
    assert "Cumbria" not in page.text


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", {"open", "overdue", "answered", "theirs"}),
        ("state=open", {"open", "overdue", "theirs"}),
        ("state=overdue", {"overdue"}),
        ("state=answered", {"answered"}),
        ("state=withdrawn", set()),
        ("force=cumbria", {"theirs"}),
        ("inspection=rape&force=cheshire&state=open", {"open", "overdue"}),
        ("asked_by=mine", {"open"}),
        ("state=odd", {"open", "overdue", "answered", "theirs"}),
    ],
)
def test_questions_is_narrowed_by_its_address(sign_in, inspector, many, query, found):
    page = sign_in(inspector).get(f"/questions/?{query}")

    assert set(listed(page)) == {many[key].pk for key in found}


def test_questions_says_that_a_choice_is_none(sign_in, inspector, many):
    page = sign_in(inspector).get("/questions/?asked_by=nobody").text

    assert "There is a problem" in page
    assert page.count("Select something under “Asked by” from the list") == 2


def test_questions_says_what_is_asked_of_what_and_leads_there(sign_in, inspector, claim):
    recommendation = make.RecommendationFactory(
        inspection=claim.recommendation.inspection, number="2 (a)", kind="area_for_improvement"
    )
    text = " ".join(["<b>What?</b>", *["why"] * 20])
    question = oversight.question(recommendation=recommendation, force=claim.force, text=text)

    page = sign_in(inspector).get("/questions/")

    address = reverse("progress_history", args=["rape", claim.force.slug, "2 (a)"])
    assert f'href="{address}#question-{question.pk}">&lt;b&gt;What?&lt;/b&gt; why' in page.text
    assert "why …</a><br>Rape inspection, area for improvement 2 (a)</th>" in page.text


def test_questions_asks_the_force_nothing_about_who_asked(sign_in, cheshire, many):
    page = sign_in(cheshire.contact).get("/questions/?asked_by=mine")

    assert len(page.context["page"]) == 3
    assert 'name="asked_by"' not in page.text


def test_questions_comes_in_pages_that_keep_the_filter(sign_in, inspector, claim):
    for _ in range(26):
        oversight.question(update=claim)

    page = sign_in(inspector).get("/questions/?state=open&page=2")

    assert len(page.context["page"]) == 1
    assert "26 questions." in page.text
    assert "?state=open&amp;page=1" in page.text


def test_questions_makes_as_many_queries_for_three_as_for_one(
    sign_in, inspector, question, recommendation, cheshire, cumbria, django_assert_num_queries
):
    client = sign_in(inspector)
    client.get("/questions/")

    with django_assert_num_queries(5):
        client.get("/questions/")
    oversight.reply(oversight.question(recommendation=recommendation, force=cheshire.force))
    oversight.question(recommendation=recommendation, force=cumbria.force)
    with django_assert_num_queries(5):
        page = client.get("/questions/")

    assert len(page.context["page"]) == 3
