import json
import re

import pytest

from scripts import locks

PIN = re.compile(r"^([a-z0-9][a-z0-9._-]*)==(\S+)", re.MULTILINE)


def pins(lock):
    return dict(PIN.findall(lock.path.read_text()))


def test_locks_are_up_to_date():
    assert locks.stale() == []


def test_a_changed_list_makes_its_lock_stale(monkeypatch, tmp_path, root):
    text = (root / "pyproject.toml").read_text()
    for name in ("package.json", "package-lock.json"):
        (tmp_path / name).write_text((root / name).read_text())
    for lock in locks.LOCKS:
        (tmp_path / lock.name).write_text(lock.path.read_text())
    (tmp_path / "pyproject.toml").write_text(text.replace('"nh3~=', '"nh3>='))
    monkeypatch.setattr(locks, "ROOT", tmp_path)

    assert locks.stale() == ["requirements-dev.txt", "requirements-local.txt", "requirements.txt"]


@pytest.mark.parametrize("lock", locks.LOCKS, ids=lambda lock: lock.name)
def test_every_package_of_a_lock_has_hashes_and_no_address(lock):
    text = lock.path.read_text()
    packages = re.split(r"^(?=[a-z0-9])", text, flags=re.MULTILINE)[1:]

    assert packages
    assert all("--hash=sha256:" in package for package in packages)
    assert "://" not in text


def test_the_front_ends_lock_has_hashes_and_no_address(root):
    text = (root / "package-lock.json").read_text()
    packages = {name: each for name, each in json.loads(text)["packages"].items() if name}

    assert "node_modules/govuk-frontend" in packages
    assert all(package["integrity"] for package in packages.values())
    assert "://" not in text


def test_locks_agree_on_every_version():
    tests = pins(locks.LOCKS[0])

    for lock in locks.LOCKS[1:3]:
        found = pins(lock)
        assert found == {name: tests[name] for name in found}


def test_no_test_tool_is_installed_in_production():
    production = pins(locks.LOCKS[2])

    assert "django" in production
    assert not {"pytest", "mypy", "playwright", "aiosmtpd"} & set(production)
