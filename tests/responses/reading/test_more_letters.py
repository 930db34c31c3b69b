"""More letters written for the purpose: numbers in answers, prose, headings, mentions."""

from datetime import date

from responses.reading import Confidence
from tests.responses.reading.test_letters import answers, local_numbers, quotes


def test_read_keeps_the_numbers_of_a_list_apart_from_those_of_recommendations(reading):
    proposal = reading("nested_list")

    assert answers(proposal) == {
        "6": "It was stopped in three steps:\n\n1. an order to all stores\n"
        "2. a form for every officer\n3. a check at each month’s end",
        "1": "Cameras are on order.",
    }
    assert local_numbers(proposal) == {"6": "1", "1": "2"}


def test_read_joins_a_quotation_over_the_foot_of_a_page(reading):
    proposal = reading("nested_list")

    assert quotes(proposal)["1"].endswith(
        "is photographed and labelled on the day it is handed in."
    )


def test_read_finds_a_date_at_the_right_hand_side(reading):
    assert reading("nested_list").signed_on.value == date(2024, 5, 16)


def test_read_takes_no_copy_line_for_the_signatory(reading):
    proposal = reading("nested_list")

    assert proposal.signatory.value == "Rosalind Marsh, Police and Crime Commissioner for Westmarch"
    assert "Tom Poe" in proposal.unplaced[-1].text


def test_read_takes_sentences_that_begin_with_a_number_for_answers(reading):
    found = answers(reading("in_prose"))

    assert found["1"].startswith("Recommendation 1 has been met.")
    assert found["2"].endswith("They will be read each month.")
    assert found["5"].endswith("ours number eleven.")


def test_read_takes_for_others_as_what_is_said_of_each(reading):
    proposal = reading("in_prose")

    assert answers(proposal)["7"] == answers(proposal)["8"]
    assert answers(proposal)["7"] == "Recommendations 7 and 8 are for others."
    assert "Overall I am encouraged" in proposal.body_comments.text


def test_read_proposes_the_passage_that_speaks_of_a_recommendation_for_checking(reading):
    proposal = reading("spoken_of")

    found = answers(proposal)
    assert found["1"].startswith("In relation to recommendation 1")
    assert "recommendation 6" not in found["1"]
    assert found["6"].endswith("My office was told on the day.")
    assert found["2"] == found["3"] == "As to recommendations 2 and 3, both waits are too long."
    assert {a.confidence for a in proposal.answers if a.answer} == {Confidence.CHECK}


def test_read_keeps_the_passage_in_the_comments_too(reading):
    proposal = reading("spoken_of")

    assert "both waits are too long" in proposal.body_comments.text
    assert proposal.chief_officer_comments.text == "The report is fair."


def test_read_takes_no_heading_for_an_answer(reading):
    found = answers(reading("headed"))

    assert found["6"] == "Position: In place\n\nWhat was done\n\nEvery store has the order."
    assert found["8"] == "Position: Addressed to others\n\nThis is for the NPCC lead."


def test_read_ends_the_last_answer_at_the_conclusion(reading):
    proposal = reading("headed")

    assert proposal.body_comments.text == "I will say more next year."
    assert proposal.signatory.value == "Dev Hale, Mayor of Westmarch"
    assert proposal.signed_on.value == date(2024, 5, 6)
