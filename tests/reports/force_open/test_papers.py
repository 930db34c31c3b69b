from datetime import date
from io import BytesIO

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from forces.policies import Refused
from recommendations.models import Evidence
from reports.force_open import Papers, Show, counted, papers_html
from reports.waiting import oversight_waiting
from responses.choices import Format, LetterState
from responses.letters import to_pdf
from responses.models import CommitteePack
from responses.tasks import render_pack, retry_letters
from tests import factories as make
from tests import oversight
from tests.pdf_rules import flaws

ADDRESS = "/forces/cheshire/pack/"


def text_of(pdf):
    text = " ".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)
    return " ".join(text.split())


def ask(cheshire, html="<h1>Papers</h1>", **values):
    return CommitteePack.ask(
        cheshire.force,
        make.actor(values.get("by", cheshire.contact)),
        kind=Format.PDF,
        at=make.NOON,
        render=lambda: html,
    )


@pytest.mark.parametrize("show", [each for each in Show if each not in {"all", "finished"}])
def test_each_part_of_the_papers_is_the_list_of_the_page(cheshire, carried_out, show):
    papers = Papers.of(cheshire.force, make.actor(cheshire.contact))

    found = {entry.recommendation.key for entry in getattr(papers, show)}
    assert found == {each.pk for each in carried_out[show]}
    assert len(found) == counted(papers.standings).lists[show]


def test_the_totals_by_inspection_add_up(cheshire, carried_out):
    other = make.InspectionFactory(forces=[cheshire.force])
    make.RecommendationFactory(inspection=other)

    papers = Papers.of(cheshire.force, make.actor(cheshire.contact))

    assert [(each.open, each.closed) for each in papers.inspections] == [(1, 0), (8, 1)]
    assert sum(each.open for each in papers.inspections) == papers.counts.open
    assert sum(each.closed for each in papers.inspections) == papers.counts.closed


def test_the_paper_says_what_slipped_why_and_what_is_closed(cheshire, carried_out):
    html = papers_html(cheshire.force, make.actor(cheshire.contact))

    assert "9 recommendations of 1 published inspection are for the force to carry out" in html
    assert "1 September 2021 became 1 December 2021: The trainer left." in html
    assert "How many cases did you look at?" in html
    assert f"minutes.pdf: <code>{Evidence.objects.get().sha256}</code>" in html


def test_the_paper_says_how_many_never_had_an_update(cheshire):
    inspection = make.InspectionFactory(
        published_on=date(2020, 1, 15), released_at=make.NOON, forces=[cheshire.force]
    )
    spoken_of, *_ = make.RecommendationFactory.create_batch(3, inspection=inspection)
    make.ProgressUpdateFactory(recommendation=spoken_of, force=cheshire.force)

    html = papers_html(cheshire.force, make.actor(cheshire.contact))

    assert "No update yet: 2 of 3 open recommendations." in html
    assert "The force has been silent for 90 days about no open recommendation." in html
    assert "from the day the inspection was published in this service" in html


def test_the_paper_says_nothing_of_updates_where_none_is_missing(cheshire):
    inspection = make.InspectionFactory(released_at=make.NOON, forces=[cheshire.force])
    recommendation = make.RecommendationFactory(inspection=inspection)
    make.ProgressUpdateFactory(recommendation=recommendation, force=cheshire.force)

    html = papers_html(cheshire.force, make.actor(cheshire.contact))

    assert "No update yet:" not in html


@pytest.fixture
def asked_elsewhere(cheshire, cumbria, carried_out):
    """Questions about what is closed, and what is addressed to others; and one to Cumbria."""
    (closed,) = carried_out["closed"]
    for_others = closed.inspection.recommendations.get(is_for_police=False)
    oversight.question(
        recommendation=closed, force=cheshire.force, text="Does it last?", asked_at=make.NOON
    )
    oversight.question(
        recommendation=for_others, force=cheshire.force, text="Did the Home Office write?"
    )
    oversight.question(recommendation=for_others, force=cumbria.force, text="And in Cumbria?")
    answered = oversight.question(
        recommendation=closed, force=cheshire.force, text="What was answered?"
    )
    oversight.reply(answered)


