"""The life of a response as a page, written from the table of moves."""

from __future__ import annotations

from responses.choices import MOVES, NEXT_STEP, Status

HEAD = """\
# The life of a response

`manage.py states` writes this page from the table of moves in `responses/choices`; the checks
fail when they differ. Every move is a row of `Change`: who, when, from, to, and why.

Lateness is not a state. A response stands in one of these states and, beside that, is on time, due
soon, late, published late, or cannot be told.
"""


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"


def _table(head: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    return "\n".join([_row(*head), _row(*("---" for _ in head)), *(_row(*row) for row in rows)])


def _diagram() -> str:
    lines = ["```mermaid", "stateDiagram-v2", f"    [*] --> {Status.NOT_STARTED.value}"]
    lines += [f"    {state.value}: {state.label}" for state in Status]
    for move in MOVES:
        why = ", with a reason" if move.needs_reason else ""
        lines.append(f"    {move.old.value} --> {move.new.value}: {move.verb.label}{why}")
    return "\n".join([*lines, "```"])


def page() -> str:
    """The whole of docs/states.md."""
    states = _table(
        ("State", "What comes next"), [(state.label, NEXT_STEP[state]) for state in Status]
    )
    moves = _table(
        ("Move", "From", "To", "By", "Reason"),
        [
            (m.verb.label, m.old.label, m.new.label, m.by, "required" if m.needs_reason else "-")
            for m in MOVES
        ],
    )
    return "\n\n".join([HEAD.rstrip(), _diagram(), "## States", states, "## Moves", moves]) + "\n"
