from datetime import timedelta

import pytest

from responses.choices import CopyTo, MailState, SentBy
from responses.models import CopyAddress, CopyMail, Letter
from responses.models.copying import note_copy
from responses.models.publishing import publish
from responses.tasks.copies import deliver_copy
from tests import factories as make
from tests.responses.pages import words

HOME = CopyTo.SECRETARY_OF_STATE
ADDRESS = "copies@hmicfrs.example"


@pytest.fixture
def response(cheshire, inspection):
    """Published at noon on 20 August 2021; the inspectorate has an address, the minister none."""
    CopyAddress.objects.create(to=CopyTo.INSPECTORS, email=ADDRESS)
    response = make.ResponseFactory(inspection=inspection, body=cheshire.body, answers=True)
    make.sign_version(response)
    publish(response, make.actor(cheshire.drafter), at=make.NOON)
    return response


@pytest.fixture
def version(response):
    return response.published_version


@pytest.fixture
def with_letter(version):
    Letter.objects.create(version=version, changed_at=make.NOON).issue(b"%PDF", at=make.NOON)


@pytest.fixture
def page(sign_in, cheshire, response):
    """The words of the page of copies, as office staff see it."""

    def _page():
        found = sign_in(cheshire.drafter).get(f"/responses/{response.pk}/copies/")
        return words(found.content.decode())

    return _page


def form_of(response, to=HOME, number=1):
    return f"/responses/{response.pk}/copies/{number}/{to}/"


def typed(how="post", day="20", month="8", year="2021"):
    return {"sent_how": how, "sent_on_day": day, "sent_on_month": month, "sent_on_year": year}


def test_the_page_says_which_copy_waits_and_which_the_office_sends(page):
    found = page()

    assert "Version 1, published on 20 August 2021" in found
    assert f"Waiting for the letter It goes to {ADDRESS}" in found
    assert found.count("You have to send this one") == 1
    assert "Record that you sent it : The Home Secretary, version 1" in found


def test_the_page_says_which_copy_is_being_sent(page, with_letter):
    assert f"Being sent By email from this service, to {ADDRESS}" in page()


def test_the_page_says_which_copy_has_no_letter_to_carry(page, version):
    Letter.objects.create(version=version, changed_at=make.NOON).fail("no font", at=make.NOON)

    found = page()

    assert f"The letter could not be made The copy goes to {ADDRESS} once it is." in found
    assert "Waiting for the letter" not in found


def test_the_page_says_which_copy_was_sent_from_here(page, with_letter, mailbox):
    deliver_copy(CopyMail.objects.get(), at=make.NOON)

    found = page()

    assert f"Sent on 20 August 2021 by email from this service, to {ADDRESS}" in found
    assert ": HM Inspectors of Constabulary, version 1" not in found


def test_the_page_says_which_copy_failed_and_when_it_is_tried_again(page, with_letter, mailbox):
    mailbox.refusal = "550 no such box"
    deliver_copy(CopyMail.objects.get(), at=make.NOON)

    found = page()

    assert "Could not be sent" in found
    assert "no such box" in found
    assert "Tried 1 time, to copies@hmicfrs.example" in found
    assert "It is tried again on 20 August 2021 at 12:10pm" in found
    assert "Try again now : HM Inspectors of Constabulary, version 1" in found


def test_the_page_says_what_the_office_recorded(page, version, cheshire):
    actor = make.actor(cheshire.drafter)
    note_copy(version, HOME, actor, sent_on=make.TODAY, sent_how=SentBy.POST, at=make.NOON)

    found = page()

    assert "Sent on 20 August 2021. By post" in found
    assert f"Recorded by {cheshire.drafter} on 20 August 2021" in found


def test_the_page_has_each_published_version_and_none_that_is_not(page, response, cheshire):
    response.reopen(by=cheshire.drafter, at=make.NOON, reason="A mistake.")
    make.sign_version(response)
    before = page()
    publish(response, make.actor(cheshire.drafter), at=make.NOON)

    after = page()

    assert "Version 2" not in before
    assert after.index("Version 2") < after.index("Version 1,")
    assert after.count("You have to send this one") == 2


