"""One recommendation across forces: narrowed, searched within, and side by side."""

import csv
import io
from datetime import date

import pytest

from recommendations.choices import State, Verdict
from responses.choices import Position
from tests import factories as make
from tests import oversight
from tests.reports.test_comparisons import across, order


@pytest.fixture
def one(inspection):
    return inspection.recommendations.get(number="1")


def answered(inspection, slug, **answer):
    """A force whose body has published an answer to recommendation 1."""
    body = make.PolicingBodyFactory(force__name=f"{slug.title()} Police", force__slug=slug)
    inspection.forces.add(body.force)
    response = make.ResponseFactory(inspection=inspection, body=body)
    make.AnswerFactory(
        response=response, recommendation=inspection.recommendations.get(number="1"), **answer
    )
    make.publish_version(response, make.TODAY)
    return body.force


@pytest.fixture
def forces(inspection, one):
    """Four answers: planned with a date and without, considered, and refused; three claims."""
    when = date(2022, 3, 31)
    avon = answered(
        inspection, "avon", position=Position.PLANNED, planned_on=when, text="A zinc plan"
    )
    bedford = answered(inspection, "bedford", position=Position.PLANNED, text="Zinc, **perhaps**")
    answered(inspection, "cleveland", position=Position.CONSIDERED, reason="Costs of zincing")
    answered(inspection, "durham", position=Position.NO_ACTION, reason="There is no need")
    accepted = make.ProgressUpdateFactory(
        recommendation=one, force=avon, state=State.IN_PROGRESS, next_on=when, draft=True
    )
    oversight.evidence(accepted)
    accepted.submit(by=make.UserFactory(), at=make.NOON)
    oversight.assessment(update=accepted, reason="A dip sample of quartz.")
    begun = make.ProgressUpdateFactory(recommendation=one, force=bedford, state=State.IN_PROGRESS)
    oversight.assessment(update=begun, verdict=Verdict.MORE_EVIDENCE)
    oversight.closure(update=accepted)


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("position=considered", ["cleveland"]),
        ("position=no_action", ["durham"]),
        ("position=no_date", ["bedford", "cleveland"]),
        ("position=no_evidence", ["bedford"]),
        ("state=in_progress", ["avon", "bedford"]),
        ("state=unclaimed", ["cleveland", "durham"]),
        ("verdict=accepted", ["avon"]),
        ("verdict=unassessed&position=considered", ["cleveland"]),
        ("verdict=closed", ["avon"]),
        ("q=ZINC", ["avon", "bedford", "cleveland"]),
        ("q=inc", []),
        ("q=zinc+plan", ["avon"]),
        ("q=%22plan+zinc%22", []),
        ("q=quartz", ["avon"]),
        ("q=zinced", ["avon", "bedford", "cleveland"]),
        ("q=zinc+-plan", ["bedford", "cleveland"]),
        ("q=zinc+-%22zinc+plan%22", ["bedford", "cleveland"]),
        ("q=quartz+or+perhaps", ["avon", "bedford"]),
        ("q=%E2%80%9Czinc+plan%E2%80%9D", ["avon"]),
        ("q=zinc&position=planned&verdict=more_evidence", ["bedford"]),
        ("force=avon&force=durham", ["avon", "durham"]),
    ],
)
def test_across_is_narrowed_by_the_address(sign_in, inspector, forces, query, shown):
    page = across(sign_in(inspector), f"?{query}")

    assert order(page) == shown
    assert f"{len(shown)} of 4 forces." in page


def test_across_marks_the_words_and_nothing_within_a_tag(sign_in, inspector, forces):
    page = across(sign_in(inspector), "?q=zinc+plan+or+perhaps")

    assert "A <mark>zinc</mark> <mark>plan</mark>" in page
    assert "<mark>Zinc</mark>, <strong><mark>perhaps</mark></strong>" in page
    assert '<p class="govuk-body">' in page


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("-zinc", "Enter at least one word to look for: signs and words to leave out are not"),
        ("%26", "Enter at least one word to look for"),
        ("the", "Enter a less common word"),
    ],
)
def test_across_says_what_it_cannot_look_for(sign_in, inspector, forces, typed, sentence):
    page = across(sign_in(inspector), f"?q={typed}")

    assert sentence in page
    assert f'value="{typed.replace("%26", "&amp;")}"' in page
    assert len(order(page)) == 4


