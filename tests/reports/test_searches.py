import re
from datetime import date

import pytest

from reports.search import by_index
from reports.searches import Kind, looking
from reports.searches.kinds import SOURCES
from reports.searches.looking import MORE_AS_CANDIDATES, Depth
from responses.choices import Position
from responses.models import ChiefOfficerComments
from tests import factories as make
from tests import oversight

SEARCH = "/search/"


def found(client, words, **narrowed):
    return client.get(SEARCH, {"q": words, **narrowed})


def titles(page):
    return re.findall(r'font-weight-bold" href="[^"]*">([^<]*)</a>', page.text)


@pytest.fixture
def said(inspection, cheshire, inspector):
    """Cheshire's response, and its progress: a word of its own in each text."""
    one = inspection.recommendations.get(number="1")
    inspection.forces.add(cheshire.force)
    inspection.key_findings = "Victims waited for the apricot."
    inspection.save()
    response = make.ResponseFactory(
        inspection=inspection, body=cheshire.body, introduction="We welcome the banana."
    )
    make.AnswerFactory(
        response=response,
        recommendation=one,
        text="Training on **cherries** & more than 2 < 3 men has begun.",
    )
    make.publish_version(response, date(2021, 8, 19))
    update = make.ProgressUpdateFactory(
        recommendation=one, force=cheshire.force, text="The damson is ripe."
    )
    oversight.assessment(update=update, reason="The elderberry is not.", by=inspector)
    asked = oversight.question(update=update, text="Where is the fig?", asked_by=inspector)
    oversight.reply(asked, text="Beside the grape.", by=cheshire.contact)
    return update


EVERY_WORD = "apricot or banana or cherry or damson or elderberry or fig or grape"
ON_ONE = "Cheshire Constabulary on recommendation 1: Heading of 1"
HISTORY = "/progress/rape/cheshire/1/"


@pytest.mark.parametrize(
    ("words", "kind", "title", "address"),
    [
        ("apricots", "Inspection", "An inspection of the response to rape", "/inspections/rape/"),
        ('"do thing 2"', "Recommendation, Rape inspection", "Recommendation 2: Heading of 2",
         "/inspections/rape/#recommendation-2"),
        ("banana", "Introduction, conclusion or comments, Rape", "Cheshire Constabulary",
         "/register/rape/cheshire/"),
        ("cherry", "Published answer, Rape inspection, 19 August 2021", ON_ONE,
         "/inspections/rape/forces/cheshire/#recommendation-1"),
        ("damson", "Progress update, Rape inspection", ON_ONE, HISTORY),
        ("elderberry", "Assessment, Rape inspection, 20 August 2021", ON_ONE, HISTORY),
        ("fig", "Question, Rape inspection, 20 August 2021", ON_ONE, HISTORY),
        ("grape", "Reply, Rape inspection, 20 August 2021", ON_ONE, HISTORY),
    ],
)  # fmt: skip
def test_search_finds_each_kind_and_leads_to_it(
    sign_in, inspector, said, words, kind, title, address
):
    page = found(sign_in(inspector), words)

    assert "1 passage found" in page.text
    assert titles(page) == [title]
    assert f'href="{address}"' in page.text
    assert f'app-found__about">{kind}' in page.text


def test_search_leads_to_a_page_that_is_there(sign_in, cheshire, said):
    client = sign_in(cheshire.drafter)
    page = found(client, EVERY_WORD)

    addresses = re.findall(r'font-weight-bold" href="([^"#]*)', page.text)
    assert len(addresses) == 7
    assert {client.get(address).status_code for address in addresses} == {200}


def test_a_passage_marks_the_words_and_escapes_the_rest(sign_in, inspector, said):
    page = found(sign_in(inspector), "cherry").text

    assert "Training on <mark>cherries</mark> &amp; more than 2 &lt; 3" in page


@pytest.mark.parametrize(
    ("words", "count"),
    [
        ("damson ripe", 1),
        ('"damson is ripe"', 1),
        ('"ripe damson"', 0),
        ("damson -ripe", 0),
        ('damson -"ripe damson"', 1),
        ("damson or fig", 2),
        ("Damsons RIPE", 1),
    ],
)
def test_search_knows_phrases_words_to_leave_out_and_alternatives(
    sign_in, inspector, said, words, count
):
    page = found(sign_in(inspector), words)

    assert f"{count} passage" in page.text


def test_search_puts_the_best_first(sign_in, inspector, inspection, cheshire):
    one, two, _ = inspection.recommendations.in_order()
    for recommendation, text in (
        (one, "A plum, a plum and again a plum."),
        (two, "Much was said of many things, and of a plum in the end, by many people."),
    ):
        make.ProgressUpdateFactory(recommendation=recommendation, force=cheshire.force, text=text)

    page = found(sign_in(inspector), "plum")

    assert [title[-12:] for title in titles(page)] == ["Heading of 1", "Heading of 2"]


