import os
import shutil
import signal
import stat
import subprocess
import sys

import psycopg
import pytest
import redis

from scripts import postgres
from scripts.places import ROOT, Problem
from scripts.services import Services


def rows(services, query):
    with psycopg.connect(
        host=str(services.postgres.folder),
        user=postgres.OWNER,
        dbname=postgres.DATABASE,
        autocommit=True,
    ) as connection:
        cursor = connection.execute(query)
        return cursor.fetchall() if cursor.description else []


def test_running_has_both_servers_up_and_stops_them_afterwards(services):
    with services.running() as environment:
        server = redis.Redis.from_url(environment["REDIS_URL"])
        answers = (rows(services, "select 1"), server.ping())
        server.close()

    assert answers == ([(1,)], True)
    assert services.postgres.pid() is None
    assert not services.redis.is_up()


def test_running_offers_the_extensions_the_application_needs(services):
    with services.running():
        found = rows(services, "select name from pg_available_extensions")

    assert {(name,) for name in postgres.EXTENSIONS} <= set(found)


def test_running_listens_on_no_port(services):
    with services.running():
        listening = rows(services, "show listen_addresses")

    assert listening == [("",)]


def test_running_leaves_up_what_another_command_still_uses(services):
    other = Services(services.name)
    with services.running():
        with other.running():
            pass
        while_still_used = services.postgres.pid()

    assert while_still_used is not None
    assert services.postgres.pid() is None


def test_running_leaves_up_what_was_started_to_stay(services):
    services.start()

    with services.running():
        pass

    assert services.postgres.pid() is not None
    assert services.redis.is_up()


def test_start_comes_back_after_an_unclean_kill_with_what_was_saved(services):
    services.postgres.safe = True
    services.start()
    rows(services, "create table kept as select 7 as number")
    first = services.postgres.pid()

    os.kill(first, signal.SIGKILL)
    services.start()

    assert services.postgres.pid() not in {None, first}
    assert rows(services, "select number from kept") == [(7,)]


def test_two_sets_of_servers_run_side_by_side(services, request):
    other = Services(f"{services.name}b")
    request.addfinalizer(lambda: (other.stop(), shutil.rmtree(other.folder)))
    services.start()
    other.start()

    rows(services, "create table here ()")

    assert rows(services, "select to_regclass('here') is not null") == [(True,)]
    assert rows(other, "select to_regclass('here') is not null") == [(False,)]


def test_servers_named_by_the_environment_are_not_started(services, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgres://elsewhere/one")
    monkeypatch.setenv("REDIS_URL", "redis://elsewhere/0")

    with services.running() as environment:
        assert environment["DATABASE_URL"] == "postgres://elsewhere/one"
        assert environment["REDIS_URL"] == "redis://elsewhere/0"
        assert services.postgres.pid() is None
        assert not services.redis.is_up()


def test_data_for_tests_is_never_kept_dear_and_data_to_keep_is(services):
    with services.running():
        for_tests = rows(services, "show fsync")
    services.postgres.safe = True
    services.start()

    assert for_tests == [("off",)]
    assert rows(services, "show fsync") == [("on",)]


def test_data_of_another_major_version_is_told_and_left_alone(services):
    services.postgres.safe = True
    services.start()
    services.stop()
    version = services.postgres.data / "PG_VERSION"
    version.write_text("9\n")

    with pytest.raises(Problem, match=r"was made by PostgreSQL 9.*make clean"):
        services.postgres.start()

    assert version.read_text() == "9\n"


def test_test_data_of_another_major_version_is_made_afresh(services):
    services.start()
    services.stop()
    (services.postgres.data / "PG_VERSION").write_text("9\n")

    services.start()

    assert rows(services, "select 1") == [(1,)]


def test_a_folder_without_postgres_in_pg_bin_is_refused(monkeypatch, tmp_path):
    monkeypatch.setenv("PG_BIN", str(tmp_path))

    with pytest.raises(Problem, match=r"PG_BIN=.* has no PostgreSQL 15 or newer"):
        postgres.candidates()


def test_an_old_postgres_is_passed_over(programs):
    binaries = programs(
        postgres="echo 'postgres (PostgreSQL) 14.9'", initdb="", pg_isready="", psql=""
    )

    assert postgres.major_of(binaries) is None


def test_the_secret_key_is_long_private_and_stays_the_same(services):
    first = services.environment()["SECRET_KEY"]

    assert len(first) > 50
    assert Services(services.name).environment()["SECRET_KEY"] == first
    assert stat.S_IMODE((services.folder / "env").stat().st_mode) == 0o600


def test_the_service_is_not_the_owner_of_a_server_of_ours(services, monkeypatch):
    own = services.as_application()
    monkeypatch.setenv("DATABASE_URL", "postgres://somebody@elsewhere/responses")

    assert own["DATABASE_URL"].startswith(f"postgres://{postgres.APPLICATION}@/")
    assert own["DATABASE_URL"] != services.postgres.url
    assert services.as_application() == {}


def test_exec_passes_on_environment_and_exit_status(services):
    command = [sys.executable, "-m", "scripts.services", "--state", services.name, "exec", "--"]

    done = subprocess.run(
        [*command, "sh", "-c", 'echo "$DATABASE_URL"; exit 3'],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.stdout.strip() == services.postgres.url
    assert done.returncode == 3
