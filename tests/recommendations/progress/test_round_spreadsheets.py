"""A round out as a spreadsheet and in again: checked, shown, and saved whole or not at all."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook, load_workbook

from recommendations.models import CurrentProgress
from recommendations.spreadsheets.rounds.columns import COLUMNS
from tests import factories as make
from tests import oversight
from tests.recommendations.progress.conftest import MARCH, SECRET, day, said

FILE, PAGE = "/progress/round/cheshire/updates.xlsx", "/progress/round/cheshire/spreadsheet/"
PLACES = {column.heading: place for place, column in enumerate(COLUMNS, start=1)}
STATE, TEXT, NEXT, WHY = (
    "How it stands",
    "What has changed",
    "Next date",
    "Reason for moving the date",
)
READY = {STATE: "Complete", TEXT: "Done."}


def downloaded(client, query=""):
    page = client.get(FILE + query)
    assert page.status_code == 200
    return load_workbook(BytesIO(page.content))


def rows_of(book):
    heading, *rows = book["Updates"].iter_rows(values_only=True)
    return [dict(zip(heading, row, strict=True)) for row in rows]


def sent(book, as_at=make.TODAY):
    content = BytesIO()
    book.save(content)
    file = SimpleUploadedFile("updates.xlsx", content.getvalue())
    return {"file": file} | day("as_at", as_at)


def edited(client, cells):
    """The updates as downloaded, with other values in some cells: {(row, heading): value}."""
    book = downloaded(client)
    for (row, heading), value in cells.items():
        book["Updates"].cell(row, PLACES[heading]).value = value
    return book


def uploaded(client, cells, **fields):
    return client.post(PAGE, sent(edited(client, cells), **fields))


def agreed(client, page, button="draft"):
    """The button on the page that shows what would change."""
    return client.post(PAGE, {"changes": page.context["form"]["changes"].value(), button: ""})


def sentences(page):
    return [str(text) for text in page.context["form"].errors["file"]]


def test_the_file_has_a_row_for_each_open_recommendation(drafter, cheshire, asked):
    make.ProgressUpdateFactory(
        recommendation=asked[0], force=cheshire.force, next_on=MARCH, text="=Begun."
    )
    make.ProgressUpdateFactory(draft=True, recommendation=asked[0], force=cheshire.force)
    oversight.closure(force=cheshire.force, recommendation=asked[1])
    another = make.RecommendationFactory(
        inspection=make.InspectionFactory(forces=[cheshire.force], published_on=date(2021, 5, 3))
    )
    oversight.request(force=cheshire.force, recommendation=another, person=cheshire.contact)

    first, second = rows_of(downloaded(drafter))

    assert (first["Number"], first["Inspection"]) == ("1", "Rape inspection")
    assert first["Said last"] == "In progress, as at 20 August 2021\n=Begun."
    assert (first["Date said last"], first[STATE]) == ("31 March 2022", "In progress")
    assert second["Inspection"] == another.inspection.short_title
    assert second["Who is asked"] == f"{cheshire.contact}, by 3 September 2021"
    assert second[TEXT] is None


def test_the_file_holds_what_the_page_shows(drafter, cheshire, asked):
    oversight.request(force=cheshire.force, recommendation=asked[1], person=cheshire.drafter)

    assert [row["Number"] for row in rows_of(downloaded(drafter, "?asked=me"))] == ["2"]


def test_the_file_is_kept_by_nobody_on_the_way(drafter, asked):
    page = drafter.get(FILE)

    assert page.headers["Cache-Control"] == "private, no-store"
    assert "cheshire-updates-2021-08-20.xlsx" in page.headers["Content-Disposition"]


def test_a_file_sent_back_untouched_changes_nothing(drafter, cheshire, asked):
    make.ProgressUpdateFactory(
        draft=True,
        recommendation=asked[0],
        force=cheshire.force,
        text="One\r\n\r\n_x0041_ two",
        next_on=MARCH,
    )

    page = uploaded(drafter, {})

    assert "Nothing would change" in page.text


def test_an_upload_shows_what_would_change_and_saves_nothing(drafter, asked):
    page = uploaded(drafter, {(2, STATE): "in progress", (2, TEXT): "Begun.", (2, NEXT): MARCH})

    assert "1 update would change, as at 20 August 2021." in page.text
    for words in ("In progress", "Begun.", "31 March 2022"):
        assert words in page.text
    assert not said().exists()


def test_agreeing_saves_drafts(drafter, cheshire, asked):
    page = uploaded(drafter, {(2, TEXT): "Half a thought", (3, STATE): "Complete"})

    done = agreed(drafter, page)

    first, second = said().order_by("recommendation__position")
    assert (done.status_code, done.url) == (302, "/progress/round/cheshire/")
    assert (first.recommendation, first.text, first.state) == (asked[0], "Half a thought", "")
    assert (second.recommendation, second.state) == (asked[1], "complete")
    assert first.written_by == cheshire.drafter
    assert first.submitted_at is None


def test_agreeing_submits_when_all_is_there(drafter, cheshire, asked):
    cells = {(2, STATE): "Complete", (2, TEXT): "Done."}

    agreed(drafter, uploaded(drafter, cells, as_at=date(2021, 8, 19)), button="final")

    update = CurrentProgress.objects.get().update
    assert (update.recommendation, update.as_at) == (asked[0], date(2021, 8, 19))
    assert update.submitted_by == cheshire.drafter


def test_what_is_not_ready_can_only_be_saved_as_a_draft(drafter, cheshire, asked):
    make.ProgressUpdateFactory(recommendation=asked[0], force=cheshire.force, next_on=MARCH)
    cells = {
        (2, STATE): "In progress",
        (2, TEXT): "Later.",
        (2, NEXT): date(2022, 6, 30),
        (3, STATE): "Complete",
    }

    page = uploaded(drafter, cells)

    assert "Recommendation 1, row 2: Say why the date is no longer 31 March 2022." in page.text
    assert "Recommendation 2, row 3: say what has changed." in page.text
    assert "Submit these updates" not in page.text
    agreed(drafter, page, button="final")
    assert not said(submitted_at=None).exists()
    agreed(drafter, page)
    assert said(submitted_at=None).count() == 2


def test_an_upload_names_every_cell_that_stands_in_the_way(drafter, asked):
    page = uploaded(
        drafter,
        {
            (2, STATE): "Nearly",
            (2, NEXT): "31/2/2022",
            (3, TEXT): "=1+1",
            (3, NEXT): date(2021, 8, 19),
        },
    )

    assert sentences(page) == [
        (
            "Row 2, column H (“How it stands”) has “Nearly”, which is not a state. Use: Not "
            "started; In progress; Complete; Overtaken by events; Not for us."
        ),
        (
            "Row 2, column J (“Next date”) has “31/2/2022”, which is not a real date. Write it "
            "like 31 March 2022."
        ),
        (
            "Row 3, column I (“What has changed”) has a formula, which is not worked out here. "
            "Type what it should say."
        ),
    ]
    assert not said().exists()


@pytest.mark.parametrize(
    ("cells", "as_at", "sentence"),
    [
        ({(2, NEXT): date(2021, 8, 19)}, make.TODAY, "must be 20 August 2021 or later."),
        ({(2, TEXT): "x"}, date(2021, 7, 15), "was published on 16 July 2021."),
        ({(3, TEXT): "x"}, date(2021, 8, 9), "has an update as at 10 August 2021."),
        ({(2, "Mark"): "lost"}, make.TODAY, "is not as it was."),
        ({(2, "Number"): "2"}, make.TODAY, "is that of another row"),
    ],
)
def test_an_upload_follows_the_rules_of_the_page(drafter, cheshire, asked, cells, as_at, sentence):
    make.ProgressUpdateFactory(
        recommendation=asked[1], force=cheshire.force, as_at=date(2021, 8, 10)
    )

    page = uploaded(drafter, cells, as_at=as_at)

    assert any(sentence in each for each in sentences(page))
    assert said().count() == 1


def test_an_upload_lists_a_hundred_problems_and_says_how_many_more(drafter, asked):
    book = downloaded(drafter)
    for _ in range(150):
        book["Updates"].append(["?"] * len(COLUMNS))

    page = drafter.post(PAGE, sent(book))

    assert len(sentences(page)) == 101
    assert sentences(page)[0].startswith("Row 4, column H")
    assert sentences(page)[100].startswith("There are 350 more problems.")


def test_an_upload_is_as_at_today_or_before(drafter, asked):
    page = uploaded(drafter, {(2, TEXT): "x"}, as_at=make.TODAY + timedelta(days=1))

    assert "The date of these updates must be today or in the past" in page.text


def test_rows_may_be_left_out(drafter, asked):
    book = edited(drafter, {(3, TEXT): "Kept"})
    book["Updates"].delete_rows(2)

    agreed(drafter, drafter.post(PAGE, sent(book)))

    assert said().get().recommendation == asked[1]


def test_nothing_is_saved_over_what_somebody_wrote_since(drafter, cheshire, asked):
    book = edited(drafter, {(2, TEXT): "Mine", (3, TEXT): "Mine too"})
    make.ProgressUpdateFactory(
        draft=True, recommendation=asked[0], force=cheshire.force, text="Theirs"
    )

    page = drafter.post(PAGE, sent(book))

    assert sentences(page) == [
        (
            "Recommendation 1, row 2: somebody saved or submitted an update after the file was "
            "downloaded. Download the updates again, and bring what you wrote over."
        )
    ]
    assert said().get().text == "Theirs"


def test_an_untouched_row_leaves_what_somebody_wrote_since(drafter, cheshire, asked):
    book = edited(drafter, {(3, TEXT): "Mine"})
    make.ProgressUpdateFactory(
        draft=True, recommendation=asked[0], force=cheshire.force, text="Theirs"
    )

    page = drafter.post(PAGE, sent(book))
    agreed(drafter, page)

    assert "Recommendation 1, row 2: you did not change this row" in page.text
    assert set(said().values_list("text", flat=True)) == {"Theirs", "Mine"}


@pytest.mark.parametrize("button", ["draft", "final"])
def test_nothing_is_saved_when_somebody_writes_between_seeing_and_agreeing(
    drafter, cheshire, asked, button
):
    page = uploaded(
        drafter, {(row, name): value for row in (2, 3) for name, value in READY.items()}
    )
    make.ProgressUpdateFactory(
        draft=True, recommendation=asked[0], force=cheshire.force, text="Theirs"
    )

    done = agreed(drafter, page, button)

    assert "Recommendation 1 has changed since you opened this page." in done.text
    assert "Nothing was changed. Your file has what you wrote." in done.text
    assert said().get().text == "Theirs"


def test_what_was_closed_since_is_refused(drafter, cheshire, asked):
    book = edited(drafter, {(2, TEXT): "Mine"})
    oversight.closure(force=cheshire.force, recommendation=asked[0])

    page = drafter.post(PAGE, sent(book))

    assert "Recommendation 1 is closed for this force" in sentences(page)[0]
    assert not said().exists()


def test_a_file_of_another_force_is_refused(sign_in, cheshire, cumbria, asked):
    theirs = load_workbook(
        BytesIO(sign_in(cumbria.drafter).get("/progress/round/cumbria/updates.xlsx").content)
    )

    page = sign_in(cheshire.drafter).post(PAGE, sent(theirs))

    assert "The file has the updates of another force." in sentences(page)[0]


def test_a_file_that_is_no_such_spreadsheet_is_refused(drafter, asked):
    page = drafter.post(PAGE, sent(Workbook()))

    assert "The file has no row with the headings of the updates" in sentences(page)[0]


@pytest.mark.parametrize("who", ["altered", "somebody else's"])
def test_changes_are_taken_only_from_who_was_shown_them(sign_in, cheshire, drafter, asked, who):
    shown = uploaded(drafter, {(2, TEXT): "Mine"}).context["form"]["changes"].value()
    client = drafter if who == "altered" else sign_in(cheshire.contact)

    page = client.post(PAGE, {"changes": f"x{shown}" if who == "altered" else shown, "draft": ""})

    assert "Upload the spreadsheet again. Nothing was changed." in page.text
    assert not said().exists()


def test_the_spreadsheet_is_not_for_others(sign_in, cheshire, cumbria, inspector, asked):
    make.ProgressUpdateFactory(
        draft=True, recommendation=asked[0], force=cheshire.force, text=SECRET
    )

    for url in (FILE, PAGE):
        assert sign_in(cheshire.signatory).get(url).status_code == 403
        for person in (cumbria.drafter, cumbria.contact, inspector):
            assert sign_in(person).get(url).status_code == 404


def test_the_file_takes_as_many_queries_for_nine_as_for_two(
    drafter, concerned, django_assert_num_queries
):
    drafter.get(FILE)

    with django_assert_num_queries(13):
        drafter.get(FILE)
    make.RecommendationFactory.create_batch(7, inspection=concerned)
    with django_assert_num_queries(13):
        drafter.get(FILE)
