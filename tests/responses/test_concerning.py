"""Correcting which forces a published inspection concerns."""

from datetime import timedelta

import pytest

from recommendations.choices import Scope
from recommendations.models import Correction
from responses.models import Reminder, Response
from tests import factories as make
from tests import oversight

FORCES = "/inspections/rape/forces/"


@pytest.fixture
def concerned(inspection, cheshire):
    """The inspection, of Cheshire alone, whose response is not begun."""
    inspection.forces.set([cheshire.force])
    make.ResponseFactory(inspection=inspection, body=cheshire.body)
    return inspection


def choose(client, *forces, button="confirm", **changes):
    seen = client.get(FORCES).context["form"]["seen"].value()
    typed = {"forces": [force.pk for force in forces], "seen": seen, "reason": "A slip."}
    return client.post(FORCES, typed | {button: "yes"} | changes)


def test_a_force_that_is_added_has_a_response_with_the_last_day(ada, concerned, cheshire, cumbria):
    page = choose(ada, cheshire.force, cumbria.force)

    opened = concerned.responses.get(body=cumbria.body)
    assert (page.status_code, opened.due_on) == (302, make.DUE_ON)
    assert set(concerned.forces.all()) == {cheshire.force, cumbria.force}
    assert Correction.objects.get().changes == [
        {
            "what": "List of forces concerned",
            "old": f"without {cumbria.force}",
            "new": f"with {cumbria.force}",
        }
    ]
    assert Reminder.objects.filter(response=opened).exists()


def test_what_it_would_do_is_shown_first(ada, concerned, cheshire, cumbria):
    page = choose(ada, cheshire.force, cumbria.force, button="submit")

    assert f"The {cumbria.body} has a response to publish by 9 September 2021" in page.text
    assert "late at once" not in page.text
    assert list(concerned.forces.all()) == [cheshire.force]
    assert (Correction.objects.count(), Response.objects.count()) == (0, 1)


def test_a_last_day_that_has_passed_is_warned_of(ada, concerned, cheshire, cumbria, time_machine):
    time_machine.move_to(make.NOON + timedelta(days=30))

    page = choose(ada, cheshire.force, cumbria.force, button="submit")

    assert "1 response is late at once" in page.text


def test_a_force_of_which_nothing_is_held_is_taken_off(ada, concerned, cheshire, cumbria):
    choose(ada, cumbria.force)

    assert list(concerned.forces.all()) == [cumbria.force]
    assert [response.body for response in concerned.responses.all()] == [cumbria.body]
    (change,) = Correction.objects.get().changes
    assert change["old"] == f"without {cumbria.force}, with {cheshire.force}"


def begun(inspection, cheshire):
    inspection.responses.update(status="drafting")


def moved(inspection, cheshire):
    inspection.responses.get().due_changes.create(
        old=make.TODAY, new=make.DUE_ON, reason="x", by=cheshire.drafter, at=make.NOON
    )


def told(inspection, cheshire):
    make.ReminderFactory(response=inspection.responses.get(), sent=True)


def updated(inspection, cheshire):
    recommendation = inspection.recommendations.get(number="1")
    make.ProgressUpdateFactory(recommendation=recommendation, force=cheshire.force, draft=True)


def asked(inspection, cheshire):
    recommendation = inspection.recommendations.get(number="1")
    update = make.ProgressUpdateFactory(recommendation=recommendation, force=cheshire.force)
    oversight.question(update=update)


def counted(inspection, cheshire):
    measure = make.MeasureFactory(recommendation=inspection.recommendations.get(number="1"))
    make.FigureFactory(measure=measure, force=cheshire.force)


@pytest.mark.parametrize("hold", [begun, moved, told, updated, asked, counted])
@pytest.mark.parametrize("button", ["submit", "confirm"])
def test_a_force_of_which_anything_is_held_stays(ada, concerned, cheshire, cumbria, hold, button):
    hold(concerned, cheshire)

    page = choose(ada, cumbria.force, button=button)

    assert f"{cheshire.force} cannot be taken off the list" in page.text
    assert list(concerned.forces.all()) == [cheshire.force]
    assert (concerned.responses.count(), Correction.objects.count()) == (1, 0)


def test_the_same_forces_are_no_correction(ada, concerned, cheshire):
    page = choose(ada, cheshire.force)

    assert "Change what is wrong. It is still as it was." in page.text
    assert Correction.objects.count() == 0


def test_no_force_at_all_is_refused_beside_the_field(ada, concerned):
    page = choose(ada)

    assert "Select at least one force" in page.text
    assert Correction.objects.count() == 0


def test_an_inspection_of_one_force_is_of_one_other(ada, concerned, cheshire, cumbria):
    concerned.scope = Scope.ONE_FORCE
    concerned.save()

    page = choose(ada, cheshire.force, cumbria.force)

    assert "must concern exactly one force" in page.text
    assert choose(ada, cumbria.force).status_code == 302


def test_what_somebody_else_corrected_meanwhile_is_shown(ada, concerned, cheshire, cumbria):
    page = choose(ada, cheshire.force, cumbria.force, seen="other")

    assert "Somebody else changed this since you opened the page" in page.text
    assert list(concerned.forces.all()) == [cheshire.force]


def test_administrators_of_another_inspectorate_are_refused(sign_in, inspection):
    other = make.InspectorateFactory(short_name="Other", slug="other", name="Other")
    person = make.MembershipFactory(administrator=True, inspectorate=other).user

    page = sign_in(person).post(FORCES, {})

    assert page.status_code == 403
    assert "Only an administrator of an inspectorate whose report this is" in page.text
