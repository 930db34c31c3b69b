"""Entering a response from before this service: who, what is refused, and what becomes public."""

from datetime import date

import pytest
import time_machine

from responses.choices import CopyTo, Status
from responses.models import Copy, OldResponse, Response, SignedVersion, Unsaved
from tests import factories as make

AFTER = "2021-10-01T11:00:00Z"  # the last day was 9 September


@pytest.fixture
def kent(inspection):
    """A body's response that nobody has begun."""
    force = make.ForceFactory(name="Kent Police", slug="kent")
    inspection.forces.add(force)
    return make.ResponseFactory(inspection=inspection, body__force=force)


@pytest.fixture
def asked(inspection):
    return {each.number: each.pk for each in inspection.recommendations.all()}


@pytest.fixture
def admin(sign_in, administrator):
    return sign_in(administrator)


def day(name, value):
    return {
        f"{name}_day": str(value.day),
        f"{name}_month": str(value.month),
        f"{name}_year": str(value.year),
    }


PAPER = {
    "modelled_on": "the letter of 3 August 2021",
    "standing_words": "own",
    "standing_dated": "unknown",
    "standing_published": "unknown",
    "standing_inspectors": "unknown",
    "standing_secretary": "unknown",
    "introduction": "We welcome the report.",
}
KENT = "/inspections/rape/old/kent/"


def test_old_response_is_shown_before_anything_is_kept(admin, kent, asked):
    page = admin.post(KENT, {**PAPER, f"text_{asked['1']}": "Zebras were counted."})

    html = page.content.decode()
    kent.refresh_from_db()
    assert "Check what the register will show" in html
    assert "Zebras were counted." in html
    assert "It is public at once, and nobody can change or remove it" in html
    assert (kent.status, kent.is_recorded) == (Status.NOT_STARTED, False)
    assert not SignedVersion.objects.exists()
    assert not OldResponse.objects.exists()


def test_old_response_brings_back_what_was_typed_to_change_it(admin, kent, asked):
    typed = {**PAPER, f"text_{asked['1']}": "Two lines.\r\nSecond.", "next": "Check"}

    check = admin.post(KENT, typed)
    carried = dict(check.context["typed"])
    page = admin.post(KENT, {**carried, "look": "yes"})

    html = page.content.decode()
    assert carried == {name: text for name, text in typed.items() if name != "next"}
    assert "Two lines.\r\nSecond.</textarea>" in html
    assert "There is a problem" not in html


def test_old_response_is_in_the_register_with_what_was_typed(admin, client, kent, asked):
    typed = {
        **PAPER,
        "url": "https://kent.example/response",
        "shape": "Letter",
        "addressed_to": "Home Secretary",
        "cites": "Section 33",
        **day("stated_due_on", date(2021, 9, 10)),
        "standing_dated": "known",
        **day("dated", date(2021, 8, 3)),
        "signatory_name": "Pat Example",
        "signatory_office": "Deputy Commissioner",
        "standing_published": "known",
        **day("published_on", date(2021, 8, 10)),
        "standing_inspectors": "known",
        **day("to_inspectors_on", date(2021, 8, 11)),
        "officer_text": "The force agrees.",
        "officer_from": "Chief Constable A. Example",
        **day("officer_on", date(2021, 8, 1)),
        "reply": "We thank the force.",
        "conclusion": "We will report again.",
        "notes": "Leaves out 2.",
        f"position_{asked['1']}": "planned",
        **day(f"planned_on_{asked['1']}", date(2022, 3, 31)),
        f"text_{asked['1']}": "Training is planned.",
        f"local_number_{asked['1']}": "8",
        f"officer_{asked['1']}": "Trainers are hired.",
        f"position_{asked['3']}": "answered_with",
        f"position_with_{asked['3']}": str(asked["1"]),
        "save": "yes",
    }

    done = admin.post(KENT, typed)

    client.logout()
    page = " ".join(client.get("/register/rape/kent/").content.decode().split())
    assert done.url == "/inspections/rape/old/"
    for text in (
        "Taken from the letter of 3 August 2021",
        "Shape: Letter.",
        "Addressed to: Home Secretary.",
        "Law it cites: Section 33.",
        "Last day it states: 10 September 2021.",
        "Pat Example<br>Deputy Commissioner<br> 3 August 2021",
        "https://kent.example/response",
        "Published in time",
        "From Chief Constable A. Example, received 1 August 2021.",
        "We thank the force.",
        "We will report again.",
        "Leaves out 2.",
        "Numbered 8 in the response.",
        "Action planned</strong> for 31 March 2022",
        "Training is planned.",
        "Trainers are hired.",
        "with recommendation 1",
        "The response says nothing of this recommendation.",
    ):
        assert text in page
    assert "told here in other, shorter words" not in page
    response = Response.objects.get(pk=kent.pk)
    assert (response.published_on, response.is_recorded) == (date(2021, 8, 10), True)
    assert [(c.to, c.sent_on) for c in Copy.objects.all()] == [
        (CopyTo.INSPECTORS, date(2021, 8, 11))
    ]


