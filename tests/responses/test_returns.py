"""A response goes back with a reason: for the whole, or section by section."""

from datetime import date
from html import unescape

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse

from forces.policies import Refused
from responses.choices import NotSaved, Status
from responses.models import ChiefOfficerComments, ReturnNote, Unsaved, signing
from responses.models.answers import place_of
from responses.models.returning import sections_of
from tests import factories as make
from tests.responses.pages import rows, words


def first(response):
    return response.inspection.recommendations.get(number="1")


def address(response, page="return"):
    return f"/responses/{response.pk}/{page}/"


def send_back(response, cheshire, **said):
    signing.send_back(response, make.actor(cheshire.signatory), at=make.NOON, **said)


def html_of(client, path):
    page = client.get(path)
    assert page.status_code == 200
    return unescape(page.content.decode())


def test_the_page_has_a_box_for_the_whole_and_one_for_each_part(sign_in, cheshire, sent):
    make.MeasureFactory(recommendation=first(sent))
    ChiefOfficerComments.objects.create(response=sent, text="We accept it.")

    html = html_of(sign_in(cheshire.signatory), address(sent))

    for label in (
        "What has to change in the response as a whole",
        "Introduction and conclusion",
        "Recommendation 1: Heading of 1",
        "Recommendation 3: Heading of 3",
        "Figures",
        "Chief officer’s comments",
        "Reply to the chief officer’s comments",
        "How the letter is arranged",
    ):
        assert label in html
    assert "It begins: Work on 1 has begun." in html
    assert html.count("<textarea") == 9


def test_parts_that_a_response_has_not_are_not_offered(sent):
    titles = [section.title for section in sections_of(sent)]

    assert "Figures" not in titles
    assert "Reply to the chief officer’s comments" not in titles


def test_a_return_keeps_what_is_said_of_each_part(sign_in, cheshire, sent):
    place = place_of(first(sent))

    page = sign_in(cheshire.signatory).post(
        address(sent),
        {
            "reason": "Nearly there.",
            f"note_{place}": "Say what it costs.",
            "note_words": "Too long.",
            "note_comments": " ",
        },
    )

    change = sent.changes.latest("pk")
    assert page.url == f"/responses/{sent.pk}/"
    assert (change.is_return, change.reason) == (True, "Nearly there.")
    assert dict(change.notes.values_list("place", "text")) == {
        place: "Say what it costs.",
        "words": "Too long.",
    }


def test_a_return_of_parts_alone_names_them_as_its_reason(sign_in, cheshire, sent):
    sign_in(cheshire.signatory).post(
        address(sent),
        {f"note_{place_of(first(sent))}": "Say what it costs.", "note_words": "Too long."},
    )

    assert sent.changes.latest("pk").reason == (
        "See what is said of: Introduction and conclusion; Recommendation 1: Heading of 1."
    )


def test_a_return_that_says_nothing_is_refused_beside_its_box(sign_in, cheshire, sent):
    page = sign_in(cheshire.signatory).post(address(sent), {"reason": " ", "note_words": " "})

    sent.refresh_from_db()
    assert page.content.decode().count("Enter the reason, for the whole or for one of its") == 2
    assert sent.status == Status.WITH_COMMISSIONER


def test_the_domain_refuses_a_return_that_says_nothing(cheshire, sent):
    with pytest.raises(Refused, match="Say why"):
        send_back(sent, cheshire, notes={"words": "  "})


def test_the_office_is_told_at_once(
    sign_in, cheshire, sent, django_capture_on_commit_callbacks, eager_celery, mailoutbox
):
    with django_capture_on_commit_callbacks(execute=True):
        sign_in(cheshire.signatory).post(address(sent), {"note_words": "Too long."})

    assert cheshire.drafter.email in [to for mail in mailoutbox for to in mail.to]


def test_the_office_finds_what_was_said_and_the_pages_to_change(sign_in, cheshire, sent):
    send_back(sent, cheshire, reason="Nearly.", notes={place_of(first(sent)): "What does it cost?"})

    html = html_of(sign_in(cheshire.drafter), f"/responses/{sent.pk}/")

    assert f"Returned by {cheshire.signatory}" in html
    assert "Nearly." in html
    assert "What does it cost?" in html
    assert f'href="/responses/{sent.pk}/answers/1/">Recommendation 1: Heading of 1</a>' in html