def test_the_papers_hold_every_question_that_the_first_page_counts(cheshire, asked_elsewhere):
    actor = make.actor(cheshire.contact)

    papers = Papers.of(cheshire.force, actor)
    html = papers_html(cheshire.force, actor)

    listed = sum(len(entry.questions) for entry in papers.asked) + len(papers.asked_elsewhere)
    assert listed == oversight_waiting(actor).questions == 3
    assert [each.standing for each in papers.asked_elsewhere] == [
        "Closed",
        "Not for the force to carry out",
    ]
    assert "Questions about other recommendations (2)" in html
    assert "Does it last?" in html
    assert "Did the Home Office write?" in html
    assert "And in Cumbria?" not in html
    assert "What was answered?" not in html


def test_the_papers_say_of_which_recommendations_no_question_waits(cheshire, asked):
    oversight.closure(force=cheshire.force, recommendation=asked[0])
    oversight.question(recommendation=asked[0], force=cheshire.force)

    html = papers_html(cheshire.force, make.actor(cheshire.contact))

    assert "No question about an open recommendation waits for a reply." in html
    assert "How many cases did you look at?" in html


def test_the_pdf_is_tagged_as_a_letter_is(cheshire, carried_out):
    html = papers_html(cheshire.force, make.actor(cheshire.contact))

    assert not flaws(to_pdf(html))


def test_the_paper_tells_nothing_of_drafts(cheshire, asked):
    make.ProgressUpdateFactory(
        recommendation=asked[0], force=cheshire.force, text="Half a thought", draft=True
    )

    assert "Half a thought" not in papers_html(cheshire.force, make.actor(cheshire.contact))


def test_asking_again_takes_the_place_of_what_was_asked_for(cheshire):
    ask(cheshire)
    ask(cheshire, by=cheshire.drafter)

    again = ask(cheshire, html="<h1>Newer</h1>")

    assert set(CommitteePack.objects.values_list("asked_by", "html")) == {
        (cheshire.contact.pk, again.html),
        (cheshire.drafter.pk, "<h1>Papers</h1>"),
    }


def test_who_is_not_of_the_force_has_no_papers_made(cheshire, cumbria, inspector):
    for person in (cumbria.contact, inspector):
        with pytest.raises(Refused, match="Only the force and the office"):
            ask(cheshire, by=person)

    assert not CommitteePack.objects.exists()


def test_one_click_has_a_worker_make_the_pdf(
    sign_in, cheshire, carried_out, eager_celery, django_capture_on_commit_callbacks
):
    client = sign_in(cheshire.contact)

    with django_capture_on_commit_callbacks(execute=True):
        asked = client.post(ADDRESS)
    page = client.get(ADDRESS).content.decode()
    pdf = client.get("/forces/cheshire/pack.pdf")

    assert asked.url == ADDRESS
    assert "Papers as at 20 August 2021" in page
    assert pdf["Content-Type"] == "application/pdf"
    assert "The trainer left." in text_of(pdf.content)


def test_the_pdf_and_the_spreadsheet_have_one_name_with_the_moment(sign_in, cheshire, eager_celery):
    render_pack(pack_id=ask(cheshire).pk)
    client = sign_in(cheshire.contact)

    names = {
        ending: client.get(f"/forces/cheshire/pack.{ending}")["Content-Disposition"]
        for ending in ("pdf", "xlsx")
    }

    moment = "committee-pack-cheshire-as-at-2021-08-20-1200"
    assert names == {
        "pdf": f'inline; filename="{moment}.pdf"',
        "xlsx": f'attachment; filename="{moment}.xlsx"',
    }


def test_the_papers_of_somebody_else_are_not_handed_out(sign_in, cheshire, eager_celery):
    pack = ask(cheshire)
    render_pack(pack_id=pack.pk)

    assert sign_in(cheshire.drafter).get("/forces/cheshire/pack.pdf").status_code == 404


