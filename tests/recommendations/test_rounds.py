from datetime import date, timedelta

import pytest

from forces.policies import Refused
from recommendations.choices import State
from recommendations.models import CurrentProgress, ProgressUpdate
from recommendations.models.progress import submit_updates
from recommendations.models.rounds import (
    Entry,
    save_drafts,
    submit_round,
)
from recommendations.models.standings import standings
from tests import factories as make

MARCH, JUNE = date(2022, 3, 31), date(2022, 6, 30)
LATER = make.NOON + timedelta(hours=1)


@pytest.fixture
def draft(inspection, cheshire):
    """A draft of Cheshire's on a recommendation."""

    def _draft(number="1", **fields):
        return make.ProgressUpdateFactory(
            draft=True,
            recommendation=inspection.recommendations.get(number=number),
            force=cheshire.force,
            **fields,
        )

    return _draft


def submit(*updates, by):
    submit_updates(updates, by=by.drafter, at=make.NOON)


def test_submit_updates_makes_them_what_the_force_says_now(cheshire, draft):
    first, second = draft("1"), draft("2")

    submit(first, second, by=cheshire)

    assert [row.update for row in CurrentProgress.objects.order_by("recommendation__position")] == [
        first,
        second,
    ]
    for each in (first, second):
        each.refresh_from_db()
        assert (each.submitted_by, each.submitted_at) == (cheshire.drafter, make.NOON)


def test_submit_updates_leaves_one_current_update_of_each_recommendation(cheshire, draft):
    submit(draft("1"), by=cheshire)
    second = draft("1")

    submit(second, by=cheshire)

    assert CurrentProgress.objects.get().update == second


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"text": " "}, "Say what has changed for recommendation 2."),
        ({"state": ""}, "Select a state for recommendation 2."),
        (
            {"as_at": date(2021, 8, 9)},
            "A later update is already submitted. Use its date, 10 August",
        ),
        ({"next_on": JUNE}, "Say why the date is no longer 31 March 2022."),
    ],
)
def test_submit_updates_submits_none_when_one_is_refused(cheshire, draft, fields, sentence):
    submit(draft("2", as_at=date(2021, 8, 10), next_on=MARCH), by=cheshire)
    good, bad = draft("1"), draft("2", **fields)

    with pytest.raises(Refused, match=sentence):
        submit(good, bad, by=cheshire)

    assert ProgressUpdate.objects.drafts().count() == 2
    assert CurrentProgress.objects.count() == 1


@pytest.mark.parametrize(("as_at", "taken"), [(9, False), (10, True), (11, True)])
def test_submit_takes_the_day_of_what_stands_or_a_later_one(cheshire, draft, as_at, taken):
    submit(draft("1", as_at=date(2021, 8, 10)), by=cheshire)
    update = draft("1", as_at=date(2021, 8, as_at))

    if taken:
        update.submit(by=cheshire.drafter, at=make.NOON)
    else:
        with pytest.raises(Refused, match="A later update is already submitted"):
            update.submit(by=cheshire.drafter, at=make.NOON)

    assert (CurrentProgress.objects.get().update == update) == taken


def test_submit_is_refused_to_what_is_submitted(cheshire, draft):
    update = draft("1")
    update.submit(by=cheshire.drafter, at=make.NOON)

    with pytest.raises(Refused, match="This update is submitted already"):
        update.submit(by=cheshire.drafter, at=LATER)

    update.refresh_from_db()
    assert update.submitted_at == make.NOON


@pytest.mark.parametrize(
    ("state", "next_on"),
    [
        (State.NOT_STARTED, MARCH),
        (State.IN_PROGRESS, MARCH),
        (State.COMPLETE, None),
        (State.OVERTAKEN, None),
        (State.NOT_FOR_US, None),
    ],
)
def test_submit_keeps_a_promised_date_while_something_is_to_come(cheshire, draft, state, next_on):
    submit(draft("1", next_on=MARCH), by=cheshire)
    update = draft("1", state=state)

    submit(update, by=cheshire)

    update.refresh_from_db()
    assert update.next_on == next_on


def entry(standing, **fields):
    return Entry(standing.recommendation, standing.mark, **fields)


@pytest.fixture
def save(cheshire):
    """Saves entries for Cheshire an hour later, by its drafter."""

    def _save(entries, keep=save_drafts, as_at=make.TODAY):
        return keep(cheshire.force, entries, as_at=as_at, by=cheshire.drafter, at=LATER)

    return _save


def test_standings_come_in_the_order_of_the_report_with_what_was_said(
    inspection, cheshire, cumbria, draft
):
    said = draft("2")
    submit(said, by=cheshire)
    drafted = draft("2")
    make.ProgressUpdateFactory(
        recommendation=inspection.recommendations.get(number="1"), force=cumbria.force
    )

    found = standings(inspection, cheshire.force, drafts=True)

    assert [(row.recommendation.number, row.current, row.draft) for row in found] == [
        ("1", None, None),
        ("2", said, drafted),
        ("3", None, None),
    ]
    assert standings(inspection, cheshire.force, drafts=False)[1].draft is None


def test_mark_changes_with_what_is_said_and_with_the_draft(inspection, cheshire, draft, save):
    def mark():
        return standings(inspection, cheshire.force, drafts=True)[0].mark

    marks = [mark()]
    update = draft("1")
    marks.append(mark())
    save([entry(standings(inspection, cheshire.force, drafts=True)[0], text="Else")])
    marks.append(mark())
    update.refresh_from_db()
    update.state = State.COMPLETE
    submit(update, by=cheshire)
    marks.append(mark())

    assert len(set(marks)) == 4


def test_save_drafts_adds_changes_and_takes_away(inspection, cheshire, draft, save):
    draft("1", text="To change")
    draft("2", text="To delete")
    one, two, three = standings(inspection, cheshire.force, drafts=True)

    kept = save([entry(one, text="Changed"), entry(two), entry(three, text="Added")])

    assert [update.text for update in kept] == ["Changed", "Added"]
    stored = ProgressUpdate.objects.order_by("recommendation__position")
    assert [(update.text, update.written_at) for update in stored] == [
        ("Changed", LATER),
        ("Added", LATER),
    ]


@pytest.mark.parametrize("keep", [save_drafts, submit_round])
def test_a_round_is_refused_whole_when_one_row_has_changed(inspection, cheshire, draft, save, keep):
    one, two, _ = standings(inspection, cheshire.force, drafts=True)
    draft("2", text="Meanwhile")
    entries = [
        entry(one, state="complete", text="Mine"),
        entry(two, state="complete", text="Mine too"),
    ]

    with pytest.raises(Refused, match="Recommendation 2 has changed since you opened this page"):
        save(entries, keep)

    assert ProgressUpdate.objects.get().text == "Meanwhile"
