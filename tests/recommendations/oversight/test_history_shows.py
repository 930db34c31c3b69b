"""The page of one force and one recommendation, with what inspectors say of it."""

from datetime import date, timedelta

import pytest

from reports.force_open.papers import papers_html
from tests import factories as make
from tests import oversight

URL = "/progress/rape/cheshire/1/"


@pytest.mark.parametrize("who", ["drafter", "signatory", "contact", "inspector"])
def test_the_assessment_stands_beside_the_claim(sign_in, cheshire, inspector, claim, who):
    oversight.assessment(update=claim, by=inspector, verdict="not_accepted", reason="Half are not.")
    user = inspector if who == "inspector" else getattr(cheshire, who)

    page = sign_in(user).get(URL)

    assert "Complete, as at 20 August 2021" in page.text
    assert "Not accepted" in page.text
    assert "Half are not." in page.text
    assert "Assessed on 20 August 2021 by Iris Inspector, of the update as at" in page.text
    assert "has said more since" not in page.text


def test_an_assessment_of_an_older_claim_says_so(
    sign_in, inspector, claim, recommendation, cheshire
):
    oversight.assessment(update=claim)
    make.ProgressUpdateFactory(recommendation=recommendation, force=cheshire.force)

    assert "The force has said more since then." in sign_in(inspector).get(URL).text


def test_earlier_assessments_stay(sign_in, cheshire, claim):
    oversight.assessment(update=claim, reason="First I thought this", current=False)
    oversight.assessment(
        update=claim, reason="Then I thought that", at=make.NOON + timedelta(hours=1)
    )

    page = sign_in(cheshire.drafter).get(URL).text

    assert page.index("Then I thought that") < page.index("Earlier assessments")
    assert page.index("Earlier assessments") < page.index("First I thought this")


def test_a_question_stands_with_its_reply(sign_in, cheshire, question):
    oversight.reply(question, by=cheshire.contact, text="Forty of them.")

    page = sign_in(cheshire.drafter).get(URL)

    assert "How many cases did you look at?" in page.text
    assert "Forty of them." in page.text
    assert f'id="question-{question.pk}"' in page.text
    assert f"/questions/{question.pk}/reply/" not in page.text


def test_a_question_on_the_answer_leads_to_its_version(sign_in, cheshire, recommendation):
    oversight.question(recommendation=recommendation, force=cheshire.force, version_number=2)

    assert 'href="/register/rape/cheshire/version-2/"' in sign_in(cheshire.drafter).get(URL).text


@pytest.mark.parametrize(
    ("who", "offered"),
    [("drafter", "reply"), ("contact", "reply"), ("signatory", ""), ("inspector", "withdraw")],
)
def test_each_is_offered_what_they_may_do_about_a_question(
    sign_in, cheshire, inspector, question, who, offered
):
    user = inspector if who == "inspector" else getattr(cheshire, who)

    page = sign_in(user).get(URL)

    for verb in ("reply", "withdraw"):
        assert (f"/questions/{question.pk}/{verb}/" in page.text) == (verb == offered)


@pytest.mark.parametrize("who", ["drafter", "signatory", "contact"])
@pytest.mark.parametrize("decision", ["", "declined", "withdrawn"])
def test_a_proposal_is_the_inspectors_own(
    sign_in, cheshire, inspector, claim, second, who, decision
):
    values = {"decision": decision, "decision_reason": "Secret no"} if decision else {}
    oversight.closure(update=claim, authorised=bool(decision), reason="Secret reason", **values)

    page = sign_in(getattr(cheshire, who)).get(URL)

    assert "Secret" not in page.text
    assert "Closing it" not in page.text
    assert "Secret reason" in sign_in(inspector).get(URL).text


@pytest.mark.parametrize("who", ["drafter", "signatory", "contact", "inspector"])
def test_a_closure_is_told_to_the_force(sign_in, cheshire, inspector, closed, who):
    user = inspector if who == "inspector" else getattr(cheshire, who)

    page = sign_in(user).get(URL)

    assert "This recommendation was closed for the force on 20 August 2021." in page.text
    assert "Authorised by Noor Second" in page.text
    assert (f"/closures/{closed.pk}/reopen/" in page.text) == (who == "inspector")


def test_another_inspector_is_offered_the_decision(sign_in, inspector, second, proposal):
    decide, withdraw = f"/closures/{proposal.pk}/decide/", f"/closures/{proposal.pk}/withdraw/"

    mine = sign_in(inspector).get(URL).text
    theirs = sign_in(second).get(URL).text

    assert withdraw in mine
    assert decide not in mine
    assert decide in theirs
    assert withdraw not in theirs


