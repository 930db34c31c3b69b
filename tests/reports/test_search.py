import re
from datetime import date

import pytest

from recommendations.models import Recommendation
from reports import search as searching
from reports.search import understood
from reports.searches import register
from reports.snippets import marked
from responses.models import ChiefOfficerComment, ChiefOfficerComments
from tests import factories as make

SEARCH = "/register/search/"


@pytest.fixture
def published(inspection, cheshire):
    """Cheshire's published response: a word of its own in each of its texts."""
    response = make.ResponseFactory(
        inspection=inspection,
        body=cheshire.body,
        introduction="We welcome the apricot.",
        conclusion="In the end a banana.",
    )
    one = inspection.recommendations.get(number="1")
    make.AnswerFactory(
        response=response,
        recommendation=one,
        position="considered",
        text="Training on **cherries** & more than 2 < 3 <b>bold</b> men has begun.",
        reason="The damson is not ripe.",
    )
    ChiefOfficerComments.objects.create(
        response=response, text="The force likes elderberry.", reply="So do we: fig."
    )
    ChiefOfficerComment.objects.create(response=response, recommendation=one, text="A grape a day.")
    make.publish_version(response, date(2021, 8, 19))
    return response


def found(client, words, **narrowed):
    return client.get(SEARCH, {"q": words, **narrowed})


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("cherry", "Cheshire Constabulary on recommendation 1: Heading of 1"),
        ("damson", "Cheshire Constabulary on recommendation 1: Heading of 1"),
        ("grapes", "Cheshire Constabulary on recommendation 1: Heading of 1"),
        ("apricot", "Cheshire Constabulary: introduction, conclusion and the chief officer’s"),
        ("banana", "Cheshire Constabulary: introduction, conclusion and the chief officer’s"),
        ("elderberry", "Cheshire Constabulary: introduction, conclusion and the chief officer’s"),
        ("fig", "Cheshire Constabulary: introduction, conclusion and the chief officer’s"),
        ('"do thing 2"', "What is asked: recommendation 2, Heading of 2"),
    ],
)
def test_search_finds_every_text_that_is_published(client, published, words, title):
    page = found(client, words)

    assert "1 passage found" in page.text
    assert title in page.text


def test_a_passage_leads_to_where_it_stands(client, published):
    answer = found(client, "damson").text
    words = found(client, "apricot").text

    assert 'href="/register/rape/cheshire/#recommendation-1"' in answer
    assert 'href="/register/rape/cheshire/"' in words
    assert 'id="recommendation-1"' in client.get("/register/rape/cheshire/").text


def test_a_passage_marks_the_words_and_escapes_the_rest(client, published):
    page = found(client, "cherry").text

    assert "Training on <mark>cherries</mark> &amp; more than 2 &lt; 3" in page
    assert "<b>" not in page


def test_signs_in_a_text_mark_nothing():
    assert marked("a \ue000b\ue001 <c> \ue001 d \ue000") == "… a <mark>b</mark> &lt;c&gt;  d  …"


@pytest.mark.parametrize(
    ("passage", "shown"),
    [("Whole.", "Whole."), ("half of", "… half of …"), ("Begun \ue000here\ue001.", None)],
)
def test_a_passage_that_is_cut_out_of_a_sentence_has_dots(passage, shown):
    assert marked(passage) == (shown or "Begun <mark>here</mark>.")


def test_search_counts_what_it_found_and_says_as_of_when(client, published):
    page = found(client, "police forces")

    assert "3 passages found" in page.text
    assert "This counts, as of 20 August 2021, each answer, " in page.text


def test_search_finds_nothing_and_says_what_to_try(client, published):
    page = found(client, "quince")

    assert "0 passages found" in page.text
    assert "Nothing that is published has “quince” in it, as of 20 August 2021." in page.text
    assert "Check the spelling" in page.text


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("", "Enter a word to look for"),
        ("   ", "Enter a word to look for"),
        ("a", "What you look for must be 2 characters or more"),
        ("a" * 201, "What you look for must be 200 characters or fewer"),
        ("plum " * 2000, "What you look for must be 200 characters or fewer"),
        ("the and of", "Enter a less common word"),
        ("-cherries", "Enter at least one word to look for"),
        ("&|!<->():*'\"", "Enter at least one word to look for"),
        ('-"sour cherries" -plums', "Enter at least one word to look for"),
        ("the -cherries", "Enter a less common word"),
        ("-" * 200, "Enter at least one word to look for"),
        ("(-" * 100, "Enter at least one word to look for"),
        ("cherries\0", "What you look for must not include null characters"),
    ],
)
def test_search_says_in_a_sentence_what_it_cannot_look_for(client, published, words, sentence):
    page = found(client, words)

    assert page.status_code == 200
    assert page.text.count(sentence) == 2  # beside the box and in the summary
    assert "found" not in page.text.replace("found-", "")


@pytest.mark.parametrize("words", ["'", '"', "\\", "%", "cherries & (", ":*", "🍒"])
def test_search_bears_every_sign(client, published, words):
    assert client.get(SEARCH, {"q": f"plum {words}"}).status_code == 200


