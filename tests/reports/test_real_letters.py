"""The five real letters, where they are at hand: read, entered as old responses, and published.

They are not part of this project, so this skips without them. What an administrator types is what
`responses.reading` finds in each letter, and what the letter states beside that.
"""

import re
from datetime import date
from html import unescape
from pathlib import Path
from types import SimpleNamespace

import pytest
import time_machine
from django.core.management import call_command
from django.db import transaction

from recommendations import inspection_file
from recommendations.models import Inspection
from responses.models import Response, SignedVersion
from responses.models.opening import open_responses
from responses.models.taking_in import officials_of
from responses.reading import read, text_of
from tests import factories as make

ROOT = Path(__file__).parents[2]
LETTERS = ROOT.parent / "shared" / "seeds"
NOW = "2026-11-22T12:00:00Z"
AGAIN = "letters-entered"  # the inspection once more, to which nothing is entered

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not LETTERS.is_dir(), reason="the real letters are not beside this project"),
]


def letter(number, force, **states):
    return SimpleNamespace(number=number, force=force, **states)


# What each letter states. `stated` is the last day it names, `earliest` what its text tells.
PAPERS = [
    letter("000", "west-midlands", answered=[], stated=None, earliest=None, late="Cannot be told"),
    letter(
        "001",
        "cheshire",
        answered=["1", "2", "3", "4", "5", "6", "7", "12"],
        stated=None,
        earliest=(date(2021, 9, 8), "The letter bears this date."),
        late="Cannot be told",
    ),
    letter(
        "002",
        "cumbria",
        answered=[],
        stated=None,
        earliest=(date(2021, 10, 1), "It tells of a pilot that began in October 2021."),
        late="Published at least 22 days late",
    ),
    letter(
        "003",
        "west-yorkshire",
        answered=["3", "4", "6", "7"],
        stated=None,
        earliest=(date(2021, 10, 21), "The letter bears this date."),
        late="Published at least 42 days late",
    ),
    letter(
        "004",
        "devon-and-cornwall",
        answered=[str(number) for number in range(1, 14)],
        stated=date(2021, 9, 10),
        earliest=None,
        late="Cannot be told",
    ),
]
OF_THE_FORCE = {"cheshire"}  # its answers are the force's own comments


@pytest.fixture(scope="module", autouse=True)
def _loaded(django_db_setup, django_db_blocker, tmp_path_factory):
    """The reference data, and its inspection once more with no response entered."""
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("load_reference", verbosity=0)
        text = (inspection_file.DATA / "rape-2021.toml").read_text()
        path = tmp_path_factory.mktemp("again") / "again.toml"
        path.write_text(text.replace('"rape-response-phase-1"', f'"{AGAIN}"'))
        inspection = inspection_file.load(path, on=date(2026, 11, 22))
        open_responses(inspection, by=make.UserFactory(), at=make.NOON)
        yield
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def _today(_clock):
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def administrator():
    inspectorate = Inspection.objects.get(slug=AGAIN).inspectorates.get(slug="hmicfrs")
    return make.MembershipFactory(administrator=True, inspectorate=inspectorate).user


def recommendations():
    return list(Inspection.objects.get(slug=AGAIN).recommendations.in_order())


def proposal_of(paper):
    [path] = LETTERS.glob(f"{paper.number}_*.txt")
    asked = recommendations()
    return read(
        text_of(path.name, path.read_bytes()),
        officials_of(asked),
        inspection_title=asked[0].inspection.title,
    )


def day(name, value):
    if value is None:
        return {}
    return {
        f"{name}_day": value.day,
        f"{name}_month": value.month,
        f"{name}_year": value.year,
    }


def signatory(proposal):
    """The name and the office, as the letter prints them; nothing where it names nobody."""
    name, _, office = (proposal.signatory.value if proposal.signatory else "").partition(", ")
    return name, office


def typed(paper, proposal):
    """The administrator's form: what was read, and "not known" for every day not stated."""
    signed = proposal.signed_on and proposal.signed_on.value
    earliest, reason = paper.earliest or (None, "")
    name, office = signatory(proposal)
    form = {
        "modelled_on": "the published response",
        "standing_words": "own",
        "standing_dated": "known" if signed else "unknown",
        **day("dated", signed),
        "signatory_name": name,
        "signatory_office": office,
        "cites": proposal.statute_cited.value if proposal.statute_cited else "",
        **day("stated_due_on", paper.stated),
        "standing_published": "not_before" if earliest else "unknown",
        **day("not_before", earliest),
        "not_before_reason": reason,
        "standing_inspectors": "unknown",
        "standing_secretary": "unknown",
        "introduction": text_in(proposal.body_comments),
        "officer_text": text_in(proposal.chief_officer_comments),
    }
    read_of = {each.number: each for each in proposal.answers}
    field = "officer" if paper.force in OF_THE_FORCE else "text"
    for recommendation in recommendations():
        found = read_of[recommendation.number]
        form[f"{field}_{recommendation.pk}"] = found.answer or ""
        form[f"local_number_{recommendation.pk}"] = found.local_number or ""
    return form