@pytest.mark.parametrize(
    ("narrowed", "count"),
    [
        ({"kind": "update"}, 2),
        ({"kind": "answer"}, 1),
        ({"inspection": "rape"}, 7),
        ({"inspection": "other"}, 1),
        ({"force": "cheshire"}, 6),
        ({"force": "cumbria"}, 1),
        ({"force": "cumbria", "inspection": "rape"}, 0),
        ({"since_day": "20", "since_month": "8", "since_year": "2021"}, 5),
        ({"until_day": "15", "until_month": "8", "until_year": "2021"}, 1),
    ],
)
def test_search_is_narrowed(sign_in, inspector, said, cumbria, narrowed, count):
    other = make.RecommendationFactory(inspection__slug="other")
    make.ProgressUpdateFactory(
        recommendation=other, force=cumbria.force, text="A cherry.", as_at=make.TODAY
    )

    page = found(sign_in(inspector), EVERY_WORD, **narrowed)

    assert f"{count} passage" in page.text


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"q": ""}, "Enter a word to look for"),
        ({"q": "the and of"}, "Enter a less common word"),
        ({"q": "plum", "kind": "secret"}, "from the list"),
        ({"q": "plum", "inspection": "secret"}, "from the list"),
        ({"q": "plum", "since_day": "40", "since_month": "1", "since_year": "2021"},
         "must be a real date"),
        ({"q": "plum", "since_day": "2", "since_month": "1", "since_year": "2021",
          "until_day": "1", "until_month": "1", "until_year": "2021"},
         "must not be before the other"),
    ],
)  # fmt: skip
def test_search_says_in_a_sentence_what_it_cannot_look_for(sign_in, inspector, typed, sentence):
    make.InspectionFactory(slug="secret", embargoed=True, title="Zebra")

    page = sign_in(inspector).get(SEARCH, typed)

    assert sentence in page.text
    assert "found" not in page.text.replace("app-found", "")
    assert "Zebra" not in page.text


def test_search_says_of_what_only_the_newest_were_read(sign_in, inspector, inspection):
    for n in range(Depth.EVERY_KIND.value + 1):
        make.RecommendationFactory(inspection=inspection, number=f"P{n:02}", text="A plum.")
    client = sign_in(inspector)

    many, few = found(client, "plum", page=2), found(client, "thing 1 or P00")

    assert "only the newest 10 that have them were read: recommendations." in many.text
    assert "or download them: a table has the newest 500 of each." in many.text
    assert "10 passages found" in many.text
    assert titles(many)[-1] == "Recommendation P01: Heading of P01"
    assert "the newest 10" not in few.text


def test_search_reads_more_where_one_kind_is_asked_for(sign_in, inspector, inspection):
    for n in range(Depth.EVERY_KIND.value + 1):
        make.RecommendationFactory(inspection=inspection, number=f"P{n:02}", text="A plum.")

    page = found(sign_in(inspector), "plum", kind="recommendation")

    assert f"{Depth.EVERY_KIND.value + 1} passages found" in page.text
    assert "the newest" not in page.text


@pytest.mark.parametrize("oldest", [5, 60_000, 69_900])
def test_search_looks_through_the_newest_shelves_first_and_then_all(
    sign_in, inspector, inspection, cheshire, cumbria, oldest
):
    one = inspection.recommendations.first()
    for pk, force, text in (
        (oldest, cumbria.force, "A plum of old."),
        (70_000, cheshire.force, "A plum, a plum."),
    ):
        make.ProgressUpdateFactory(pk=pk, recommendation=one, force=force, text=text)

    page = found(sign_in(inspector), "plum")

    assert "2 passages found" in page.text


def test_search_looks_through_all_for_what_none_of_the_newest_has(
    sign_in, inspector, inspection, cheshire, cumbria, django_assert_num_queries
):
    one = inspection.recommendations.first()
    for pk, force, text in ((5, cumbria.force, "A plum."), (70_000, cheshire.force, "A pear.")):
        make.ProgressUpdateFactory(pk=pk, recommendation=one, force=force, text=text)
    client = sign_in(inspector)

    with django_assert_num_queries(9):
        page = found(client, "plum")

    assert titles(page) == ["Cumbria Constabulary on recommendation 1: Heading of 1"]


def test_an_office_looks_further_back_for_its_own_at_once(
    sign_in, inspection, cheshire, django_assert_num_queries
):
    for pk in (70_000, *range(55_000, 55_000 + Depth.EVERY_KIND.value)):
        extra = make.RecommendationFactory(inspection=inspection)
        make.ProgressUpdateFactory(
            pk=pk, recommendation=extra, force=cheshire.force, text="A plum."
        )
    client = sign_in(cheshire.drafter)

    with django_assert_num_queries(9):
        page = found(client, "plum")

    assert "10 passages found" in page.text
    assert "only the newest 10 that have them were read: progress updates." in page.text


