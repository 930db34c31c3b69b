"""What the application's own database role may do: run as such a role, whoever runs the tests."""

from uuid import uuid4

import psycopg
import pytest
from django.core import checks
from django.core.management import CommandError, call_command
from django.db import connection

from forces import grants
from forces.triggers import Final
from responses.choices import Status
from responses.models import Change, Letter, Response, SignedVersion
from tests import factories as make
from tests.kept import kept_tables, refuses, settled_world

ROLE = f"application_of_{uuid4().hex[:12]}"  # roles are of the whole server, and others test too


@pytest.fixture
def world(db):
    return settled_world()


def owner():
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        return cursor.fetchone()[0]


def execute(sql):
    with connection.cursor() as cursor:
        cursor.execute(sql)


@pytest.fixture
def application(world):
    """The connection, as the application has it; the role is gone when the test ends."""
    call_command("grant_application", ROLE, verbosity=0)
    execute(f"SET ROLE {ROLE}")
    return world


@pytest.fixture
def login(transactional_db, monkeypatch):
    """Connects as the application, with its own password."""
    monkeypatch.setenv("APPLICATION_PASSWORD", "a password of tests")
    call_command("grant_application", ROLE, verbosity=0)
    at = connection.get_connection_params()
    names = ("host", "port", "dbname")
    address = {name: at[name] for name in names if at.get(name)}
    yield lambda: psycopg.connect(**address, user=ROLE, password="a password of tests")
    execute(f"DROP OWNED BY {ROLE}; DROP ROLE {ROLE}")


def whole(tables):
    return [table for table in tables if "UPDATE" not in grants.rights().get(table, ())]


ATTEMPTS = [
    ("ALTER TABLE responses_signedversion DISABLE TRIGGER ALL", "must be owner"),
    ("ALTER TABLE responses_change DROP COLUMN reason", "must be owner"),
    ("DROP TRIGGER {trigger} ON responses_change", "must be owner"),
    ("DROP TABLE responses_change CASCADE", "must be owner"),
    ("CREATE RULE x AS ON UPDATE TO responses_answer DO INSTEAD NOTHING", "must be owner"),
    ("CREATE TRIGGER x AFTER INSERT ON responses_mail EXECUTE FUNCTION y()", "permission denied"),
    ("CREATE TABLE responses_other (id int)", "permission denied"),
    ("CREATE TEMPORARY TABLE responses_signedversion (id int)", "permission denied"),
    ("SET session_replication_role = replica", "permission denied"),
    ("ALTER ROLE {role} SUPERUSER", "must be superuser|permission denied"),
    ("TRUNCATE responses_signedversion CASCADE", "permission denied"),
    ("TRUNCATE responses_unsaved", "permission denied"),
    ("UPDATE responses_signedversion SET signer_name = 'x'", "permission denied"),
    ("DELETE FROM responses_change", "permission denied"),
    ("UPDATE django_migrations SET name = 'x'", "permission denied"),
    ("UPDATE responses_letter SET sha256 = sha256", "Cannot update"),
    ("DELETE FROM responses_letter", "Cannot update or delete"),
    ("UPDATE responses_reminder SET kind = kind", "Cannot update"),
    ("DELETE FROM responses_mail", "Cannot update or delete"),
    ("DELETE FROM recommendations_progressupdate", "Cannot update or delete"),
]  # fmt: skip


def test_the_application_cannot_get_round_what_is_kept(application):
    trigger = Final(name="append_only").get_pgid(Change)

    for sql, saying in ATTEMPTS:
        refuses(sql.format(role=ROLE, trigger=trigger), saying=saying)


def test_the_application_cannot_give_itself_more(application):
    execute(f"GRANT UPDATE, TRUNCATE ON responses_change TO {ROLE}")  # only warned about

    assert grants.exceeds(ROLE) == []


def test_the_application_cannot_touch_what_is_kept_whole(application):
    tables = whole(kept_tables())

    assert {"responses_signedversion", "responses_change", "responses_answerevent"} < set(tables)
    for table in tables:
        refuses(f"DELETE FROM {table}", saying="permission denied")  # noqa: S608  # of ours
        refuses(f"TRUNCATE {table} CASCADE", saying="permission denied")