def text_in(passage):
    return passage.text if passage else ""


def words(text):
    """The words alone; the numbers of a list are not text in a page."""
    plain = unescape(re.sub(r"<[^>]+>", " ", text))
    return " ".join(re.findall(r"[^\W\d]+", plain))


def entered(client, paper):
    """The letter entered through the pages: checked first, then in the register, read by nobody."""
    address = f"/inspections/{AGAIN}/old/{paper.force}/"
    form = typed(paper, proposal_of(paper))
    check = client.post(address, form)
    client.post(address, {**dict(check.context["typed"]), "save": "yes"})
    client.logout()
    page = client.get(f"/register/{AGAIN}/{paper.force}/").content.decode()
    return check.content.decode(), page.split("<main")[1].split("</main>")[0]


def sections(page):
    """The stretch of the page on each recommendation, in order."""
    return page.split('<section class="app-entry"')[1:]


@pytest.fixture(params=PAPERS, ids=lambda paper: paper.force)
def paper(request):
    return request.param


def test_register_says_of_each_recommendation_what_the_letter_says(sign_in, administrator, paper):
    read_of = {each.number: each for each in proposal_of(paper).answers}

    check, page = entered(sign_in(administrator), paper)

    shown = dict(zip((r.number for r in recommendations()), sections(page), strict=True))
    silent = [n for n, text in shown.items() if "says nothing of this recommendation" in text]
    assert [number for number in shown if number not in silent] == paper.answered
    for number in paper.answered:
        assert words(read_of[number].answer) in words(shown[number])
        assert words(read_of[number].answer) in words(check)


def test_register_holds_the_general_words_of_the_letter(sign_in, administrator, paper):
    proposal = proposal_of(paper)

    _, page = entered(sign_in(administrator), paper)

    assert words(text_in(proposal.body_comments)) in words(page)
    assert words(text_in(proposal.chief_officer_comments)) in words(page)
    content = SignedVersion.objects.get(response__inspection__slug=AGAIN).content
    assert content["introduction"] == text_in(proposal.body_comments)


def test_register_says_who_signed_the_letter_and_when_or_that_it_does_not_say(
    sign_in, administrator, paper
):
    proposal = proposal_of(paper)
    name, office = signatory(proposal)
    dated = proposal.signed_on and proposal.signed_on.value

    _, page = entered(sign_in(administrator), paper)

    version = SignedVersion.objects.get(response__inspection__slug=AGAIN)
    assert (version.signer_name, version.signer_office, version.dated_on) == (name, office, dated)
    assert ("The response does not say who signed it." in page) == (not name)
    assert ("The response does not say when it was signed." in page) == (dated is None)
    assert words(f"{name} {office}") in words(page)


def test_register_says_how_late_the_letter_was_where_that_can_be_told(
    sign_in, administrator, paper
):
    _, page = entered(sign_in(administrator), paper)

    assert paper.late in page
    assert "On a day that is not known" in page
    assert "9 September 2021" in page


def test_register_keeps_the_mistakes_of_the_letters(sign_in, administrator):
    pages = {paper.force: entered(sign_in(administrator), paper)[1] for paper in PAPERS}

    assert "Numbered 8 in the response." in sections(pages["cheshire"])[11]
    assert sum(page.count("Numbered ") for page in pages.values()) == 1
    assert "Law it cites: Section 33" in pages["cumbria"]
    assert "Last day it states: 10 September 2021." in pages["devon-and-cornwall"]
    assert "10 September" in " ".join(
        re.sub(r"10th", "10", line) for line in proposal_of(PAPERS[4]).source
    )


def test_the_reference_data_agrees_with_the_letters(paper):
    proposal = proposal_of(paper)
    held = Response.objects.select_related("published_version", "old").get(
        inspection__slug="rape-response-phase-1", body__force__slug=paper.force
    )

    version, old = held.published_version, held.old
    answers = version.answers.select_related("recommendation").order_by("recommendation__position")
    local = {a.number: a.local_number for a in proposal.answers if a.local_number}
    cited = proposal.statute_cited.value if proposal.statute_cited else ""
    assert version.dated_on == (proposal.signed_on and proposal.signed_on.value)
    assert (version.signer_name, version.signer_office) == signatory(proposal)
    assert [a.recommendation.number for a in answers] == paper.answered
    assert {a.recommendation.number: a.local_number for a in answers if a.local_number} == local
    assert old.cites[:33] == cited[:33]
    assert (old.stated_due_on, held.published_on) == (paper.stated, None)
    assert held.not_before == (paper.earliest and paper.earliest[0])
    assert str(held.lateness(date(2026, 11, 22))) == paper.late
    officer = version.content["chief_officer"]
    assert bool(officer and officer["text"]) == (proposal.chief_officer_comments is not None)