def test_old_response_leaves_unknown_what_its_paper_does_not_say(admin, kent):
    admin.post(KENT, {**PAPER, "standing_words": "retold", "save": "yes"})

    page = admin.get("/register/rape/kent/").content.decode()
    kent.refresh_from_db()
    assert "The response does not say who signed it." in page
    assert "The response does not say when it was signed." in page
    assert "Cannot be told" in page
    assert "told here in other, shorter words" in page
    assert page.count("The response says nothing of this recommendation.") == 3
    assert (kent.published_on, kent.published_version.signed_by) == (None, None)
    assert kent.changes.count() == kent.contributions.count() == 0
    assert not Copy.objects.exists()


def test_old_response_published_no_earlier_than_a_day_is_late_by_at_least_that(admin, kent):
    typed = {
        **PAPER,
        "standing_published": "not_before",
        **day("not_before", date(2021, 9, 12)),
        "not_before_reason": "It tells of a visit on that day.",
        "save": "yes",
    }

    with time_machine.travel(AFTER, tick=False):
        admin.post(KENT, typed)
        page = " ".join(admin.get("/register/rape/kent/").content.decode().split())

    assert "Published at least 3 days late" in page
    assert "It tells of a visit on that day." in page


def test_old_response_holds_an_office_without_a_name(admin, kent):
    admin.post(KENT, {**PAPER, "signatory_office": "Deputy Commissioner", "save": "yes"})

    version = SignedVersion.objects.get()
    assert (version.signer_name, version.signer_office) == ("", "Deputy Commissioner")
    assert version.content["signature"]["office"] == "Deputy Commissioner"


def test_old_response_leaves_out_figures_of_the_force(admin, kent, inspection):
    measure = make.MeasureFactory(recommendation=inspection.recommendations.get(number="1"))
    make.FigureFactory(measure=measure, force=kent.force)

    admin.post(KENT, {**PAPER, "save": "yes"})

    assert [a["figures"] for a in SignedVersion.objects.get().content["answers"]] == [[], [], []]


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"modelled_on": ""}, "Enter an answer to “Which paper is it taken from?”"),
        ({"standing_words": ""}, "Select whose words you enter"),
        ({"standing_dated": ""}, "Select whether the paper bears a date"),
        ({"standing_dated": "known"}, "Enter the date of the paper"),
        (
            {"standing_dated": "known", **day("dated", date(2021, 8, 21))},
            "The date of the paper must be today or in the past.",
        ),
        (
            {"standing_published": "known", **day("published_on", date(2021, 7, 15))},
            "The date of publication must be 16 July 2021 or later: that is when the report",
        ),
        (
            {"standing_published": "known", **day("published_on", date(2021, 8, 21))},
            "The date of publication must be today or in the past.",
        ),
        (
            {
                "standing_dated": "known",
                **day("dated", date(2021, 8, 3)),
                "standing_published": "known",
                **day("published_on", date(2021, 8, 2)),
            },
            "The date of publication must be 3 August 2021 or later: the paper bears that date.",
        ),
        (
            {"standing_published": "not_before", **day("not_before", date(2021, 8, 1))},
            "Say how it is known that it was not published before this date.",
        ),
        (
            {"standing_published": "not_before", **day("not_before", date(2021, 8, 21))},
            "The earliest date must be today or in the past.",
        ),
        (
            {"standing_secretary": "known", **day("to_secretary_on", date(2021, 7, 15))},
            "The date the copy was sent must be 16 July 2021 or later",
        ),
        (
            {"officer_text": "Yes.", **day("officer_on", date(2021, 8, 21))},
            "The date they were received must be today or in the past.",
        ),
        ({"introduction": " \r\n"}, "Enter what the paper says: nothing is entered yet."),
        ({"url": "kent"}, "Enter a web address in the correct format"),
        ({"introduction": "A\x00B"}, "must not include null characters"),
    ],
)
@pytest.mark.parametrize("button", ["next", "save"])
def test_old_response_that_cannot_be_is_refused_and_nothing_typed_is_lost(
    admin, kent, changed, sentence, button
):
    page = admin.post(KENT, {**PAPER, "notes": "Kept as typed.", **changed, button: "yes"})

    html = page.content.decode()
    assert sentence in html
    assert "Kept as typed.</textarea>" in html
    assert not SignedVersion.objects.exists()


