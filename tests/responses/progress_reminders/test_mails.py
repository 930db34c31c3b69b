"""What the mail of the day says of progress."""

from datetime import timedelta

import pytest
from django.db import connection
from django.template.loader import get_template
from django.test.utils import CaptureQueriesContext

from recommendations.models import Correction
from responses import emails
from responses.choices import ProgressReminderKind as K
from responses.emails.matters import NoLongerOwed
from responses.models import Mail, Reminder
from tests import factories as make
from tests import oversight
from tests.responses.progress_reminders.conftest import NEXT, round_on, seven

DAY = timedelta(days=1)


@pytest.fixture
def mail_to():
    """The mail to a person on a day, as it is made there."""

    def _mail_to(user, on):
        round_on(on, 12)
        return emails.digest(Mail.objects.filter(recipient=user, on=on).get(), on=on)

    return _mail_to


def more(asked, count, **values):
    """More recommendations of the inspection, with an update each."""
    return [
        make.ProgressUpdateFactory(
            recommendation=make.RecommendationFactory(inspection=asked.inspection),
            force=asked.force,
            **values,
        )
        for _ in range(count)
    ]


def test_mail_names_the_recommendation_and_its_date(said, cheshire, mail_to):
    mail = mail_to(cheshire.contact, NEXT - 7 * DAY)

    assert mail.subject == (
        "A date comes near: Thursday 30 September: Rape inspection, Cheshire Constabulary"
    )
    assert "- Recommendation 1, Heading of 1: 30 September 2021\n" in mail.body
    assert "/progress/rape/cheshire/1/" in mail.body


def test_mail_says_how_late_a_date_is(said, cheshire, mail_to):
    mail = mail_to(cheshire.contact, NEXT + 11 * DAY)

    assert mail.subject.startswith("A date has passed, 11 days ago: Rape inspection")
    assert "30 September 2021, 11 days ago\n" in mail.body


def test_mail_has_one_item_for_an_inspection_and_a_force(asked, said, cheshire, mail_to):
    more(asked, 2, next_on=NEXT)
    make.ProgressUpdateFactory(
        recommendation=make.RecommendationFactory(
            inspection=make.InspectionFactory(short_title="Burglary", forces=[asked.force])
        ),
        force=asked.force,
        next_on=NEXT,
    )

    body = mail_to(cheshire.contact, NEXT).body

    assert body.startswith("2 reminders, the most pressing first")
    assert body.count("Rape inspection") == 0
    assert body.count("An inspection of the response to rape") == 1
    assert body.count("30 September 2021, today") == 4


def test_mail_has_a_response_and_progress_together(asked, said, cheshire, mail_to):
    response = make.ResponseFactory(inspection=asked.inspection, body=cheshire.body)
    on = response.due_on + 22 * DAY
    make.ReminderFactory(response=response, recipient=cheshire.drafter, milestone=22, falls_on=on)

    mail = mail_to(cheshire.drafter, on + 10 * DAY)

    assert Mail.objects.filter(recipient=cheshire.drafter).count() == 1
    assert mail.subject.startswith("Response late by 32 days")
    assert "and 1 more" in mail.subject
    assert "A date has passed" in mail.body
    assert Reminder.objects.filter(recipient=cheshire.drafter).exists()


@pytest.mark.parametrize("count", [19, 20, 30])
def test_mail_lists_at_most_20_recommendations_and_counts_the_rest(
    asked, said, cheshire, mail_to, count
):
    more(asked, count, next_on=NEXT)

    body = mail_to(cheshire.contact, NEXT).body

    assert body.count("30 September 2021, today") == 20
    assert ("- and " in body) is (count > 19)
    if count > 19:
        assert f"- and {count - 19} more\n" in body


def test_mail_counts_the_inspections_for_which_there_is_no_room(asked, said, cheshire, mail_to):
    more(asked, 24, next_on=NEXT)
    for _ in range(2):
        make.ProgressUpdateFactory(
            recommendation=make.RecommendationFactory(
                inspection=make.InspectionFactory(title="The other", forces=[asked.force])
            ),
            force=asked.force,
            next_on=NEXT,
        )

    mail = mail_to(cheshire.contact, NEXT)

    assert "2 more reminders of progress, on 2 inspections" in mail.body
    assert mail.body.count("The other") == 0
    assert "/progress/\n" in mail.body


def test_mail_has_every_kind_in_words(asked, said, cheshire, inspector, mail_to):
    make.MeasureFactory(recommendation=asked.recommendation, name="Trained investigators")
    silent = make.RecommendationFactory(inspection=asked.inspection)
    on = seven(make.TODAY).date().replace(year=2022, month=5, day=2)
    question = oversight.question(update=said, asked_by=inspector, reply_by=on)
    oversight.request(
        force=asked.force, recommendation=silent, person=cheshire.drafter, wanted_by=on + 2 * DAY
    )
    Correction.objects.create(
        inspection=asked.inspection,
        recommendation=silent,
        changes=[{"what": "Timescale", "old": "One", "new": "Two"}],
        reason="A slip.",
        by=inspector,
        at=seven(on - DAY),
    )
    closed = make.RecommendationFactory(inspection=asked.inspection)
    oversight.closure(force=asked.force, recommendation=closed, decided_at=seven(on - DAY))

    body = mail_to(cheshire.drafter, on).body

    for words in (
        "A question waits for your reply, by Monday 2 May",
        "Recommendation 1, Heading of 1: reply by 2 May 2022, today",
        "An update is wanted from you, by Wednesday 4 May",
        "Recommendation 2, Heading of 2: update by 4 May 2022",
        "A date has passed, 214 days ago",
        "A figure of the year is wanted",
        "Trained investigators, for the twelve months to 31 March 2022",
        "2 recommendations without an update for 90 days",
        "last update on 20 August 2021",
        "no update yet",
        "The inspection was corrected",
        "Recommendation 2, Heading of 2: Timescale, on 1 May 2022",
        "The page of the inspection says what was changed and why.",
        "A recommendation was closed",
        "Recommendation 3, Heading of 3: closed on 1 May 2022",
    ):
        assert words in body
    assert question.text not in body