def test_the_page_before_publication_says_what_is_to_come(sign_in, cheshire, inspection):
    response = make.ResponseFactory(inspection=inspection, body=cheshire.body, drafting=True)

    page = sign_in(cheshire.drafter).get(f"/responses/{response.pk}/copies/")

    assert "Nothing of this response is published yet." in page.content.decode()


def test_the_page_of_an_old_response_offers_nothing_to_record(sign_in, cheshire, response, version):
    response.is_recorded = True
    response.save()

    found = sign_in(cheshire.drafter).get(f"/responses/{response.pk}/copies/")
    form = sign_in(cheshire.drafter).get(form_of(response))

    assert "came before this service" in found.content.decode()
    assert form_of(response) not in found.content.decode()
    assert form.status_code == 403


@pytest.mark.parametrize("versions", [1, 3])
def test_the_page_asks_as_many_queries_for_one_version_as_for_three(
    sign_in, cheshire, response, versions, django_assert_num_queries
):
    for _ in range(versions - 1):
        response.reopen(by=cheshire.drafter, at=make.NOON, reason="A mistake.")
        make.sign_version(response)
        publish(response, make.actor(cheshire.drafter), at=make.NOON)
    client = sign_in(cheshire.drafter)

    with django_assert_num_queries(6):
        client.get(f"/responses/{response.pk}/copies/")


def test_recording_a_copy_says_who_sent_it_when_and_how(sign_in, cheshire, response, version):
    page = sign_in(cheshire.signatory).post(form_of(response), typed())

    copy = version.copies.get(to=HOME)
    assert page.url == f"/responses/{response.pk}/copies/"
    assert (copy.sent_on, copy.sent_how) == (make.TODAY, SentBy.POST)
    assert (copy.noted_by, copy.noted_at) == (cheshire.signatory, make.NOON)


def test_the_form_of_a_copy_does_not_offer_what_the_service_sends(sign_in, cheshire, response):
    client = sign_in(cheshire.drafter)

    page = client.get(form_of(response)).content.decode()
    client.post(form_of(response), typed(how="service"))

    assert "By email from this service" not in page
    assert "It was not sent after all" not in page
    assert not response.published_version.copies.exclude(sent_how="").exists()


def test_a_copy_that_was_recorded_can_be_put_right(sign_in, cheshire, response, version):
    client = sign_in(cheshire.drafter)
    client.post(form_of(response), typed())

    page = client.get(form_of(response)).content.decode()
    client.post(form_of(response), typed(how="portal"))

    assert 'value="20"' in page
    assert "It was not sent after all" in page
    assert version.copies.get(to=HOME).sent_how == SentBy.PORTAL


def test_a_copy_that_was_recorded_can_be_taken_back(sign_in, cheshire, response, version):
    client = sign_in(cheshire.drafter)
    client.post(form_of(response), typed())

    client.post(form_of(response), typed(how="not_sent", day="nonsense"))

    copy = version.copies.get(to=HOME)
    assert (copy.sent_on, copy.sent_how, copy.noted_by) == (None, "", None)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"how": ""}, "Select how it was sent"),
        ({"day": "", "month": "", "year": ""}, "Enter the date it was sent"),
        ({"day": "32"}, "The date it was sent must be a real date"),
        ({"day": "21"}, "The date it was sent must be today or in the past."),
        ({"day": "19"}, "must be 20 August 2021 or later: the response was published on that day."),
    ],
)
def test_what_cannot_be_is_said_beside_the_field(sign_in, cheshire, response, changes, sentence):
    page = sign_in(cheshire.drafter).post(form_of(response), typed(**changes)).content.decode()

    assert page.count(sentence) == 2
    assert not response.published_version.copies.exclude(sent_how="").exists()


def test_a_copy_that_was_sent_from_here_has_no_form(
    sign_in, cheshire, response, with_letter, mailbox
):
    deliver_copy(CopyMail.objects.get(), at=make.NOON)

    page = sign_in(cheshire.drafter).get(form_of(response, CopyTo.INSPECTORS))

    assert page.status_code == 403
    assert "was sent from here on 20 August 2021" in page.content.decode()


