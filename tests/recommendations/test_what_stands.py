"""What stands now, copied by the database beside the pointer to it: it cannot say anything else."""

from datetime import UTC, date, datetime

from recommendations.choices import State, Verdict
from recommendations.models import CurrentAssessment, CurrentProgress
from tests import factories as make
from tests import oversight


def test_what_a_force_says_now_is_copied_from_its_update(db):
    update = make.ProgressUpdateFactory(
        state=State.IN_PROGRESS, as_at=make.TODAY, next_on=date(2021, 12, 1)
    )

    row = CurrentProgress.objects.get()

    assert row.update == update
    assert (row.state, row.as_at, row.next_on) == ("in_progress", make.TODAY, date(2021, 12, 1))
    assert row.said_on == make.TODAY


def test_day_on_which_it_was_said_is_the_day_in_london(db):
    late = datetime(2021, 8, 19, 23, 30, tzinfo=UTC)  # half past midnight in London

    make.ProgressUpdateFactory(submitted_at=late)

    assert CurrentProgress.objects.get().said_on == date(2021, 8, 20)


def test_copy_follows_the_next_update(db):
    first = make.ProgressUpdateFactory()
    make.ProgressUpdateFactory(
        force=first.force, recommendation=first.recommendation, state=State.COMPLETE
    )

    row = CurrentProgress.objects.get()

    assert (row.state, row.next_on) == ("complete", None)


def test_a_date_that_was_moved_once_stays_known(db):
    first = make.ProgressUpdateFactory(next_on=date(2021, 12, 1))
    about = {"force": first.force, "recommendation": first.recommendation}
    make.ProgressUpdateFactory(**about, next_on=date(2022, 2, 1), moved_reason="Procurement")

    make.ProgressUpdateFactory(**about, state=State.COMPLETE)

    assert CurrentProgress.objects.get().is_moved


def test_reason_that_is_only_drafted_moves_no_date(db):
    said = make.ProgressUpdateFactory()
    about = {"force": said.force, "recommendation": said.recommendation}
    make.ProgressUpdateFactory(**about, moved_reason="Procurement", draft=True)

    CurrentProgress.objects.get().save()

    assert not CurrentProgress.objects.get().is_moved


def test_reason_beside_a_finished_claim_moves_no_date(db):
    make.ProgressUpdateFactory(state=State.COMPLETE, moved_reason="It is done")

    assert not CurrentProgress.objects.get().is_moved


def test_claim_that_was_assessed_is_copied_from_the_assessment(db):
    update = make.ProgressUpdateFactory()
    oversight.assessment(update=update)

    make.ProgressUpdateFactory(force=update.force, recommendation=update.recommendation)

    assert CurrentAssessment.objects.get().update == update


def test_copy_cannot_say_anything_else(db):
    update = make.ProgressUpdateFactory(state=State.IN_PROGRESS)
    oversight.assessment(update=update, verdict=Verdict.NOT_ACCEPTED)

    CurrentProgress.objects.update(state=State.COMPLETE, as_at=date(2030, 1, 1), is_moved=True)
    CurrentAssessment.objects.update(
        verdict=Verdict.ACCEPTED, assessed_on=date(2030, 1, 1), update=None
    )

    said, judged = CurrentProgress.objects.get(), CurrentAssessment.objects.get()
    assert (said.state, said.as_at, said.is_moved) == ("in_progress", make.TODAY, False)
    assert (judged.verdict, judged.assessed_on) == ("not_accepted", make.TODAY)
    assert judged.update == update