def test_an_inspector_of_another_inspectorate_only_reads(sign_in, stranger, question):
    page = sign_in(stranger).get(URL)

    assert "How many cases did you look at?" in page.text
    for verb in ("assess/", "ask/", "close/", "withdraw/"):
        assert verb not in page.text


def test_nothing_of_another_force_is_shown(sign_in, cheshire, cumbria, recommendation):
    about = {"recommendation": recommendation, "force": cumbria.force}
    oversight.assessment(**about, reason="Secret")
    oversight.closure(**about, reason="Secret")
    oversight.reply(oversight.question(**about, text="Secret"), text="Secret")

    assert "Secret" not in sign_in(cheshire.drafter).get(URL).text


def test_earlier_updates_come_in_pages(sign_in, inspector, recommendation, cheshire):
    for day in range(1, 29):
        make.ProgressUpdateFactory(
            recommendation=recommendation,
            force=cheshire.force,
            as_at=date(2021, 7, 18) + timedelta(days=day),
            text=f"Word {day} of it.",
        )

    first = sign_in(inspector).get(URL).text
    second = sign_in(inspector).get(f"{URL}?page=2").text

    assert first.index("Word 28 of it.") < first.index("Earlier updates")
    assert first.index("Earlier updates") < first.index("Word 27 of it.")
    assert "Word 2 of it." not in first
    assert "Word 2 of it." in second


def test_the_page_makes_as_many_queries_for_three_as_for_one(
    sign_in, inspector, claim, django_assert_num_queries
):
    def say():
        oversight.assessment(update=claim)
        oversight.reply(oversight.question(update=claim))
        oversight.closure(update=claim, decision="withdrawn")

    client = sign_in(inspector)
    say()
    client.get(URL)

    with django_assert_num_queries(11):
        client.get(URL)
    say()
    say()
    with django_assert_num_queries(11):
        page = client.get(URL)

    assert page.text.count("Assessed on") == 3


def test_who_updates_is_led_to_the_row_of_the_form(sign_in, cheshire, recommendation):
    page = sign_in(cheshire.drafter).get(URL).text

    assert f'href="/progress/rape/cheshire/#recommendation-{recommendation.pk}"' in page
    assert "Add an update" in page
    assert "Add an update" not in sign_in(cheshire.signatory).get(URL).text


def test_nobody_is_led_to_update_what_is_closed(sign_in, cheshire, closed):
    assert "Add an update" not in sign_in(cheshire.drafter).get(URL).text


def test_an_inspector_is_led_to_the_answer_and_to_other_forces(sign_in, inspector, cheshire, claim):
    page = sign_in(inspector).get(URL).text

    assert 'href="/inspections/rape/forces/cheshire/"' in page
    assert 'href="/inspections/rape/recommendations/1/"' in page
    assert 'href="/forces/cheshire/open/"' in page
    assert 'recommendations/1/"' not in sign_in(cheshire.contact).get(URL).text


def test_the_page_leads_to_the_inspection_where_corrections_are(sign_in, cheshire, recommendation):
    page = sign_in(cheshire.signatory).get(URL).text

    assert f'href="/inspections/rape/#recommendation-{recommendation.position}"' in page


@pytest.mark.parametrize("page", ["/inspections/rape/recommendations/1/", "/forces/cheshire/open/"])
def test_a_list_says_so_too(sign_in, inspector, claim, recommendation, inspection, cheshire, page):
    inspection.forces.add(cheshire.force)
    oversight.assessment(update=claim)
    client = sign_in(inspector)
    before = client.get(page).text
    make.ProgressUpdateFactory(recommendation=recommendation, force=cheshire.force)

    after = client.get(page).text

    assert "Three dip samples bear it out." in before
    assert "The force has said more since then." not in before
    reason, since = "Three dip samples bear it out.", "The force has said more since then."
    assert after.index(reason) < after.index(since)


def test_the_papers_for_a_committee_say_so_too(claim, recommendation, inspection, cheshire):
    inspection.forces.add(cheshire.force)
    oversight.assessment(update=claim, verdict="not_accepted")
    actor = make.actor(cheshire.drafter)
    before = papers_html(cheshire.force, actor)
    make.ProgressUpdateFactory(recommendation=recommendation, force=cheshire.force)

    after = papers_html(cheshire.force, actor)

    assert "Assessed: not accepted." in before
    assert "Assessed: not accepted, before this was said." in after
    since = "<p>The force has said more since then.</p>"  # below why more is wanted
    assert since not in before
    assert after.index("Three dip samples bear it out.") < after.index(since)