def test_across_escapes_the_words_looked_for(sign_in, inspector, inspection):
    answered(inspection, "avon", text="Ben & <b>Co</b>")

    page = across(sign_in(inspector), "?q=%26+<b>")

    assert "<b>" not in page.replace("<br>", "")


def test_across_has_the_assessment_evidence_and_closure_beside_the_claim(
    sign_in, inspector, forces
):
    page = across(sign_in(inspector), "?force=avon&force=bedford")

    avon, bedford = page.split('<section class="app-entry"')[1:]
    for words in (
        "1 file as evidence.",
        "Accepted</strong>",
        "quartz",
        "Closed</strong> on 20 Aug",
    ):
        assert words in avon
    for words in ("No evidence.", "More evidence needed</strong>"):
        assert words in bedford
    assert "Closed" not in bedford


def test_across_leads_to_the_history_and_to_a_question(sign_in, inspector, inspection, forces):
    silent = make.PolicingBodyFactory(force__slug="silent").force
    inspection.forces.add(silent)

    page = across(sign_in(inspector))

    assert 'href="/progress/rape/avon/1/"' in page
    assert 'href="/progress/rape/avon/1/ask/"' in page
    assert 'href="/progress/rape/silent/1/"' in page
    assert 'href="/progress/rape/silent/1/ask/"' not in page


@pytest.mark.parametrize("chosen", [1, 7])
def test_across_puts_two_to_six_side_by_side(sign_in, inspector, inspection, chosen):
    slugs = [answered(inspection, f"force-{number}").slug for number in range(7)]

    page = across(sign_in(inspector), "?" + "&".join(f"force={s}" for s in slugs[:chosen]))

    assert "Choose 2 to 6 forces to put side by side" in page
    assert 'href="#id_force_0"' in page
    assert len(order(page)) == 7


def test_across_side_by_side_keeps_what_was_chosen(sign_in, inspector, forces):
    page = across(sign_in(inspector), "?force=avon&force=durham")

    assert '<div class="app-beside">' in page
    assert page.count(" checked>") == 2


def test_across_can_be_taken_away_as_it_is_shown(sign_in, inspector, forces):
    address = "/inspections/rape/recommendations/1/answers.csv?position=planned&verdict=accepted"
    page = sign_in(inspector).get(address)

    rows = list(csv.DictReader(io.StringIO(page.getvalue().decode("utf-8-sig"))))
    assert [row["Force"] for row in rows] == ["Avon Police"]
    assert {name: rows[0][name] for name in ("Answer", "Planned for", "Text", "Assessed")} == {
        "Answer": "Action planned",
        "Planned for": "2022-03-31",
        "Text": "A zinc plan",
        "Assessed": "Accepted",
    }
    assert (rows[0]["Files as evidence"], rows[0]["Closed on"]) == ("1", "2021-08-20")
    assert (
        "rape-recommendation-1-show-action-planned-assessed-accepted-as-at"
        in (page["Content-Disposition"])
    )


def test_across_taken_away_has_nothing_of_drafts(sign_in, inspector, inspection, cumbria, one):
    inspection.forces.add(cumbria.force)
    response = make.ResponseFactory(inspection=inspection, body=cumbria.body, drafting=True)
    make.AnswerFactory(response=response, recommendation=one, text="Zebra", reason="Zebra")
    make.ProgressUpdateFactory(recommendation=one, force=cumbria.force, text="Zebra", draft=True)

    page = sign_in(inspector).get("/inspections/rape/recommendations/1/answers.csv")

    text = page.getvalue().decode()
    assert "Cumbria Constabulary" in text
    assert "Zebra" not in text


def test_force_answers_stay_with_their_recommendation_when_numbers_change(
    sign_in, inspector, inspection, forces
):
    inspection.recommendations.filter(number="1").update(number="9")

    page = sign_in(inspector).get("/inspections/rape/forces/avon/").content.decode()

    entry = page.partition('id="recommendation-9"')[2].partition("</section>")[0]
    assert "A zinc plan" in entry