def test_answers_that_are_not_published_yet_hide_none_that_are(
    sign_in, inspector, inspection, cheshire, cumbria
):
    published = make.ResponseFactory(inspection=inspection, body=cheshire.body, answers=True)
    published.answers.update(text="A plum.")
    make.publish_version(published, make.TODAY)
    signed = make.ResponseFactory(inspection=inspection, body=cumbria.body, signed=True)
    several = Depth.EVERY_KIND.value + MORE_AS_CANDIDATES
    for extra in make.RecommendationFactory.create_batch(several, inspection=inspection):
        signed.versions.get().answers.create(recommendation=extra, text="A plum.")

    page = found(sign_in(inspector), "plum")

    assert "3 passages found" in page.text
    assert "Cumbria" not in " ".join(titles(page))


def test_recommendations_of_a_report_that_is_not_out_hide_none_that_are(
    sign_in, inspector, inspection
):
    make.RecommendationFactory(inspection=inspection, number="P1", text="A plum.")
    in_preparation = make.InspectionFactory(slug="next", embargoed=True)
    several = Depth.EVERY_KIND.value + MORE_AS_CANDIDATES
    make.RecommendationFactory.create_batch(several, inspection=in_preparation, text="A plum.")

    page = found(sign_in(inspector), "plum")

    assert titles(page) == ["Recommendation P1: Heading of P1"]


def test_search_gives_ten_passages_a_page(sign_in, inspector, inspection):
    for n in range(11):
        make.RecommendationFactory(inspection=inspection, number=f"P{n:02}", text="A plum.")
    client = sign_in(inspector)

    first, second = (found(client, "plum", kind="recommendation", page=page) for page in (1, 2))

    assert "11 passages found" in first.text
    assert (len(titles(first)), len(titles(second))) == (10, 1)


@pytest.mark.parametrize("rows", [1, 3])
def test_search_asks_as_many_queries_for_many_passages_as_for_one(
    sign_in, inspector, said, inspection, cheshire, rows, django_assert_num_queries
):
    for _ in range(rows):
        extra = make.RecommendationFactory(inspection=inspection, text="A cherry.")
        update = make.ProgressUpdateFactory(
            recommendation=extra, force=cheshire.force, text="A damson."
        )
        oversight.assessment(update=update, reason="A fig.")
    client = sign_in(inspector)

    with django_assert_num_queries(10):
        page = found(client, EVERY_WORD)

    assert f"{7 + 3 * rows} passages found" in page.text


INDEXES = {
    Kind.INSPECTION: "inspection_words",
    Kind.RECOMMENDATION: "recommendation_words",
    Kind.ANSWER: "signed_answer_words",
    Kind.WORDS: "signed_version_words",
    Kind.UPDATE: "progress_update_words",
    Kind.ASSESSMENT: "assessment_words",
    Kind.QUESTION: "question_words",
    Kind.REPLY: "reply_words",
}


@pytest.mark.parametrize(
    ("kind", "every_word"),
    [
        (Kind.ANSWER, {"cherri", "walnut", "pear"}),
        (Kind.WORDS, {"banana", "medlar", "quinc", "lemon"}),
    ],
)
def test_words_that_are_kept_beside_a_row_are_those_of_its_index(
    inspection, cheshire, kind, every_word
):
    """Of every text that has words: the migration that makes the column names each by itself."""
    one = inspection.recommendations.get(number="1")
    response = make.ResponseFactory(
        inspection=inspection, body=cheshire.body, introduction="A banana.", conclusion="A medlar."
    )
    make.AnswerFactory(
        response=response, recommendation=one, position=Position.NO_ACTION, text="A cherry.",
        reason="A walnut.",
    )  # fmt: skip
    ChiefOfficerComments.objects.create(response=response, text="A quince.", reply="A lemon.")
    response.officer_comments.create(recommendation=one, text="A pear.")
    make.publish_version(response, make.TODAY)
    source = SOURCES[kind]

    ((kept, made),) = source.model._default_manager.values_list(
        source.words_of_a_row, source.words
    )[:1]

    assert kept == made
    assert set(re.findall(r"'(\w+)'", kept)) >= every_word


@pytest.mark.parametrize("kind", Kind)
def test_words_are_looked_for_in_the_index_of_them(db, kind):
    source = SOURCES[kind]
    rows = source.model._default_manager.alias(words=source.words)

    with by_index():
        plan = rows.filter(words=looking.typed("damson")).explain()

    assert f"on {INDEXES[kind]}" in plan


@pytest.mark.parametrize(("narrowed", "is_open"), [({}, False), ({"kind": "update"}, True)])
def test_what_narrows_a_search_is_open_where_it_does(sign_in, inspector, narrowed, is_open):
    page = found(sign_in(inspector), "plum", **narrowed).text

    assert ('<details class="govuk-details" open>' in page) is is_open
    assert "csrfmiddlewaretoken" not in page.split('role="search"')[1].split("</form>")[0]


def test_every_page_has_a_box_for_searching_but_the_search_itself(sign_in, inspector, client, db):
    signed_out = client.get("/").text
    signed_in = sign_in(inspector).get("/").text

    assert 'action="/search/"' in signed_in
    assert 'action="/search/"' not in signed_out
    assert 'action="/search/"' not in client.get(SEARCH).text
    assert 'action="/search/"' not in client.get("/register/").text
