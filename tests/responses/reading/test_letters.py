"""Letters written for the purpose, each of another layout and with another trap."""

from datetime import date

from responses.reading import Confidence


def answers(proposal):
    return {a.number: a.answer for a in proposal.answers if a.answer}


def quotes(proposal):
    return {a.number: a.quoted for a in proposal.answers if a.quoted}


def confidences(proposal):
    return {a.number: a.confidence for a in proposal.answers if a.answer}


def local_numbers(proposal):
    return {a.number: a.local_number for a in proposal.answers if a.local_number}


def test_read_answers_every_recommendation_in_the_order_of_the_report(reading):
    proposal = reading("shifted")

    assert [a.number for a in proposal.answers] == list("12345678")


def test_read_goes_by_wording_where_a_letter_numbers_in_its_own_way(reading):
    proposal = reading("shifted")

    assert local_numbers(proposal) == {"2": "1", "3": "2", "6": "3"}
    assert answers(proposal)["6"].startswith("The Chief Constable stopped all destruction")
    assert {a.number for a in proposal.answers if a.confidence == Confidence.NOT_FOUND} == {
        "1", "4", "5", "7", "8"
    }  # fmt: skip
    assert "numbers it 3" in proposal.answers[5].why


def test_read_tells_two_recommendations_of_nearly_the_same_words_apart(reading):
    proposal = reading("shifted")

    assert "found property" in quotes(proposal)["2"]
    assert "seized property" in quotes(proposal)["3"]
    assert "41 days" in answers(proposal)["2"]
    assert "register" in answers(proposal)["3"]


def test_read_keeps_the_list_of_an_answer(reading):
    answer = answers(reading("shifted"))["3"]

    assert answer == (
        "This will be done from July, once the new register is running:\n\n"
        "- the register goes live on 1 July 2024\n- the first figures follow in October"
    )


def test_read_leaves_the_closing_words_out_of_the_last_answer(reading):
    proposal = reading("shifted")

    assert "next report" not in answers(proposal)["6"]
    assert proposal.body_comments.text.endswith("I look forward to the next report.")


def test_read_takes_the_letters_date_signatory_and_law(reading):
    proposal = reading("shifted")

    assert proposal.signed_on.value == date(2024, 5, 14)
    assert proposal.signatory.value == "Rosalind Marsh, Police and Crime Commissioner for Westmarch"
    assert proposal.statute_cited.value == "section 55 of the Police Act 1996"
    assert proposal.published_on is None


def test_read_joins_wrapped_lines_and_leaves_page_furniture_out(reading):
    proposal = reading("wrapped")

    assert quotes(proposal)["4"].endswith(
        "- cash, bank cards and papers that show who somebody is; and\n"
        "- animals found straying, including who pays for their keep."
    )
    assert "is not on the day; two stations" in answers(proposal)["1"]
    assert [aside.text for aside in proposal.set_aside if "Page" in aside.text] == [
        "Page 1 of 3",
        "Page 2 of 3",
        "Page 3 of 3",
    ]


def test_read_takes_the_conclusion_for_the_bodys_words(reading):
    proposal = reading("wrapped")

    assert answers(proposal)["6"] == "This was stopped on the day the report came out."
    assert "I am satisfied" in proposal.body_comments.text
    assert proposal.signatory.value.startswith("Rosalind Marsh")


def test_read_reads_a_form_and_says_who_speaks_in_an_answer_of_two(reading):
    proposal = reading("form")

    assert answers(proposal)["5"] == (
        "Force response:\n\nEleven of fourteen members of staff are trained.\n\n"
        "PCC comment:\n\nI will publish the number each January."
    )
    assert quotes(proposal)["5"].startswith("The College of Policing should write guidance")


def test_read_takes_the_date_of_the_response_from_a_form_and_not_that_of_the_report(reading):
    proposal = reading("form")

    assert (proposal.signed_on.value, proposal.published_on) == (date(2024, 5, 17), None)