def test_a_search_that_takes_too_long_is_given_up(client, inspection, monkeypatch):
    monkeypatch.setattr(searching, "LONGEST", "1ms")
    text = "Plums and other fruit. " * 4000
    make.publish_version(
        make.ResponseFactory(inspection=inspection, introduction=text, answers=True), make.TODAY
    )

    page = found(client, "plum")

    assert page.status_code == 200
    assert page.text.count("This takes too long to find.") == 2
    assert "found" not in page.text.replace("found-", "")


def test_search_page_starts_empty(client, published):
    page = client.get(SEARCH)

    assert "passages found" not in page.text
    assert "There is a problem" not in page.text


@pytest.mark.parametrize(
    ("narrowed", "count"),
    [
        ({"inspection": "rape"}, 2),
        ({"inspection": "other"}, 1),
        ({"force": "cheshire"}, 1),
        ({"force": "cumbria"}, 1),
        ({"inspection": "rape", "force": "cumbria"}, 0),
    ],
)
def test_search_is_narrowed_to_an_inspection_and_a_force(
    client, published, cumbria, narrowed, count
):
    Recommendation.objects.filter(inspection__slug="rape", number="2").update(text="A cherry.")
    other = make.ResponseFactory(
        inspection=make.InspectionFactory(slug="other"), body=cumbria.body, introduction="Cherry."
    )
    make.publish_version(other, make.TODAY)

    page = found(client, "cherry", **narrowed)

    assert f"{count} passage" in page.text


@pytest.mark.parametrize("narrowed", [{"force": "nowhere"}, {"inspection": "secret"}])
def test_search_offers_only_what_is_there(client, published, narrowed):
    make.InspectionFactory(slug="secret", embargoed=True, title="Zebra")

    page = found(client, "cherry", **narrowed)

    assert "from the list" in page.text
    assert "Zebra" not in page.text


def test_search_lists_the_newest_inspection_first_then_forces_by_name(client, cheshire, cumbria):
    old = make.InspectionFactory(title="An old one", published_on=date(2020, 1, 1))
    new = make.InspectionFactory(title="A new one")
    make.RecommendationFactory(inspection=new, text="Grow a cherry.")
    for inspection in (old, new):
        for body in (cumbria.body, cheshire.body):
            response = make.ResponseFactory(
                inspection=inspection, body=body, introduction="Cherry.", answers=False
            )
            make.publish_version(response, make.TODAY)

    page = found(client, "cherry").text

    titles = re.findall(r"(An? \w+ one)</h3>|(What is asked|Ch\w+|Cu\w+)[^<]*</a><br>", page)
    assert ["".join(title) for title in titles] == [
        "A new one", "What is asked", "Cheshire", "Cumbria",
        "An old one", "Cheshire", "Cumbria",
    ]  # fmt: skip


def test_search_finds_the_version_that_is_published_now_alone(client, published, cheshire):
    published.reopen(by=cheshire.drafter, at=make.NOON, reason="A kiwi")
    published.introduction = "We welcome the kiwi."
    published.save()
    published.answers.update(text="A kiwi.")
    make.sign_version(published)

    before = found(client, "kiwi").text, found(client, "apricot").text
    make.publish_version(published, make.TODAY)
    after = found(client, "kiwi").text, found(client, "apricot").text

    assert [f"{n} passage" in page for n, page in zip((0, 1), before, strict=True)] == [True, True]
    assert [f"{n} passage" in page for n, page in zip((2, 0), after, strict=True)] == [True, True]


def test_search_gives_fifteen_passages_a_page(client, inspection):
    for n in range(16):
        make.RecommendationFactory(inspection=inspection, number=f"P{n:02}", text="A plum.")

    first, second = found(client, "plum"), found(client, "plum", page=2)

    assert "16 passages found" in first.text
    assert (first.text.count("recommendation P"), second.text.count("recommendation P")) == (15, 1)
    assert "q=plum" in first.text


@pytest.mark.parametrize("rows", [1, 3])
def test_search_asks_as_many_queries_for_many_passages_as_for_one(
    client, published, inspection, rows, django_assert_num_queries
):
    for n in range(rows):
        make.RecommendationFactory(inspection=inspection, number=f"P{n:02}", text="A plum.")
        make.publish_version(
            make.ResponseFactory(inspection=inspection, introduction="Plum.", answers=True),
            make.TODAY,
        )

    with django_assert_num_queries(9):
        page = found(client, "plum or cherry or apricot")

    assert f"{2 + 2 * rows} passages found" in page.text


def test_search_says_of_what_only_the_newest_were_read(client, inspection):
    for n in range(register.MOST + 1):
        make.RecommendationFactory(inspection=inspection, number=f"P{n:03}", text="A plum.")

    page = found(client, "plum", page=4)

    assert "60 passages found" in page.text
    assert "Narrow the search to find the others.</p>" in page.text
    assert "only the newest 60 that have them were read: recommendations." in page.text
    assert "recommendation P060," in page.text


def test_a_search_for_words_to_leave_out_asks_for_nothing(db):
    assert understood("plum -cherry")
    assert not understood("-cherry")
    assert not understood("plum or -cherry")


def test_words_that_were_looked_for_are_understood_without_asking(db, django_assert_num_queries):
    first = understood('"ripe plum" -cherry')

    with django_assert_num_queries(0):
        again = understood('"ripe plum" -cherry')

    assert again is first
