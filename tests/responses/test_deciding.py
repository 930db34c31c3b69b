"""The page that a signatory reads before they decide."""

from datetime import timedelta
from html import unescape

import pytest
import time_machine

from responses import letters
from responses.choices import Position, Status
from responses.content import content_of, digest
from responses.models import ChiefOfficerComments, Look, signing
from tests import factories as make
from tests.responses.pages import words

LATER = make.NOON + timedelta(days=1)


def read(client, response):
    page = client.get(f"/responses/{response.pk}/read/")
    assert page.status_code == 200
    return unescape(page.content.decode())


def send_again(sent, cheshire, *, reason="Say more."):
    """Returned, rewritten and sent once more."""
    sent.refresh_from_db()
    signing.send_back(sent, make.actor(cheshire.signatory), at=make.NOON, reason=reason)
    sent.answers.filter(recommendation__number="1").update(text="Work on 1 is done.")
    signing.send(sent, make.actor(cheshire.drafter), at=LATER)


def part(html, start, end):
    """The words between two of the page's headings."""
    return words(html[html.index(f'id="{start}"') : html.index(f'id="{end}"')])


def test_the_page_says_by_when_who_sent_it_and_how_the_day_was_worked_out(sign_in, cheshire, sent):
    page = words(read(sign_in(cheshire.signatory), sent))

    assert "Thursday 9 September 2021" in page
    assert "20 days left" in page
    assert f"Sent to you 20 August 2021 at midday by {cheshire.drafter}" in page
    assert "How the last day is worked out" in page


def test_the_first_look_is_said_to_be_one(sign_in, cheshire, sent):
    page = read(sign_in(cheshire.signatory), sent)

    assert "You have not looked at this response before." in page
    assert Look.objects.get().by == cheshire.signatory


def test_coming_back_to_what_was_read_before_is_no_first_look(sign_in, cheshire, sent):
    client = sign_in(cheshire.signatory)
    read(client, sent)
    with time_machine.travel(LATER, tick=False):
        client = sign_in(cheshire.signatory)

        told = part(read(client, sent), "changed", "no-action")

    assert "Nothing has changed since you looked on 20 August 2021 at midday." in told
    assert "You have not looked" not in told
    assert Look.objects.get().at == LATER


def test_what_changed_since_the_last_look_is_marked_word_by_word(sign_in, cheshire, sent):
    client = sign_in(cheshire.signatory)
    read(client, sent)
    send_again(sent, cheshire)

    changed = read(client, sent)

    told = part(changed, "changed", "no-action")
    assert "Changed since you looked on 20 August 2021 at midday" in told
    assert "Recommendation 1: Heading of 1" in told
    assert "Heading of 2" not in told
    assert "removed: has begun" in told
    assert "added: is done" in told


def test_reading_again_does_not_forget_what_changed(sign_in, cheshire, sent):
    client = sign_in(cheshire.signatory)
    read(client, sent)
    send_again(sent, cheshire)

    first = part(read(client, sent), "changed", "no-action")
    second = part(read(client, sent), "changed", "no-action")

    assert first == second
    assert Look.objects.count() == 2


def test_a_page_that_is_read_again_at_once_is_not_noted_again(sign_in, cheshire, sent):
    client = sign_in(cheshire.signatory)
    read(client, sent)

    with time_machine.travel(make.NOON + timedelta(seconds=59), tick=False):
        read(client, sent)
        assert Look.objects.get().at == make.NOON
    with time_machine.travel(make.NOON + timedelta(seconds=60), tick=False):
        read(client, sent)
        assert Look.objects.get().at == make.NOON + timedelta(seconds=60)


def test_going_back_to_what_was_seen_first_is_the_last_look_however_soon(sign_in, cheshire, sent):
    client = sign_in(cheshire.signatory)
    answer = sent.answers.get(recommendation__number="1")
    for second, text in enumerate(["First.", "Second.", "First.", "Third."]):
        sent.answers.filter(pk=answer.pk).update(text=text)
        with time_machine.travel(make.NOON + timedelta(seconds=second), tick=False):
            told = part(read(client, sent), "changed", "no-action")

    assert "removed: First" in told
    assert "Second" not in told


def test_nothing_changed_is_said_too(sign_in, cheshire, sent):
    client = sign_in(cheshire.signatory)
    version = make.publish_version(sent, make.TODAY)
    with_look = {**version.content, "signature": None}
    Look.objects.create(
        response=sent,
        by=cheshire.signatory,
        content=with_look,
        sha256=digest(with_look),
        at=make.NOON,
    )
    sent.reopen(by=cheshire.drafter, at=make.NOON, reason="A mistake.")
    signing.send(sent, make.actor(cheshire.drafter), at=LATER)

    told = part(read(client, sent), "changed", "no-action")

    assert "Nothing has changed since you looked on 20 August 2021 at midday." in told
    assert "The same changed" not in told
    assert "Nothing has changed since version 1" in told


