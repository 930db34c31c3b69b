from datetime import date
from importlib import import_module

import pytest
from django.apps import apps
from pghistory.models import Events

from forces import reference
from forces.choices import BodyKind
from forces.models import Force, ForceName, Inspectorate, PolicingBody
from tests import factories as make

pytestmark = pytest.mark.django_db


def test_load_adds_every_force():
    reference.load()

    territorial = Force.objects.territorial()
    assert territorial.count() == 43
    assert territorial.filter(ons_code__regex=r"^[EW]\d{8}$", has_deadline=True).count() == 43
    special = Force.objects.filter(is_territorial=False)
    assert set(special.values_list("slug", "ons_code", "has_deadline")) == {
        ("british-transport-police", "", True),
        ("civil-nuclear-constabulary", "", False),
        ("ministry-of-defence-police", "", False),
        ("national-crime-agency", "", False),
    }
    assert set(Inspectorate.objects.values_list("short_name", flat=True)) == {"HMICFRS", "HMCPSI"}


def test_only_british_transport_police_have_a_last_day_by_another_act():
    reference.load()

    forces = Force.objects.exclude(deadline_law="")
    assert dict(forces.values_list("slug", "deadline_law")) == {
        "british-transport-police": "Section 63(6) of the Railways and Transport Safety Act 2003 "
        "applies section 55 of the Police Act 1996 to the British Transport Police."
    }
    assert "Transport Safety Act" in PolicingBody.objects.get(force=forces.get()).uncertain


def test_a_force_that_is_no_longer_as_it_was_loaded_stays_so():
    reference.load()
    Force.objects.filter(slug="national-crime-agency").update(has_deadline=True)

    reference.load()

    assert Force.objects.get(slug="national-crime-agency").has_deadline


# Installations that loaded the forces when none of the special ones had a last day

clock = import_module("forces.migrations.0002_the_clock_of_special_forces")


@pytest.fixture
def before():
    """British Transport Police, as it was loaded then."""
    force = make.ForceFactory(slug=clock.BTP, ons_code="", is_territorial=False, has_deadline=False)
    make.PolicingBodyFactory(force=force, valid_from=None, uncertain=clock.NOTE_BEFORE)
    return force


def test_the_clock_is_started_as_it_would_be_loaded_now(before):
    clock.start_the_clock(apps, None)

    before.refresh_from_db()
    loaded = next(row for row in reference.rows("forces.csv") if row["slug"] == clock.BTP)
    body = next(
        row for row in reference.rows("policing_bodies.csv") if row["force_slug"] == clock.BTP
    )
    assert (before.has_deadline, before.deadline_law) == (True, loaded["deadline_law"])
    assert before.bodies.get().uncertain == body["uncertain"]


def test_the_clock_is_started_for_no_other_force(before):
    others = [make.ForceFactory(has_deadline=False), make.ForceFactory(has_deadline=True)]

    clock.start_the_clock(apps, None)

    for other, has_deadline in zip(others, [False, True], strict=True):
        other.refresh_from_db()
        assert (other.has_deadline, other.deadline_law) == (has_deadline, "")


def test_the_clock_stays_stopped_where_an_administrator_stopped_it(before):
    for has_deadline in (True, False):
        before.has_deadline = has_deadline
        before.save()
    before.bodies.update(uncertain="Asked of the Authority.")

    clock.start_the_clock(apps, None)

    before.refresh_from_db()
    assert not before.has_deadline
    assert before.bodies.get().uncertain == "Asked of the Authority."


def test_the_clock_leaves_open_responses_as_they_are(before):
    response = make.ResponseFactory(body=before.bodies.get(), due_on=None)

    clock.start_the_clock(apps, None)

    response.refresh_from_db()
    assert response.due_on is None
    assert response.working == "This response was opened without a last day."


@pytest.mark.parametrize("day", [date(2012, 11, 22), date(2021, 7, 16), date(2026, 11, 22)])
def test_every_force_has_one_body_on_each_day(day):
    reference.load()

    assert Force.objects.count() == 47
    for force in Force.objects.all():
        assert force.bodies.in_office(day).count() == 1, force


@pytest.mark.parametrize(
    ("slug", "last_day_of_old", "old", "new"),
    [
        ("greater-manchester", date(2017, 5, 7), BodyKind.PCC, BodyKind.MAYOR),
        ("essex", date(2017, 9, 30), BodyKind.PCC, BodyKind.PFCC),
        ("staffordshire", date(2018, 7, 31), BodyKind.PCC, BodyKind.PFCC),
        ("north-yorkshire", date(2018, 11, 14), BodyKind.PCC, BodyKind.PFCC),
        ("northamptonshire", date(2018, 12, 31), BodyKind.PCC, BodyKind.PFCC),
        ("west-yorkshire", date(2021, 5, 9), BodyKind.PCC, BodyKind.MAYOR),
        ("cumbria", date(2023, 3, 31), BodyKind.PCC, BodyKind.PFCC),
        ("north-yorkshire", date(2024, 5, 6), BodyKind.PFCC, BodyKind.MAYOR),
        ("south-yorkshire", date(2024, 5, 6), BodyKind.PCC, BodyKind.MAYOR),
    ],
)
def test_a_body_changes_on_its_day(slug, last_day_of_old, old, new):
    reference.load()

    force = Force.objects.get(slug=slug)
    day_after = date.fromordinal(last_day_of_old.toordinal() + 1)
    assert force.body_on(last_day_of_old).kind == old
    assert force.body_on(day_after).kind == new


def test_what_was_not_checked_is_marked():
    reference.load()

    marked = PolicingBody.objects.exclude(uncertain="")
    assert set(marked.filter(force__is_territorial=True).values_list("force__slug", flat=True)) == {
        "cambridgeshire",
        "city-of-london",
        "cumbria",
        "essex",
        "hampshire",
        "metropolitan",
        "north-yorkshire",
        "northamptonshire",
        "south-yorkshire",
        "staffordshire",
    }
    assert not PolicingBody.objects.filter(source="").exists()


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2021, 7, 16), "Hampshire Constabulary"),
        (date(2022, 11, 15), "Hampshire Constabulary"),
        (date(2022, 11, 16), "Hampshire and Isle of Wight Constabulary"),
    ],
)
def test_a_force_has_the_name_of_the_day(day, name):
    reference.load()

    assert Force.objects.get(slug="hampshire").name_on(day) == name


def test_loading_again_changes_nothing():
    first = reference.load()
    events = Events.objects.count()

    second = reference.load()

    assert (first, second) == (106, 0)
    assert Events.objects.count() == events == 106


def test_loading_again_keeps_what_was_corrected_and_adds_what_is_missing():
    reference.load()
    cheshire = Force.objects.get(slug="cheshire")
    cheshire.bodies.update(valid_to=date(2028, 5, 6))
    cheshire.bodies.create(name="Mayor", kind=BodyKind.MAYOR, valid_from=date(2028, 5, 7))
    ForceName.objects.filter(force__slug="hampshire").delete()
    PolicingBody.objects.filter(force__slug="hampshire").delete()
    Force.objects.filter(slug="hampshire").delete()

    added = reference.load()

    assert added == 3
    assert cheshire.body_on(date(2028, 5, 6)).kind == BodyKind.PCC
    assert cheshire.body_on(date(2028, 5, 7)).kind == BodyKind.MAYOR