def test_parts_alone_are_not_named_twice(sign_in, cheshire, sent):
    sign_in(cheshire.signatory).post(address(sent), {"note_words": "Too long."})

    html = html_of(sign_in(cheshire.drafter), f"/responses/{sent.pk}/")

    told = html[html.index(f"Returned by {cheshire.signatory}") : html.index("Answer the recomm")]
    assert told.count("Introduction and conclusion") == 1
    assert "Too long." in told


def test_a_signatory_who_does_not_write_gets_no_links_to_pages_for_writing(sign_in, cheshire, sent):
    send_back(sent, cheshire, notes={place_of(first(sent)): "What does it cost?"})

    html = html_of(sign_in(cheshire.signatory), f"/responses/{sent.pk}/")

    assert "What does it cost?" in html
    assert f"/responses/{sent.pk}/answers/1/" not in html


def test_the_task_list_marks_the_parts_of_which_something_was_said(sign_in, cheshire, sent):
    send_back(sent, cheshire, notes={place_of(first(sent)): "What does it cost?", "words": "Long."})

    found = rows(html_of(sign_in(cheshire.drafter), f"/responses/{sent.pk}/"))

    marked = {title for title, row in found.items() if "Returned: read here what" in row[1]}
    assert marked == {"1: Heading of 1", "Introduction", "Conclusion"}


def test_the_page_of_a_part_shows_what_was_said_of_it(sign_in, cheshire, sent):
    send_back(sent, cheshire, reason="Nearly.", notes={place_of(first(sent)): "What does it cost?"})
    client = sign_in(cheshire.drafter)

    own = words(html_of(client, f"/responses/{sent.pk}/answers/1/"))
    other = words(html_of(client, f"/responses/{sent.pk}/answers/2/"))

    assert f"Said of this part by {cheshire.signatory}" in own
    assert "What does it cost?" in own
    assert "Nearly." in own
    assert "What does it cost?" not in other
    assert f"Returned on 20 August 2021 at midday by {cheshire.signatory}" in other
    assert "Nearly." in other


def test_what_was_said_goes_once_the_draft_is_sent_again(sign_in, cheshire, sent):
    send_back(sent, cheshire, reason="Nearly.", notes={"words": "Too long."})
    signing.send(sent, make.actor(cheshire.drafter), at=make.NOON)
    make.publish_version(sent, make.TODAY)
    sent.reopen(by=cheshire.drafter, at=make.NOON, reason="A slip.")

    html = html_of(sign_in(cheshire.drafter), f"/responses/{sent.pk}/introduction/")

    assert "Too long." not in html
    assert "Nearly." not in html


def test_the_force_learns_nothing_of_a_return(sign_in, cheshire, sent):
    sent.inspection.forces.add(cheshire.force)
    send_back(sent, cheshire, reason="The zebra.", notes={"comments": "The zebra."})

    path = reverse("officer_comments", args=["rape", "cheshire"])
    html = html_of(sign_in(cheshire.contact), path)

    assert "zebra" not in html


def test_the_page_of_comments_that_were_handed_over_shows_what_was_said(sign_in, cheshire, sent):
    ChiefOfficerComments.objects.create(
        response=sent,
        received_from="The Chief",
        text="We accept.",
        received_on=make.TODAY,
        handed_over_at=make.NOON,
        handed_over_by=cheshire.contact,
    )
    send_back(sent, cheshire, notes={"comments": "She should say when."})

    assert "She should say when." in html_of(
        sign_in(cheshire.drafter), f"/responses/{sent.pk}/comments/"
    )


def test_what_was_said_of_a_part_cannot_be_changed_or_taken_back(cheshire, sent):
    send_back(sent, cheshire, notes={"words": "Too long."})
    notes = ReturnNote.objects.all()

    for attempt in (lambda: notes.update(text="Fine."), notes.delete):
        with pytest.raises(DatabaseError, match="Cannot update or"), transaction.atomic():
            attempt()

    assert notes.get().text == "Too long."


def note_on(html):
    return html.partition('name="writer" value="')[2].partition('"')[0]


