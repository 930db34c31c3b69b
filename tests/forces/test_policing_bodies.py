from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from forces.choices import BodyKind
from forces.models import ForceName, PolicingBody
from tests import factories as make

LAST, FIRST = date(2021, 5, 9), date(2021, 5, 10)


@pytest.fixture
def west_yorkshire(db):
    """A commissioner until 9 May 2021, and a mayor from the next day."""
    force = make.ForceFactory(name="West Yorkshire Police")
    make.PolicingBodyFactory(
        force=force, name="Commissioner", valid_from=date(2012, 11, 22), valid_to=LAST
    )
    make.PolicingBodyFactory(force=force, name="Mayor", kind=BodyKind.MAYOR, valid_from=FIRST)
    return force


@pytest.mark.parametrize(
    ("on", "name"),
    [
        (date(2012, 11, 21), None),
        (date(2012, 11, 22), "Commissioner"),
        (LAST, "Commissioner"),
        (FIRST, "Mayor"),
        (date(2031, 1, 1), "Mayor"),
    ],
)
def test_body_on_is_the_body_in_office_that_day(west_yorkshire, on, name):
    body = west_yorkshire.body_on(on)

    assert (body and body.name) == name


def test_body_on_reads_an_open_first_day_as_since_ever(db):
    body = make.PolicingBodyFactory(valid_from=None, valid_to=LAST)

    assert body.force.body_on(date(1900, 1, 1)) == body
    assert body.force.body_on(FIRST) is None


def test_in_office_finds_one_body_of_each_force(west_yorkshire, cheshire):
    found = PolicingBody.objects.in_office(FIRST).order_by("name")

    assert [body.name for body in found] == [
        "Mayor",
        "Police and Crime Commissioner for Cheshire",
    ]


@pytest.mark.parametrize(
    ("valid_from", "valid_to"),
    [(LAST, LAST), (date(2020, 1, 1), None), (None, date(2012, 11, 22)), (None, None)],
)
def test_two_bodies_of_a_force_may_not_overlap_by_a_day(west_yorkshire, valid_from, valid_to):
    with pytest.raises(IntegrityError, match="policing_body_one_at_a_time"), transaction.atomic():
        make.PolicingBodyFactory(force=west_yorkshire, valid_from=valid_from, valid_to=valid_to)

    assert west_yorkshire.bodies.count() == 2


def test_bodies_may_follow_one_another_and_stand_beside_those_of_other_forces(west_yorkshire):
    before = make.PolicingBodyFactory(
        force=west_yorkshire, valid_from=None, valid_to=date(2012, 11, 21)
    )
    other = make.PolicingBodyFactory(valid_from=date(2012, 11, 22), valid_to=LAST)

    assert west_yorkshire.body_on(date(2000, 1, 1)) == before
    assert other.force.body_on(LAST) == other


def test_a_body_begins_before_it_ends(db):
    with (
        pytest.raises(IntegrityError, match="policing_body_begins_before_it_ends"),
        transaction.atomic(),
    ):
        make.PolicingBodyFactory(valid_from=FIRST, valid_to=LAST)


def test_a_former_name_begins_before_it_ends(west_yorkshire):
    with (
        pytest.raises(IntegrityError, match="force_name_begins_before_it_ends"),
        transaction.atomic(),
    ):
        west_yorkshire.former_names.create(name="Old", valid_from=FIRST, valid_to=LAST)


@pytest.mark.parametrize("model", [PolicingBody, ForceName])
def test_days_in_the_wrong_order_are_refused_in_a_sentence(west_yorkshire, model):
    row = model(force=west_yorkshire, name="Other", valid_from=FIRST, valid_to=LAST)

    with pytest.raises(ValidationError) as error:
        row.full_clean(exclude=["kind"])

    assert error.value.message_dict == {
        "valid_to": ["The last day must be the first day or later."]
    }


def test_name_on_is_what_the_force_was_called_that_day(db):
    force = make.ForceFactory(name="Hampshire and Isle of Wight Constabulary")
    force.former_names.create(name="Hampshire Constabulary", valid_to=date(2022, 11, 15))

    assert force.name_on(date(2022, 11, 15)) == "Hampshire Constabulary"
    assert force.name_on(date(2022, 11, 16)) == "Hampshire and Isle of Wight Constabulary"
