"""Forms, tables and letters on two reports: what stands in a field, a column or a part."""

from datetime import date

from responses.reading import Confidence
from tests.responses.reading.asked import TITLE
from tests.responses.reading.test_layouts import FOUND, SEIZED
from tests.responses.reading.test_letters import answers


def test_read_reads_a_table_that_gives_only_numbers(reading):
    text = (
        f"Response to {TITLE}\n\nDate of publication of this response: 9 May 2024\n\n"
        "Rec\tPCC response\n1\tAccepted.\n3\tAccepted in part.\n6\tRejected.\n\n"
        "Signed for and on behalf of the Police and Crime Commissioner\n\n"
        "Ann Other\nChief Executive\n"
    )

    proposal = reading(text=text)

    assert answers(proposal) == {"1": "Accepted.", "3": "Accepted in part.", "6": "Rejected."}
    assert {a.confidence for a in proposal.answers if a.answer} == {Confidence.CHECK}
    assert proposal.published_on.value == date(2024, 5, 9)


def test_read_takes_the_office_of_who_signs_and_not_of_whom_they_sign_for(reading):
    text = (
        f"Recommendation 1: {FOUND}\n\nCameras were bought.\n\n"
        "Signed for and on behalf of the Police and Crime Commissioner\n\n"
        "Ann Other\nChief Executive\n"
    )

    assert reading(text=text).signatory.value == "Ann Other, Chief Executive"


def test_read_reads_a_form_of_named_fields(reading):
    text = (
        f"Name of PCC: Rosalind Marsh\nInspection report title: {TITLE}\n"
        "Date report published: 26 March 2024\nDate of PCC response: 8 May 2024\n\n"
        f"Recommendation number: 1\nRecommendation text: {FOUND}\n"
        "Force position: Cameras were bought.\nPCC position: Supported.\n\n"
        f"Recommendation number: 3\nRecommendation text: {SEIZED}\n"
        "Force position: Not done.\nPCC position: I have asked why.\n"
    )

    proposal = reading(text=text)

    assert (
        answers(proposal)["1"] == "Force position: Cameras were bought.\n\nPCC position: Supported."
    )
    assert answers(proposal)["3"].endswith("PCC position: I have asked why.")
    assert (proposal.signed_on.value, proposal.published_on) == (date(2024, 5, 8), None)


def test_read_leaves_another_report_of_the_same_letter_alone(reading):
    text = (
        f"Response to two reports\n\nReport 1: {TITLE}\n\n"
        f"Recommendation 1: {FOUND}\nResponse: Cameras were bought.\n\n"
        "Report 2: Roads apart - how forces police the roads\n\n"
        "Recommendation 1: Forces should publish where cameras stand.\nResponse: Published.\n\n"
        "Recommendation 2: Forces should count collisions each month.\nResponse: Counted.\n"
    )

    proposal = reading(text=text)

    assert answers(proposal) == {"1": "Cameras were bought."}
    assert "Response: Counted." in proposal.unplaced[-1].text