def test_the_application_cannot_with_a_setting(application):
    names = ",".join(
        f"pgtrigger_{name}" for name in ("issued_is_final", "sent_is_final", "append_only")
    )
    execute(f"SET LOCAL pgtrigger.ignore = '{{{names}}}'")

    refuses("DELETE FROM responses_letter", saying="Cannot update or delete")


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    "sql",
    [
        "SET ROLE {owner}",
        "SET SESSION AUTHORIZATION {owner}",
        "SET session_replication_role = replica",
        "RESET ROLE; DELETE FROM responses_change",
    ],
)
def test_who_connects_as_the_application_cannot_become_another(login, sql):
    with login() as server, pytest.raises(psycopg.errors.InsufficientPrivilege):
        server.execute(sql.format(owner=owner()))


def test_the_application_can_do_its_work(application):
    response = make.ResponseFactory(answers=True, drafting=True)
    response.move_to(Status.WITH_COMMISSIONER, by=make.UserFactory(), at=make.NOON)
    signed = make.ResponseFactory(answers=True)
    version = make.publish_version(signed, make.TODAY)
    letter = Letter.objects.create(version=version, changed_at=make.NOON)
    letter.issue(b"%PDF", at=make.NOON)

    assert Response.objects.get(pk=response.pk).events.count() >= 2
    assert Letter.objects.get(pk=letter.pk).state == "ready"
    assert SignedVersion.objects.filter(pk=version.pk).exists()


# The command


def test_grant_application_again_changes_nothing(world):
    call_command("grant_application", ROLE, verbosity=0)
    call_command("grant_application", ROLE, verbosity=0)

    assert grants.overrules(ROLE) is False
    assert grants.exceeds(ROLE) == []


def test_grant_application_takes_away_what_is_too_much(world):
    call_command("grant_application", ROLE, verbosity=0)
    execute(f"GRANT TRUNCATE ON responses_answer TO {ROLE}")
    execute(f"GRANT UPDATE ON responses_change TO {ROLE}")

    before = grants.exceeds(ROLE)
    call_command("grant_application", ROLE, verbosity=0)

    assert before == ["responses_answer", "responses_change"]
    assert grants.exceeds(ROLE) == []


def test_grant_application_refuses_who_could_overrule_it(world):
    with pytest.raises(CommandError, match="it could overrule what never changes") as refused:
        call_command("grant_application", owner())

    assert refused.value.returncode == 2


def test_grant_application_refuses_a_member_of_the_owner(world):
    execute(f"CREATE ROLE {ROLE} LOGIN IN ROLE {owner()}")

    with pytest.raises(CommandError, match="may become someone who does"):
        call_command("grant_application", ROLE)


def test_grant_application_sets_a_password_that_no_log_shows(world, monkeypatch):
    monkeypatch.setenv("APPLICATION_PASSWORD", "zebra-password")
    statements = []

    with connection.execute_wrapper(
        lambda run, sql, *rest: (statements.append(str(sql)), run(sql, *rest))[1]
    ):
        call_command("grant_application", ROLE, verbosity=0)

    execute("SELECT 1")
    assert any("PASSWORD" in sql and "SCRAM-SHA-256" in sql for sql in statements)
    assert "zebra" not in "".join(statements)


# The check


def warnings_of(databases):
    found = checks.run_checks(
        tags=["database"], include_deployment_checks=True, databases=databases
    )
    return [message.id for message in found]


def test_deploying_as_the_owner_is_warned_of(world):
    assert warnings_of(["default"]) == ["forces.W002"]


def test_deploying_as_the_application_is_fine(application):
    assert warnings_of(["default"]) == []


def test_deploying_with_too_many_rights_is_warned_of(world):
    call_command("grant_application", ROLE, verbosity=0)
    execute(f"GRANT DELETE ON responses_change TO {ROLE}")
    execute(f"SET ROLE {ROLE}")

    assert warnings_of(["default"]) == ["forces.W003"]


def test_the_role_is_asked_of_only_with_a_database(db):
    assert "forces.W002" not in warnings_of(None)