def test_mail_to_an_inspector_tells_of_replies_and_proposals(asked, said, inspector, mail_to):
    oversight.reply(oversight.question(update=said, asked_by=inspector))
    oversight.closure(update=said, authorised=False)

    mail = mail_to(inspector, make.TODAY)

    assert mail.subject.startswith("A closure waits for a second inspector: Rape inspection")
    assert "Your question was replied to" in mail.body
    assert "Forty" not in mail.body


def test_mail_that_asks_for_updates_alone_leads_to_where_they_are_written(
    asked, said, cheshire, mail_to
):
    about = {"force": asked.force, "recommendation": asked.recommendation}
    oversight.request(**about, person=cheshire.drafter)
    assert "/progress/round/cheshire/?asked=me\n" in mail_to(cheshire.drafter, make.TODAY).body

    oversight.request(
        force=asked.force,
        recommendation=make.RecommendationFactory(inspection=asked.inspection),
        person=cheshire.drafter,
        wanted_by=NEXT,
    )
    body = mail_to(cheshire.drafter, NEXT).body
    assert "?asked=me" not in body
    assert "/progress/rape/cheshire/\n" in body


def test_mail_says_that_a_recommendation_was_reopened(asked, cheshire, inspector, mail_to):
    closure = oversight.closure(force=asked.force, recommendation=asked.recommendation)
    closure.reopen(make.actor(inspector), reason="It came undone.", at=make.NOON)

    mail = mail_to(cheshire.contact, make.TODAY)

    assert mail.subject.startswith("A closed recommendation was reopened: Rape inspection")
    assert "Recommendation 1, Heading of 1: reopened on 20 August 2021\n" in mail.body
    assert "An inspector reopened it for the force: updates are wanted again." in mail.body
    assert "/progress/rape/cheshire/1/" in mail.body
    assert "came undone" not in mail.body


def test_mail_says_that_a_closure_was_declined(asked, said, inspector, mail_to):
    closure = oversight.closure(update=said, authorised=False, proposed_by=inspector)
    other = make.MembershipFactory(inspector=True).user
    closure.decline(make.actor(other), reason="Not seen to work yet.", at=make.NOON)

    mail = mail_to(inspector, make.TODAY)

    assert mail.subject.startswith("A closure that you proposed was declined: Rape inspection")
    assert "Recommendation 1, Heading of 1: declined on 20 August 2021\n" in mail.body
    assert "seen to work" not in mail.body


def test_mail_says_that_a_closure_was_authorised(asked, said, inspector, mail_to):
    closure = oversight.closure(update=said, authorised=False, proposed_by=inspector)
    other = make.MembershipFactory(inspector=True).user
    seen = {"reason": "Seen on the spot.", "seen": said.pk}
    closure.authorise(make.actor(other), **seen, at=make.NOON)

    mail = mail_to(inspector, make.TODAY)

    assert mail.subject.startswith("A closure that you proposed was authorised: Rape inspection")
    assert "Recommendation 1, Heading of 1: authorised on 20 August 2021\n" in mail.body
    assert "so the recommendation is closed for the force, which is told." in mail.body
    assert "/progress/rape/cheshire/1/" in mail.body
    assert "on the spot" not in mail.body


def test_html_says_what_the_text_says(asked, said, cheshire, mail_to):
    more(asked, 30, next_on=NEXT)
    mail = mail_to(cheshire.contact, NEXT)

    html = mail.alternatives[0][0]

    assert html.count("<li>") == 21
    assert "<li>and 11 more</li>" in html
    assert "<h1>31 dates come near: Thursday 30 September</h1>" in html


def test_mail_carries_what_was_typed_as_it_was(asked, said, cheshire, mail_to):
    asked.recommendation.heading = "Law & <order>"
    asked.recommendation.save()

    mail = mail_to(cheshire.contact, NEXT)

    assert "Law & <order>" in mail.body
    assert "Law &amp; &lt;order&gt;" in mail.alternatives[0][0]


def test_mail_is_not_made_of_what_is_owed_no_more(asked, said, cheshire, mail_to):
    round_on(NEXT)
    oversight.closure(update=said)

    with pytest.raises(NoLongerOwed):
        emails.digest(Mail.objects.filter(recipient=cheshire.contact).get(), on=NEXT)


def test_mail_takes_as_many_queries_for_3_inspections_as_for_1(asked, said, cheshire, mail_to):
    def queries(on):
        with CaptureQueriesContext(connection) as found:
            emails.digest(Mail.objects.filter(recipient=cheshire.contact, on=on).get(), on=on)
        return len(found)

    round_on(NEXT)
    for_one = queries(NEXT)
    for _ in range(2):
        update = make.ProgressUpdateFactory(
            recommendation=make.RecommendationFactory(
                inspection=make.InspectionFactory(forces=[asked.force])
            ),
            force=asked.force,
            next_on=NEXT,
        )
        oversight.question(update=update)
    round_on(NEXT + 11 * DAY)

    assert queries(NEXT + 11 * DAY) == for_one


def test_every_kind_has_its_words():
    for kind in K:
        assert get_template(f"emails/reminders/progress/{kind}.subject.txt")
        assert get_template(f"emails/reminders/progress/{kind}.txt")