def test_who_left_the_force_gets_its_papers_no_more(sign_in, cheshire):
    pack = ask(cheshire)
    render_pack(pack_id=pack.pk)
    cheshire.contact.memberships.update(valid_to=make.PUBLISHED_ON)

    assert sign_in(cheshire.contact).get("/forces/cheshire/pack.pdf").status_code == 404


def test_the_page_polls_only_while_the_papers_are_made(sign_in, cheshire):
    pack = ask(cheshire)
    client = sign_in(cheshire.contact)

    waiting = client.get(ADDRESS).content.decode()
    same = client.get(f"{ADDRESS}state/", {"seen": f"{pack.pk}-queued"})
    render_pack(pack_id=pack.pk)
    ready = client.get(f"{ADDRESS}state/", {"seen": f"{pack.pk}-queued"}).content.decode()

    assert 'hx-trigger="every 2s"' in waiting
    assert same.status_code == 204
    assert "hx-trigger" not in ready
    assert "/forces/cheshire/pack.pdf" in ready


def test_papers_that_a_worker_left_behind_are_taken_up(cheshire, eager_celery):
    pack = ask(cheshire)
    CommitteePack.objects.update(changed_at=make.NOON.replace(hour=9))

    retry_letters()

    pack.refresh_from_db()
    assert pack.state == LetterState.READY


def book(client, address):
    content = b"".join(client.get(address).streaming_content)
    return load_workbook(BytesIO(content))


def test_the_spreadsheet_has_a_sheet_for_each_part_that_reconciles(sign_in, cheshire, carried_out):
    sheets = book(sign_in(cheshire.contact), "/forces/cheshire/pack.xlsx")

    totals = dict(sheets["Totals"].iter_rows(min_row=2, values_only=True))
    assert totals["Open"] == sheets["Open"].max_row - 1 == 8
    assert totals["Closed"] == sheets["Closed"].max_row - 1 == 1
    assert totals["Custody: open"] == 8
    assert sheets["Questions"]["H2"].value == "How many cases did you look at?"
    assert sheets["Questions"]["I1"].value == "Standing of the recommendation"
    assert sheets["Questions"]["I2"].value == "Open"
    assert totals["Questions"] == sheets["Questions"].max_row - 1 == 1
    assert totals["Of the questions: about other recommendations"] == 0
    assert sheets["Dates moved"]["H2"].value == "The trainer left."
    assert sheets["Closed"]["J2"].value == "minutes.pdf"
    assert sheets["Closed"]["K2"].value == Evidence.objects.get().sha256


def test_the_spreadsheet_has_the_questions_about_what_is_not_open(
    sign_in, cheshire, asked_elsewhere
):
    sheets = book(sign_in(cheshire.contact), "/forces/cheshire/pack.xlsx")
    sheet, totals = sheets["Questions"], dict(sheets["Totals"].values)

    assert totals["Questions"] == 3
    assert totals["Of the questions: about other recommendations"] == 2
    assert [row[7:] for row in sheet.iter_rows(min_row=2, values_only=True)] == [
        ("How many cases did you look at?", "Open"),
        ("Does it last?", "Closed"),
        ("Did the Home Office write?", "Not for the force to carry out"),
    ]


def test_the_list_is_exported_as_it_is_narrowed(sign_in, cheshire, carried_out):
    client = sign_in(cheshire.contact)

    table = client.get("/forces/cheshire/open.csv", {"show": "slipped"})

    lines = b"".join(table.streaming_content).decode().splitlines()
    assert len(lines) == 2
    assert "moved" in table["Content-Disposition"]
    assert "The trainer left." in lines[1]


@pytest.mark.parametrize("count", [1, 3])
def test_the_queries_of_the_papers_do_not_grow(cheshire, django_assert_num_queries, count):
    inspection = make.InspectionFactory(forces=[cheshire.force])
    make.RecommendationFactory.create_batch(count, inspection=inspection)
    actor = make.actor(cheshire.contact)

    with django_assert_num_queries(4):
        papers_html(cheshire.force, actor)
