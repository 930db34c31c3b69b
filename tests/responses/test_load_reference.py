import re
from datetime import date
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import transaction
from pghistory.models import Events

from recommendations.models import Inspection
from recommendations.toml_tables import FileProblem
from responses import old_responses, reference
from responses.choices import Position, Status
from responses.content import digest
from responses.models import OldResponse, Publication, Response, SignedAnswer
from tests import factories as make

pytestmark = pytest.mark.django_db

DATA = Path(old_responses.__file__).parent / "data" / "rape-2021"
LETTERS = Path(__file__).resolve().parents[3] / "shared" / "seeds"
TODAY = date(2026, 11, 22)


@pytest.fixture(scope="module", autouse=True)
def _loaded(django_db_setup, django_db_blocker):
    """Loaded once for all tests here, and undone: what a test changes is undone after it."""
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("load_reference", verbosity=0)
        yield
        transaction.set_rollback(True)


def held(slug):
    return Response.objects.select_related("published_version", "old").get(
        inspection__slug="rape-response-phase-1", body__force__slug=slug
    )


def everything():
    """How many rows each table holds."""
    return {model._meta.label: model._default_manager.count() for model in apps.get_models()}


def test_loading_again_changes_nothing(capsys):
    rows, history = everything(), Events.objects.count()

    call_command("load_reference")

    assert "All reference data is here already." in capsys.readouterr().out
    assert (everything(), Events.objects.count()) == (rows, history)
    assert rows["responses.Response"] == 43
    assert rows["recommendations.Recommendation"] == 13


def test_loading_again_keeps_the_wording_that_was_put_in():
    ninth = Inspection.objects.get().recommendations.get(number="9")
    ninth.text, ninth.wording = "The official wording.", "official"
    ninth.save()

    call_command("load_reference", verbosity=0)

    ninth.refresh_from_db()
    assert (ninth.text, ninth.is_summary) == ("The official wording.", False)


def test_the_inspection_is_released_by_nobody_who_can_sign_in():
    inspection = Inspection.objects.get()

    assert inspection.is_released
    assert not inspection.is_demonstration
    assert not inspection.released_by.is_active
    assert not inspection.released_by.has_usable_password()


@pytest.mark.parametrize(
    ("slug", "name", "office", "dated_on", "lateness"),
    [
        ("west-midlands", "", "", None, "Cannot be told"),
        (
            "cheshire",
            "John Dwyer",
            "Police and Crime Commissioner for Cheshire",
            date(2021, 9, 8),
            "Cannot be told",
        ),
        ("cumbria", "", "", None, "Published at least 22 days late"),
        (
            "west-yorkshire",
            "Alison Lowe",
            "Deputy Mayor of West Yorkshire for Policing and Crime",
            date(2021, 10, 21),
            "Published at least 42 days late",
        ),
        ("devon-and-cornwall", "", "", None, "Cannot be told"),
    ],
)
def test_an_old_response_states_its_facts_and_no_more(slug, name, office, dated_on, lateness):
    response = held(slug)

    version = response.published_version
    assert (version.signer_name, version.signer_office, version.dated_on) == (
        name,
        office,
        dated_on,
    )
    assert (version.signed_by, version.signed_at, version.publication.published_on) == (
        None,
        None,
        None,
    )
    assert (response.status, response.is_recorded) == (Status.PUBLISHED, True)
    assert response.old.modelled_on.startswith("the published response of the ")
    assert response.changes.count() == response.contributions.count() == 0
    assert str(response.lateness(TODAY)) == lateness
    assert version.sha256 == digest(version.content, version.html)


@pytest.mark.parametrize(
    ("slug", "positions"),
    [
        ("west-midlands", {}),
        ("cumbria", {}),
        (
            "cheshire",
            {
                "1": Position.CONSIDERED,
                "2": Position.UNDER_WAY,
                "3": Position.UNDER_WAY,
                "4": Position.IN_PLACE,
                "5": Position.IN_PLACE,
                "6": Position.IN_PLACE,
                "7": Position.IN_PLACE,
                "12": Position.UNDER_WAY,
            },
        ),
        ("west-yorkshire", dict.fromkeys(["3", "4", "6", "7"], Position.UNDER_WAY)),
        (
            "devon-and-cornwall",
            {
                **dict.fromkeys([*"123456", "12"], Position.UNDER_WAY),
                "7": Position.PLANNED,
                **dict.fromkeys(["8", "9", "10", "11", "13"], Position.ELSEWHERE),
            },
        ),
    ],
)
def test_an_old_response_answers_what_the_paper_answers(slug, positions):
    version = held(slug).published_version

    answers = SignedAnswer.objects.filter(version=version).select_related("recommendation")
    assert {a.recommendation.number: a.position for a in answers} == positions
    assert all(a.text or a.officer_comment for a in answers)
    shown = {a["number"]: a["position"] for a in version.content["answers"]}
    assert {number: position for number, position in shown.items() if position} == positions
    assert len(shown) == 13


