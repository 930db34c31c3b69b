from datetime import date

import pytest

from responses.choices import CommentsMailKind, MailState, Status
from responses.models import ChiefOfficerComments, Response, Unsaved
from responses.models.comments import comments_mark, comments_of, reply_mark, save_comments
from responses.models.handing_over import hand_over
from responses.models.inviting import invitation_mark, invite
from responses.models.officer import draft_of, mark_of_draft, save_officer_draft, texts_of
from responses.models.saving import Seen
from tests import factories as make
from tests.responses.pages import words

DAY = {"received_on_day": "18", "received_on_month": "8", "received_on_year": "2021"}


@pytest.fixture
def response(cheshire, inspection):
    return make.ResponseFactory(inspection=inspection, body=cheshire.body)


def day(name, value):
    return {f"{name}_{part}": str(getattr(value, part)) for part in ("day", "month", "year")}


def invitation(response, **changes):
    typed = {"seen": invitation_mark(response), "how": "mail"}
    return {**typed, **day("wanted_by", date(2021, 9, 1)), **changes}


def hands_over(response, cheshire):
    def mark():
        draft = draft_of(response)
        return mark_of_draft(draft, texts_of(draft))

    save_officer_draft(
        response,
        seen=Seen(mark()),
        by=cheshire.contact,
        at=make.NOON,
        on_recommendations={response.inspection.recommendations.first().pk: "All nine."},
        comes_from="Chief Constable Ann Lee",
        text="We accept it.",
    )
    hand_over(response, seen=mark(), by=cheshire.contact, at=make.NOON)


def at(response, page=""):
    return f"/responses/{response.pk}/comments/{page}"


def shown(client, address):
    return words(client.get(address).content.decode())


# Inviting


def test_the_contacts_are_invited_by_mail(
    sign_in, cheshire, response, mailbox, worker, django_capture_on_commit_callbacks
):
    client = sign_in(cheshire.drafter)

    with django_capture_on_commit_callbacks(execute=True):
        client.post(at(response, "invite/"), invitation(response))

    html = shown(client, at(response))
    assert f"Invited: a mail goes to {cheshire.contact}" in html
    assert "Wanted by Wednesday 1 September 2021" in html
    assert f"sent to {cheshire.contact} on 20 August 2021 at midday" in html
    assert [mail["To"] for mail in mailbox.mails] == [cheshire.contact.email]


def test_the_page_names_who_is_mailed_and_suggests_a_date(sign_in, cheshire, cumbria, response):
    html = shown(sign_in(cheshire.drafter), at(response, "invite/"))

    assert str(cheshire.contact) in html
    assert str(cumbria.contact) not in html
    assert "We suggest 30 August 2021" in html


def test_a_date_in_the_past_is_refused_beside_it(sign_in, cheshire, response):
    page = sign_in(cheshire.drafter).post(
        at(response, "invite/"), invitation(response, **day("wanted_by", date(2021, 8, 19)))
    )

    html = page.content.decode()
    assert "The date they are wanted by must be today or later" in html
    assert 'value="19"' in html
    assert not response.comments_mails.exists()


def test_a_date_after_the_last_day_is_taken_with_a_warning(sign_in, cheshire, response):
    late = day("wanted_by", date(2021, 9, 10))

    page = sign_in(cheshire.drafter).post(
        at(response, "invite/"), invitation(response, **late), follow=True
    )

    assert "what comes then cannot be published in time" in page.content.decode()
    assert comments_of(response).wanted_by == date(2021, 9, 10)


def test_a_date_on_the_last_day_has_no_warning(sign_in, cheshire, response):
    last = day("wanted_by", make.DUE_ON)

    page = sign_in(cheshire.drafter).post(
        at(response, "invite/"), invitation(response, **last), follow=True
    )

    assert "cannot be published in time" not in page.content.decode()


def test_inviting_from_a_page_that_is_old_mails_nobody_and_keeps_the_date(
    sign_in, cheshire, response
):
    client = sign_in(cheshire.drafter)
    old = invitation(response)
    client.post(at(response, "invite/"), old)

    page = client.post(at(response, "invite/"), old)

    html = page.content.decode()
    assert "The invitation was changed or sent since you opened this page" in html
    assert 'value="2021"' in html
    assert response.comments_mails.count() == 1


def test_an_invitation_sent_otherwise_is_recorded(sign_in, cheshire, response):
    sign_in(cheshire.drafter).post(
        at(response, "invite/"),
        invitation(response, how="own", **day("invited_on", date(2021, 7, 20))),
    )

    held = comments_of(response)
    assert (held.invited_on, held.wanted_by) == (date(2021, 7, 20), date(2021, 9, 1))
    assert not response.comments_mails.exists()


