"""What is asked of forces, taken away as it is shown."""

from datetime import date, timedelta
from html import unescape

import pytest

from tests import factories as make
from tests import oversight
from tests.reports.tables.opening import lines, name, rows, sheet

ADDRESS = "/questions.csv"


@pytest.fixture
def question(claim, inspector):
    return oversight.question(update=claim, asked_by=inspector)


@pytest.fixture
def many(question, concerned, cheshire, cumbria):
    """One that waits, one on an answer that is overdue, one that is answered, one to Cumbria."""
    about = {"recommendation": question.recommendation, "force": cheshire.force}
    overdue = oversight.question(**about, reply_by=make.TODAY - timedelta(days=1), text="Late?")
    oversight.reply(oversight.question(**about, text="Done?"), by=cheshire.contact)
    oversight.question(recommendation=question.recommendation, force=cumbria.force, text="Secret?")
    return overdue


def asked(page):
    return [row["Question"] for row in rows(page)]


def test_questions_table_says_all_of_a_question(sign_in, inspector, question, cheshire):
    oversight.reply(question, by=cheshire.contact, text="Forty\nin all.")

    page = sign_in(inspector).get(ADDRESS)

    assert rows(page) == [
        {
            "Reference": f"Question {question.pk}",
            "Inspection": "Rape inspection",
            "Report published": "2021-07-16",
            "Recommendation": "1",
            "Heading": question.recommendation.heading,
            "Force": "Cheshire Constabulary",
            "ONS code": "E23000006",
            "Standing": "Answered",
            "About": "The update as at 20 August 2021",
            "Question": "How many cases did you look at?",
            "Asked by": "Iris Inspector",
            "Asked on": "2021-08-20",
            "Reply by": "2021-09-17",
            "Reply": "Forty\nin all.",
            "Replied by": cheshire.contact.name,
            "Replied on": "2021-08-20",
            "Address": f"http://127.0.0.1:8000/progress/rape/cheshire/1/#question-{question.pk}",
        }
    ]


def test_questions_table_says_why_one_was_withdrawn(sign_in, inspector, claim):
    oversight.question(
        force=claim.force,
        recommendation=claim.recommendation,
        withdrawn_reason="Asked twice.",
        withdrawn_by=inspector,
        withdrawn_at=make.NOON,
    )

    (row,) = rows(sign_in(inspector).get(ADDRESS))

    assert (row["Standing"], row["Reason for withdrawing"]) == ("Withdrawn", "Asked twice.")
    assert (row["Withdrawn by"], row["Withdrawn on"]) == ("Iris Inspector", "2021-08-20")
    assert row["About"] == "The published answer, in version 1 of the response"


@pytest.mark.parametrize("who", ["drafter", "signatory", "contact"])
def test_questions_table_has_those_to_the_person_s_own_force(sign_in, cheshire, many, who):
    page = sign_in(getattr(cheshire, who)).get(ADDRESS)

    assert asked(page) == ["Late?", "How many cases did you look at?", "Done?"]


@pytest.mark.parametrize("query", ["force=cheshire", "inspection=rape", ""])
def test_questions_table_tells_another_force_nothing(sign_in, cumbria, question, query):
    page = sign_in(cumbria.contact).get(f"{ADDRESS}?{query}")

    assert len(lines(page)) == 1


def test_questions_table_asks_a_visitor_to_sign_in(client, question):
    assert client.get(ADDRESS).url == f"/accounts/login/?next={ADDRESS}"


@pytest.mark.parametrize(
    ("query", "found", "named"),
    [
        ("state=overdue", ["Late?"], "-show-overdue"),
        ("state=answered", ["Done?"], "-show-answered"),
        ("force=cumbria", ["Secret?"], "-force-cumbria-constabulary"),
        ("asked_by=mine", ["How many cases did you look at?"], "-asked-by-me"),
        (
            "inspection=rape&force=cheshire&state=open",
            ["Late?", "How many cases did you look at?"],
            "-show-waiting-for-a-reply-inspection-rape-inspection-force-cheshire-constabulary",
        ),
    ],
)
def test_questions_table_is_narrowed_and_named_as_the_page_is(
    sign_in, inspector, many, query, found, named
):
    page = sign_in(inspector).get(f"{ADDRESS}?{query}")

    assert asked(page) == found
    assert name(page) == f"questions{named}-as-at-2021-08-20-1200.csv"


def test_questions_table_holds_what_the_page_has_on_further_pages(sign_in, inspector, claim):
    for number in range(27):
        oversight.question(update=claim, text=f"Number {number}?")

    page = sign_in(inspector).get(f"{ADDRESS}?page=2")

    assert len(rows(page)) == 27


def test_questions_table_writes_no_formulas(sign_in, inspector, claim):
    oversight.reply(oversight.question(update=claim, text="=HYPERLINK(1)"), text="@cmd")
    client = sign_in(inspector)

    (row,) = rows(client.get(ADDRESS))
    book = sheet(client.get("/questions.xlsx"))

    assert (row["Question"], row["Reply"]) == ("'=HYPERLINK(1)", "'@cmd")
    assert [(cell.value, cell.data_type) for cell in (book["J2"], book["N2"])] == [
        ("=HYPERLINK(1)", "s"),
        ("@cmd", "s"),
    ]


def test_questions_table_as_xlsx_has_days_as_days(sign_in, inspector, question):
    book = sheet(sign_in(inspector).get("/questions.xlsx"))

    assert (book["M1"].value, book["M2"].value.date()) == ("Reply by", date(2021, 9, 17))


def test_questions_table_makes_as_many_queries_for_three_as_for_one(
    sign_in, inspector, question, concerned, cheshire, cumbria, django_assert_num_queries
):
    client = sign_in(inspector)
    client.get(ADDRESS)

    with django_assert_num_queries(4):
        rows(client.get(ADDRESS))
    oversight.reply(
        oversight.question(recommendation=question.recommendation, force=cheshire.force)
    )
    oversight.question(recommendation=question.recommendation, force=cumbria.force)
    with django_assert_num_queries(4):
        found = rows(client.get(ADDRESS))

    assert len(found) == 3


def test_the_page_of_questions_leads_to_its_table_as_it_is_narrowed(sign_in, inspector, question):
    page = unescape(sign_in(inspector).get("/questions/?state=open&page=1").text)

    assert 'href="/questions.csv?state=open" download>Download as CSV' in page
    assert 'href="/questions.xlsx?state=open" download>' in page
