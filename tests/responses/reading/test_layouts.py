"""How one thing stands in a letter: a marker, an ordinal, a notice, a word cut in two."""

from datetime import date

from responses.reading import Confidence
from tests.responses.reading.test_letters import answers, local_numbers, quotes

FOUND = (
    "Within three months, police forces should make sure that every item of found property is "
    "photographed and labelled on the day it is handed in."
)
SEIZED = "Police forces should publish how long seized property waits before it goes back."


def test_read_takes_what_stands_before_the_mark_of_an_answer_for_a_quotation(reading):
    text = (
        "Recommendation 1:\nFound things to have their picture taken at once.\n\n"
        "Our response: Cameras were bought.\n\n"
        "Recommendation 5:\n“The College of Policing should write guidance on property … Forces "
        "should then publish how many staff were trained in the NPHS each year.”\n\n"
        "Our response: Eleven are trained.\n"
    )

    proposal = reading(text=text)

    assert quotes(proposal)["1"] == "Found things to have their picture taken at once."
    assert quotes(proposal)["5"].endswith("in the NPHS each year.”")
    assert answers(proposal) == {"1": "Cameras were bought.", "5": "Eleven are trained."}


def test_read_keeps_what_somebody_says_before_the_mark_of_a_comment(reading):
    text = f"Recommendation 1: {FOUND}\n\nWe bought cameras.\n\nPCC comment: I have seen them.\n"

    proposal = reading(text=text)

    assert "We bought cameras." in answers(proposal)["1"]


def test_read_takes_the_number_before_a_word_for_a_label(reading):
    text = (
        f"1) Recommendation\n{SEIZED}\nComment of the Chief Constable\nWe publish it.\n"
        f"Comment of the Mayor\nI am content.\n\n2) Recommendation\n{FOUND}\n"
        "Comment of the Chief Constable\nCameras are here.\nComment of the Mayor\nGood.\n"
    )

    proposal = reading(text=text)

    assert local_numbers(proposal) == {"3": "1", "1": "2"}
    assert answers(proposal)["3"] == (
        "Comment of the Chief Constable:\n\nWe publish it.\n\n"
        "Comment of the Mayor:\n\nI am content."
    )


def test_read_puts_a_notice_about_the_chief_officer_with_their_comments(reading):
    text = (
        f"Recommendation 1: {FOUND}\n\nOur response: Cameras were bought.\n\n"
        "The Chief Constable was invited to comment by 3 May 2024. Nothing was received.\n\n"
        "31/02/2024\n"
    )

    proposal = reading(text=text)

    assert answers(proposal)["1"] == "Cameras were bought."
    assert proposal.chief_officer_comments.text.startswith("The Chief Constable was invited")
    assert proposal.chief_officer_comments.confidence == Confidence.CHECK
    assert proposal.signed_on is None


def test_read_ends_the_last_answer_where_the_letter_turns_to_itself(reading):
    text = (
        f"Dear Home Secretary\n\nRecommendation 1: {FOUND}\n\nCameras were bought.\n\n"
        "I will publish this letter on my website.\n\nYours sincerely\n\nRosalind Marsh\n"
        "Police and Crime Commissioner\n\n7/5/24\ncc The inspectorate\n"
    )

    proposal = reading(text=text)

    assert answers(proposal)["1"] == "Cameras were bought."
    assert proposal.body_comments.text == "I will publish this letter on my website."
    assert proposal.signed_on.value == date(2024, 5, 7)


def test_read_takes_on_behalf_of_somebody_for_part_of_the_signature(reading):
    text = (
        f"Recommendation 1: {FOUND}\n\nCameras were bought.\n\n"
        "On behalf of the Mayor\n\nDr Dev Hale\nDeputy Mayor for Safer Places\n"
    )

    proposal = reading(text=text)

    assert answers(proposal)["1"] == "Cameras were bought."
    assert proposal.signatory.value == "Dr Dev Hale, Deputy Mayor for Safer Places"


def test_read_puts_a_word_together_that_the_end_of_a_line_cut(reading):
    text = (
        f"Recommendation 1: {FOUND}\n\nOur response: The force will print its figures in Novem-\n"
        "ber, after an evidence-\nled review.\n"
    )

    answer = answers(reading(text=text))["1"]

    assert answer == "The force will print its figures in November, after an evidence-led review."