@pytest.mark.parametrize(
    ("invited_on", "why"),
    [
        ({}, "Enter the date of the invitation"),
        (day("invited_on", date(2021, 8, 21)), "must be today or in the past"),
        (day("invited_on", date(2021, 8, 20)), "must be the date of the invitation or later"),
    ],
)
def test_an_invitation_sent_otherwise_has_dates_that_can_be(
    sign_in, cheshire, response, invited_on, why
):
    typed = invitation(response, how="own", **day("wanted_by", date(2021, 8, 19)))

    page = sign_in(cheshire.drafter).post(at(response, "invite/"), {**typed, **invited_on})

    assert why in page.content.decode()
    assert comments_of(response).pk is None


def test_where_nobody_at_the_force_can_be_mailed_the_page_says_what_to_do(
    sign_in, cheshire, response
):
    cheshire.contact.memberships.all().delete()
    client = sign_in(cheshire.drafter)

    html = client.get(at(response, "invite/")).content.decode()
    client.post(at(response, "invite/"), invitation(response, **day("invited_on", make.TODAY)))

    assert "has an account here as its contact" in html
    assert 'name="how"' not in html
    assert comments_of(response).invited_on == make.TODAY
    assert not response.comments_mails.exists()


def test_a_mail_that_failed_is_said_to_have_in_plain_words(sign_in, cheshire, response):
    invite(
        response,
        wanted_by=make.DUE_ON,
        seen=invitation_mark(response),
        by=cheshire.drafter,
        at=make.NOON,
    )
    mail = response.comments_mails.get()
    mail.claim(at=make.NOON)
    mail.fail("SMTPDataError: contact@force.example is full", at=make.NOON)

    html = shown(sign_in(cheshire.drafter), at(response))

    assert f"not sent to {cheshire.contact}, because the mail server did not take it" in html
    assert "It is tried again on 20 August 2021 at 12:10pm" in html
    assert "SMTPDataError" not in html
    assert mail.state == MailState.FAILED


# What came


def test_none_received_stands_in_the_letter_with_both_dates(sign_in, cheshire, response):
    client = sign_in(cheshire.drafter)
    own = invitation(response, how="own", **day("invited_on", date(2021, 7, 20)))
    client.post(at(response, "invite/"), own)
    client.post(at(response), {"outcome": "none", "seen": comments_mark(response)})

    letter = shown(client, f"/responses/{response.pk}/check/")

    assert (
        "The chief officer’s comments were invited on 20 July 2021, to come by 1 September 2021. "
        "None were received." in letter
    )


def test_none_received_is_refused_while_there_is_a_reply(sign_in, cheshire, response):
    ChiefOfficerComments.objects.create(response=response, reply="Thank you.")

    page = sign_in(cheshire.drafter).post(
        at(response), {"outcome": "none", "seen": comments_mark(response)}
    )

    assert "There is a reply to the chief officer’s comments" in page.content.decode()
    assert comments_of(response).none_received is False


def test_saving_what_is_saved_already_writes_nothing(sign_in, cheshire, response):
    sign_in(cheshire.drafter).post(
        at(response), {"outcome": "awaited", "seen": comments_mark(response)}
    )

    response.refresh_from_db()
    assert response.status == Status.NOT_STARTED
    assert not response.contributions.exists()


def test_comments_that_a_colleague_saved_meanwhile_are_not_overwritten(sign_in, cheshire, response):
    seen = comments_mark(response)
    colleague = make.MembershipFactory(drafter=True, body=cheshire.body).user
    save_comments(
        response,
        seen=Seen(seen),
        by=colleague,
        at=make.NOON,
        on_recommendations={},
        received_from="A Chief",
        text="Theirs",
    )
    mine = {"outcome": "received", "received_from": "A Chief", **DAY, "text": "Mine", "seen": seen}

    page = sign_in(cheshire.drafter).post(at(response), mine, follow=True)

    html = page.content.decode()
    assert comments_of(response).text == "Theirs"
    assert "Theirs" in html
    assert "Mine" in html
    assert str(colleague) in html


def test_a_reply_saved_meanwhile_does_not_stand_in_the_way(sign_in, cheshire, response):
    ChiefOfficerComments.objects.create(response=response, received_from="A Chief", text="Old")
    seen = comments_mark(response)
    ChiefOfficerComments.objects.update(reply="Thank you.", wanted_by=make.DUE_ON)

    sign_in(cheshire.drafter).post(
        at(response),
        {"outcome": "received", "received_from": "A Chief", **DAY, "text": "New", "seen": seen},
    )

    held = comments_of(response)
    assert (held.text, held.reply, held.wanted_by) == ("New", "Thank you.", make.DUE_ON)


# Handed over, and given back


