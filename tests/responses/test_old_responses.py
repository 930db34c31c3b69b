"""Entering a response from before this service: what is shown first, and what becomes public."""

import re
from datetime import date
from html import unescape

import time_machine

from responses.choices import CopyTo, Status
from responses.models import Copy, OldResponse, Response, SignedVersion
from tests import factories as make
from tests.responses.old_paper import KENT, PAPER, day

AFTER = "2021-10-01T11:00:00Z"  # the last day was 9 September


def test_old_response_is_shown_before_anything_is_kept(admin, kent, asked):
    page = admin.post(KENT, {**PAPER, f"text_{asked['1']}": "Zebras were counted."})

    html = page.content.decode()
    kent.refresh_from_db()
    assert "Check what the register will show" in html
    assert "Zebras were counted." in html
    assert "It is public at once, and nobody can change or remove it" in html
    assert (kent.status, kent.is_recorded) == (Status.NOT_STARTED, False)
    assert not SignedVersion.objects.exists()
    assert not OldResponse.objects.exists()


def test_old_response_brings_back_what_was_typed_to_change_it(admin, kent, asked):
    typed = {**PAPER, f"text_{asked['1']}": "Two lines.\r\nSecond.", "next": "Check"}

    check = admin.post(KENT, typed)
    carried = dict(check.context["typed"])
    page = admin.post(KENT, {**carried, "look": "yes"})

    html = page.content.decode()
    assert carried == {name: text for name, text in typed.items() if name != "next"}
    assert "Two lines.\r\nSecond.</textarea>" in html
    assert "There is a problem" not in html


def test_old_response_is_in_the_register_with_what_was_typed(admin, client, kent, asked):
    typed = {
        **PAPER,
        "url": "https://kent.example/response",
        "shape": "Letter",
        "addressed_to": "Home Secretary",
        "cites": "Section 33",
        **day("stated_due_on", date(2021, 9, 10)),
        "standing_dated": "known",
        **day("dated", date(2021, 8, 3)),
        "signatory_name": "Pat Example",
        "signatory_office": "Deputy Commissioner",
        "standing_published": "known",
        **day("published_on", date(2021, 8, 10)),
        "standing_inspectors": "known",
        **day("to_inspectors_on", date(2021, 8, 11)),
        "officer_text": "The force agrees.",
        "officer_from": "Chief Constable A. Example",
        **day("officer_on", date(2021, 8, 1)),
        "reply": "We thank the force.",
        "conclusion": "We will report again.",
        "notes": "Leaves out 2.",
        f"position_{asked['1']}": "planned",
        **day(f"planned_on_{asked['1']}", date(2022, 3, 31)),
        f"text_{asked['1']}": "Training is planned.",
        f"local_number_{asked['1']}": "8",
        f"officer_{asked['1']}": "Trainers are hired.",
        f"position_{asked['3']}": "answered_with",
        f"position_with_{asked['3']}": str(asked["1"]),
        "save": "yes",
    }

    done = admin.post(KENT, typed)

    client.logout()
    page = " ".join(client.get("/register/rape/kent/").content.decode().split())
    assert done.url == "/inspections/rape/old/"
    for text in (
        "Taken from the letter of 3 August 2021",
        "Kind of paper: Letter.",
        "Addressed to: Home Secretary.",
        "Law it cites: Section 33.",
        "Last day it states: 10 September 2021.",
        "Pat Example<br>Deputy Commissioner<br> 3 August 2021",
        "https://kent.example/response",
        "Published in time",
        "From Chief Constable A. Example, received 1 August 2021.",
        "We thank the force.",
        "We will report again.",
        "Leaves out 2.",
        "Numbered 8 in the response.",
        "Action planned</strong> for 31 March 2022",
        "Training is planned.",
        "Trainers are hired.",
        "with recommendation 1",
        "The response says nothing of this recommendation.",
    ):
        assert text in page
    assert "told here in other, shorter words" not in page
    response = Response.objects.get(pk=kent.pk)
    assert (response.published_on, response.is_recorded) == (date(2021, 8, 10), True)
    assert [(c.to, c.sent_on) for c in Copy.objects.all()] == [
        (CopyTo.INSPECTORS, date(2021, 8, 11))
    ]


def test_old_response_leaves_unknown_what_its_paper_does_not_say(admin, kent):
    admin.post(KENT, {**PAPER, "standing_words": "retold", "save": "yes"})

    page = admin.get("/register/rape/kent/").content.decode()
    kent.refresh_from_db()
    assert "The response does not say who signed it." in page
    assert "The response does not say when it was signed." in page
    assert "Cannot be told" in page
    assert "told here in other, shorter words" in page
    assert page.count("The response says nothing of this recommendation.") == 3
    assert (kent.published_on, kent.published_version.signed_by) == (None, None)
    assert kent.changes.count() == kent.contributions.count() == 0
    assert not Copy.objects.exists()


def test_old_response_published_no_earlier_than_a_day_is_late_by_at_least_that(admin, kent):
    typed = {
        **PAPER,
        "standing_published": "not_before",
        **day("not_before", date(2021, 9, 12)),
        "not_before_reason": "It tells of a visit on that day.",
        "save": "yes",
    }

    with time_machine.travel(AFTER, tick=False):
        admin.post(KENT, typed)
        page = " ".join(admin.get("/register/rape/kent/").content.decode().split())

    assert "Published at least 3 days late" in page
    assert "It tells of a visit on that day." in page


def test_old_response_holds_an_office_without_a_name(admin, kent):
    admin.post(KENT, {**PAPER, "signatory_office": "Deputy Commissioner", "save": "yes"})

    version = SignedVersion.objects.get()
    assert (version.signer_name, version.signer_office) == ("", "Deputy Commissioner")
    assert version.content["signature"]["office"] == "Deputy Commissioner"


def test_old_response_leaves_out_figures_of_the_force(admin, kent, inspection):
    measure = make.MeasureFactory(recommendation=inspection.recommendations.get(number="1"))
    make.FigureFactory(measure=measure, force=kent.force)

    admin.post(KENT, {**PAPER, "save": "yes"})

    assert [a["figures"] for a in SignedVersion.objects.get().content["answers"]] == [[], [], []]


def words(html):
    return re.findall(r"\w+", unescape(re.sub(r"<[^>]+>", " ", html)))


def test_old_response_is_checked_as_the_register_will_show_it(admin, kent, asked):
    typed = {
        **PAPER,
        "url": "https://kent.example/response",
        "standing_published": "not_before",
        **day("not_before", date(2021, 8, 3)),
        "not_before_reason": "It says so.",
        "signatory_office": "Deputy Commissioner",
        "standing_secretary": "known",
        **day("to_secretary_on", date(2021, 8, 4)),
        f"text_{asked['1']}": "Training is planned.",
        "notes": "Leaves out 2.",
    }

    check = admin.post(KENT, typed).content.decode()
    admin.post(KENT, {**typed, "save": "yes"})
    page = admin.get("/register/rape/kent/").content.decode()

    shown = check.split("<article>")[1].split("</article>")[0]
    public = page.split("</h1>")[1].split("</article>")[0]
    before, rest = public.split("Versions</h2>")
    assert words(shown) == words(before + rest.split("</ul>", 1)[1])
    assert "4 August 2021" in shown
