"""The five real letters of docs/reading-letters.md, where they are at hand: they are not part of
this project.
"""

import tomllib
from datetime import date
from pathlib import Path

import pytest

from responses.reading import Confidence, Official, read, text_of
from tests.responses.reading.test_no_loss import everything, words

ROOT = Path(__file__).parents[3]
LETTERS = ROOT.parent / "shared" / "seeds"
WEST_MIDLANDS, CHESHIRE, CUMBRIA, WEST_YORKSHIRE, DEVON_AND_CORNWALL = [
    "000",
    "001",
    "002",
    "003",
    "004",
]

pytestmark = pytest.mark.skipif(
    not LETTERS.is_dir(), reason="the real letters are not beside this project"
)


@pytest.fixture
def proposal_of():
    path = ROOT / "recommendations" / "data" / "rape-2021.toml"
    report = tomllib.loads(path.read_text(encoding="utf-8"))
    officials = [
        Official(r["number"], r["text"], r["wording"] == "summary", r["heading"], r["kind"])
        for r in report["recommendations"]
    ]

    def proposal(number):
        [path] = LETTERS.glob(f"{number}_*.txt")
        text = text_of(path.name, path.read_bytes())
        return read(text, officials, inspection_title=report["inspection"]["title"])

    return proposal


def answered(proposal):
    return [a.number for a in proposal.answers if a.answer]


def by_number(proposal):
    return {a.number: a for a in proposal.answers}


@pytest.mark.parametrize(
    ("letter", "signed_on", "signatory", "statute"),
    [
        (WEST_MIDLANDS, None, None, None),
        (
            CHESHIRE,
            date(2021, 9, 8),
            "John Dwyer, Police and Crime Commissioner for Cheshire",
            None,
        ),
        (CUMBRIA, None, None, "Section 33"),
        (
            WEST_YORKSHIRE,
            date(2021, 10, 21),
            "Alison Lowe, Deputy Mayor of West Yorkshire for Policing and Crime",
            None,
        ),
        (DEVON_AND_CORNWALL, None, None, None),
    ],
)
def test_read_takes_only_the_facts_that_a_letter_states(
    proposal_of, letter, signed_on, signatory, statute
):
    proposal = proposal_of(letter)

    assert (proposal.signed_on and proposal.signed_on.value) == signed_on
    assert (proposal.signatory and proposal.signatory.value) == signatory
    assert (proposal.statute_cited and proposal.statute_cited.value[:10]) == statute
    assert proposal.published_on is None


@pytest.mark.parametrize(
    ("letter", "numbers"),
    [
        (WEST_MIDLANDS, []),
        (CHESHIRE, ["1", "2", "3", "4", "5", "6", "7", "12"]),
        (CUMBRIA, []),
        (WEST_YORKSHIRE, ["3", "4", "6", "7"]),
        (DEVON_AND_CORNWALL, [str(number) for number in range(1, 14)]),
    ],
)
def test_read_finds_the_answers_and_no_others(proposal_of, letter, numbers):
    assert answered(proposal_of(letter)) == numbers


@pytest.mark.parametrize("letter", [WEST_MIDLANDS, CUMBRIA])
def test_read_takes_a_list_of_what_was_asked_for_no_answer(proposal_of, letter):
    proposal = proposal_of(letter)

    quoted = [a.number for a in proposal.answers if a.quoted]
    assert quoted == ["1", "2", "3", "4", "5", "6", "7", "12"]
    assert {a.confidence for a in proposal.answers} == {Confidence.NOT_FOUND}


@pytest.mark.parametrize(
    "letter", [WEST_MIDLANDS, CHESHIRE, CUMBRIA, WEST_YORKSHIRE, DEVON_AND_CORNWALL]
)
def test_read_loses_no_word_of_a_real_letter(proposal_of, letter):
    proposal = proposal_of(letter)

    source = "\n".join(proposal.source).replace("](#)", "]")
    assert not words(source) - everything(proposal)


def test_west_midlands_briefing_is_the_bodys_comments(proposal_of):
    text = proposal_of(WEST_MIDLANDS).body_comments.text

    assert "1819 (91%) of 2006" in text
    assert "Operation Soterio" in text
    assert "protected characteristics of rape victims" not in text


def test_cheshire_eight_is_twelve_and_half_of_two_is_a_quotation(proposal_of):
    answers = by_number(proposal_of(CHESHIRE))

    assert answers["12"].local_number == "8"
    assert {n for n, a in answers.items() if a.local_number} == {"12"}
    assert "central role" in answers["2"].quoted
    assert answers["2"].answer.startswith("The Constabulary has involved")
    assert "Phase 2" not in answers["12"].answer


def test_cheshire_is_sure_of_what_is_quoted_in_full(proposal_of):
    answers = by_number(proposal_of(CHESHIRE))

    sure = [n for n, a in answers.items() if a.confidence == Confidence.SURE]
    assert sure == ["1", "2", "3", "4", "5", "6", "7"]
    assert answers["12"].confidence == Confidence.CHECK


def test_cumbria_keeps_commissioner_and_chief_constable_apart(proposal_of):
    proposal = proposal_of(CUMBRIA)

    assert proposal.body_comments.text.startswith("The Police and Crime Commissioner welcomes")
    assert "Early Advice Pilot" in proposal.chief_officer_comments.text
    assert "Early Advice Pilot" not in proposal.body_comments.text
    assert "first of two inspection reports" in " ".join(u.text for u in proposal.unplaced)


def test_west_yorkshire_right_to_review_stays_under_six(proposal_of):
    proposal = proposal_of(WEST_YORKSHIRE)
    answers = by_number(proposal)

    assert "Right to Review scheme" in answers["6"].answer
    assert answers["7"].answer.startswith("The Force's approach")
    assert proposal.chief_officer_comments is None
    assert proposal.body_comments.text.endswith("in the months ahead.")


def test_devon_and_cornwall_is_answered_by_the_chief_constable_for_checking(proposal_of):
    proposal = proposal_of(DEVON_AND_CORNWALL)
    answers = by_number(proposal)

    assert {a.confidence for a in proposal.answers} == {Confidence.CHECK}
    assert answers["7"].answer.endswith("support from the SSIH.")
    assert answers["8"].answer.startswith("Recommendations 8 and 11 recognise")
    assert answers["9"].answer.startswith("I also support recommendation 9")
    assert answers["10"].answer == answers["13"].answer
    assert "clear escalation pathway" in answers["5"].quoted


def test_devon_and_cornwall_leaves_findings_and_furniture_out(proposal_of):
    proposal = proposal_of(DEVON_AND_CORNWALL)

    left = " ".join(u.text for u in proposal.unplaced)
    assert "fundamental improvement" in left
    assert [a.text[:8] for a in proposal.set_aside if a.why == "page furniture"] == ["https://"]
    assert proposal.chief_officer_comments.text.startswith("I am very grateful")
    assert "Senior Policing Lead" in proposal.chief_officer_comments.text
    assert proposal.body_comments.text.startswith("I welcome this Criminal Justice")
