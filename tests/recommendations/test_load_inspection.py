import re
import tomllib
from datetime import date
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.db.models import Count

from forces import reference as forces
from recommendations import inspection_file, reference
from recommendations.choices import CountingRule, Scope, Wording
from recommendations.models import Addressee, Inspection, Measure, Part, Recommendation
from recommendations.toml_tables import FileProblem

pytestmark = pytest.mark.django_db

DATA = Path(inspection_file.__file__).parent / "data"
LETTERS = Path(__file__).resolve().parents[3] / "shared" / "seeds"
TODAY = date(2026, 11, 22)

GOOD = """\
[inspection]
title = "An inspection of how forces answer the telephone"
short_title = "Answering the telephone"
slug = "telephone"
published_on = 2024-01-01
inspectorates = ["HMICFRS"]
forces = ["cheshire", "cumbria"]

[[recommendations]]
number = "4"
heading = "Answer"
wording = "official"
text = "Forces should answer. The Home Office should count."

[[recommendations.parts]]
text = "Forces should answer."
addressees = ["police-forces"]
timescale = "Immediately"

[[recommendations.parts]]
text = "The Home Office should count."
addressees = ["home-office", "government"]

[[recommendations]]
number = "AFI1"
heading = "Answer sooner"
wording = "summary"
kind = "area_for_improvement"
text = "Answer sooner."
addressees = ["police-forces"]
"""