@pytest.mark.parametrize("page", ["return", "reopen", "comments/give-back"])
def test_a_reason_outlives_the_session_of_its_writer(sign_in, cheshire, sent, page):
    client = sign_in(cheshire.signatory)
    person = cheshire.signatory
    if page == "reopen":
        make.publish_version(sent, make.TODAY)
    if page == "comments/give-back":
        person = cheshire.drafter
        send_back(sent, cheshire, reason="More.")
        ChiefOfficerComments.objects.create(
            response=sent,
            received_from="X",
            received_on=make.TODAY,
            handed_over_at=make.NOON,
            handed_over_by=person,
        )
        client.force_login(person)
    writer = note_on(html_of(client, address(sent, page)))
    client.logout()

    gone = client.post(address(sent, page), {"reason": "A long reason", "writer": writer})
    client.force_login(person)
    back = html_of(client, address(sent, page))

    assert gone.url.startswith("/accounts/login/")
    assert Unsaved.objects.get().why == NotSaved.SIGNED_OUT
    assert ">\nA long reason</textarea>" in back
    assert "Not sent yet" in back


@pytest.fixture
def set_aside(sign_in, cheshire, sent):
    """Types in the page for returning, in a session that had ended, and signs in again."""

    def _set_aside(**typed):
        client = sign_in(cheshire.signatory)
        writer = note_on(html_of(client, address(sent)))
        client.logout()
        client.post(address(sent), {**typed, "writer": writer})
        client.force_login(cheshire.signatory)
        return client, writer

    return _set_aside


def test_notes_of_parts_outlive_the_session_too_and_are_in_sight(set_aside, sent):
    client, _ = set_aside(note_words="Too long.")

    back = html_of(client, address(sent))

    assert ">\nToo long.</textarea>" in back
    assert '<details class="govuk-details" open>' in back


def test_a_reason_that_is_sent_is_kept_no_longer(set_aside, sent):
    client, writer = set_aside(reason="Too long.")

    client.post(address(sent), {"reason": "Too long.", "writer": writer})

    assert sent.changes.latest("pk").reason == "Too long."
    assert not Unsaved.objects.exists()


def test_a_reason_that_is_let_go_is_gone(set_aside, sent):
    client, _ = set_aside(reason="Too long.")

    page = client.post(address(sent), {"let_go": "yes"})

    sent.refresh_from_db()
    assert page.url == address(sent)
    assert sent.status == Status.WITH_COMMISSIONER
    assert not Unsaved.objects.exists()


def test_nobody_else_learns_that_a_reason_was_written_down(set_aside, cheshire, cumbria, sent):
    set_aside(reason="The zebra.")
    drafter, other = Client(), Client()
    drafter.force_login(cheshire.drafter)
    other.force_login(cumbria.signatory)

    pages = [drafter.get(f"/responses/{sent.pk}/{page}") for page in ("", "check/", "unsaved/")]

    html = "".join(page.content.decode() for page in pages)
    assert Unsaved.objects.get().texts == ["The zebra."]
    assert "zebra" not in html
    assert "Return the response" not in html
    assert other.get(f"/responses/{sent.pk}/unsaved/").status_code == 404


def test_whoever_signed_no_longer_for_the_body_keeps_nothing(sign_in, cheshire, sent):
    client = sign_in(cheshire.signatory)
    writer = note_on(html_of(client, address(sent)))
    client.logout()
    cheshire.signatory.memberships.update(valid_to=date(2021, 8, 19))

    client.post(address(sent), {"reason": "Too long.", "writer": writer})

    assert not Unsaved.objects.exists()


def test_the_second_of_two_returns_is_told_and_keeps_its_reason(sign_in, cheshire, sent):
    client = sign_in(cheshire.signatory)
    writer = note_on(html_of(client, address(sent)))
    deputy = make.MembershipFactory(signatory=True, body=cheshire.body).user
    signing.send_back(sent, make.actor(deputy), at=make.NOON, reason="First.")

    page = client.post(address(sent), {"reason": "Mine, second.", "writer": writer})

    html = unescape(page.content.decode())
    assert page.status_code == 200
    assert "This response is being drafted: there is nothing to sign or return." in html
    assert "Mine, second." in html
    assert "What you typed is kept for you" in html
    assert Unsaved.objects.get().texts == ["Mine, second."]
    assert sent.changes.filter(reason="First.").count() == 1
    assert not sent.changes.filter(reason="Mine, second.").exists()


def test_office_staff_cannot_reopen_what_was_sent_to_be_signed(sign_in, cheshire, sent):
    page = sign_in(cheshire.drafter).post(address(sent, "reopen"), {"reason": "A slip."})

    sent.refresh_from_db()
    assert "there is nothing to reopen" in page.content.decode()
    assert (sent.status, sent.draft_number) == (Status.WITH_COMMISSIONER, 1)
