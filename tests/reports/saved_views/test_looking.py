from datetime import date, timedelta

import pytest

from recommendations.models import Theme
from reports.tasks import look_at_saved_views
from reports.watching import WATCHED, rows_of
from responses.models import ViewChange
from responses.view_changes import MOST_LINES, lines_of
from tests import factories as make
from tests import oversight

MONDAY = date(2021, 8, 23)
AT = make.NOON + timedelta(days=3)
MATRIX = "/inspections/rape/matrix/"


@pytest.fixture
def matrix(inspection, cheshire, cumbria):
    inspection.forces.add(cheshire.force, cumbria.force)
    for of in (cheshire, cumbria):
        make.ResponseFactory(inspection=inspection, body=of.body)
    return inspection


def test_the_first_look_only_takes_note(cheshire, inspection, save, eager_celery):
    inspection.forces.add(cheshire.force)
    view = save(cheshire.contact)

    look_at_saved_views()

    view.refresh_from_db()
    assert set(view.seen) == {"Rape inspection, 1", "Rape inspection, 2"}
    assert view.seen_at == make.NOON
    assert not ViewChange.objects.exists()


def test_what_changed_since_is_kept_to_be_told(cheshire, inspection, save):
    inspection.forces.add(cheshire.force)
    view = save(cheshire.contact)
    view.take_note(rows_of(view, make.TODAY), on=make.TODAY, at=make.NOON)
    first = inspection.recommendations.in_order()[0]
    make.ProgressUpdateFactory(recommendation=first, force=cheshire.force)

    change = view.take_note(rows_of(view, MONDAY), on=MONDAY, at=AT)

    assert change.lines == [
        "Rape inspection, 1: Progress claimed: “No update yet” became “In progress”",
        "Rape inspection, 1: As at: nothing became 20 August 2021",
        "Rape inspection, 1: What the force said: nothing became “Training has begun.”",
    ]
    assert (change.on, change.at) == (MONDAY, AT)


@pytest.mark.parametrize("sign", ["\v", "\f", "\u0085", "\u2028", "\n", "\r", '"', ","])
def test_a_text_with_any_sign_stays_in_its_row(cheshire, inspection, save, sign):
    inspection.forces.add(cheshire.force)
    text = f"Before{sign}after"
    for each in inspection.recommendations.all():
        make.ProgressUpdateFactory(recommendation=each, force=cheshire.force, text=text)

    rows = rows_of(save(cheshire.contact), make.TODAY)

    assert {name: row["What the force said"] for name, row in rows.items()} == {
        "Rape inspection, 1": text,
        "Rape inspection, 2": text,
    }


def test_what_did_not_change_is_not_told(cheshire, inspection, save):
    inspection.forces.add(cheshire.force)
    view = save(cheshire.contact)
    view.take_note(rows_of(view, make.TODAY), on=make.TODAY, at=make.NOON)

    assert view.take_note(rows_of(view, MONDAY), on=MONDAY, at=AT) is None


def test_a_day_that_went_by_is_no_change_and_becoming_late_is_one(matrix, inspector, save):
    view = save(inspector, MATRIX)
    view.take_note(rows_of(view, date(2021, 9, 7)), on=date(2021, 9, 7), at=make.NOON)

    same = view.take_note(rows_of(view, date(2021, 9, 8)), on=date(2021, 9, 8), at=AT)
    late = view.take_note(rows_of(view, date(2021, 9, 10)), on=date(2021, 9, 10), at=AT)

    assert same is None
    assert late.lines == [
        "Cheshire Constabulary: Lateness: “Due in some days” became “Late by some days”",
        "Cumbria Constabulary: Lateness: “Due in some days” became “Late by some days”",
    ]


def test_looking_twice_on_a_day_tells_once_and_loses_nothing(cheshire, inspection, save):
    inspection.forces.add(cheshire.force)
    view = save(cheshire.contact)
    view.take_note({}, on=make.TODAY, at=make.NOON)
    view.take_note({"1": {}}, on=MONDAY, at=AT)

    again = view.take_note({"1": {}, "2": {}}, on=MONDAY, at=AT)
    later = view.take_note({"1": {}, "2": {}}, on=MONDAY + timedelta(days=7), at=AT)

    assert again is None
    assert later.lines == ["2: new"]


def test_a_view_is_looked_at_in_the_scope_that_its_owner_has_today(matrix, inspector, save):
    view = save(inspector, MATRIX)
    before = rows_of(view, make.TODAY)
    inspector.memberships.update(valid_to=make.TODAY)

    after = rows_of(view, MONDAY)

    assert set(before) == {"Cheshire Constabulary", "Cumbria Constabulary"}
    assert after is None


def test_a_view_of_another_force_shows_nothing(cheshire, cumbria, inspection, save):
    inspection.forces.add(cheshire.force)
    view = save(cumbria.contact)

    assert rows_of(view, make.TODAY) is None


