"""Operations of a migration that go together."""

import pytest
from django.db import connection
from django.db.migrations import AddConstraint, AddField, AddIndex, CreateModel, RunSQL
from django.db.migrations.state import ProjectState
from django.db.models import CASCADE, BigAutoField, CharField, CheckConstraint, ForeignKey, Index, Q

from forces.migrating import Together

SHELF, BOOK = "shelves_shelf", "shelves_book"


def made():
    return [
        CreateModel("Shelf", [("id", BigAutoField(primary_key=True))]),
        CreateModel("Book", [("id", BigAutoField(primary_key=True))]),
    ]


def added():
    titled = CheckConstraint(condition=~Q(title=""), name="book_has_title")
    return [
        AddField("book", "title", CharField(max_length=20, default="")),
        AddField("book", "shelf", ForeignKey("shelves.Shelf", CASCADE)),
        AddConstraint("book", titled),
        AddIndex("book", Index(fields=["title"], name="book_title")),
    ]


@pytest.fixture
def empty(db):
    """A state of no models, whose classes are built already."""
    state = ProjectState()
    assert state.apps
    return state


def forwards(operation, before):
    after = before.clone()
    operation.state_forwards("shelves", after)
    with connection.schema_editor() as editor:
        operation.database_forwards("shelves", editor, before, after)
    return after


def tables():
    return {SHELF, BOOK} & set(connection.introspection.table_names())


def constraints():
    with connection.cursor() as cursor:
        return {
            (name, tuple(each["columns"]))
            for name, each in connection.introspection.get_constraints(cursor, BOOK).items()
        }


def test_they_do_what_each_after_another_does(empty):
    for operation in [*made(), *added()]:
        empty = forwards(operation, empty)
    one_by_one = constraints()
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TABLE {BOOK}, {SHELF}")

    forwards(Together(added()), forwards(Together(made()), ProjectState()))

    assert constraints() == one_by_one
    assert {"book_has_title", "book_title"} < {name for name, _ in one_by_one}


def test_they_are_undone_from_the_last_to_the_first(empty):
    making, adding = Together(made()), Together(added())
    with_tables = forwards(making, empty)
    whole = forwards(adding, with_tables)

    with connection.schema_editor() as editor:
        adding.database_backwards("shelves", editor, whole, with_tables)
    assert {columns for _, columns in constraints()} == {("id",)}
    with connection.schema_editor() as editor:
        making.database_backwards("shelves", editor, with_tables, empty)
    assert tables() == set()


def test_models_are_built_once_and_know_each_other(empty, monkeypatch):
    built, reload = [], ProjectState._reload
    monkeypatch.setattr(
        ProjectState, "_reload", lambda state, models: built.append(models) or reload(state, models)
    )
    with_tables = forwards(Together(made()), empty)

    whole = forwards(Together(added()), with_tables)

    book, shelf = (whole.apps.get_model("shelves", name) for name in ("Book", "Shelf"))
    assert book._meta.get_field("shelf").related_model is shelf
    assert len(built) == 2


def test_they_can_be_undone_if_each_can():
    assert Together(added()).reversible
    assert not Together([*added(), RunSQL("SELECT 1")]).reversible
