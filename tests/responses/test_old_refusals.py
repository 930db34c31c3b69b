"""What is refused of an old response, and that nothing typed of one is lost."""

from datetime import date

import pytest

from responses.models import OfficerDraft, OldResponse, SignedVersion, Unsaved
from tests import factories as make
from tests.responses.old_paper import KENT, PAPER, day


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"modelled_on": ""}, "Enter the paper it is taken from"),
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
        ({"url": "ftp://kent.example/a"}, "Enter a web address in the correct format"),
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
        ({"drafting": True}, "This response is being written here"),
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
    assert "Nobody else has seen it." in page.content.decode()
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


def test_old_response_is_refused_where_the_force_writes_its_comments(admin, kent):
    OfficerDraft.objects.create(response=kent, text="Zebra")

    page = admin.get(KENT)

    assert page.status_code == 403
    assert "This response is being written here" in page.content.decode()
    assert "Zebra" not in page.content.decode()
