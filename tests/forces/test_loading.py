"""Rows that become objects without `__init__`: they are as Django would have made them."""

import pytest
from django.db import models
from django.db.models import signals

from forces.models import Force
from forces.models.loading import ReadInNumbers
from responses.models import Response
from tests.world import make_world

MODELS = sorted(ReadInNumbers.__subclasses__(), key=lambda model: model._meta.label)


@pytest.fixture
def world(db):
    return make_world()


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_nothing_happens_when_an_object_is_made_that_a_row_would_miss(model):
    assert model.__init__ is models.Model.__init__
    assert not signals.pre_init.has_listeners(model)
    assert not signals.post_init.has_listeners(model)


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_a_row_is_what_django_would_have_made_of_it(world, model):
    row = model._default_manager.first()
    names = [field.attname for field in model._meta.concrete_fields]
    held = [getattr(row, name) for name in names]

    made = models.Model.from_db.__func__(model, "default", names, held)

    assert {**vars(row), "_state": None} == {**vars(made), "_state": None}
    assert (row._state.adding, row._state.db) == (made._state.adding, made._state.db)
    assert row == made


def test_a_field_that_was_not_read_is_fetched_when_it_is_asked_for(
    world, django_assert_num_queries
):
    row = Force.objects.only("slug").first()
    assert row.get_deferred_fields() >= {"name", "region"}

    with django_assert_num_queries(1):
        name = row.name

    assert name == Force.objects.get(pk=row.pk).name


def test_what_is_read_is_saved_as_what_it_is(world):
    row = Response.objects.select_related("inspection").first()
    row.inspection.short_title = "Another"

    row.inspection.save()

    row.refresh_from_db()
    assert row.inspection.short_title == "Another"
    row.inspection_id += 1000
    assert not Response.inspection.is_cached(row)
