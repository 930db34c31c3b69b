import re
from datetime import UTC, date, datetime, timedelta

import pytest

from forces.choices import Role
from forces.policies import Refused
from responses.choices import Format, LetterState, Status
from responses.content import content_of, digest
from responses.letters import to_html
from responses.models import Letter, SignedVersion, publishing, signing
from tests import factories as make


def declaration(response, **changes):
    signer = response.body.memberships.get(role=Role.SIGNATORY)
    return {
        "has_read": "on",
        "is_ours": "on",
        "will_lock": "on",
        "password": make.PASSWORD,
        "seen": digest(content_of(response)),
        "printed": f"{signer.user.name}; {signer.office}; {make.TODAY}",
        **changes,
    }


def test_read_shows_the_letter_and_both_ways_on(sign_in, cheshire, sent):
    html = sign_in(cheshire.signatory).get(f"/responses/{sent.pk}/read/").content.decode()

    assert "Work on 1 has begun." in html
    assert "It is not signed yet." in html
    assert f"/responses/{sent.pk}/sign/" in html
    assert f"/responses/{sent.pk}/return/" in html


@pytest.mark.parametrize("page", ["read", "sign", "return"])
def test_deciding_is_refused_to_office_staff(sign_in, cheshire, sent, page):
    found = sign_in(cheshire.drafter).get(f"/responses/{sent.pk}/{page}/")

    assert found.status_code == 403
    assert "Only someone who may sign for this body may do that." in found.content.decode()


@pytest.mark.parametrize("page", ["read", "sign", "return", "publish", "reopen", "versions/1"])
def test_pages_of_another_body_are_not_found(sign_in, cumbria, sent, page):
    found = sign_in(cumbria.signatory).get(f"/responses/{sent.pk}/{page}/")

    assert found.status_code == 404


@pytest.mark.parametrize("page", ["read", "sign", "return", "publish", "reopen", "versions/1"])
def test_pages_ask_a_stranger_to_sign_in(client, sent, page):
    assert client.get(f"/responses/{sent.pk}/{page}/").url.startswith("/accounts/login/")


def test_sign_freezes_what_was_shown_and_makes_the_letter(
    sign_in, cheshire, sent, django_capture_on_commit_callbacks, eager_celery
):
    with django_capture_on_commit_callbacks(execute=True):
        page = sign_in(cheshire.signatory).post(f"/responses/{sent.pk}/sign/", declaration(sent))

    sent.refresh_from_db()
    version = sent.versions.get()
    assert page.url == f"/responses/{sent.pk}/"
    assert sent.status == Status.SIGNED
    assert version.signer_name == cheshire.signatory.name
    assert version.signer_office == "Police and Crime Commissioner"
    assert version.dated_on == make.TODAY
    assert version.sha256 == digest(version.content, version.html)
    assert "Work on 1 has begun." in version.html
    assert "Draft" not in version.html
    assert version.answers.count() == 3
    assert [(each.format, each.state) for each in version.letters.order_by("format")] == [
        (Format.DOCX, LetterState.READY),
        (Format.PDF, LetterState.READY),
    ]


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"has_read": ""}, "Confirm that you have read the response"),
        ({"is_ours": ""}, "Confirm whose comments they are"),
        ({"will_lock": ""}, "Confirm that you sign in your own name and office"),
        ({"password": "wrong"}, "This is not your password. Enter it again"),
    ],
)
def test_sign_needs_the_whole_declaration(sign_in, cheshire, sent, changes, sentence):
    page = sign_in(cheshire.signatory).post(
        f"/responses/{sent.pk}/sign/", declaration(sent, **changes)
    )

    assert sentence in page.content.decode()
    assert not sent.versions.exists()


def test_sign_does_not_tick_any_box_beforehand(sign_in, cheshire, sent):
    seen = digest(content_of(sent))

    page = sign_in(cheshire.signatory).get(f"/responses/{sent.pk}/sign/?seen={seen}")

    html = page.content.decode()

    assert html.count('type="checkbox"') == 3
    assert "checked" not in html


def test_sign_stops_after_many_wrong_passwords(sign_in, cheshire, sent):
    client = sign_in(cheshire.signatory)
    address = f"/responses/{sent.pk}/sign/"

    for _ in range(10):
        client.post(address, declaration(sent, password="wrong"))
    page = client.post(address, declaration(sent))

    assert page.status_code == 403
    assert "There were too many tries" in page.content.decode()
    assert not sent.versions.exists()


def test_sign_is_refused_to_whoever_wrote_in_the_version(sign_in, cheshire, sent):
    both = make.MembershipFactory(drafter=True, body=cheshire.body, user=cheshire.signatory).user
    sent.contributions.create(number=1, by=both)

    page = sign_in(both).post(f"/responses/{sent.pk}/sign/", declaration(sent))

    assert page.status_code == 403
    assert "Someone else must sign what you drafted." in page.content.decode()


