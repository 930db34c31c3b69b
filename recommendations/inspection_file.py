"""Reads an inspection with its recommendations from a file: docs/inspection-file.md."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from django.core.validators import slug_re
from django.db import transaction

from forces.models import Force, Inspectorate
from recommendations.choices import CountingRule, Scope
from recommendations.models import Inspection
from recommendations.policies.progress import LONGEST_TEXT
from recommendations.recommendation_rows import (
    bring_in,
    by,
    check_fields,
    check_model,
    look_at,
    named,
)
from recommendations.toml_tables import Gathered, Table

DATA = Path(__file__).parent / "data"


def load(path: Path, *, on: date) -> Inspection:
    """Create the inspection that a file describes, not yet released. All of it, or nothing.

    Raises FileProblem, with the line, when anything in the file is wrong.
    """
    return create(Table.read(path), on=on)


@transaction.atomic
def create(file: Table, *, on: date) -> Inspection:
    """Create what a file says, whatever kind of file it is. Raises FileProblem as `load` does."""
    head = file.table("inspection")
    if head is None:
        raise file.problem("The file has no [inspection] table.")
    gathered = Gathered(file)
    inspection = Inspection()
    with gathered:
        inspection = _create_inspection(head, on)
    with gathered:
        if inspection.pk:
            bring_in(file, inspection)
        else:
            look_at(file)
    with gathered:
        file.finish()
    gathered.finish()
    return inspection


def _create_inspection(head: Table, on: date) -> Inspection:
    """Save the inspection itself. Raises FileProblem with everything that is wrong with it."""
    gathered = Gathered(head)
    inspection = Inspection()
    inspectorates: list[Inspectorate] = []
    forces: list[Force] = []
    with gathered:
        inspection.is_demonstration = head.yes("demonstration")
    with gathered:
        inspection.title = head.needed_text("title", longest=300)
    with gathered:
        inspection.short_title = head.needed_text("short_title", longest=80)
    with gathered:
        inspection.slug = _slug(head)
    with gathered:
        inspection.published_on = _published_on(
            head, on, is_demonstration=inspection.is_demonstration
        )
    with gathered:
        inspection.url = head.text("url")
    with gathered:
        inspection.key_findings = head.text("key_findings", longest=LONGEST_TEXT)
    with gathered:
        inspection.scope = head.choice("scope", Scope, Scope.NATIONAL)
    with gathered:
        inspection.follows_up = _earlier_inspection(head)
    with gathered:
        inspection.counting_rule = head.choice("counting_rule", CountingRule, CountingRule.ACT)
    with gathered:
        inspection.explicit_due_on = head.day("due_on")
    with gathered:
        inspection.rule_reason = head.text("rule_reason")
    with gathered:
        inspection.source = head.text("source")
    with gathered:
        inspection.licence = head.text("licence", longest=200)
    with gathered:
        inspectorates = named(head, "inspectorates", by("short_name", Inspectorate.objects.all()))
    with gathered:
        forces = _forces(head, inspection)
    with gathered:
        head.finish()
    with gathered:
        if wrong := gathered.keys:
            check_fields(head, inspection, wrong)
        else:
            check_model(head, inspection)
    gathered.finish()
    inspection.save()
    inspection.inspectorates.set(inspectorates)
    inspection.forces.set(forces)
    return inspection


def _slug(head: Table) -> str:
    """Its name in addresses, which no other inspection has."""
    slug = head.needed_text("slug", longest=80).lower()
    if not slug_re.fullmatch(slug):
        raise head.problem(
            f"{head.name('slug')} must have only lower-case letters, digits and hyphens.", "slug"
        )
    if Inspection.objects.filter(slug=slug).exists():
        raise head.problem(f"An inspection is here already that addresses call {slug}.", "slug")
    return slug


def _published_on(head: Table, on: date, *, is_demonstration: bool) -> date:
    """The day of publication, which only a demonstration may count back from the day of loading."""
    day = head.day("published_on")
    days_before = head.number("published_days_before_loading")
    if days_before is None:
        if day is None:
            raise head.problem(f"{head.name('published_on')} is missing.", "published_on")
        return day
    if not is_demonstration or day is not None or days_before < 0:
        raise head.problem(
            "published_days_before_loading is a number of days, 0 or more, for a demonstration "
            "without published_on.",
            "published_days_before_loading",
        )
    return on - timedelta(days=days_before)


def _earlier_inspection(head: Table) -> Inspection | None:
    slug = head.text("follows_up")
    if not slug:
        return None
    earlier = Inspection.objects.filter(slug=slug).first()
    if earlier is None:
        raise head.problem(f"There is no inspection that addresses call {slug}.", "follows_up")
    return earlier


def _forces(head: Table, inspection: Inspection) -> list[Force]:
    """The forces concerned: all territorial ones in one word, or those named by their slugs."""
    if isinstance(head.entries.get("forces"), str):
        if head.text("forces") != "territorial":
            raise head.problem(
                'forces must be "territorial", or a list of slugs such as ["cheshire"].', "forces"
            )
        forces = list(Force.objects.territorial())
    else:
        forces = named(head, "forces", by("slug", Force.objects.all()))
    if inspection.scope == Scope.ONE_FORCE and len(forces) != 1:
        raise head.problem("An inspection of one force must name one force.", "forces")
    return forces