def test_each_trap_of_the_papers_is_held():
    cheshire, cumbria, devon = held("cheshire"), held("cumbria"), held("devon-and-cornwall")

    twelfth = cheshire.published_version.answers.get(recommendation__number="12")
    assert twelfth.local_number == "8"
    assert "Numbered 8 in the letter" in cheshire.old.notes
    assert cumbria.old.cites.startswith("Section 33 of the Police Act 1996")
    assert cumbria.not_before == date(2021, 10, 1)
    assert devon.old.stated_due_on == date(2021, 9, 10)
    assert devon.due_on == date(2021, 9, 9)
    assert held("west-yorkshire").old.addressed_to == "Home Secretary"
    assert "stands here under 6" in held("west-yorkshire").old.notes
    assert "1,819 of the 2,006 people" in held("west-midlands").introduction
    assert round(100 * 1819 / 2006) == 91
    assert cumbria.body.name == "Police and Crime Commissioner for Cumbria"


def test_of_the_other_forces_nothing_is_claimed():
    others = Response.objects.filter(published_version=None)

    assert others.count() == 38
    assert {str(response.lateness(TODAY)) for response in others} == {"Cannot be told"}
    assert {response.status for response in others} == {Status.NOT_STARTED}
    assert OldResponse.objects.count() == Publication.objects.count() == 5


@pytest.mark.skipif(
    not LETTERS.exists(), reason="the published responses are not beside the project"
)
def test_no_sentence_of_the_papers_is_copied():
    """No eight words in a row of ours stand in a paper. An office and a law cited are facts."""
    papers = " ".join(_words(path.read_text()) for path in sorted(LETTERS.glob("*.txt")))

    copied = set()
    for path in DATA.glob("*.toml"):
        lines = path.read_text().splitlines()
        stated = [x for x in lines if not x.startswith(("signatory_office", "law_cited"))]
        ours = _words(" ".join(stated)).split()
        runs = (" ".join(ours[i : i + 8]) for i in range(len(ours) - 7))
        copied |= {run for run in runs if run in papers}

    assert copied == set()


def _words(text):
    return " ".join(re.findall(r"[a-z0-9]+", text.lower()))


PAPER = """\
inspection = "rape-response-phase-1"
force = "kent"
modelled_on = "a paper"

[[answers]]
recommendation = "1"
position = "in_place"
"""


@pytest.mark.parametrize(
    ("old", "new", "line", "sentence"),
    [
        ('"rape-response-phase-1"', '"none"', 1, "No inspection has the slug none"),
        ('"kent"', '"wessex"', 2, "No response to that inspection is open for wessex"),
        ('modelled_on = "a paper"\n', "", 1, "modelled_on is missing"),
        ('"1"', '"14"', 6, "The inspection has no recommendation 14"),
        ('"in_place"', '"done"', 7, "position must be one of: in_place, "),
        ("position", "stance", 7, "stance is not known here"),
        ('"a paper"\n', '"a paper"\nsigned = "x"\n', 4, "signed is not known here"),
    ],
)
def test_a_wrong_paper_is_refused_with_its_line(tmp_path, old, new, line, sentence):
    path = tmp_path / "kent.toml"
    path.write_text(PAPER.replace(old, new, 1))

    with pytest.raises(FileProblem, match=rf"kent\.toml, line {line}: {sentence}"):
        old_responses.load(path, by=reference.recorder(), at=make.NOON)

    assert held("kent").published_version is None


def test_a_paper_is_recorded_once(tmp_path):
    path = tmp_path / "kent.toml"
    path.write_text(PAPER)

    first = old_responses.load(path, by=reference.recorder(), at=make.NOON)
    second = old_responses.load(path, by=reference.recorder(), at=make.NOON)

    assert (first, second) == (held("kent"), None)
    assert held("kent").versions.count() == 1