BY_NUMBER = (
    "PCC response – Lost and kept inspection\n\n"
    "We photograph each item that is handed in. This meets recommendation 1.\n\n"
    "As to the second recommendation, the waits are on our website.\n\n"
    "Our response to the remaining recommendations for forces is as follows.\n\n"
    "3. See the answer to recommendation 2.\n4. In place.\n6. Stopped.\n\n"
    "Jo Marsh, PFCC\n1st May 2024\n"
)


def test_read_goes_by_a_list_that_is_said_to_answer_the_recommendations(reading):
    proposal = reading(text=BY_NUMBER)

    found = answers(proposal)
    assert (found["3"], found["4"], found["6"]) == (
        "See the answer to recommendation 2.",
        "In place.",
        "Stopped.",
    )
    assert {a.confidence for a in proposal.answers if a.answer} == {Confidence.CHECK}


def test_read_reads_an_ordinal_as_a_number(reading):
    found = answers(reading(text=BY_NUMBER))

    assert found["1"].startswith("We photograph each item")
    assert found["2"].startswith("As to the second recommendation")


def test_read_trusts_no_list_in_a_letter_on_something_else(reading):
    proposal = reading(text=BY_NUMBER.replace("Lost and kept", "Roads and lanes"))

    assert answers(proposal) == {}


def test_read_takes_an_answer_before_what_it_says_it_responds_to(reading):
    text = (
        f"Our position: Cameras were bought for all desks.\nThis responds to: “{FOUND}”\n\n"
        f"Our position: The force will not publish this.\nThis responds to: “{SEIZED}”\n"
    )

    proposal = reading(text=text)

    assert answers(proposal)["1"] == "Cameras were bought for all desks."
    assert answers(proposal)["3"] == "The force will not publish this."
    assert quotes(proposal)["1"] == f"“{FOUND}”"


def test_read_reads_questions_and_answers(reading):
    text = (
        "Response to the Lost and kept inspection\n\n"
        "Q1. What did the report ask? (Recommendation 4)\n"
        "Police forces and councils should settle who keeps what is found.\n"
        "What have we done?\nThree councils have signed.\n\n"
        "Q2. What did the report ask? (Recommendation 6)\n"
        "Destruction should wait until the owner of the things was told.\n"
        "What have we done?\nNothing yet.\n"
    )

    proposal = reading(text=text)

    assert quotes(proposal)["4"].startswith("Police forces and councils should settle")
    assert answers(proposal) == {"4": "Three councils have signed.", "6": "Nothing yet."}


def test_read_takes_the_subject_beside_a_label_for_a_heading(reading):
    text = (
        "Lost and kept inspection\n\n"
        "Rec. 1 – Labels and photographs\nCameras were bought.\n\n"
        "Rec. 4 – Accepted\nThree councils have signed.\n"
    )

    found = answers(reading(text=text))

    assert found["1"] == "Cameras were bought."
    assert found["4"] == "Accepted\n\nThree councils have signed."


def test_read_leaves_what_is_said_of_an_earlier_report_out_of_the_answers(reading):
    text = (
        f"Recommendation 1: {FOUND}\n\nCameras were bought.\n\nThe wider picture\n\n"
        "In 2019 we answered recommendation 3 of that report, and recommendation 2 of the 2017 "
        "review: both are closed.\n"
    )

    assert answers(reading(text=text)) == {"1": "Cameras were bought."}


def test_read_matches_an_annex_after_the_signature_by_its_numbers(reading):
    text = (
        "Dear Home Secretary\n\nI write on the report.\n\n"
        "Recommendation 1\nCameras were bought.\n\nRecommendation 3\nWe agree. A list is made.\n\n"
        "Yours sincerely\n\nRosalind Marsh\nPolice and Crime Commissioner\n\n"
        f"Annex A\n\nRecommendation 1: {FOUND}\n\nRecommendation 3: {SEIZED}\n"
    )

    proposal = reading(text=text)

    assert answers(proposal) == {"1": "Cameras were bought.", "3": "We agree. A list is made."}
    assert quotes(proposal) == {"1": FOUND, "3": SEIZED}


