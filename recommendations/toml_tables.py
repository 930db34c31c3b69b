"""Reads a TOML file table by table, and says on which line of it something is wrong.

What was typed into a spreadsheet is read as such tables too, and has its own words for places.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path
    from types import TracebackType

    from django.db.models import TextChoices

Place = tuple[str | int, ...]
T = TypeVar("T")

HEADER = re.compile(r"\s*(\[{1,2})\s*([\w.-]+)\s*\]{1,2}")
KEY = re.compile(r"\s*([\w-]+)\s*=(.*)")
SYNTAX = re.compile(r"(?P<problem>.*) \(at (?:line (?P<line>\d+), column \d+|end of document)\)")


class Told(NamedTuple):
    """What is wrong in a place: a sentence that names it; empty where that was told already."""

    place: Place
    sentence: str


class FileProblem(Exception):
    """What is wrong in a file, in sentences that each name their place in it."""

    def __init__(self, *told: Told) -> None:
        self.told = told
        self.sentences = tuple(each.sentence for each in told if each.sentence)
        super().__init__("\n".join(self.sentences))


class Where(Protocol):
    """How places in a file, and the keys of its tables, are called."""

    def told(self, place: Place, sentence: str) -> str:
        """A sentence with its place."""

    def order(self, place: Place) -> tuple[int, ...]:
        """Where in the file a place is, for sorting what is said of it."""

    def spoken(self, place: Place) -> str:
        """Where a place is, within a sentence."""

    def is_unclear(self, place: Place) -> bool:
        """Whether what stands there could not be read, which was told already."""

    def name(self, place: Place) -> str:
        """What the person who filled the file in knows a key as."""


@dataclass(frozen=True)
class Lines:
    """The places of a TOML file: its lines."""

    path: Path
    by_place: dict[Place, int] = field(default_factory=dict)

    def told(self, place: Place, sentence: str) -> str:
        return self.at(nearest(self.by_place, place) or 1, sentence)

    def order(self, place: Place) -> tuple[int, ...]:
        return (nearest(self.by_place, place) or 1,)

    def spoken(self, place: Place) -> str:
        return f"on line {nearest(self.by_place, place) or 1}"

    def is_unclear(self, place: Place) -> bool:
        return False

    def at(self, line: int, sentence: str) -> str:
        return f"{self.path}, line {line}: {sentence}"

    def name(self, place: Place) -> str:
        return str(place[-1])


def nearest(found: Mapping[Place, T], place: Place) -> T | None:
    """What is known of a place, or else of the table around it."""
    around = (place[:length] for length in range(len(place), -1, -1))
    return next((found[each] for each in around if each in found), None)


def lines_by_place(text: str) -> dict[Place, int]:
    """The line on which each table and each key of a TOML text stands."""
    found: dict[Place, int] = {(): 1}
    table: Place = ()
    counts: dict[Place, int] = {}
    quote = ""
    for number, line in enumerate(text.splitlines(), start=1):
        if quote:
            quote = "" if quote in line else quote
        elif header := HEADER.match(line):
            table = _table_place(header[2].split("."), is_array=header[1] == "[[", counts=counts)
            found[table] = number
        elif key := KEY.match(line):
            found[(*table, key[1])] = number
            quote = next((q for q in ('"""', "'''") if key[2].count(q) % 2), "")
    return found


def _table_place(names: list[str], *, is_array: bool, counts: dict[Place, int]) -> Place:
    """Where a header leads: names and, for each array of tables on the way, which one."""
    place: Place = ()
    for depth, name in enumerate(names, start=1):
        place = (*place, name)
        if is_array and depth == len(names):
            counts[place] = counts.get(place, -1) + 1
        if place in counts:
            place = (*place, counts[place])
    return place


