"""The number of an entry grows with each change, and never goes down."""

from dataclasses import replace
from datetime import date

from recommendations.choices import State
from responses.choices import Status
from responses.models import ChiefOfficerComments
from responses.models.publishing import publish
from responses.models.signing import send
from tests import factories as make
from tests.reports.diary.conftest import entries_of, move


class Watch:
    """Looks at a person's calendar after each step."""

    def __init__(self, person):
        self.person = person
        self.seen = {name: [entry] for name, entry in entries_of(person).items()}

    def look(self):
        for name, entry in entries_of(self.person).items():
            old = self.seen.setdefault(name, [entry])[-1]
            if (old.on, old.is_over, old.summary, old.description) != (
                entry.on, entry.is_over, entry.summary, entry.description,
            ):  # fmt: skip
                assert entry.sequence > old.sequence, name
            assert entry.sequence >= old.sequence, name
            assert entry.changed_at >= old.changed_at, name
            self.seen[name].append(entry)

    def history(self, name):
        """The days and states of an entry, one after another."""
        states = [(entry.on, entry.is_over) for entry in self.seen[name]]
        return [state for n, state in enumerate(states) if n == 0 or state != states[n - 1]]


def test_number_grows_with_each_change_of_a_response_and_never_falls(cheshire, inspection, owing):
    for recommendation in inspection.recommendations.all():
        make.AnswerFactory(response=owing, recommendation=recommendation)
    drafter, signatory = make.actor(cheshire.drafter), make.actor(cheshire.signatory)
    watch = Watch(cheshire.drafter)

    def to_drafting():
        owing.move_to(Status.DRAFTING, by=cheshire.drafter, at=make.NOON)

    def to_sign():
        send(owing, drafter, at=make.NOON)

    def give_back():
        owing.move_to(Status.DRAFTING, by=cheshire.signatory, at=make.NOON, reason="Why")

    def to_signed():
        make.sign(owing, signatory)

    def to_public():
        publish(owing, drafter, at=make.NOON, url="")

    def reopen():
        owing.reopen(by=cheshire.drafter, at=make.NOON, reason="Why")

    def want_by(day):
        ChiefOfficerComments.objects.update(wanted_by=day)

    for step in (
        to_drafting,
        lambda: move(owing, date(2021, 9, 20)),
        lambda: move(owing, make.DUE_ON),
        lambda: move(owing, None),
        lambda: move(owing, make.DUE_ON),
        lambda: want_by(date(2021, 8, 31)),
        lambda: want_by(date(2021, 8, 27)),
        lambda: want_by(None),
        lambda: want_by(date(2021, 8, 27)),
        to_sign,
        give_back,
        to_sign,
        to_signed,
        reopen,
        to_sign,
        to_signed,
        to_public,
        reopen,
        to_sign,
        to_signed,
        to_public,
    ):
        step()
        owing.refresh_from_db()
        watch.look()

    due, later = (make.DUE_ON, False), (date(2021, 9, 20), False)
    assert owing.draft_number == 3
    assert watch.history(f"last-day.{owing.pk}") == [
        due, later, due, (make.DUE_ON, True), due, (make.DUE_ON, True),
    ]  # fmt: skip
    assert [over for _, over in watch.history(f"sign-by.{owing.pk}")][-5:] == [
        True, False, True, False, True,
    ]  # fmt: skip
    assert watch.history(f"chief-officer.{owing.pk}")[-1] == (date(2021, 8, 27), True)


def test_number_grows_with_each_change_of_an_inspections_day(
    inspector, administrator, inspection, owing, cumbria
):
    second = make.ResponseFactory(inspection=inspection, body=cumbria.body)
    watch = Watch(inspector)

    def redate(published_on):
        dates = replace(inspection.dates, published_on=published_on)
        inspection.redate(dates, reason="Why", by=administrator, at=make.NOON)

    for step in (
        lambda: redate(date(2021, 7, 20)),
        lambda: redate(make.PUBLISHED_ON),
        lambda: make.publish_version(owing, make.TODAY),
        lambda: move(second, None),
        lambda: move(second, make.DUE_ON),
        lambda: make.publish_version(second, make.TODAY),
    ):
        step()
        watch.look()

    due, over = (make.DUE_ON, False), (make.DUE_ON, True)
    assert watch.history(f"inspection.{inspection.pk}") == [
        due, (date(2021, 9, 13), False), due, over, due, over,
    ]  # fmt: skip


def test_number_grows_with_each_update_of_progress(cheshire, inspection, promised):
    first = inspection.recommendations.get(number="1")
    watch = Watch(cheshire.contact)

    for state, next_on in (
        (State.IN_PROGRESS, date(2021, 9, 30)),  # sooner than all
        (State.COMPLETE, None),
        (State.IN_PROGRESS, date(2021, 9, 1)),  # taken up again
        (State.COMPLETE, None),
    ):
        make.ProgressUpdateFactory(
            recommendation=first, force=cheshire.force, state=state, next_on=next_on
        )
        watch.look()

    assert watch.history(promised) == [
        (date(2021, 10, 4), False),
        (date(2021, 9, 30), False),
        (date(2021, 10, 4), False),
        (date(2021, 9, 1), False),
        (date(2021, 10, 4), False),
    ]
