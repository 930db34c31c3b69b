"""The page on which inspectors see an inspection as a whole."""

import csv
from datetime import date, timedelta
from html import unescape
from io import StringIO

import pytest

from recommendations.models import Inspection
from reports.overview import Overview
from tests import factories as make
from tests import oversight
from tests.responses.pages import words

ADDRESS = "/inspections/rape/overview/"


@pytest.fixture
def forces(inspection, cheshire, cumbria):
    """Cheshire published on day 35, Cumbria on day 57; Kent has not; of Surrey nothing is held."""
    kent, surrey = (
        make.ForceFactory(name=f"{name} Police", slug=name.lower()) for name in ("Kent", "Surrey")
    )
    inspection.forces.add(cheshire.force, cumbria.force, kent, surrey)
    for body, day in ((cheshire.body, 35), (cumbria.body, 57)):
        published = inspection.published_on + timedelta(days=day - 1)
        make.ResponseFactory(inspection=inspection, body=body, answers=True, published=published)
    make.ResponseFactory(inspection=inspection, body__force=kent)
    make.ResponseFactory(inspection=inspection, body__force=surrey, is_recorded=True)
    return [cheshire.force, cumbria.force, kent, surrey]


def overview(inspector, on=make.TODAY):
    return Overview.of(Inspection.objects.get(slug="rape"), make.actor(inspector, on))


def part(found, anchor):
    return next(each for each in found.parts if each.anchor == anchor)


def test_overview_counts_responses_and_the_counts_add_up(inspector, forces):
    found = overview(inspector, date(2021, 9, 20))

    (_, owed, _, _), *others = found.responses
    assert owed == sum(number for _, number, _, _ in others) == 4
    assert [(name, number, more) for name, number, _, more in others] == [
        ("Published in time", 1, ""),
        ("Published late", 1, ""),
        ("Not yet published", 1, "of which 1 late"),
        ("No response is held here", 1, ""),
    ]


def test_overview_leads_to_the_responses_it_counted(sign_in, inspector, forces):
    client = sign_in(inspector)

    page = client.get(ADDRESS).text
    shown = client.get("/inspections/rape/matrix/?standing=in_time").text

    assert "/inspections/rape/matrix/?standing=in_time" in page
    assert "1 of 4 forces" in words(shown)


def test_overview_draws_the_day_of_each_response_against_the_last_day(inspector, forces):
    days = part(overview(inspector, date(2021, 9, 20)), "days")

    assert (days.chart.mark, days.chart.rows) == (56, ("Cheshire", "Cumbria"))
    assert [(each.word, each.values) for each in days.chart.series] == [
        ("Published in time", (35, 0)),
        ("Published late", (0, 57)),
    ]
    assert [(row[0], row[2], row[3]) for row in days.rows] == [
        ("Cheshire Constabulary", "35", "Published in time"),
        ("Cumbria Constabulary", "57", "Published 1 day late"),
        ("Kent Police", "", "Late by 11 days"),
        ("Surrey Police", "", "Cannot be told"),
    ]


def test_overview_draws_nothing_of_days_before_anything_is_published(inspector, inspection):
    inspection.forces.add(make.ForceFactory())

    assert part(overview(inspector), "days").chart is None


def test_overview_stacks_what_is_claimed_of_what_the_police_are_asked(inspector, forces):
    first = Inspection.objects.get(slug="rape").recommendations.in_order()[0]
    make.ProgressUpdateFactory(recommendation=first, force=forces[0], state="complete")
    make.ProgressUpdateFactory(recommendation=first, force=forces[1], state="in_progress")
    make.ProgressUpdateFactory(draft=True, recommendation=first, force=forces[2])

    claimed = part(overview(inspector), "claimed")

    assert claimed.chart.rows == ("1", "2")
    assert [(each.word, each.values) for each in claimed.chart.series] == [
        ("Complete", (1, 0)),
        ("In progress", (1, 0)),
        ("No update yet", (2, 4)),
    ]
    assert claimed.rows[0] == [first.title, 1, 1, 0, 0, 0, 2]


