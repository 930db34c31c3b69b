import csv
import io
from datetime import date
from decimal import Decimal

import pytest

from forces.csv_text import plain
from recommendations.choices import Verdict
from reports.exports import csv_response
from tests import factories as make
from tests import oversight


def download(client, query=""):
    page = client.get(f"/inspections/rape/matrix.csv{query}")
    text = page.getvalue().decode("utf-8")
    return page, list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))


@pytest.fixture
def forces(inspection, cheshire, cumbria):
    inspection.forces.add(cheshire.force, cumbria.force)
    response = make.ResponseFactory(inspection=inspection, body=cheshire.body)
    one, two, _ = inspection.recommendations.order_by("position")
    make.AnswerFactory(
        response=response, recommendation=one, position="planned", planned_on=date(2022, 3, 31)
    )
    make.AnswerFactory(
        response=response, recommendation=two, position="answered_with", answered_with=one
    )
    make.publish_version(response, date(2021, 8, 19))
    make.ResponseFactory(inspection=inspection, body=cumbria.body, answers=True)
    update = make.ProgressUpdateFactory(recommendation=one, force=cumbria.force)
    oversight.assessment(update=update, verdict=Verdict.MORE_EVIDENCE)


def test_csv_has_what_the_matrix_shows(sign_in, inspector, forces):
    _, rows = download(sign_in(inspector))

    assert rows[0][:15] == [
        "Force", "ONS code", "Region", "Kind", "Response", "Due", "Published", "Lateness",
        "1: answer", "1: planned for", "1: progress claimed", "1: progress as at", "1: assessed",
        "1: assessed on", "1: closed on",
    ]  # fmt: skip
    assert rows[1] == [
        "Cheshire Constabulary", "E23000006", "North West", "Territorial",
        "Published 19 August 2021", "2021-09-09", "2021-08-19", "Published in time",
        "Action planned", "2022-03-31", *[""] * 5,
        "Answered together with 1", *[""] * 6,
        "No answer", *[""] * 6,
    ]  # fmt: skip
    assert rows[2] == [
        "Cumbria Constabulary", "E23000002", "North West", "Territorial",
        "Not yet published, due 9 September 2021", "2021-09-09", "", "20 days left",
        "Not published", "", "In progress", "2021-08-20", "More evidence needed", "2021-08-20", "",
        *["Not published", *[""] * 6] * 2,
    ]  # fmt: skip
    assert len(rows) == 3


def test_csv_is_a_streamed_download_with_a_name(sign_in, inspector, forces):
    page, _ = download(sign_in(inspector))

    assert page.streaming
    assert page["Content-Type"] == "text/csv; charset=utf-8"
    assert page["Content-Disposition"] == (
        'attachment; filename="matrix-rape-as-at-2021-08-20-1200.csv"'
    )


def test_csv_begins_with_a_byte_order_mark(sign_in, inspector, forces):
    page = sign_in(inspector).get("/inspections/rape/matrix.csv")

    assert page.getvalue().startswith(b"\xef\xbb\xbfForce,")


def test_csv_has_the_filters_applied(sign_in, inspector, forces):
    _, rows = download(sign_in(inspector), "?standing=in_time")

    assert [row[0] for row in rows[1:]] == ["Cheshire Constabulary"]


def test_csv_has_the_recommendations_of_an_addressee(sign_in, inspector, forces):
    page, rows = download(sign_in(inspector), "?addressee=home-office")

    assert rows[0][8] == "3: answer"
    assert len(rows[0]) == 15
    assert "addressed-to-" in page["Content-Disposition"]


def test_csv_has_the_cells_asked_for_and_no_others(sign_in, inspector, forces):
    page, rows = download(sign_in(inspector), "?state=in_progress&verdict=more_evidence")

    assert [row[0] for row in rows[1:]] == ["Cumbria Constabulary"]
    assert rows[1][8:11] == ["Not published", "", "In progress"]
    assert rows[1][15:] == [""] * 14
    assert "progress-claimed-in-progress-assessed-more-evidence" in page["Content-Disposition"]


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("=1+1", "'=1+1"),
        ("+44", "'+44"),
        ("-1", "'-1"),
        ("@cmd", "'@cmd"),
        ("\tx", "'\tx"),
        ("\rx", "'\rx"),
        ("1=1", "1=1"),
        ("", ""),
        (None, ""),
        (date(2021, 9, 9), "2021-09-09"),
        (-1, "-1"),
        (Decimal("-1.50"), "-1.50"),
    ],
)
def test_csv_writes_no_formulas(value, written):
    assert plain(value) == written


def test_csv_disarms_the_name_of_a_force(sign_in, inspector, inspection):
    inspection.forces.add(make.ForceFactory(name="=HYPERLINK(1)"))

    _, rows = download(sign_in(inspector))

    assert rows[1][0] == "'=HYPERLINK(1)"


def test_csv_asks_no_more_queries_for_three_forces_than_for_one(
    sign_in, inspector, inspection, django_assert_num_queries
):
    client = sign_in(inspector)

    def add():
        response = make.ResponseFactory(inspection=inspection, answers=True, published=True)
        inspection.forces.add(response.force)

    add()
    download(client)
    with django_assert_num_queries(7):
        download(client)
    add()
    add()
    with django_assert_num_queries(7):
        _, rows = download(client)

    assert len(rows) == 4


def test_csv_is_sent_some_rows_at_once_each_made_when_it_is_sent():
    made = []

    def rows():
        for number in range(60):
            made.append(number)
            yield ["=A", date(2021, 9, 9), None, number]

    pieces = iter(csv_response(rows(), "some.csv"))

    assert next(pieces) == "\ufeff".encode()
    assert next(pieces).decode().splitlines()[-1] == "'=A,2021-09-09,,24"
    assert len(made) == 25
    assert sum(len(piece.splitlines()) for piece in pieces) == 35
