"""Asking a force about its published answer, or about an update."""

from datetime import date, timedelta

import pytest

from recommendations.models import Question
from tests import factories as make

URL = "/progress/rape/cheshire/1/ask/"
BY = make.TODAY + timedelta(days=28)


def typed(about, **values):
    return {
        "about": about,
        "text": "How many did you look at?",
        "reply_by_day": BY.day,
        "reply_by_month": BY.month,
        "reply_by_year": BY.year,
        **values,
    }


@pytest.fixture
def recommendation(inspection, cheshire, cumbria):
    inspection.forces.add(cheshire.force, cumbria.force)
    return inspection.recommendations.get(number="1")


@pytest.fixture
def published(recommendation, cheshire):
    response = make.ResponseFactory(
        inspection=recommendation.inspection, body=cheshire.body, answers=True
    )
    make.publish_version(response, make.TODAY)
    return response


@pytest.fixture
def update(recommendation, cheshire):
    return make.ProgressUpdateFactory(recommendation=recommendation, force=cheshire.force)


def test_question_ask_is_about_the_published_answer(sign_in, inspector, recommendation, published):
    page = sign_in(inspector).post(URL, typed("answer"))

    made = Question.objects.get()
    assert (page.status_code, page.url) == (302, "/progress/rape/cheshire/1/")
    assert (made.about, made.version_number, made.asked_by) == ("answer", 1, inspector)
    assert (made.force, made.reply_by) == (published.body.force, BY)


def test_question_ask_is_about_an_update(sign_in, inspector, update):
    sign_in(inspector).post(URL, typed(f"update-{update.pk}"))

    assert Question.objects.get().update == update


def test_question_ask_offers_both_and_28_days(sign_in, inspector, published, update):
    page = sign_in(inspector).get(URL)

    assert "The answer in version 1 of the published response: Action under way" in page.text
    assert "The update as at 20 August 2021: In progress" in page.text
    assert page.context["form"]["reply_by"].initial == date(2021, 9, 17)


def test_question_ask_offers_an_earlier_update_that_was_chosen(
    sign_in, inspector, update, recommendation, cheshire
):
    newer = make.ProgressUpdateFactory(recommendation=recommendation, force=cheshire.force)

    page = sign_in(inspector).get(f"{URL}?about=update-{update.pk}")

    form = page.context["form"]
    assert form["about"].initial == f"update-{update.pk}"
    assert [value for value, _ in form.fields["about"].choices] == [
        f"update-{newer.pk}",
        f"update-{update.pk}",
    ]


@pytest.mark.parametrize("about", ["update-99999999999999", "update-²", "%00", "draft", "theirs"])
def test_question_ask_offers_nothing_but_what_the_force_has_said(
    sign_in, inspector, update, recommendation, cheshire, cumbria, about
):
    drafted = make.ProgressUpdateFactory(
        draft=True, recommendation=recommendation, force=cheshire.force
    )
    theirs = make.ProgressUpdateFactory(recommendation=recommendation, force=cumbria.force)
    about = {"draft": f"update-{drafted.pk}", "theirs": f"update-{theirs.pk}"}.get(about, about)
    client = sign_in(inspector)

    page = client.get(f"{URL}?about={about}")
    client.post(f"{URL}?about={about}", typed(about))

    assert len(page.context["form"].fields["about"].choices) == 1
    assert not Question.objects.exists()


def test_question_ask_about_an_answer_needs_a_published_one(
    sign_in, inspector, recommendation, cheshire, update
):
    make.sign_version(
        make.ResponseFactory(inspection=recommendation.inspection, body=cheshire.body, answers=True)
    )

    page = sign_in(inspector).post(URL, typed("answer"))

    assert "Select what you ask about from the list" in page.text
    assert not Question.objects.exists()


def test_question_ask_is_refused_where_nothing_was_said(sign_in, inspector, recommendation):
    page = sign_in(inspector).get(URL)

    assert page.status_code == 403
    assert "there is nothing to ask about" in page.text


def test_question_ask_may_be_about_a_response_that_says_nothing_of_it(
    sign_in, inspector, recommendation, cheshire
):
    response = make.ResponseFactory(inspection=recommendation.inspection, body=cheshire.body)
    make.publish_version(response, make.TODAY)

    page = sign_in(inspector).get(URL)

    assert "version 1 of the published response: no position stated" in page.text


def test_question_ask_keeps_what_was_typed(sign_in, inspector, update):
    page = sign_in(inspector).post(
        URL, typed(f"update-{update.pk}", reply_by_day=20, reply_by_month=8)
    )

    assert page.context["form"].errors == {
        "reply_by": ["The day to reply by must be in the future."]
    }
    assert "How many did you look at?" in page.text
    assert not Question.objects.exists()


def test_question_ask_is_not_asked_again_by_the_back_button(sign_in, inspector, update):
    client = sign_in(inspector)
    client.post(URL, typed(f"update-{update.pk}"))

    page = client.post(URL, typed(f"update-{update.pk}"))

    assert "This question is asked already, on 20 August 2021" in page.text
    assert "How many did you look at?" in page.text
    assert Question.objects.count() == 1


@pytest.mark.parametrize("who", ["drafter", "signatory", "contact"])
def test_question_ask_is_refused_to_the_force_s_own_people(sign_in, cheshire, update, who):
    page = sign_in(getattr(cheshire, who)).post(URL, typed(f"update-{update.pk}"))

    assert (page.status_code, Question.objects.count()) == (403, 0)
    assert "Only an inspector may" in page.text


def test_question_ask_of_another_force_is_not_found(sign_in, cumbria, update):
    assert sign_in(cumbria.drafter).get(URL).status_code == 404