def test_sign_is_refused_when_the_content_is_not_what_was_seen(sign_in, cheshire, sent):
    seen = digest(content_of(sent))
    sent.answers.filter(recommendation__number="1").update(text="Something else")

    page = sign_in(cheshire.signatory).post(
        f"/responses/{sent.pk}/sign/", declaration(sent, seen=seen)
    )

    assert page.status_code == 403
    assert "has changed since you opened this page" in page.content.decode()
    assert not sent.versions.exists()


def test_what_was_read_is_what_is_signed(sign_in, cheshire, sent):
    client = sign_in(cheshire.signatory)
    html = client.get(f"/responses/{sent.pk}/read/").content.decode()
    link = re.search(r"/responses/\d+/sign/\?seen=\w+", html).group()
    sent.move_to(Status.DRAFTING, by=cheshire.signatory, at=make.NOON, reason="More.")
    sent.answers.filter(recommendation__number="1").update(text="Something else")
    sent.move_to(Status.WITH_COMMISSIONER, by=cheshire.drafter, at=make.NOON)

    page = client.get(link, follow=True)

    assert page.redirect_chain == [(f"/responses/{sent.pk}/read/", 302)]
    assert "Read the response as it is now" in page.content.decode()


def test_nobody_signs_their_own_words_in_a_later_version(cheshire, sent):
    both = make.MembershipFactory(drafter=True, body=cheshire.body, user=cheshire.signatory).user
    sent.contributions.create(number=1, by=both)
    make.publish_version(sent, make.TODAY)
    sent.reopen(by=both, at=make.NOON, reason="A mistake.")
    signing.send(sent, make.actor(both), at=make.NOON)

    with pytest.raises(Refused, match="Someone else must sign"):
        make.sign(sent, make.actor(both))

    assert sent.versions.count() == 1


def test_the_second_of_two_signatures_is_told(cheshire, sent):
    other = make.MembershipFactory(signatory=True, body=cheshire.body).user
    seen = digest(content_of(sent))
    make.sign(sent, make.actor(cheshire.signatory), seen=seen)

    with pytest.raises(Refused, match="is signed"):
        make.sign(sent, make.actor(other), seen=seen)

    assert SignedVersion.objects.count() == 1


def test_nobody_signs_for_the_day_before(cheshire, sent):
    """Somebody pressed the button just before midnight: in summer, an hour before it by UTC."""
    after_midnight = datetime(2021, 8, 20, 23, 0, tzinfo=UTC)

    with pytest.raises(Refused, match="A new day has begun"):
        make.sign(sent, make.actor(cheshire.signatory), at=after_midnight)

    version = make.sign(
        sent, make.actor(cheshire.signatory), at=after_midnight - timedelta(seconds=1)
    )
    assert version.dated_on == make.TODAY


@pytest.mark.parametrize(
    ("begins", "ends", "may"),
    [(0, None, True), (1, None, False), (-9, 0, True), (-9, -1, False)],
)
def test_who_may_sign_is_who_holds_the_office_that_day(cheshire, sent, begins, ends, may):
    someone = make.MembershipFactory(
        signatory=True,
        body=cheshire.body,
        valid_from=make.TODAY + timedelta(days=begins),
        valid_to=make.TODAY + timedelta(days=ends) if ends is not None else None,
    ).user

    assert (cheshire.force.pk in make.actor(someone).signs_for) is may


def test_the_body_that_follows_signs_what_the_one_before_drafted(cheshire, sent):
    cheshire.body.valid_to = date(2021, 8, 1)
    cheshire.body.save()
    mayor = make.PolicingBodyFactory(
        force=cheshire.force, name="Mayor of Cheshire", valid_from=date(2021, 8, 2)
    )
    successor = make.MembershipFactory(signatory=True, body=mayor, office="Mayor").user

    version = make.sign(sent, make.actor(successor))

    assert version.signer_office == "Mayor"
    assert cheshire.force.pk not in make.actor(cheshire.signatory).signs_for


def test_return_goes_back_with_its_reason(sign_in, cheshire, sent):
    page = sign_in(cheshire.signatory).post(
        f"/responses/{sent.pk}/return/", {"reason": "Say more on 2."}
    )

    sent.refresh_from_db()
    change = sent.changes.latest("pk")
    assert page.url == f"/responses/{sent.pk}/"
    assert sent.status == Status.DRAFTING
    assert (change.is_return, change.reason, change.by) == (
        True,
        "Say more on 2.",
        cheshire.signatory,
    )
    html = sign_in(cheshire.drafter).get(f"/responses/{sent.pk}/").content.decode()
    assert f"Returned by {cheshire.signatory}" in html
    assert "Say more on 2." in html


def test_return_needs_a_reason(sign_in, cheshire, sent):
    page = sign_in(cheshire.signatory).post(f"/responses/{sent.pk}/return/", {"reason": "  "})

    assert page.content.decode().count("Enter the reason") == 2
    assert sent.changes.latest("pk").new == Status.WITH_COMMISSIONER


def test_publish_makes_it_public_and_dates_it(sign_in, cheshire, sent):
    version = make.sign_version(sent)

    page = sign_in(cheshire.drafter).post(f"/responses/{sent.pk}/publish/", {"url": ""})

    sent.refresh_from_db()
    assert page.url == f"/responses/{sent.pk}/"
    assert (sent.status, sent.published_on) == (Status.PUBLISHED, make.TODAY)
    assert sent.published_version == version
    assert version.publication.by == cheshire.drafter