def test_a_view_keeps_to_what_was_chosen_on_it(cheshire, inspection, save):
    inspection.forces.add(cheshire.force)
    first = inspection.recommendations.in_order()[0]
    update = make.ProgressUpdateFactory(recommendation=first, force=cheshire.force)
    oversight.question(update=update)
    view = save(cheshire.contact, query="show=asked")

    assert set(rows_of(view, make.TODAY)) == {"Rape inspection, 1"}


def test_views_without_mail_and_those_removed_are_not_looked_at(
    cheshire, inspection, save, eager_celery
):
    inspection.forces.add(cheshire.force)
    quiet = save(cheshire.contact, name="Quiet", is_weekly=False)
    gone = save(cheshire.contact, name="Gone")
    gone.stop(at=make.NOON)

    look_at_saved_views()

    for view in (quiet, gone):
        view.refresh_from_db()
        assert view.seen is None


def test_mail_that_is_wanted_again_tells_of_nothing_that_was_before(cheshire, save):
    view = save(cheshire.contact)
    view.take_note({"1": {}}, on=make.TODAY, at=make.NOON)

    view.change(name="Less", is_weekly=False)
    view.change(name="More", is_weekly=True)

    assert view.take_note({"2": {}}, on=MONDAY, at=AT) is None


@pytest.mark.parametrize(
    ("old", "new", "lines"),
    [
        ({"a": {"x": "1"}}, {"a": {"x": "1"}}, []),
        ({}, {"a": {"x": "1"}}, ["a: new"]),
        ({"a": {"x": "1"}}, {}, ["a: no longer shown"]),
        ({"a": {"x": "1"}}, {"a": {"x": "2"}}, ["a: x: “1” became “2”"]),
        ({"a": {"x": "1"}}, {"a": {}}, ["a: x: “1” became nothing"]),
        (
            {"a": {"x": "2021-09-09"}},
            {"a": {"x": "2022-03-31"}},
            ["a: x: 9 September 2021 became 31 March 2022"],
        ),
        ({}, {"a, 2022-03-31": {}}, ["a, 31 March 2022: new"]),
        ({"a": {}}, {"a": {"x": "2022-13-31"}}, ["a: x: nothing became “2022-13-31”"]),
        ({"a": {}}, {"a": {"x": "Since 2022-03-31"}}, ["a: x: nothing became “Since 2022-03-31”"]),
        ({"a": {"x": "text 0"}}, {"a": {"x": "text 1"}}, ["a: x: the text changed"]),
    ],
)
def test_lines_say_what_changed(old, new, lines):
    assert lines_of(old, new) == lines


def test_more_lines_than_anybody_reads_are_counted():
    new = {str(number): {} for number in range(MOST_LINES + 3)}

    lines = lines_of({}, new)

    assert len(lines) == MOST_LINES + 1
    assert lines[-1] == "3 more changes"


@pytest.mark.parametrize("name", WATCHED)
def test_every_page_that_can_be_saved_shows_its_rows(matrix, cheshire, inspector, save, name):
    addresses = {
        "matrix": MATRIX,
        "inspection_overview": "/inspections/rape/overview/",
        "figures_across": "/inspections/rape/figures/",
        "force_open": "/forces/cheshire/open/",
        "force_answers": "/inspections/rape/forces/cheshire/",
        "progress_figures": "/progress/rape/cheshire/figures/",
        "theme": "/themes/training/",
        "recommendation_across": "/inspections/rape/recommendations/1/",
        "questions": "/questions/",
        "closures": "/closures/",
        "search": "/search/?q=heading",
    }
    first = matrix.recommendations.in_order()[0]
    Theme.objects.create(name="Training", slug="training").recommendations.add(first)
    make.FigureFactory(measure=make.MeasureFactory(recommendation=first), force=cheshire.force)
    oversight.question(recommendation=first, force=cheshire.force)
    oversight.closure(recommendation=first, force=cheshire.force)

    address, _, query = addresses[name].partition("?")

    rows = rows_of(save(inspector, address, query), make.TODAY)

    assert rows


def test_a_search_that_is_watched_tells_of_what_is_found_anew(cheshire, cumbria, inspection, save):
    first = inspection.recommendations.in_order()[0]
    view = save(cheshire.contact, "/search/", "q=plum")
    view.take_note(rows_of(view, make.TODAY), on=make.TODAY, at=make.NOON)
    for of in (cheshire, cumbria):
        make.ProgressUpdateFactory(recommendation=first, force=of.force, text="A plum.")

    change = view.take_note(rows_of(view, MONDAY), on=MONDAY, at=AT)

    which = "Cheshire Constabulary on recommendation 1: Heading of 1"
    assert change.lines == [f"Progress update, {which}, Rape inspection, 20 August 2021: new"]


@pytest.mark.parametrize("query", ["", "q=the"])
def test_a_search_for_nothing_shows_nothing(inspector, save, query):
    view = save(inspector, "/search/", query)

    assert rows_of(view, make.TODAY) is None
