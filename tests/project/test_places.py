import os
import shutil

import pytest

from scripts import places
from scripts.places import LONGEST_SOCKET, POSTGRES_SOCKET, Problem


@pytest.fixture
def checkout(tmp_path, monkeypatch, request):
    """Pretends that the project lies in a folder of that name."""

    def _checkout(name):
        root = tmp_path / name
        root.mkdir(parents=True)
        for each in (root, *root.parents):
            if tmp_path in (each, *each.parents):
                each.chmod(0o755)
        monkeypatch.setattr(places, "ROOT", root)
        monkeypatch.setattr(places, "LOCAL", root / ".local")
        request.addfinalizer(lambda: shutil.rmtree(places.elsewhere(), ignore_errors=True))
        return root

    return _checkout


def test_state_of_a_deep_checkout_lies_elsewhere_so_that_sockets_fit(checkout):
    checkout("d" * 90)

    folder = places.state_folder("run")

    assert folder == places.elsewhere() / "run"
    assert len(os.fsencode(folder / "postgres" / POSTGRES_SOCKET)) <= LONGEST_SOCKET


def test_state_of_two_checkouts_never_lies_in_one_place(checkout):
    checkout("one")
    one = places.elsewhere()
    checkout("two")

    assert places.elsewhere() != one


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can hide a folder from other accounts")
def test_state_of_a_checkout_no_other_account_can_enter_lies_elsewhere(checkout):
    checkout("private/inside").parent.chmod(0o700)

    folder = places.state_folder("run")

    assert folder == places.elsewhere() / "run"
    assert places.may_enter(folder, places.server_account())


def test_a_folder_elsewhere_that_is_a_link_is_refused(checkout, tmp_path):
    checkout("d" * 90)
    places.elsewhere().symlink_to(tmp_path)

    with pytest.raises(Problem, match="belongs to another account"):
        places.state_folder("run")

    places.elsewhere().unlink()
