"""What a search found, as it is shown: a few words around those that were looked for, marked."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any

from django.contrib.postgres.search import SearchHeadline
from django.db.models import TextField, Value
from django.db.models.fields.json import KT
from django.db.models.functions import Concat, Left
from django.urls import reverse
from django.utils.html import format_html, format_html_join

from recommendations.models import Recommendation
from reports.matrix_cells import anchor
from reports.search import Kind, asked
from responses.models import SignedAnswer, SignedVersion
from responses.querysets.versions import SEARCHED_CHARACTERS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from django.db.models import QuerySet
    from django.utils.safestring import SafeString

    from recommendations.models import Inspection

# Signs of which no text is made stand around what was found until all the rest is escaped.
START, STOP = "\ue000", "\ue001"
FOUND = re.compile(f"{START}([^{START}{STOP}]*){STOP}")
SIGNS = re.compile(f"[{START}{STOP}]")
WORDS_PATHS = ("introduction", "conclusion", "chief_officer__text", "chief_officer__reply")
# The marks with which people make text bold, and lists: they are no words.
MARKUP = re.compile(r"\*\*|^[ \t]*[-*•][ \t]+", re.MULTILINE)

ENDS = (".", "!", "?", ":", ";", "”", '"')


@dataclass(frozen=True)
class Found:
    """A passage: what it is of, its page, and some of its words."""

    inspection: Inspection
    title: str
    address: str
    snippet: SafeString


@dataclass(frozen=True)
class Group:
    """What was found on one inspection."""

    inspection: Inspection
    found: list[Found]


def marked(headline: str) -> SafeString:
    """A headline as HTML: escaped, and marked where something was found."""
    pieces = FOUND.split(_cut(MARKUP.sub("", headline).strip()))
    plain = (SIGNS.sub("", piece) for piece in pieces)
    return format_html_join(
        "",
        "{}",
        ((format_html("<mark>{}</mark>", p) if n % 2 else p,) for n, p in enumerate(plain)),
    )


def _cut(passage: str) -> str:
    """A passage with dots where it seems to be cut out of a sentence."""
    bare = SIGNS.sub("", passage)
    before = "… " if bare[:1].islower() else ""
    return f"{before}{passage}{'' if bare.endswith(ENDS) else ' …'}"


def groups(rows: Iterable[tuple[Any, ...]], words: str) -> list[Group]:
    """A page of what `search` found, by inspection, in the same order."""
    order = [(Kind(kind), key) for kind, key, *_ in rows]
    found: dict[tuple[Kind, int], Found] = {}
    for kind, load in LOAD.items():
        if keys := [key for each, key in order if each is kind]:
            found |= {(kind, key): one for key, one in load(keys, words)}
    # Between two queries a newer version may have taken the place of what the first one found.
    listed = [found[each] for each in order if each in found]
    return [
        Group(inspection, list(each))
        for inspection, each in groupby(listed, key=lambda one: one.inspection)
    ]


def headline(words: str, *texts: Any) -> SearchHeadline:
    """Up to two passages of what is searched, with signs around the words."""
    parts: list[Any] = [Value("")]
    for text in texts:
        parts += [Left(text, SEARCHED_CHARACTERS), Value("\n")]
    return SearchHeadline(
        Concat(*parts, output_field=TextField()),
        asked(words),
        config="english",
        start_sel=START,
        stop_sel=STOP,
        max_words=35,
        min_words=20,
        max_fragments=2,
        fragment_delimiter=" … ",
    )


def _answers(keys: list[int], words: str) -> Iterator[tuple[int, Found]]:
    answers: QuerySet[Any] = (
        SignedAnswer.objects.published()
        .filter(pk__in=keys)
        .select_related("recommendation__inspection", "version__response__body__force")
        .only("recommendation", "version__response__body")
        .annotate(headline=headline(words, "text", "reason", "officer_comment"))
    )
    for answer in answers:
        recommendation, force = answer.recommendation, answer.version.response.body.force
        inspection = recommendation.inspection
        page = reverse("register_response", args=[inspection.slug, force.slug])
        yield (
            answer.pk,
            Found(
                inspection,
                f"{force} on {recommendation.in_a_sentence}: {recommendation.heading}",
                f"{page}#{anchor(recommendation.number)}",
                marked(answer.headline),
            ),
        )


def _versions(keys: list[int], words: str) -> Iterator[tuple[int, Found]]:
    versions: QuerySet[Any] = (
        SignedVersion.objects.published()
        .filter(pk__in=keys)
        .select_related("response__inspection", "response__body__force")
        .only("response__inspection", "response__body")
        .annotate(headline=headline(words, *(KT(f"content__{path}") for path in WORDS_PATHS)))
    )
    for version in versions:
        inspection, force = version.response.inspection, version.response.body.force
        yield (
            version.pk,
            Found(
                inspection,
                f"{force}: introduction, conclusion and the chief officer’s comments",
                reverse("register_response", args=[inspection.slug, force.slug]),
                marked(version.headline),
            ),
        )


def _recommendations(keys: list[int], words: str) -> Iterator[tuple[int, Found]]:
    recommendations: QuerySet[Any] = (
        Recommendation.objects.filter(pk__in=keys)
        .select_related("inspection")
        .annotate(headline=headline(words, "text"))
    )
    for recommendation in recommendations:
        yield (
            recommendation.pk,
            Found(
                recommendation.inspection,
                f"What is asked: {recommendation.in_a_sentence}, {recommendation.heading}",
                reverse(
                    "register_recommendation",
                    args=[recommendation.inspection.slug, recommendation.number],
                ),
                marked(recommendation.headline),
            ),
        )


LOAD: dict[Kind, Callable[[list[int], str], Iterator[tuple[int, Found]]]] = {
    Kind.ANSWER: _answers,
    Kind.WORDS: _versions,
    Kind.RECOMMENDATION: _recommendations,
}
