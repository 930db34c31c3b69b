"""Connections that are kept between requests: whether one can still be asked."""

import select

import pytest
from django.db import DatabaseError, connection

from forces.models import Force
from forces.prepared import prepared


@pytest.fixture
def kept(db):
    """A connection of its own, as a worker keeps one, at the start of its next request."""
    own = connection.copy()
    own.settings_dict |= {"CONN_HEALTH_CHECKS": True, "CONN_MAX_AGE": 600}
    own.close_if_unusable_or_obsolete()
    asked_for(own, "SELECT 1")
    own.close_if_unusable_or_obsolete()
    yield own
    own.close()


def asked_for(own, sql):
    with own.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchone()[0]


def end(own, by=connection):
    """As a server does that is restarted; and wait until the other end can know."""
    pid = own.connection.info.backend_pid
    assert asked_for(by, f"SELECT pg_terminate_backend({pid})")
    told = select.poll()
    told.register(own.connection.fileno(), select.POLLIN)
    assert told.poll(5_000)


def test_a_kept_connection_is_used_again_without_asking(kept, monkeypatch):
    session = kept.connection
    monkeypatch.setattr(session, "cursor", None)  # with which Django would ask

    kept.close_if_health_check_failed()

    assert kept.connection is session


def test_a_connection_that_the_server_ended_is_made_anew(kept):
    session = kept.connection
    end(kept)

    assert asked_for(kept, "SELECT 7") == 7
    assert kept.connection is not session


@prepared
def forces_called(slug):
    return Force.objects.filter(slug=slug)


@pytest.mark.django_db(transaction=True)
def test_a_query_that_is_written_once_finds_its_connection_ended_too():
    """The first query of a page is one of these, and asks with a cursor of its own kind."""
    connection.close()
    connection.ensure_connection()
    ended = connection.connection
    connection.close_if_unusable_or_obsolete()  # as a request begins
    other = connection.copy()
    end(connection, by=other)
    other.close()

    assert list(forces_called("cheshire")) == []
    assert connection.connection is not ended


def test_a_connection_that_was_closed_is_made_anew(kept):
    kept.connection.close()

    assert asked_for(kept, "SELECT 7") == 7


def test_after_an_error_a_connection_is_asked(kept, monkeypatch):
    session = kept.connection
    made, asked = session.cursor, []
    monkeypatch.setattr(session, "cursor", lambda: asked.append(1) or made())
    kept.errors_occurred = True

    kept.close_if_unusable_or_obsolete()

    assert asked == [1]
    assert kept.connection is session
    assert not kept.errors_occurred


def test_a_transaction_that_failed_is_not_gone_on_with(kept):
    kept.connection.autocommit = False
    with pytest.raises(DatabaseError):
        asked_for(kept, "SELECT 1 / 0")
    kept.errors_occurred = False

    assert not kept.is_usable()