def test_what_was_handed_over_is_read_with_who_and_when_and_not_written(
    sign_in, cheshire, response
):
    hands_over(response, cheshire)
    client = sign_in(cheshire.drafter)

    html = client.get(at(response)).content.decode()

    for said in ("From Chief Constable Ann Lee", "We accept it.", "All nine."):
        assert said in html
    assert f"Handed over by {cheshire.contact} on 20 August 2021 at midday" in html
    assert "textarea" not in html
    assert "Give back to the force" in html


def test_what_was_pasted_as_the_force_handed_over_is_kept_and_not_taken(
    sign_in, cheshire, response
):
    seen = comments_mark(response)
    hands_over(response, cheshire)
    pasted = {"outcome": "received", "received_from": "X", **DAY, "text": "Pasted", "seen": seen}
    client = sign_in(cheshire.drafter)

    page = client.post(at(response), pasted)

    assert "The force handed these comments over" in page.content.decode()
    assert comments_of(response).text == "We accept it."
    assert Unsaved.objects.get().typed["text"] == ["Pasted"]
    assert f'href="/responses/{response.pk}/unsaved/"' in client.get(at(response)).content.decode()


def test_comments_are_given_back_with_a_reason(sign_in, cheshire, response):
    hands_over(response, cheshire)
    client = sign_in(cheshire.drafter)

    without = client.post(at(response, "give-back/"), {"reason": ""})
    page = client.post(at(response, "give-back/"), {"reason": "A name in it"}, follow=True)

    assert "Enter the reason" in without.content.decode()
    assert "Reason: A name in it" in page.content.decode()
    assert "Given back to the force with your reason" in page.content.decode()
    assert 'name="text"' in page.content.decode()
    assert not comments_of(response).is_handed_over
    kinds = response.comments_mails.values_list("kind", flat=True)
    assert set(kinds) == {CommentsMailKind.HANDED_OVER, CommentsMailKind.GIVEN_BACK}


def test_a_reason_typed_after_the_response_was_sent_is_shown_again(sign_in, cheshire, response):
    hands_over(response, cheshire)
    response.status = Status.WITH_COMMISSIONER
    response.save()

    page = sign_in(cheshire.drafter).post(at(response, "give-back/"), {"reason": "A name in it"})

    html = page.content.decode()
    assert "is with the commissioner, so it cannot be changed now" in html
    assert "A name in it" in html
    assert comments_of(response).is_handed_over


def test_there_is_nothing_to_give_back_that_was_pasted(sign_in, cheshire, response):
    ChiefOfficerComments.objects.create(response=response, received_from="A Chief", text="x")

    page = sign_in(cheshire.drafter).get(at(response, "give-back/"))

    assert page.status_code == 403
    assert "has not handed any comments over" in page.content.decode()


# The reply


def test_a_reply_is_saved_beside_what_it_replies_to(sign_in, cheshire, response):
    hands_over(response, cheshire)
    client = sign_in(cheshire.drafter)

    html = client.get(at(response, "reply/")).content.decode()
    client.post(
        at(response, "reply/"),
        {"reply": "We thank the chief.", "seen": reply_mark(comments_of(response))},
    )

    held = comments_of(response)
    assert "We accept it." in html
    assert "All nine." in html
    assert (held.reply, held.text) == ("We thank the chief.", "We accept it.")
    assert response.contributions.get().by == cheshire.drafter


def test_there_is_nothing_to_reply_to_yet(sign_in, cheshire, response):
    client = sign_in(cheshire.drafter)

    page = client.get(at(response, "reply/"))
    typed = client.post(
        at(response, "reply/"), {"reply": "Early", "seen": reply_mark(comments_of(response))}
    )

    assert page.status_code == 403
    assert "no comments from the chief officer to reply to" in page.content.decode()
    assert "Early" in typed.content.decode()
    assert Unsaved.objects.get().typed["reply"] == ["Early"]
    assert comments_of(response).reply == ""


def test_a_reply_that_a_colleague_saved_meanwhile_is_not_overwritten(sign_in, cheshire, response):
    ChiefOfficerComments.objects.create(response=response, text="x", reply="Old")
    seen = reply_mark(comments_of(response))
    ChiefOfficerComments.objects.update(reply="Theirs")

    sign_in(cheshire.drafter).post(at(response, "reply/"), {"reply": "Mine", "seen": seen})

    assert comments_of(response).reply == "Theirs"
    assert Unsaved.objects.get().typed["reply"] == ["Mine"]


@pytest.mark.parametrize("page", ["", "invite/", "reply/", "give-back/"])
def test_the_pages_are_shut_while_the_response_is_with_the_commissioner(
    sign_in, cheshire, response, page
):
    hands_over(response, cheshire)
    Response.objects.update(status=Status.WITH_COMMISSIONER)

    assert sign_in(cheshire.drafter).get(at(response, page)).status_code == 403