def test_publish_is_refused_before_signing(sign_in, cheshire, sent):
    page = sign_in(cheshire.drafter).post(f"/responses/{sent.pk}/publish/", {"url": ""})

    assert page.status_code == 403
    assert not SignedVersion.objects.published().exists()


def test_reopen_begins_a_version_and_leaves_the_published_one(sign_in, cheshire, sent):
    first = make.publish_version(sent, make.TODAY)

    sign_in(cheshire.drafter).post(f"/responses/{sent.pk}/reopen/", {"reason": "A mistake."})

    sent.refresh_from_db()
    assert (sent.status, sent.draft_number) == (Status.DRAFTING, 2)
    assert sent.published_version == first


def test_a_second_version_is_published_in_place_of_the_first(cheshire, sent):
    make.publish_version(sent, date(2021, 8, 1))
    sent.reopen(by=cheshire.drafter, at=make.NOON, reason="A mistake.")
    second = make.sign_version(sent)

    publishing.publish(sent, make.actor(cheshire.drafter), at=make.NOON)

    sent.refresh_from_db()
    assert sent.published_version == second
    assert sent.published_on == date(2021, 8, 1)
    assert sent.versions.count() == 2


def test_reopen_is_refused_for_a_recorded_response(sign_in, cheshire, inspection):
    response = make.ResponseFactory(inspection=inspection, body=cheshire.body, is_recorded=True)
    make.publish_version(response, make.TODAY)

    page = sign_in(cheshire.drafter).post(
        f"/responses/{response.pk}/reopen/", {"reason": "A mistake."}
    )

    assert page.status_code == 403
    assert "recorded from an old paper" in page.content.decode()


def test_a_version_page_shows_what_was_signed_not_the_draft(sign_in, cheshire, sent):
    make.sign_version(sent, html=to_html(content_of(sent)))
    make.publish_version(sent, make.TODAY)
    sent.reopen(by=cheshire.drafter, at=make.NOON, reason="A mistake.")
    sent.answers.filter(recommendation__number="1").update(text="A new draft")

    html = sign_in(cheshire.drafter).get(f"/responses/{sent.pk}/versions/1/").content.decode()

    assert "Work on 1 has begun." in html
    assert "A new draft" not in html


def test_the_letter_of_a_version_is_the_offices_own_until_published(
    sign_in, cheshire, cumbria, sent
):
    version = make.sign_version(sent)
    letter = Letter.objects.create(version=version, changed_at=make.NOON)
    letter.issue(b"%PDF-1.7 the letter", at=make.NOON)
    address = f"/responses/{sent.pk}/versions/1/letter.pdf"

    theirs = sign_in(cumbria.drafter).get(address)
    ours = sign_in(cheshire.drafter).get(address)

    assert theirs.status_code == 404
    assert ours.content == b"%PDF-1.7 the letter"
    assert ours["Content-Type"] == "application/pdf"
    assert ours["Cache-Control"] == "private, no-store"


def test_a_failed_letter_can_be_tried_again(sign_in, cheshire, sent):
    version = make.sign_version(sent)
    letter = Letter.objects.create(version=version, changed_at=make.NOON)
    letter.fail("OSError: no font", at=make.NOON)
    client = sign_in(cheshire.drafter)

    assert "could not be made" in client.get(f"/responses/{sent.pk}/versions/1/").content.decode()
    client.post(f"/responses/{sent.pk}/versions/1/retry/")

    letter.refresh_from_db()
    assert letter.state == LetterState.QUEUED


def test_a_return_that_comes_after_a_signature_is_refused(cheshire, sent):
    stale = type(sent).objects.get(pk=sent.pk)
    make.sign_version(sent)

    with pytest.raises(Refused, match="is signed by now"):
        stale.move_to(Status.DRAFTING, by=cheshire.signatory, at=make.NOON, reason="Late.")

    sent.refresh_from_db()
    assert (sent.status, sent.draft_number) == (Status.SIGNED, 1)


def test_a_response_was_signed_from_its_first_signature_on(cheshire, sent):
    seen = [(sent.was_signed, sent.versions.exists())]
    version = make.publish_version(sent, make.TODAY)
    sent.refresh_from_db()
    seen.append((sent.was_signed, sent.versions.exists()))
    sent.reopen(by=version.signed_by, at=make.NOON, reason="A slip")
    seen.append((sent.was_signed, sent.versions.exists()))

    assert seen == [(False, False), (True, True), (True, True)]


def test_a_second_draft_leads_to_what_was_signed_first(sign_in, cheshire, sent):
    version = make.publish_version(sent, make.TODAY)
    sent.refresh_from_db()
    sent.reopen(by=version.signed_by, at=make.NOON, reason="A slip")

    page = sign_in(cheshire.drafter).get(f"/responses/{sent.pk}/").text

    assert f"/responses/{sent.pk}/versions/1/" in page