def test_read_leaves_a_word_on_the_other_recommendations_out_of_the_last_answer(reading):
    text = (
        f"Recommendation 1: {FOUND}\n\nCameras were bought.\n\n"
        "We do not propose to comment on recommendations 7 and 8, which are for others.\n"
    )

    found = answers(reading(text=text))

    assert found["1"] == "Cameras were bought."
    assert (
        found["7"]
        == found["8"]
        == ("We do not propose to comment on recommendations 7 and 8, which are for others.")
    )


def test_read_takes_the_commissioner_of_two_who_sign_beside_each_other(reading):
    text = (
        f"Dear Home Secretary\n\nRecommendation 1: {FOUND}\n\nCameras were bought.\n\nYours\n\n"
        "Olive Pink                       Rosalind Marsh\n"
        "Chief Constable                  Police and Crime Commissioner\n"
    )

    assert reading(text=text).signatory.value == "Rosalind Marsh, Police and Crime Commissioner"


def test_read_finds_what_a_letter_puts_in_other_words_under_its_own_numbers(reading):
    text = (
        "Dear Home Secretary\n\nResponse to the Lost and kept inspection\n\n"
        "1. Forces to photograph and label every item of found property\n\n"
        "Cameras were bought.\n\n"
        "2. Chief constables to stop the destruction of property where the owner is known\n\n"
        "The order was given in May.\n\nYours sincerely\n\nRosalind Marsh\n"
    )

    proposal = reading(text=text)

    assert answers(proposal) == {"1": "Cameras were bought.", "6": "The order was given in May."}
    assert local_numbers(proposal) == {"6": "2"}
    assert {a.confidence for a in proposal.answers if a.answer} == {Confidence.CHECK}


def test_read_keeps_a_cell_with_the_row_it_stands_in(reading):
    text = (
        "| No | Recommendation | Update |\n|---|---|---|\n"
        f"| 1 | {FOUND} | Please see the website. |\n\n## Conclusion\n\nI am content.\n\n"
        "Signed: Alun Hale (PCC)\n"
    )

    proposal = reading(text=text)

    assert answers(proposal)["1"] == "Please see the website."
    assert proposal.body_comments.text == "I am content."
    assert proposal.signatory.value == "Alun Hale, PCC"


def test_read_takes_the_line_below_a_signature_for_the_day_of_publication(reading):
    text = (
        f"Report published: 26 March 2024\n\nRecommendation 1: {FOUND}\n\nCameras were bought.\n\n"
        "Rosalind Marsh\nPCC for Westmarch\nPublished 8 May 2024\n"
    )

    proposal = reading(text=text)

    assert proposal.published_on.value == date(2024, 5, 8)
    assert proposal.signed_on is None


def test_read_takes_an_office_without_a_name_for_no_comment(reading):
    text = (
        "PCC response\n\nNo response is made to the Lost and kept inspection.\n\n"
        "Police and Crime Commissioner for Westmarch\n"
    )

    proposal = reading(text=text)

    assert proposal.signatory is None
    assert "Commissioner for" not in proposal.body_comments.text


def test_read_takes_of_the_report_for_part_of_a_label(reading):
    text = (
        "Lost and kept inspection\n\nRegarding Recommendation 6 of the report: It was stopped.\n\n"
        "Regarding Recommendation 1 of the report: Cameras were bought.\n"
    )

    assert answers(reading(text=text)) == {"1": "Cameras were bought.", "6": "It was stopped."}


def test_read_says_who_answers_where_two_columns_do(reading):
    text = (
        "| No | Recommendation | Chief Constable’s update | PCC’s comments |\n|---|---|---|---|\n"
        f"| 1 | {FOUND} | Cameras were bought. | Good. |\n| 3 | {SEIZED} | Not done. | |\n\n"
        "The table is complete.\n"
    )

    proposal = reading(text=text)

    assert answers(proposal)["1"] == (
        "Chief Constable’s update:\n\nCameras were bought.\n\nPCC’s comments:\n\nGood."
    )
    assert answers(proposal)["3"] == "Not done."
    assert proposal.answers[0].confidence == Confidence.CHECK
    assert proposal.body_comments.text == "The table is complete."