def test_overview_stacks_what_inspectors_made_of_it_and_counts_what_is_closed(inspector, forces):
    first = Inspection.objects.get(slug="rape").recommendations.in_order()[0]
    oversight.assessment(force=forces[0], recommendation=first)
    oversight.assessment(force=forces[1], recommendation=first, verdict="not_accepted")
    oversight.closure(force=forces[0], recommendation=first)
    oversight.closure(force=forces[1], recommendation=first, authorised=False)

    assessed = part(overview(inspector), "assessed")

    assert assessed.headings[-1] == "Of these, closed"
    assert assessed.rows[0] == [first.title, 1, 0, 1, 0, 2, 1]
    assert assessed.rows[1][1:] == [0, 0, 0, 0, 4, 0]


def test_overview_tells_progress_over_time(inspector, forces):
    first = Inspection.objects.get(slug="rape").recommendations.in_order()[0]
    for as_at, state in ((date(2021, 8, 1), "not_started"), (date(2021, 10, 5), "complete")):
        make.ProgressUpdateFactory(recommendation=first, force=forces[0], as_at=as_at, state=state)

    over_time = part(overview(inspector, date(2021, 10, 10)), "over-time")

    assert over_time.rows == [
        ["30 September 2021", 0, 0, 1, 0, 0, 7],
        ["10 October 2021", 1, 0, 0, 0, 0, 7],
    ]


def test_overview_tells_progress_anew_once_more_is_submitted(inspector, forces):
    first = Inspection.objects.get(slug="rape").recommendations.in_order()[0]
    make.ProgressUpdateFactory(recommendation=first, force=forces[0], state="in_progress")
    before = part(overview(inspector), "over-time").rows[-1]
    make.ProgressUpdateFactory(recommendation=first, force=forces[0], state="complete")

    after = part(overview(inspector), "over-time").rows[-1]

    assert (before[1:3], after[1:3]) == ([0, 1], [1, 0])


def test_overview_shows_charts_with_their_tables(sign_in, inspector, forces):
    page = sign_in(inspector).get(ADDRESS).text

    assert page.count("<svg") == page.count("<table") == 4
    assert 'aria-labelledby="over-time"' in page
    assert "style=" not in page


def test_overview_of_an_inspection_without_forces_or_recommendations(sign_in, inspector):
    inspection = make.InspectionFactory()

    page = sign_in(inspector).get(f"/inspections/{inspection.slug}/overview/")

    assert (page.status_code, page.text.count("<svg")) == (200, 0)


def test_overview_is_downloaded_as_one_table(sign_in, inspector, forces):
    page = sign_in(inspector).get("/inspections/rape/overview.csv")

    rows = list(csv.reader(StringIO(page.getvalue().decode("utf-8-sig"))))
    assert rows[0] == ["Part", "Of", "What", "Value"]
    assert ["What forces claim of each recommendation", "1: Record it 1", "Complete", "0"][2:] in [
        row[2:] for row in rows
    ]
    assert "as-at-2021-08-20" in page["Content-Disposition"]


def test_overview_is_for_inspectors(sign_in, cheshire, forces):
    page = sign_in(cheshire.drafter).get(ADDRESS)

    assert page.status_code == 403
    assert "Only inspectors may compare forces" in unescape(page.text)


@pytest.mark.parametrize("further", [0, 2])
def test_overview_asks_the_database_the_same_number_of_times(
    sign_in, inspector, forces, django_assert_num_queries, further
):
    inspection = Inspection.objects.get(slug="rape")
    for recommendation in make.RecommendationFactory.create_batch(
        1 + further, inspection=inspection
    ):
        for force in forces[: 1 + further]:
            make.ProgressUpdateFactory(recommendation=recommendation, force=force)
    client = sign_in(inspector)

    with django_assert_num_queries(10):
        client.get(ADDRESS)


@pytest.mark.parametrize(("count", "words_of_it"), [(1, "one force"), (3, "3 forces")])
def test_overview_says_of_how_many_forces_a_bar_is(
    sign_in, inspector, inspection, cheshire, count, words_of_it
):
    inspection.forces.add(cheshire.force, *make.ForceFactory.create_batch(count - 1))

    page = sign_in(inspector).get(ADDRESS).text

    assert f"Each bar is the {words_of_it} concerned." in page
    assert page.count("The last assessment counts, also where the force has said more") == 1