@pytest.fixture(scope="module", autouse=True)
def _reference(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        forces.load()
        reference.load()
        yield
        transaction.set_rollback(True)


@pytest.fixture
def write(tmp_path):
    def _write(text):
        path = tmp_path / "telephone.toml"
        path.write_text(text)
        return path

    return _write


def test_load_creates_the_inspection_unreleased(write):
    inspection = inspection_file.load(write(GOOD), on=TODAY)

    inspection.refresh_from_db()
    assert not inspection.is_released
    assert inspection.published_on == date(2024, 1, 1)
    assert inspection.due_on == date(2024, 2, 25)
    assert [force.slug for force in inspection.forces.order_by("slug")] == ["cheshire", "cumbria"]
    first, second = inspection.recommendations.in_order()
    assert (first.number, first.kind, first.is_for_police) == ("4", "recommendation", True)
    assert [
        (part.text, part.timescale, [a.slug for a in part.addressees.order_by("slug")])
        for part in first.parts.order_by("position")
    ] == [
        ("Forces should answer.", "Immediately", ["police-forces"]),
        ("The Home Office should count.", "", ["government", "home-office"]),
    ]
    assert (second.number, second.is_summary, second.parts.get().text) == (
        "AFI1",
        True,
        "Answer sooner.",
    )


def changed(old, new):
    assert GOOD.count(old) >= 1
    return GOOD.replace(old, new, 1)


@pytest.mark.parametrize(
    ("text", "line", "sentence"),
    [
        ("", 1, r"The file has no \[inspection\] table"),
        (GOOD.partition("[[")[0], 1, r"The file has no \[\[recommendations\]\]"),
        (GOOD + "\n[other]\n", 32, "other is not known here"),
        (changed('title = "An', 'titel = "An'), 1, "title is missing"),
        (
            changed('slug = "telephone"', 'slug = "Not a slug!"'),
            4,
            "slug must have only lower-case",
        ),
        (changed("published_on = 2024-01-01\n", ""), 1, "published_on is missing"),
        (
            changed("published_on = 2024-01-01", "published_days_before_loading = 30"),
            5,
            "published_days_before_loading is a number of days, 0 or more, for a demonstration",
        ),
        (
            changed("published_on = 2024-01-01", "published_on = 2024-01-01\ndue_on = 2024-02-01"),
            6,
            "due_on: Leave this empty, or choose the rule",
        ),
        (
            changed(
                "published_on = 2024-01-01",
                'published_on = 2024-01-01\ncounting_rule = "explicit"\nrule_reason = "Because"\n'
                "due_on = 2023-12-31",
            ),
            8,
            "due_on: The last day must be the date of publication or later",
        ),
        (changed('["HMICFRS"]', '["HMIC"]'), 6, "HMIC is not known. These are: HMCPSI, HMICFRS"),
        (changed('["HMICFRS"]', "[]"), 6, "inspectorates is missing"),
        (changed('["cheshire", "cumbria"]', '["cheshire", "wessex"]'), 7, "wessex is not known"),
        (changed('["cheshire", "cumbria"]', '"all"'), 7, 'forces must be "territorial"'),
        (
            changed('forces = ["ch', 'scope = "one_force"\nforces = ["ch'),
            8,
            "An inspection of one force must name one force",
        ),
        (
            changed('forces = ["ch', 'follows_up = "none"\nforces = ["ch'),
            7,
            "There is no inspection that addresses call none",
        ),
        (GOOD + "x", 31, "This is not TOML"),
        (changed('number = "AFI1"', 'number = "4"'), 25, "The number 4 is on line 10 too"),
        (changed('slug = "telephone"', 'slug = "new"'), 4, "slug: This name is taken by a page"),
        (changed('number = "4"', 'number = "4/a"'), 10, "number: The number must begin with a"),
        (changed('number = "4"', 'number = "submit"'), 10, "number: This name is taken by a page"),
        (changed('number = "AFI1"', 'number = "new"'), 25, "number: This name is taken by a page"),
        (changed('number = "4"', "number = 4"), 10, "number must be a text in quotes"),
        (
            changed('"Answer"', '"' + "x" * 81 + '"'),
            11,
            "heading must be 80 characters or fewer; it has 81",
        ),
        (
            changed('text = "Forces', f'text = "{"x " * 50_000} Forces'),
            13,
            "text must be 100000 characters or fewer; it has 100",
        ),
        (
            changed('forces = ["ch', f'key_findings = "{"x" * 100_001}"\nforces = ["ch'),
            7,
            "key_findings must be 100000 characters or fewer; it has 100001",
        ),
        (changed('wording = "summary"\n', ""), 24, "wording is missing"),
        (changed('kind = "area', 'kind = "era'), 28, "kind must be one of: recommendation"),
        (
            changed('"Forces should answer."', '"Forces should reply."'),
            16,
            "The text must be a stretch",
        ),
        (
            changed('text = "The Home Office', 'text = "The Office'),
            21,
            "The text must be a stretch",
        ),
        (
            changed('"Forces should answer. The', '"At once. Forces should answer. The'),
            16,
            "The parts must quote the whole text. What stands before .* left out: “At once.”",
        ),
        (
            changed(
                ' The Home Office should count."\n\n', ' The Home Office should count. Now."\n\n'
            ),
            21,
            "The parts must quote the whole text. What stands after this one is left out: “Now.”",
        ),
        (changed('["home-office", "government"]', '["nobody"]'), 22, "nobody is not known"),
        (changed('timescale = "Imm', 'timescales = "Imm'), 18, "timescales is not known here"),
        (
            changed('count."\n\n', 'count."\naddressees = ["police-forces"]\n\n'),
            14,
            "addressees is not known here",
        ),
    ],
)
def test_a_file_that_is_wrong_is_refused_with_its_line_and_nothing_is_kept(
    write, text, line, sentence
):
    path = write(text)

    with pytest.raises(FileProblem, match=rf"telephone\.toml, line {line}: {sentence}"):
        inspection_file.load(path, on=TODAY)

    assert (Inspection.objects.count(), Recommendation.objects.count(), Part.objects.count()) == (
        0,
        0,
        0,
    )


def test_a_file_tells_of_all_that_is_wrong_in_the_order_of_its_lines(write):
    text = changed('title = "An', 'titel = "An').replace('wording = "summary"\n', "")

    with pytest.raises(FileProblem) as error:
        inspection_file.load(write(text.replace('"home-office"', '"nobody"')), on=TODAY)

    told = [sentence.partition("telephone.toml, ")[2][:40] for sentence in error.value.sentences]
    assert told == [
        "line 1: title is missing.",
        "line 2: titel is not known here. These a",
        "line 22: nobody is not known. These are:",
        "line 24: wording is missing.",
    ]


def test_the_same_slug_twice_is_refused(write):
    inspection_file.load(write(GOOD), on=TODAY)

    with pytest.raises(FileProblem, match="line 4: An inspection is here already that"):
        inspection_file.load(write(GOOD), on=TODAY)

    assert Inspection.objects.count() == 1


def test_another_counting_rule_and_the_inspection_followed_up(write):
    first = inspection_file.load(write(GOOD), on=TODAY)
    text = GOOD.replace('"telephone"', '"telephone-2"').replace(
        "published_on = 2024-01-01",
        'published_on = 2024-01-01\nfollows_up = "telephone"\nscope = "national"\n'
        'counting_rule = "explicit"\ndue_on = 2024-03-01\nrule_reason = "Agreed."',
    )

    inspection = inspection_file.load(write(text), on=TODAY)

    assert inspection.follows_up == first
    assert (inspection.counting_rule, inspection.scope) == (CountingRule.EXPLICIT, Scope.NATIONAL)
    assert inspection.due_on == date(2024, 3, 1)


def test_the_command_creates_and_says_what_is_next(write, capsys):
    call_command("load_inspection", str(write(GOOD)))

    assert Inspection.objects.get().slug == "telephone"
    assert (
        "with 2 recommendations. An inspectorate administrator can now" in capsys.readouterr().out
    )


def test_the_command_counts_one_recommendation_as_one(write, capsys):
    one = GOOD.partition('[[recommendations]]\nnumber = "AFI1"')[0]

    call_command("load_inspection", str(write(one)))

    assert "with 1 recommendation. An inspectorate" in capsys.readouterr().out


def test_the_command_ends_with_status_2(write):
    with pytest.raises(CommandError, match="line 31: This is not TOML") as error:
        call_command("load_inspection", str(write(GOOD + "x")))

    assert error.value.returncode == 2


@pytest.mark.parametrize(
    ("name", "published_on", "count"),
    [
        ("rape-2021.toml", date(2021, 7, 16), 13),
        ("demonstration.toml", date(2026, 10, 23), 8),
        ("demonstration-burglary.toml", date(2026, 8, 14), 4),
    ],
)
def test_the_files_that_come_with_the_service_load(name, published_on, count):
    if name == "demonstration.toml":
        inspection_file.load(DATA / "demonstration-burglary.toml", on=TODAY)

    inspection = inspection_file.load(DATA / name, on=TODAY)

    assert inspection.published_on == published_on
    assert inspection.recommendations.count() == count
    assert inspection.is_demonstration == name.startswith("demonstration")
    assert inspection.title.startswith("Demonstration:") == inspection.is_demonstration
    assert not Part.objects.annotate(n=Count("addressees")).filter(n=0).exists()


def test_the_real_inspection_is_held_with_its_parts():
    inspection = inspection_file.load(DATA / "rape-2021.toml", on=TODAY)

    recommendations = list(inspection.recommendations.in_order())
    assert [r.number for r in recommendations] == [str(n) for n in range(1, 14)]
    assert [r.number for r in recommendations if r.is_summary] == ["8", "9", "10", "11", "13"]
    assert [r.number for r in recommendations if r.is_for_police] == [*"1234567", "12"]
    assert {r.number: r.parts.count() for r in recommendations if r.parts.count() > 1} == {
        "3": 2,
        "4": 2,
        "12": 2,
    }
    several = Addressee.objects.filter(parts__recommendation__inspection=inspection)
    assert {
        number: set(
            several.filter(parts__recommendation__number=number).values_list("slug", flat=True)
        )
        for number in ("3", "4", "6", "12")
    } == {
        "3": {"police-forces", "home-office"},
        "4": {"police-forces", "crown-prosecution-service", "npcc"},
        "6": {"police-forces", "crown-prosecution-service"},
        "12": {"police-forces", "college-of-policing", "npcc"},
    }
    tail = recommendations[11].parts.get(position=2)
    assert tail.text.startswith("Forces should then publish annual SSAIDP")
    assert tail.is_for_police
    assert not recommendations[11].parts.get(position=1).is_for_police
    assert recommendations[4].text.count("\n- ") == 4
    assert inspection.due_on == date(2021, 9, 9)
    assert inspection.licence == "Crown copyright, Open Government Licence v3.0"


def test_the_real_inspection_says_which_figures_it_asks_to_be_published():
    inspection = inspection_file.load(DATA / "rape-2021.toml", on=TODAY)

    measures = Measure.objects.filter(recommendation__inspection=inspection)
    asked_for = {m.name: "asks forces to publish" in m.definition for m in measures}
    assert asked_for == {
        "Protected characteristics recorded": False,
        "Victims who withdrew their support": False,
        "Withdrew before a suspect was identified": False,
        "Withdrew after a suspect was identified, before charge": False,
        "Withdrew after charge": False,
        "Withdrew for their wellbeing or safety": False,
        "Withdrew because of how the case went": False,
        "Withdrew for another reason": False,
        "Withdrew, and no reason is recorded": False,
        "Take-up of the Victims’ Right to Review": False,
        "SSAIDP attendance": True,
        "Qualified RASSO investigators": True,
    }
    assert not any(
        "does not ask" in m.definition for m in measures.filter(recommendation__number="12")
    )


@pytest.mark.skipif(
    not LETTERS.exists(), reason="the published responses are not beside the project"
)
def test_the_official_wording_is_what_most_responses_quote():
    def plain(text):
        text = re.sub(r"[*#•·-]", " ", text.replace("’", "'"))
        return " ".join(text.lower().split())

    letters = [plain(path.read_text()) for path in LETTERS.glob("*.txt")]
    entries = tomllib.loads((DATA / "rape-2021.toml").read_text())["recommendations"]
    official = [entry for entry in entries if entry["wording"] == Wording.OFFICIAL]

    quoted = {
        e["number"]: sum(plain(e["text"]).rstrip(".") in t for t in letters) for e in official
    }

    # docs/data.md lists every place where the others differ
    assert quoted == {"1": 4, "2": 4, "3": 4, "4": 3, "5": 2, "6": 5, "7": 5, "12": 2}
