"""What an office has to do for a response, on its home page."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from responses.choices import NotSaved, Status
from responses.models import ChiefOfficerComments, Unsaved
from responses.views.task_list import Counts
from tests import factories as make
from tests.responses.pages import rows, words

YESTERDAY, TOMORROW = make.TODAY - timedelta(days=1), make.TODAY + timedelta(days=1)


@pytest.fixture
def response(cheshire, inspection):
    """A response to 1 and 2, for police forces, and 3, for others."""
    return make.ResponseFactory(inspection=inspection, body=cheshire.body, drafting=True)


@pytest.fixture
def home(sign_in, cheshire, response):
    """The home page, as someone of the office sees it."""

    def _home(user=None, **query):
        client = sign_in(user or cheshire.drafter)
        return client.get(f"/responses/{response.pk}/", query).text

    return _home


def comments(response, **fields):
    return ChiefOfficerComments.objects.create(response=response, **fields)


def answer(response, number, **fields):
    recommendation = response.inspection.recommendations.get(number=number)
    return make.AnswerFactory(response=response, recommendation=recommendation, **fields)


def test_a_new_response_has_its_sections_and_nothing_done(home):
    html = home()

    headings = re.findall(r'<h2 class="govuk-heading-m" id="\w+">(.*?)</h2>', html)
    assert headings == [
        "Chief officer’s comments (not started)",
        "Answer the recommendations (0 of 3 answered)",
        "Commissioner’s introduction and conclusion (0 of 2 written)",
        "The letter (complete)",
        "Check and send (not ready)",
    ]
    assert "None of the 2 addressed to police forces is answered." in html
    assert rows(html) == {
        "Invite the chief officer to comment": (True, "", "Not started", "blue"),
        "The comments": (True, "", "Not started", "blue"),
        "Your reply to the comments": (
            False,
            "Once the comments are here",
            "Cannot start yet",
            "",
        ),
        "1: Heading of 1": (True, "", "Not started", "blue"),
        "2: Heading of 2": (True, "", "Not started", "blue"),
        "3: Heading of 3": (
            True,
            "Addressed to others: you may comment",
            "Not started",
            "blue",
        ),
        "Introduction": (True, "", "Not started", "blue"),
        "Conclusion": (True, "", "Not started", "blue"),
        "How the letter is arranged": (True, "Report", "Completed", ""),
        "Check the letter and what is missing": (
            True,
            "2 recommendations have neither an action nor a reason",
            "Incomplete",
            "light-blue",
        ),
        "Send to the commissioner": (False, "", "Cannot start yet", ""),
    }


@pytest.mark.parametrize(
    ("fields", "heading", "came", "reply"),
    [
        (
            {"invited_on": make.TODAY, "wanted_by": make.TODAY},
            "awaited",
            (True, "Wanted by 20 August 2021", "Awaited", "light-blue"),
            (False, "Once the comments are here", "Cannot start yet", ""),
        ),
        (
            {"invited_on": YESTERDAY, "wanted_by": YESTERDAY},
            "there is a problem",
            (True, "Wanted by 19 August 2021, and none came", "There is a problem", "red"),
            (False, "Once the comments are here", "Cannot start yet", ""),
        ),
        (
            {"wanted_by": YESTERDAY, "received_from": "DCC Jo Ray", "text": "Fair."},
            "completed",
            (True, "From DCC Jo Ray", "Completed", ""),
            (True, "If you reply, your reply is published too", "Not started", "blue"),
        ),
        (
            {"received_from": "DCC Jo Ray", "reply": "Thank you."},
            "completed",
            (True, "From DCC Jo Ray", "Completed", ""),
            (True, "", "Completed", ""),
        ),
        (
            {"wanted_by": YESTERDAY, "none_received": True},
            "completed",
            (True, "None were received", "Completed", ""),
            (False, "There are no comments to reply to", "Not needed", ""),
        ),
    ],
)
def test_comments_say_how_far_they_are(home, response, fields, heading, came, reply):
    comments(response, **fields)

    html = home()

    assert f"Chief officer’s comments ({heading})" in html
    assert rows(html)["The comments"] == came
    assert rows(html)["Your reply to the comments"] == reply


def test_the_invitation_is_done_once_it_is_made(home, response):
    comments(response, invited_on=make.TODAY, wanted_by=TOMORROW)

    assert rows(home())["Invite the chief officer to comment"] == (
        True,
        "Invited on 20 August 2021, to come by 21 August 2021",
        "Completed",
        "",
    )


def test_answers_say_how_far_they_are(home, response):
    answer(response, "1", local_number="7")
    answer(response, "2", position="considered")

    html = home()

    assert rows(html)["1: Heading of 1"] == (
        True,
        "Your own number 7. Action under way",
        "Completed",
        "",
    )
    assert rows(html)["2: Heading of 2"] == (True, "Being considered", "Incomplete", "light-blue")
    assert "All 2 addressed to police forces are answered." in html


@pytest.mark.parametrize(
    ("answered", "sentence"),
    [
        ("3", "None of the 3 addressed to police forces is answered."),
        ("13", "One of the 3 addressed to police forces is answered."),
        ("12", "2 of the 3 addressed to police forces are answered."),
        ("124", "All 3 addressed to police forces are answered."),
    ],
)
def test_answers_for_police_forces_are_counted_in_words(
    home, response, inspection, answered, sentence
):
    make.RecommendationFactory(inspection=inspection)
    for number in answered:
        answer(response, number)

    assert sentence in home()


@pytest.mark.parametrize(
    ("asked", "answered", "sentence"),
    [
        (0, 0, "None is addressed to police forces."),
        (1, 0, "The one addressed to police forces is not answered."),
        (1, 1, "The one addressed to police forces is answered."),
    ],
)
def test_one_or_none_for_police_forces_is_said_so(asked, answered, sentence):
    assert Counts(3, 1, asked, answered).of_police == sentence


def test_what_blocks_is_a_problem_once_it_was_sent_before(home, response, cheshire):
    answer(response, "1")
    response.move_to(Status.WITH_COMMISSIONER, by=cheshire.drafter, at=make.NOON)
    response.move_to(Status.DRAFTING, by=cheshire.signatory, at=make.NOON, reason="Say more.")

    found = rows(home())

    assert found["1: Heading of 1"][2:] == ("Completed", "")
    assert found["2: Heading of 2"][2:] == ("There is a problem", "red")
    assert found["3: Heading of 3"][2:] == ("Not started", "blue")
    assert found["Check the letter and what is missing"][1:] == (
        "1 recommendation has neither an action nor a reason",
        "There is a problem",
        "red",
    )


def test_sending_can_start_once_nothing_blocks(home, response):
    answer(response, "1")
    answer(response, "2", position="planned")

    html = home()

    assert "Check and send (ready to send)" in html
    assert rows(html)["Check the letter and what is missing"] == (
        True,
        "Nothing stops you from sending it; 4 things are worth a look",
        "Completed",
        "",
    )
    assert rows(html)["Send to the commissioner"] == (True, "", "Not started", "blue")
    assert f'href="/responses/{response.pk}/check/#send"' in html


def test_introduction_and_conclusion_have_a_row_each(home, response):
    response.conclusion = "In short, yes."
    response.save()

    html = home()

    assert "Commissioner’s introduction and conclusion (1 of 2 written)" in html
    assert rows(html)["Introduction"][2:] == ("Not started", "blue")
    assert rows(html)["Conclusion"][2:] == ("Completed", "")


def test_figures_have_a_row_for_each_measure_in_order(home, response, inspection, cheshire):
    last, first = (inspection.recommendations.get(number=number) for number in "21")
    named = [
        make.MeasureFactory(recommendation=last, name="Trained"),
        make.MeasureFactory(recommendation=last, name="Qualified"),
        make.MeasureFactory(recommendation=first, name="Recorded"),
    ]
    make.FigureFactory(measure=named[0], force=cheshire.force)
    make.FigureFactory(measure=named[1], force=cheshire.force, standing="awaited", value=None)

    html = home()

    found = rows(html)
    assert "Figures (2 of 3 entered)" in html
    assert [title for title in found if title in {"Trained", "Qualified", "Recorded"}] == [
        "Recorded",
        "Trained",
        "Qualified",
    ]
    assert found["Recorded"] == (True, "Recommendation 1", "Not started", "blue")
    assert found["Trained"] == (True, "Recommendation 2: 34 investigators", "Completed", "")
    assert found["Qualified"] == (
        True,
        "Recommendation 2: asked for, and awaited",
        "Awaited",
        "light-blue",
    )
    assert f'href="/responses/{response.pk}/figures/#figure-2"' in html


def test_every_row_leads_to_a_page_that_has_what_it_names(
    sign_in, cheshire, home, response, inspection
):
    make.MeasureFactory(recommendation=inspection.recommendations.get(number="1"))
    comments(response, received_from="DCC Jo Ray")
    for number in "12":
        answer(response, number)
    html = home()

    addresses = re.findall(r'task-list__link" href="([^"]+)"', html)
    for each in addresses:
        address, _, anchor = each.partition("#")
        page = sign_in(cheshire.drafter).get(address)
        assert page.status_code == 200, address
        assert not anchor or f'id="{anchor}"' in page.text, anchor

    assert len(addresses) == 12


def test_what_the_letter_lacks_is_named_and_stops_the_sending(home, response, inspection):
    inspection.url = ""
    inspection.save()
    for number in "12":
        answer(response, number)

    html = home()

    found = rows(html)
    assert "The letter (1 fact missing)" in html
    assert found["How the letter is arranged"][1:3] == (
        "Report. Missing: Address of the report",
        "Incomplete",
    )
    assert found["Check the letter and what is missing"][1] == "The letter: 1 fact missing"
    assert found["Send to the commissioner"][0] is False


def test_a_signatory_sees_how_much_is_answered_and_no_tasks(home, response, cheshire):
    answer(response, "1")

    html = home(cheshire.signatory)

    assert "1 of 3 recommendations. One of the 2 addressed" in html
    assert rows(html) == {}


def test_other_ways_to_answer_are_near_the_answers(home, response):
    html = home()

    for name in ("spreadsheet", "letter_read"):
        assert f'href="{reverse(name, args=[response.pk])}"' in html


def kept(response, user, title, why=NotSaved.CONFLICT):
    return Unsaved.objects.create(
        response=response,
        place=title[:30],
        by=user,
        title=title,
        address=f"/responses/{response.pk}/introduction/",
        why=why,
        typed={"text": ["Zebra"]},
        at=make.NOON,
    )


def test_what_a_person_could_not_save_is_shown_to_them_alone(home, response, cheshire, cumbria):
    kept(response, cheshire.drafter, "Introduction and conclusion")
    kept(response, cheshire.drafter, "Answer to 2", NotSaved.CLOSED)
    kept(response, make.MembershipFactory(drafter=True, body=cheshire.body).user, "Hers")
    other = make.ResponseFactory(inspection=make.InspectionFactory(), body=cheshire.body)
    kept(other, cheshire.drafter, "Of another response")

    html = home()

    said = words(html)
    assert "Introduction and conclusion : Somebody else saved this while you were writing." in said
    assert "Answer to 2: The response could not be changed any more" in said
    assert f'href="/responses/{response.pk}/unsaved/"' in html
    assert "Hers" not in said
    assert "Of another response" not in said
    assert "Typed by you and not saved" not in home(cheshire.signatory)


def test_what_could_not_be_saved_is_shown_before_sending(sign_in, cheshire, response):
    kept(response, cheshire.drafter, "Introduction and conclusion")

    page = sign_in(cheshire.drafter).get(f"/responses/{response.pk}/check/")

    assert "Typed by you and not saved" in page.text


def test_check_leads_to_the_figures_that_are_missing(sign_in, cheshire, response, inspection):
    make.MeasureFactory(
        recommendation=inspection.recommendations.get(number="1"), name="SSAIDP attendance"
    )

    page = sign_in(cheshire.drafter).get(f"/responses/{response.pk}/check/")

    assert "No figure is given: SSAIDP attendance." in page.text
    assert f'href="/responses/{response.pk}/figures/"' in page.text
