from __future__ import annotations

from typing import TYPE_CHECKING

from forces.policies import Refused

if TYPE_CHECKING:
    from collections.abc import Collection

    from recommendations.models import ProgressUpdate

MEGABYTE = 1024 * 1024


def check_takes_files(update: ProgressUpdate) -> None:
    """What was submitted stays as it was: a file for it goes with the next update."""
    if update.submitted_at is not None:
        raise Refused(
            "This update is submitted, so its files stay as they are. Save a new update, and add "
            "files to that."
        )


def check_file(content: bytes, *, most_bytes: int) -> None:
    if not content:
        raise Refused("The file is empty.")
    if len(content) > most_bytes:
        raise Refused(f"The file must be {most_bytes // MEGABYTE} MB or smaller.")


def check_another_file(held: Collection[str], digest: str, *, most: int) -> None:
    """The same file is added once; `held` are the hashes of those that are there."""
    if digest in held:
        raise Refused("This file is there already.")
    if len(held) >= most:
        raise Refused(f"An update takes at most {most} files. Remove one first.")


def check_nothing_is_lost(*, has_files: bool) -> None:
    """A draft is not thrown away together with files that were added to it."""
    if has_files:
        raise Refused(
            "A draft that you emptied has files as evidence. Remove the files first, or say what "
            "has changed."
        )
