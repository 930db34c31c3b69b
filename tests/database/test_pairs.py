"""Who did something and when: both are there, or neither, for every model there is."""

import re

import pytest
from django.db import models
from django.db.models import CheckConstraint

from tests import factories as make
from tests.database.tables import ROWS


def pairs():
    """(model, moment, person) wherever a model has x_at and x_by, or at and by."""
    for model in ROWS:
        names = {field.name for field in model._meta.concrete_fields}
        for name in sorted(names):
            if re.fullmatch(r"(.+_)?by", name) and f"{name[:-2]}at" in names:
                yield model, f"{name[:-2]}at", name


# A pair that another constraint holds together, and why.
OTHER_PAIRS = {
    ("Publication", "at"): "a recorded one was entered by a command, and its day may be unknown",
}
PAIRS = [pair for pair in pairs() if (pair[0].__name__, pair[1]) not in OTHER_PAIRS]


def allows(model, values):
    """Whether every constraint on these columns alone lets them pass, asked of the database."""
    checks = [
        constraint.condition
        for constraint in model._meta.constraints
        if isinstance(constraint, CheckConstraint) and columns(constraint.condition) <= set(values)
    ]
    types = {name: model._meta.get_field(name) for name in values}
    typed = {
        name: models.Value(value, getattr(types[name], "target_field", types[name]))
        for name, value in values.items()
    }
    return all(condition.check(typed) for condition in checks)


def columns(condition):
    """The fields that a condition speaks of."""
    found = set()
    for child in condition.children:
        found |= columns(child) if isinstance(child, models.Q) else {child[0].partition("__")[0]}
    return found


def test_pairs_are_found():
    found = {(model.__name__, moment) for model, moment, _ in pairs()}

    assert {("Inspection", "released_at"), ("SignedVersion", "signed_at"), ("Change", "at")} < found
    assert set(OTHER_PAIRS) < found


@pytest.mark.parametrize(
    ("model", "moment", "person"), PAIRS, ids=lambda part: getattr(part, "__name__", part)
)
def test_who_and_when_are_both_there_or_neither(db, model, moment, person):
    fields = [model._meta.get_field(name) for name in (moment, person)]
    if not any(field.null for field in fields):
        return  # both are required: NOT NULL is the constraint

    assert all(field.null for field in fields), "one is required and the other is not"
    assert allows(model, {moment: make.NOON, person: 1})
    assert allows(model, {moment: None, person: None})
    assert not allows(model, {moment: make.NOON, person: None})
    assert not allows(model, {moment: None, person: 1})