def test_read_reads_a_table_whose_answers_come_first(reading):
    proposal = reading("table_turned")

    assert answers(proposal) == {
        "1": "Cameras were bought for all desks.",
        "3": "We do not hold this figure yet.\n\nIt will be published in June.",
        "6": "Nothing is destroyed without a letter.",
    }
    assert proposal.published_on.value == date(2024, 5, 20)
    assert "thanks the staff" in proposal.body_comments.text


def test_read_follows_the_letters_numbers_from_a_list_of_quotations_to_its_answers(reading):
    proposal = reading("quoted_first")

    assert answers(proposal)["6"] == "Destruction was stopped in March."
    assert local_numbers(proposal) == {"6": "5"}
    assert "5" not in answers(proposal)
    assert answers(proposal)["4"] == "Three councils have signed; one has not."


def test_read_gives_the_answer_to_a_group_to_each_of_it_for_checking(reading):
    proposal = reading("grouped")

    assert answers(proposal)["2"] == answers(proposal)["3"]
    assert answers(proposal)["4"] == answers(proposal)["5"] == answers(proposal)["6"]
    assert set(confidences(proposal).values()) == {Confidence.CHECK}
    assert answers(proposal)["8"] == "This is for the NPCC. We have nothing to add."
    assert proposal.answers[1].why == "The letter answers this together with 3."


def test_read_never_guesses_a_date_that_cannot_be(reading):
    proposal = reading("two_dates")

    assert (proposal.signed_on, proposal.published_on) == (None, None)


def test_read_takes_no_body_for_a_person(reading):
    assert reading("two_dates").signatory is None


def test_read_takes_a_letter_without_answers_for_comments(reading):
    proposal = reading("no_answers")

    assert answers(proposal) == {}
    assert "Gwen Tarn" in proposal.body_comments.text
    assert proposal.signatory.value.startswith("Rosalind Marsh")


def test_read_places_nothing_of_an_unrelated_text(reading):
    proposal = reading("unrelated")

    assert (answers(proposal), quotes(proposal), proposal.body_comments) == ({}, {}, None)
    assert "Wash the plums" in proposal.unplaced[-1].text


def test_read_forces_nothing_of_a_letter_on_another_report(reading):
    proposal = reading("other_inspection")

    assert (answers(proposal), quotes(proposal), proposal.body_comments) == ({}, {}, None)
    assert "Recommendation 2: Police forces should publish where" in proposal.unplaced[1].text
    assert proposal.title.value.startswith("Roads apart")


def test_read_takes_no_answer_for_a_quotation_however_alike(reading):
    proposal = reading("own_words")

    assert answers(proposal)["1"].startswith("We make sure that every item")
    assert "has done since 2019" in answers(proposal)["1"]
    assert answers(proposal)["2"].startswith("The force publishes how long")
    assert quotes(proposal)["2"].endswith("goes back to its owner")


def test_read_takes_a_quotation_set_like_an_answer_for_one(reading):
    proposal = reading("own_words")

    assert quotes(proposal)["6"].endswith("has had 28 days to answer.")
    assert answers(proposal)["6"] == "Our Chief Constable has stopped it."


def test_read_keeps_chief_officer_and_commissioner_apart(reading):
    proposal = reading("two_voices")

    assert proposal.chief_officer_comments.text == (
        "“This report is fair. We will act on it.\n\n“We have begun.”"
    )
    assert proposal.body_comments.text == "I agree with him, and will hold him to it."
    assert "Commissioner’s response:\n\nNo action is needed here" in answers(proposal)["8"]


def test_read_finds_answers_before_what_they_answer_and_asks_for_a_check(reading):
    proposal = reading("answers_first")

    assert answers(proposal)["1"].startswith("Every item of property is photographed")
    assert answers(proposal)["6"] == "Destruction was stopped by an order to all stores."
    assert set(confidences(proposal).values()) == {Confidence.CHECK}


def test_read_trusts_the_number_alone_only_for_checking(reading):
    proposal = reading("numbers_only")

    assert confidences(proposal) == dict.fromkeys(["1", "3", "7"], Confidence.CHECK)
    assert answers(proposal)["7"] == "This is not for us, and we take no action."
    assert "no such thing" in proposal.unplaced[-1].text