def test_trying_again_sends_a_copy_that_failed(
    sign_in, cheshire, response, with_letter, mailbox, worker, django_capture_on_commit_callbacks
):
    mailbox.refusal = "550 no such box"
    mail = CopyMail.objects.get()
    deliver_copy(mail, at=make.NOON)
    mailbox.refusal = ""

    with django_capture_on_commit_callbacks(execute=True):
        page = sign_in(cheshire.drafter).post(
            f"/responses/{response.pk}/copies/mails/{mail.pk}/again/"
        )

    mail.refresh_from_db()
    assert page.url == f"/responses/{response.pk}/copies/"
    assert (mail.state, len(mailbox.mails)) == (MailState.SENT, 1)


def test_trying_again_is_refused_for_a_mail_that_did_not_fail(sign_in, cheshire, response):
    mail = CopyMail.objects.get()

    page = sign_in(cheshire.drafter).post(f"/responses/{response.pk}/copies/mails/{mail.pk}/again/")

    assert page.status_code == 403
    assert "This mail is waiting to be sent already." in page.content.decode()


def test_the_home_of_a_response_says_which_copies_were_sent(
    sign_in, cheshire, response, with_letter, mailbox
):
    deliver_copy(CopyMail.objects.get(), at=make.NOON)

    page = words(sign_in(cheshire.drafter).get(f"/responses/{response.pk}/").content.decode())

    assert "HM Inspectors of Constabulary: sent on 20 August 2021" in page
    assert "The Home Secretary: not sent yet" in page
    assert "It is published. Not all of its copies have been sent: see below" in page


def test_the_home_of_a_response_says_when_nothing_more_is_to_do(
    sign_in, cheshire, response, version, with_letter, mailbox
):
    deliver_copy(CopyMail.objects.get(), at=make.NOON)
    actor = make.actor(cheshire.drafter)
    note_copy(version, HOME, actor, sent_on=make.TODAY, sent_how=SentBy.POST, at=make.NOON)

    page = words(sign_in(cheshire.drafter).get(f"/responses/{response.pk}/").content.decode())

    assert "Nothing more: it is published" in page
    assert "not sent yet" not in page


def test_addresses_are_set_changed_and_taken_away(sign_in, administrator, response):
    client = sign_in(administrator)
    both = {"inspectors": "new@hmicfrs.example", "secretary_of_state": "home@office.example"}

    client.post("/copies/addresses/", both)
    page = client.get("/copies/addresses/").content.decode()
    changed = CopyMail.objects.get().address
    client.post("/copies/addresses/", {"inspectors": "", HOME: "home@office.example"})

    assert "new@hmicfrs.example" in page
    assert dict(CopyAddress.objects.values_list("to", "email")) == {HOME: "home@office.example"}
    assert changed == "new@hmicfrs.example"
    assert CopyMail.objects.get().state == MailState.REPLACED


def test_an_address_that_is_none_is_said_and_kept_on_the_page(sign_in, administrator):
    page = sign_in(administrator).post(
        "/copies/addresses/", {"inspectors": "nobody", "secretary_of_state": ""}
    )

    html = page.content.decode()
    assert html.count("Enter an email address in the correct format") == 2
    assert 'value="nobody"' in html
    assert not CopyAddress.objects.exists()


def test_addresses_are_refused_to_an_office(sign_in, cheshire):
    page = sign_in(cheshire.drafter).post("/copies/addresses/", {"inspectors": "a@b.example"})

    assert page.status_code == 403
    assert "Only an inspectorate administrator may see and change these" in page.content.decode()
    assert not CopyAddress.objects.exists()


def test_the_form_of_a_copy_that_is_being_sent_says_so(sign_in, cheshire, response, with_letter):
    CopyMail.objects.get().claim(at=make.NOON - timedelta(minutes=1))

    page = sign_in(cheshire.drafter).get(form_of(response, CopyTo.INSPECTORS))

    assert page.status_code == 403
    assert "is being sent from here at this moment" in page.content.decode()
