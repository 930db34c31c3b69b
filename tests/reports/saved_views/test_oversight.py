"""Views of what is asked and what is closed, and what their owners are told of them."""

from datetime import date, timedelta
from html import unescape
from urllib.parse import quote

import pytest

from recommendations.choices import Decision
from reports.watching import rows_of
from tests import factories as make
from tests import oversight

MONDAY = date(2021, 8, 23)
AT = make.NOON + timedelta(days=3)


@pytest.fixture
def claim(inspection, cheshire, cumbria):
    inspection.forces.add(cheshire.force, cumbria.force)
    first = inspection.recommendations.get(number="1")
    return make.ProgressUpdateFactory(recommendation=first, force=cheshire.force)


@pytest.fixture
def question(claim, inspector):
    return oversight.question(update=claim, asked_by=inspector)


def look(view, on=make.TODAY, at=make.NOON):
    return view.take_note(rows_of(view, on), on=on, at=at)


@pytest.mark.parametrize("path", ["/questions/", "/closures/"])
def test_the_lists_lead_to_where_they_are_saved(sign_in, inspector, question, path):
    page = unescape(sign_in(inspector).get(f"{path}?force=cheshire&page=1").text)

    address = f"/account/views/new/?address={quote(path, safe='')}&query=force%3Dcheshire"
    assert f'href="{address}">Save this view</a>' in page


def test_a_reply_is_told_to_who_asked(inspector, cheshire, question, save):
    view = save(inspector, "/questions/", "asked_by=mine")
    look(view)
    oversight.reply(question, text="Forty.", by=cheshire.contact)

    change = look(view, MONDAY, AT)

    which = f"Question {question.pk}, Rape inspection, 1, Cheshire Constabulary"
    assert change.lines == [
        f"{which}: Standing: “Waiting for a reply” became “Answered”",
        f"{which}: Reply: nothing became “Forty.”",
    ]


def test_a_force_is_told_of_what_is_asked_and_when_it_is_overdue(cheshire, claim, question, save):
    view = save(cheshire.contact, "/questions/")
    look(view)
    another = oversight.question(update=claim)

    asked = look(view, MONDAY, AT)
    overdue = look(view, date(2021, 9, 20), AT)

    assert asked.lines == [f"Question {another.pk}, Rape inspection, 1, Cheshire Constabulary: new"]
    assert len(overdue.lines) == 2
    assert overdue.lines[0].endswith("Standing: “Waiting for a reply” became “Overdue”")


def test_two_questions_of_one_day_are_told_apart(inspector, claim, question, save):
    oversight.question(update=claim, asked_by=inspector)

    assert len(rows_of(save(inspector, "/questions/"), make.TODAY)) == 2


def test_a_force_is_told_nothing_of_what_another_is_asked(cumbria, question, save):
    assert rows_of(save(cumbria.contact, "/questions/"), make.TODAY) == {}


def test_a_decision_is_told_on_the_list_of_closures(inspector, claim, save):
    proposal = oversight.closure(update=claim, authorised=False, proposed_by=inspector)
    view = save(inspector, "/closures/", "force=cheshire")
    look(view)
    proposal.decision, proposal.decision_reason = Decision.DECLINED, "Too soon."
    proposal.decided_by, proposal.decided_at = oversight.inspector(), AT
    proposal.save()

    change = look(view, MONDAY, AT)

    which = f"Closure {proposal.pk}, Rape inspection, 1, Cheshire Constabulary"
    assert change.lines == [
        f"{which}: Standing: “Waiting for a second inspector” became “Declined”",
        f"{which}: Reason of the decision: nothing became “Too soon.”",
    ]


def test_closures_are_shown_no_more_to_who_is_no_inspector(inspector, claim, save):
    oversight.closure(update=claim)
    view = save(inspector, "/closures/")
    before = rows_of(view, make.TODAY)
    inspector.memberships.update(valid_to=make.TODAY)

    assert (len(before), rows_of(view, MONDAY)) == (1, None)


def test_of_a_long_list_only_what_is_told_is_kept(inspector, question, save):
    (row,) = rows_of(save(inspector, "/questions/"), make.TODAY).values()

    assert row == {"Standing": "Waiting for a reply"}
