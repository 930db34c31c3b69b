from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from responses.choices import MOVES, NEXT_STEP, Status
from responses.states import page


@pytest.fixture
def docs(settings, tmp_path):
    (tmp_path / "docs").mkdir()
    settings.BASE_DIR = tmp_path
    return tmp_path / "docs" / "states.md"


def test_page_of_the_project_is_up_to_date():
    call_command("states", check=True)


def test_page_has_every_state_and_every_move():
    text = page()

    for state in Status:
        assert f"| {state.label} | {NEXT_STEP[state]} |" in text
    for move in MOVES:
        assert f"    {move.old.value} --> {move.new.value}: {move.verb.label}" in text
        assert f"| {move.verb.label} | {move.old.label} | {move.new.label} | {move.by} |" in text


def test_states_writes_the_page(docs):
    call_command("states", stdout=StringIO())

    assert docs.read_text() == page()
    call_command("states", check=True)


@pytest.mark.parametrize("there", [None, "# Something else\n"])
def test_states_check_fails_when_the_page_is_missing_or_differs(docs, there):
    if there:
        docs.write_text(there)

    with pytest.raises(CommandError, match=r"Run: manage\.py states"):
        call_command("states", check=True)

    assert docs.exists() is bool(there)