def test_old_response_asks_which_recommendation_has_the_answer(admin, kent, asked):
    page = admin.post(KENT, {**PAPER, f"position_{asked['2']}": "answered_with"})

    html = page.content.decode()
    assert html.count("Select the recommendation that has the answer to recommendation 2") == 2
    assert '<details class="govuk-details govuk-!-margin-bottom-3" open>' in html


def test_old_response_dated_before_the_report_is_doubted_and_can_be_entered(admin, kent):
    typed = {**PAPER, "standing_dated": "known", **day("dated", date(2012, 8, 3))}

    check = admin.post(KENT, typed).content.decode()
    admin.post(KENT, {**typed, "save": "yes"})

    assert "The paper is dated before the report was published. Check the year." in check
    assert SignedVersion.objects.get().dated_on == date(2012, 8, 3)


def test_old_response_is_entered_once(admin, kent):
    admin.post(KENT, {**PAPER, "save": "yes"})

    again = admin.post(KENT, {**PAPER, "introduction": "Zebra", "save": "yes"})
    opened = admin.get(KENT)

    assert "This response is entered already." in again.content.decode()
    assert "Zebra</textarea>" in again.content.decode()
    assert opened.status_code == 403
    assert SignedVersion.objects.count() == 1


@pytest.mark.parametrize(
    ("trait", "sentence"),
    [
        ({"drafting": True}, "The office of this body is writing this response here"),
        ({"published": True}, "This response is published here, by its own office."),
    ],
)
def test_old_response_is_refused_where_the_office_is_at_work(admin, inspection, trait, sentence):
    response = make.ResponseFactory(inspection=inspection, **trait)
    address = f"/inspections/rape/old/{response.force.slug}/"

    opened, sent = admin.get(address), admin.post(address, {**PAPER, "save": "yes"})

    assert (opened.status_code, sent.status_code) == (403, 200)
    assert sentence in opened.content.decode()
    assert sentence in sent.content.decode()
    assert not OldResponse.objects.exists()


def test_old_responses_are_for_administrators_of_the_inspectorate_whose_report_it_is(
    sign_in, inspection, kent
):
    other = make.InspectorateFactory(slug="other", name="Another", short_name="Other")
    elsewhere = make.MembershipFactory(administrator=True, inspectorate=other).user

    page = sign_in(elsewhere).get(KENT)

    assert page.status_code == 403
    assert "Only an administrator of an inspectorate whose report this is" in page.content.decode()


@pytest.fixture
def kept(admin, client, kent):
    """What was typed of Kent's response in a session that had ended."""
    writer = admin.get(KENT).context["form"]["writer"].value()
    client.logout()
    return client.post(KENT, {**PAPER, "introduction": "Zebra", "writer": writer, "next": "yes"})


def test_old_response_typed_in_a_session_that_ended_is_in_the_form_again(
    kept, sign_in, administrator
):
    client = sign_in(administrator)

    listed = client.get("/inspections/rape/old/").content.decode()
    page = client.get(KENT)
    check = client.post(
        KENT, {**PAPER, "introduction": "Zebra", "writer": page.context["form"]["writer"].value()}
    )
    typed = dict(check.context["typed"])
    client.post(KENT, {**typed, "writer": check.context["writer"], "save": "yes"})

    assert kept.url.startswith("/accounts/login/")
    assert "Typed by you and not saved" in listed
    assert "Zebra</textarea>" in page.content.decode()
    assert SignedVersion.objects.get().content["introduction"] == "Zebra"
    assert not Unsaved.objects.exists()


def test_old_response_that_was_kept_is_read_and_removed_by_its_writer_alone(
    kept, sign_in, kent, administrator
):
    address = f"/responses/{kent.pk}/unsaved/"
    drafter = make.MembershipFactory(drafter=True, body=kent.body).user
    other = make.MembershipFactory(administrator=True).user

    theirs = sign_in(administrator).get(address).content.decode()
    others = [sign_in(person).get(address).status_code for person in (drafter, other)]
    of_the_office = sign_in(drafter).get(f"/responses/{kent.pk}/").content.decode()
    listed = sign_in(other).get("/inspections/rape/old/").content.decode()
    sign_in(administrator).post(address, {"place": "old"})

    assert "Zebra" in theirs
    assert others == [404, 404]
    assert "Ada Administrator" not in of_the_office
    assert "Typed by you" not in listed
    assert not Unsaved.objects.exists()


def test_old_response_is_not_kept_for_who_does_not_administer_any_more(
    admin, client, kent, administrator
):
    writer = admin.get(KENT).context["form"]["writer"].value()
    administrator.memberships.update(valid_to=date(2021, 8, 19))
    client.logout()

    client.post(KENT, {**PAPER, "introduction": "Zebra", "writer": writer})

    assert not Unsaved.objects.exists()