def test_nobody_is_shown_what_somebody_else_looked_at(sign_in, cheshire, sent):
    deputy = make.MembershipFactory(signatory=True, body=cheshire.body).user
    read(sign_in(cheshire.signatory), sent)
    send_again(sent, cheshire)

    told = part(read(sign_in(deputy), sent), "changed", "no-action")

    assert "You have not looked at this response before." in told
    assert "has begun" not in told


def test_a_second_version_tells_what_changed_since_the_first_and_why(sign_in, cheshire, sent):
    make.publish_version(sent, make.TODAY)
    sent.reopen(by=cheshire.drafter, at=make.NOON, reason="A figure was wrong.")
    sent.answers.filter(recommendation__number="2").update(text="Work on 2 is done.")
    signing.send(sent, make.actor(cheshire.drafter), at=LATER)

    page = read(sign_in(cheshire.signatory), sent)

    told = part(page, "changed", "no-action")
    assert "version 2" in page
    assert "A new version has no last day." in page
    assert f"Reopened by {cheshire.drafter}" in told
    assert "A figure was wrong." in told
    assert "Since version 1, signed by Sam Signer on 20 August 2021, this changed:" in told
    assert "added: is done" in told


def test_a_look_and_the_version_before_are_told_apart(sign_in, cheshire, sent):
    client = sign_in(cheshire.signatory)
    make.publish_version(sent, make.TODAY)
    sent.reopen(by=cheshire.drafter, at=make.NOON, reason="A figure was wrong.")
    sent.answers.filter(recommendation__number="2").update(text="Work on 2 is done.")
    signing.send(sent, make.actor(cheshire.drafter), at=make.NOON)
    read(client, sent)
    send_again(sent, cheshire)

    html = read(client, sent)

    before, _, inside = html[html.index('id="changed"') :].partition('<details class="govuk-det')
    assert "Heading of 1" in before
    assert "Heading of 2" not in before
    assert "What changed since version 1" in inside.partition('id="no-action"')[0]
    assert "Heading of 2" in inside.partition('id="no-action"')[0]


def test_what_was_said_when_it_was_returned_is_shown_again(sign_in, cheshire, sent):
    send_again(sent, cheshire, reason="Say what it costs.")

    told = part(read(sign_in(cheshire.signatory), sent), "changed", "no-action")

    assert f"Returned before by {cheshire.signatory}" in told
    assert "Say what it costs." in told


def test_a_return_of_the_version_before_is_no_longer_told(sign_in, cheshire, sent):
    send_again(sent, cheshire, reason="Say what it costs.")
    make.publish_version(sent, make.TODAY)
    sent.reopen(by=cheshire.drafter, at=LATER, reason="A figure was wrong.")
    signing.send(sent, make.actor(cheshire.drafter), at=LATER)

    told = part(read(sign_in(cheshire.signatory), sent), "changed", "no-action")

    assert "Say what it costs." not in told


@pytest.mark.parametrize(
    ("position", "start", "end"),
    [
        (Position.NO_ACTION, "no-action", "considered"),
        (Position.CONSIDERED, "considered", "others"),
    ],
)
def test_answers_without_action_stand_apart_with_their_reason(
    sign_in, cheshire, sent, position, start, end
):
    sent.answers.filter(recommendation__number="2").update(
        position=position, text="", reason="There is no money."
    )

    apart = part(read(sign_in(cheshire.signatory), sent), start, end)

    assert "Recommendation 2: Heading of 2" in apart
    assert "There is no money." in apart
    assert "Heading of 1" not in apart


def test_unanswered_recommendations_to_others_stand_apart(sign_in, cheshire, sent):
    sent.answers.filter(recommendation__number="3").delete()

    html = read(sign_in(cheshire.signatory), sent)

    assert "Recommendation 3: Heading of 3" in part(html, "others", "officer")
    assert "Heading of 3" not in part(html, "worth-knowing", "letter")


def test_the_chief_officers_comments_and_the_reply_are_shown(sign_in, cheshire, sent):
    sent.officer_comments.create(
        recommendation=sent.inspection.recommendations.first(), text="We agree with this one."
    )
    ChiefOfficerComments.objects.create(
        response=sent, received_from="The Chief Constable", text="We accept it.", reply="We thank."
    )

    apart = part(read(sign_in(cheshire.signatory), sent), "officer", "worth-knowing")

    for text in ("From The Chief Constable", "We accept it.", "We agree with this one."):
        assert text in apart
    assert "Your reply We thank." in apart


