import re
import shlex
import socket
from importlib.util import find_spec

import pytest
import yaml

from scripts import healthcheck, machine
from scripts.places import VENV

OURS = {"migrate", "web", "worker", "beat"}


@pytest.fixture(scope="module")
def compose():
    from scripts.places import ROOT

    return yaml.safe_load((ROOT / "docker-compose.yml").read_text())


@pytest.fixture
def dockerfile(root):
    return (root / "Dockerfile").read_text()


@pytest.fixture
def example(root):
    return (root / ".env.example").read_text()


def names_in(example):
    return set(re.findall(r"^#?([A-Z_]+)=", example, flags=re.MULTILINE))


def commands(compose, dockerfile):
    """Every command that a container of ours runs, as words."""
    found = [yaml.safe_load(re.search(r"^CMD (.*)$", dockerfile, flags=re.MULTILINE)[1])]
    for name in OURS:
        service = compose["services"][name]
        words = shlex.split(service.get("command", ""))
        if words[:2] == ["sh", "-c"]:
            found += [shlex.split(part) for part in words[2].split("&&")]
        elif words:
            found.append(words)
        if test := service.get("healthcheck", {}).get("test"):
            found.append(test[1:] if test[0] == "CMD" else shlex.split(test[1]))
    return found


def test_compose_has_the_services_that_make_run_has(compose):
    assert set(compose["services"]) == OURS | {"postgres", "redis"}


def test_containers_of_ours_are_one_image_that_may_do_little(compose):
    for name in OURS:
        service = compose["services"][name]
        assert (service["image"], service["build"]) == ("inspection-responses", ".")
        assert service["read_only"] is True
        assert service["cap_drop"] == ["ALL"]


def test_every_image_is_pinned_and_names_no_registry(compose, dockerfile):
    images = re.findall(r"^FROM (\S+)", dockerfile, flags=re.MULTILINE)
    images += [s["image"] for s in compose["services"].values() if "build" not in s]

    assert len(images) == 4
    assert all(re.fullmatch(r"[a-z]+:\d+\.\d+(\.\d+)?-[a-z-]+", image) for image in images)


def test_the_image_does_not_run_as_root(dockerfile):
    last = dockerfile.rindex("\nFROM ")

    assert re.search(r"^USER responses$", dockerfile[last:], flags=re.MULTILINE)


def test_the_image_has_the_libraries_that_letters_need(dockerfile):
    for package in machine.LIBRARIES.values():
        assert package in dockerfile


def test_commands_exist_in_the_project(compose, dockerfile, root):
    from django.core.management import get_commands

    for words in commands(compose, dockerfile):
        program, *rest = words
        assert (VENV / "bin" / program).exists()
        if rest[:1] == ["manage.py"]:
            assert rest[1] in get_commands()
        if rest[:1] == ["-m"]:
            assert find_spec(rest[1])


def test_the_applications_that_commands_name_exist():
    from config.celery import app
    from config.wsgi import application

    assert callable(application)
    assert {"responses.tasks.send_reminders"} <= {
        entry["task"] for entry in app.conf.beat_schedule.values()
    }


def test_every_path_the_image_copies_exists(dockerfile, root):
    copied = re.findall(r"^COPY (?!--from)(.*)$", dockerfile, flags=re.MULTILINE)
    names = [name for line in copied for name in line.split()[:-1]]

    assert "requirements.txt" in names
    assert [name for name in names if not (root / name).exists()] == []


def test_pages_of_the_health_check_exist(compose):
    from django.urls import resolve

    test = compose["services"]["web"]["healthcheck"]["test"]
    paths = [word for word in test if word.startswith("/")]

    assert [resolve(path).url_name for path in paths] == ["health", "ready"]


def test_every_variable_of_compose_is_in_the_example(compose, example, root):
    text = (root / "docker-compose.yml").read_text()
    used = set(re.findall(r"\$\{([A-Z_]+)", text))
    used |= set(compose["services"]["web"]["environment"])

    assert used == {"POSTGRES_PASSWORD", "APPLICATION_PASSWORD", "DATABASE_URL", "REDIS_URL"}
    assert used <= names_in(example)


def test_only_migrations_run_as_the_owner_of_the_tables(compose):
    owner = f"postgres://{compose['services']['postgres']['environment']['POSTGRES_USER']}:"
    urls = {name: compose["services"][name]["environment"]["DATABASE_URL"] for name in OURS}
    (role,) = re.findall(r"grant_application (\S+)", compose["services"]["migrate"]["command"])

    assert urls.pop("migrate").startswith(owner)
    assert {compose["services"][name]["environment"]["POSTGRES_PASSWORD"] for name in urls} == {""}
    assert {
        re.match(r"postgres://(\w+):\$\{APPLICATION_PASSWORD", url)[1] for url in urls.values()
    } == {role}


def test_the_example_lists_every_setting_and_no_other(example, root):
    code = "".join((root / "config" / name).read_text() for name in ("settings.py", "celery.py"))
    read = set(re.findall(r"(?:required|env\.[a-z_]+)\(\s*\"([A-Z_]+)\"", code))

    assert names_in(example) == read | {"POSTGRES_PASSWORD", "APPLICATION_PASSWORD"}


def test_the_example_gives_the_defaults_that_the_settings_have(example, root):
    code = (root / "config/settings.py").read_text()
    days = re.search(r"^#REMINDER_DAYS=(.*)$", example, flags=re.MULTILINE)[1]

    assert f"[{days.replace(',', ', ')}]" in code


def test_the_health_check_fails_where_nothing_answers(monkeypatch):
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        monkeypatch.setenv("PORT", str(silent.getsockname()[1]))

        assert healthcheck.answers("/health/") is False


def test_the_health_check_asks_under_the_name_of_the_service(live_server, monkeypatch, settings):
    settings.ALLOWED_HOSTS = ["responses.example"]
    monkeypatch.setenv("PORT", str(live_server.thread.port))

    monkeypatch.setenv("SITE_URL", "https://elsewhere.example")
    wrong = healthcheck.answers("/health/")
    monkeypatch.setenv("SITE_URL", "https://responses.example")

    assert wrong is False
    assert healthcheck.answers("/health/") is True