@dataclass
class Table:
    """One table of a file. Each key is asked for by its kind; `finish` refuses what is left."""

    where: Where
    entries: dict[str, Any]
    place: Place = ()
    asked: set[str] = field(default_factory=set)

    @classmethod
    def read(cls, path: Path) -> Table:
        """The whole file. Raises FileProblem when it cannot be read, or is not TOML."""
        lines = Lines(path)
        try:
            text = path.read_bytes().decode()
            return cls(Lines(path, lines_by_place(text)), tomllib.loads(text))
        except OSError as error:
            sentence = f"The file cannot be read: {error.strerror}."
            raise FileProblem(Told((), lines.at(1, sentence))) from error
        except UnicodeDecodeError as error:
            line = error.object.count(b"\n", 0, error.start) + 1
            raise FileProblem(Told((), lines.at(line, "The file is not in UTF-8."))) from error
        except tomllib.TOMLDecodeError as error:
            match = SYNTAX.fullmatch(str(error))
            line = int(match["line"] or text.count("\n") + 1) if match else 1
            problem = match["problem"] if match else str(error)
            sentence = f"This is not TOML: {problem}."
            raise FileProblem(Told((), lines.at(line, sentence))) from error

    def problem(self, sentence: str, key: str = "") -> FileProblem:
        """Something wrong with a key, or with the table, in its place."""
        place: Place = (*self.place, key) if key else self.place
        return FileProblem(Told(place, self.where.told(place, sentence)))

    def name(self, key: str) -> str:
        return self.where.name((*self.place, key))

    def spoken(self, key: str) -> str:
        return self.where.spoken((*self.place, key))

    def _ask(self, key: str, kind: type[T], wanted: str) -> T | None:
        self.asked.add(key)
        if self.where.is_unclear((*self.place, key)):
            raise FileProblem(Told((*self.place, key), ""))
        value = self.entries.get(key)
        if value is None:
            return None
        if type(value) is not kind:
            raise self.problem(f"{key} must be {wanted}.", key)
        return value

    def _need(self, key: str, value: T | None) -> T:
        if value is None:
            raise self.problem(f"{self.name(key)} is missing.", key)
        return value

    def text(self, key: str, *, longest: int | None = None) -> str:
        """A text, without the white space around it; empty when the key is not there."""
        value = (self._ask(key, str, 'a text in quotes, such as "Home Office"') or "").strip()
        if longest and len(value) > longest:
            raise self.problem(
                f"{self.name(key)} must be {longest} characters or fewer; it has {len(value)}.",
                key,
            )
        return value

    def needed_text(self, key: str, *, longest: int | None = None) -> str:
        return self._need(key, self.text(key, longest=longest) or None)

    def day(self, key: str) -> date | None:
        if type(self.entries.get(key)) is datetime:
            raise self.problem(f"{key} must be a date without a time.", key)
        return self._ask(key, date, "a date without quotes, such as 2021-07-16")

    def number(self, key: str) -> int | None:
        return self._ask(key, int, "a whole number, such as 30")

    def yes(self, key: str) -> bool:
        return bool(self._ask(key, bool, "true or false"))

    def choice(
        self, key: str, choices: type[TextChoices], default: TextChoices | None = None
    ) -> str:
        value = self._need(key, self.text(key) or default)
        if value not in choices.values:
            raise self.problem(f"{key} must be one of: {', '.join(choices.values)}.", key)
        return value

    def texts(self, key: str) -> list[str]:
        values = self._ask(key, list, 'a list of texts, such as ["HMICFRS"]') or []
        if not all(isinstance(value, str) and value.strip() for value in values):
            raise self.problem(f"{key} must hold texts in quotes, none of them empty.", key)
        if len(set(values)) < len(values):
            raise self.problem(f"{self.name(key)} names something twice.", key)
        return values

    def table(self, key: str) -> Table | None:
        entries = self._ask(key, dict, f"a table: a line [{key}], and its keys below")
        return None if entries is None else self._below(entries, key)

    def tables(self, key: str) -> Iterator[Table]:
        """The tables of an array, each checked for unknown keys once it has been read."""
        rows = self._ask(key, list, f"tables: a line [[{key}]] above each") or []
        for index, entries in enumerate(rows):
            if not isinstance(entries, dict):
                raise self.problem(f"{key} must be tables: a line [[{key}]] above each.", key)
            row = self._below(entries, key, index)
            yield row
            row.finish()

    def each(self, key: str, take: Callable[[Table], object]) -> int:
        """Have every table of an array taken, and return how many there are.

        What is wrong with several of them is told of all at once.
        """
        rows = self._ask(key, list, f"tables: a line [[{key}]] above each") or []
        gathered = Gathered(self)
        for index, entries in enumerate(rows):
            with gathered:
                if not isinstance(entries, dict):
                    raise self.problem(f"{key} must be tables: a line [[{key}]] above each.", key)
                row = self._below(entries, key, index)
                take(row)
                row.finish()
        gathered.finish()
        return len(rows)

    def _below(self, entries: dict[str, Any], *place: str | int) -> Table:
        return Table(self.where, entries, (*self.place, *place))

    def finish(self) -> None:
        """Raise FileProblem when the table has a key that nobody asked for: a slip of the pen."""
        for key in self.entries:
            if key not in self.asked:
                known = ", ".join(sorted(self.asked))
                raise self.problem(f"{key} is not known here. These are: {known}.", key)


class Gathered:
    """Takes up what is wrong in each `with`, so that the rest is looked at too; see `finish`."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self.told: list[Told] = []

    @property
    def keys(self) -> set[str]:
        """The keys of the table with which something is wrong."""
        depth = len(self.table.place)
        return {str(each.place[depth]) for each in self.told if len(each.place) > depth}

    def __enter__(self) -> None:
        pass

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> bool:
        if not isinstance(error, FileProblem):
            return False
        self.told += error.told
        return True

    def finish(self) -> None:
        """Raise FileProblem with all that was taken up, in the order of the file."""
        if self.told:
            raise FileProblem(
                *sorted(self.told, key=lambda each: self.table.where.order(each.place))
            )