def test_the_letter_that_is_shown_is_the_one_that_is_signed(sign_in, cheshire, sent, eager_celery):
    recommendation = sent.inspection.recommendations.first()
    make.FigureFactory(
        measure=make.MeasureFactory(recommendation=recommendation),
        force=cheshire.force,
        standing="awaited",
        value=None,
    )
    ChiefOfficerComments.objects.create(response=sent, invited_on=make.TODAY)
    client = sign_in(cheshire.signatory)
    shown = client.get(f"/responses/{sent.pk}/read/").content.decode()

    signing.sign(
        sent,
        make.actor(cheshire.signatory),
        office="Police and Crime Commissioner",
        at=make.NOON,
        seen=digest(content_of(sent)),
        render=letters.to_html,
    )

    version = sent.versions.get()
    assert letters.to_article(version.content) in shown
    assert cheshire.signatory.name in words(letters.to_article(version.content))


def test_who_holds_several_offices_is_told_that_one_is_chosen_later(sign_in, cheshire, sent):
    make.MembershipFactory(
        signatory=True, body=cheshire.body, user=cheshire.signatory, office="Deputy Mayor"
    )

    letter = read(sign_in(cheshire.signatory), sent).partition("<article")[2]

    assert "(the office that you choose when you sign)" in letter


def test_whoever_wrote_in_it_reads_a_draft_and_may_only_return_it(sign_in, cheshire, sent):
    both = make.MembershipFactory(drafter=True, body=cheshire.body, user=cheshire.signatory).user
    sent.contributions.create(number=1, by=both)

    html = read(sign_in(both), sent)

    assert "someone else must sign it" in html
    assert "Draft, not signed" in html
    assert f"/responses/{sent.pk}/sign/" not in html
    assert f"/responses/{sent.pk}/return/" in html


def test_nobody_else_is_noted_to_have_looked(sign_in, cheshire, cumbria, sent):
    for person in (cheshire.drafter, cumbria.signatory, cheshire.contact):
        sign_in(person).get(f"/responses/{sent.pk}/read/")

    assert not Look.objects.exists()


def test_the_page_asks_the_same_of_the_database_for_any_number(
    sign_in, cheshire, django_assert_num_queries, django_assert_max_num_queries
):
    client = sign_in(cheshire.signatory)
    counts = []
    for number in (1, 13):
        inspection = make.InspectionFactory()
        for _ in range(number):
            make.RecommendationFactory(inspection=inspection)
        response = make.ResponseFactory(
            inspection=inspection, body=cheshire.body, drafting=True, answers=True
        )
        signing.send(response, make.actor(cheshire.drafter), at=make.NOON)
        read(client, response)
        send_again(response, cheshire)
        read(client, response)
        with django_assert_max_num_queries(60) as asked:
            read(client, response)
        counts.append(len(asked))

    assert counts[0] == counts[1]
    assert counts[0] <= 33


def test_a_long_and_much_changed_response_is_still_shown(sign_in, cheshire, sent):
    client = sign_in(cheshire.signatory)
    sent.answers.filter(recommendation__number="1").update(text="word " * 20_000)
    read(client, sent)
    sent.answers.filter(recommendation__number="1").update(text="other " * 20_000)

    assert "added:" in part(read(client, sent), "changed", "no-action")


@pytest.mark.parametrize("status", [Status.DRAFTING, Status.SIGNED])
def test_only_what_waits_for_a_signature_is_read_so(sign_in, cheshire, sent, status):
    sent.status = status
    sent.save()

    page = sign_in(cheshire.signatory).get(f"/responses/{sent.pk}/read/")

    assert page.status_code == 403
    assert not Look.objects.exists()


def test_home_says_who_sent_what_waits_worst_first(sign_in, cheshire):
    for days, title in [(1, "Due tomorrow"), (-1, "Late one"), (40, "Far off")]:
        response = make.ResponseFactory(
            body=cheshire.body,
            inspection__short_title=title,
            due_on=make.TODAY + timedelta(days=days),
            drafting=True,
        )
        response.move_to(Status.WITH_COMMISSIONER, by=cheshire.drafter, at=make.NOON)

    page = words(unescape(sign_in(cheshire.signatory).get("/").content.decode()))

    places = [page.index(title) for title in ("Late one", "Due tomorrow", "Far off")]
    assert places == sorted(places)
    assert page.count(f"Sent to you by {cheshire.drafter} on 20 August 2021 at midday") == 3
    for text in ("Late by 1 day", "Due in 1 day", "40 days left"):
        assert text in page


def test_the_day_that_will_be_printed_is_the_day_of_reading(sign_in, cheshire, sent):
    client = sign_in(cheshire.signatory)
    with time_machine.travel(LATER, tick=False):
        client.force_login(cheshire.signatory)
        letter = read(client, sent).partition("<article")[2].partition("</article>")[0]

    assert "21 August 2021" in letter.partition("letter-signature")[2]
