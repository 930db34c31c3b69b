"""What lies in the ZIP of an inspection's letters, and how every response stood: to be read, and
as a table for a spreadsheet.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from hashlib import sha256
from io import StringIO
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from django.conf import settings
from django.db.models.functions import Length
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.timezone import localtime

from forces.csv_text import BOM, plain
from forces.govuk.dates import uk_date
from responses.bundles.zips import size, zipped
from responses.choices import LetterState

if TYPE_CHECKING:
    from collections.abc import Iterator

    from forces.csv_text import Value
    from responses.models import Bundle
    from responses.models.bundles import Listed

COLUMNS = (
    "Force", "Policing body", "Response", "Last day", "Lateness", "Version", "Signed by", "Office",
    "Dated", "Published", "Also published at", "Letter", "File", "SHA-256", "Address", "As of",
)  # fmt: skip


class File(NamedTuple):
    """A letter in the ZIP, without its bytes."""

    name: str
    letter: int
    sha256: str
    size: int


class Row(NamedTuple):
    """One body's line in the index, and its letter where that is made."""

    listed: Listed
    address: str
    file: File | None

    @property
    def standing(self) -> str:
        """Whether the response was published then, and when; or that it was not."""
        version, due_on = self.listed["version"], self.listed["due_on"]
        if not self.listed["is_held"]:
            return "No response is held here"
        if version is None:
            return f"Not yet published, due {_written(due_on)}" if due_on else "Not yet published"
        if version["published_on"] is None:
            return "Published, on a day that is not known"
        return f"Published {_written(version['published_on'])}"

    @property
    def signed_by(self) -> str:
        """Of the published version. Whether another is signed meanwhile is the office's own."""
        version = self.listed["version"]
        if version is None:
            return "Not published" if self.listed["is_held"] else "Not known"
        known = [version["signer"], version["office"], _written(version["dated_on"])]
        return ", ".join(each for each in known if each) or "Not known"

    @property
    def letter_words(self) -> str:
        """What became of its letter, or why there is none."""
        version = self.listed["version"]
        if version is None:
            return "None"
        if version["is_recorded"]:
            return "None here: recorded from a paper"
        return "In this folder" if self.file else "Could not be made"


@dataclass(frozen=True)
class Index:
    """The index of a bundle. The same letters give the same bytes, whenever they are asked for."""

    bundle: Bundle
    rows: list[Row]

    @property
    def files(self) -> list[File]:
        """The letters in the ZIP."""
        return [row.file for row in self.rows if row.file]

    @cached_property
    def texts(self) -> list[tuple[str, bytes]]:
        """The index itself as files, with their names: for people, and for a spreadsheet."""
        return [("index.html", self._html().encode()), ("index.csv", self._csv().encode())]

    @property
    def sha256(self) -> str:
        """A hash that is another if anything in the ZIP is: it tells each letter's own."""
        return sha256(b"".join(content for _, content in self.texts)).hexdigest()

    @property
    def zip_size(self) -> int:
        texts = [(name, len(text)) for name, text in self.texts]
        return size([*texts, *((file.name, file.size) for file in self.files)])

    def zip_pieces(self) -> Iterator[bytes]:
        """The ZIP, made as it is sent. Of the letters, one at a time is held."""
        names = [file.name for file in self.files]
        letters = self.bundle.files([file.letter for file in self.files])
        files = chain(self.texts, zip(names, letters, strict=True))
        return zipped(files, at=localtime(self.bundle.asked_at))

    def _html(self) -> str:
        context = {"bundle": self.bundle, "inspection": self.bundle.inspection, "index": self}
        return render_to_string("letters/bundle_index.html", context)

    def _csv(self) -> str:
        lines = StringIO()
        lines.write(BOM)
        writer = csv.writer(lines)
        writer.writerow(COLUMNS)
        as_of = localtime(self.bundle.asked_at).isoformat(timespec="minutes")
        for row in self.rows:
            writer.writerow([plain(value) for value in (*_cells(row), as_of)])
        return lines.getvalue()


def index_of(bundle: Bundle) -> Index:
    """What a bundle holds now: the letters that are made. One query."""
    ready = bundle.letters().filter(state=LetterState.READY)
    told = ready.values_list("version", "pk", "sha256", Length("content"))
    made = {row[0]: row[1:] for row in told}
    rows = []
    for listed in bundle.listed:
        version = listed["version"]
        letter = made.get(version["id"]) if version else None
        file = File(_file_name(listed), *letter) if letter else None
        rows.append(Row(listed, _address(bundle.inspection.slug, listed), file))
    return Index(bundle, rows)


def _file_name(listed: Listed) -> str:
    """By force, and fit for any machine: "con.pdf" alone, for one, is no name on Windows."""
    version = listed["version"]
    return f"{listed['slug'].lower()}-version-{version['number']}.pdf" if version else ""


def _address(inspection: str, listed: Listed) -> str:
    """Where the public reads it: the version in the bundle, whatever is published after it."""
    version = listed["version"]
    if version is None:
        page = reverse("register_response", args=[inspection, listed["slug"]])
    else:
        page = reverse("register_version", args=[inspection, listed["slug"], version["number"]])
    return f"{settings.SITE_URL}{page}"


def _cells(row: Row) -> list[Value]:
    listed, version = row.listed, row.listed["version"]
    about: list[Value] = [None] * 6
    if version:
        about = [
            version["number"], version["signer"], version["office"], version["dated_on"],
            version["published_on"], version["url"],
        ]  # fmt: skip
    return [
        listed["force"], listed["body"], row.standing, listed["due_on"], listed["lateness"],
        *about, row.letter_words, row.file.name if row.file else None,
        row.file.sha256 if row.file else None, row.address,
    ]  # fmt: skip


def _written(day: str | None) -> str:
    """ "9 September 2021", or nothing."""
    return uk_date(date.fromisoformat(day)) if day else ""
