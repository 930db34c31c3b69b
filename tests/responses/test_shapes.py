"""Each of the five shapes says what a response has to say, in the order of the report."""

from itertools import pairwise

import pytest
from lxml import html as parser

from responses import letters
from responses.choices import LETTERS, Shape
from tests.responses.contents import answer, content, letter, officer, shaped
from tests.responses.shapes import headings, in_order, page_of, said, words

EVERY = pytest.mark.parametrize("shape", Shape)
LAW = (
    "ection 55 of the Police Act 1996, as amended by section 37 of the Policing and Crime Act 2017"
)


@EVERY
def test_every_shape_has_all_answers_and_comments_in_the_order_of_the_report(shape):
    text = said(shaped(shape))

    assert in_order(text, ["Work on 1 has begun.", "We welcome 7.", "Work on 12 has begun."])
    assert in_order(text, ["do thing 1.", "do thing 7.", "do thing 12."])
    assert text.count("The force has begun on 1.") == 1
    assert text.count("I welcome it.") == 1
    assert text.count("We thank them.") == 1


@EVERY
def test_every_shape_states_the_law_and_the_report(shape):
    text = said(shaped(shape))

    assert text.count(LAW) == 1
    assert "An inspection of the response to rape" in text
    assert "16 July 2021" in text
    assert "9 September 2021" in text
    assert "https://inspectorate.example/rape" in text
    assert "Cheshire Constabulary" in text
    assert "Open Government Licence v3.0" in text


@EVERY
def test_every_shape_has_the_letterhead_and_the_signature(shape):
    page = page_of(shaped(shape))

    assert words(page.find_class("letter-printed")[0]) == (
        "Office of the Police and Crime Commissioner for Cheshire 1 Clemonds Hey Winsford CW7 2UA"
    )
    assert "Sam Signer Police and Crime Commissioner" in words(
        page.find_class("letter-signature")[0]
    )
    assert page.body.get("data-accent") == "#1d4f91"
    assert page.body.get("class") == f"issued shape-{shape}"


@EVERY
@pytest.mark.parametrize(("render", "first"), [(letters.to_html, 1), (letters.to_article, 2)])
def test_every_shape_has_headings_without_a_step_left_out(shape, render, first):
    levels = [level for level, _ in headings(parser.fromstring(render(shaped(shape))))]

    assert levels[0] == first
    assert levels.count(first) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


@EVERY
def test_every_shape_marks_a_summary(shape):
    page = page_of(shaped(shape))

    [quote] = [each for each in page.iter("blockquote") if "thing 7" in words(each)]
    assert "This is a summary, not the official wording." in words(quote)
    assert words(page).count("not the official wording") == 1


@EVERY
@pytest.mark.parametrize(
    ("comments", "sentence"),
    [
        (
            officer(text="", received_from="", received_on=None, none_received=True),
            "were invited on 20 July 2021, to come by 10 August 2021. None were received.",
        ),
        (officer(text="", received_on=None, received_from=""), "were not received when this was"),
        (officer(text=""), "from Chief Constable A Jones, and stand with the recommendations."),
        (officer(received_from="", received_on=None), "I welcome it."),
        (officer(received_from=""), "Received 9 August 2021. I welcome it."),
        (None, "No general comments are recorded."),
    ],
)
def test_every_shape_tells_what_became_of_the_chief_officers_comments(shape, comments, sentence):
    made = shaped(shape, chief_officer=comments)

    assert sentence in said(made)
    assert all(words(each) for each in page_of(made).iter("p", "li", "dd", "td"))


@EVERY
def test_every_shape_gives_each_figure_once(shape):
    text = said(shaped(shape))

    assert text.count("34 investigators") == 1
    assert text.count("31 March 2021") == 1
    assert text.count("Since May.") == 1


@EVERY
def test_every_shape_says_which_are_answered_together(shape):
    together = answer(
        "2", position="answered_with", answered_with="1", answered_with_words="recommendation 1"
    )

    text = said(shaped(shape, answers=[answer("1"), together]))

    assert "Response: answered together with recommendation 1." in text


@EVERY
def test_every_shape_says_what_is_not_answered(shape):
    silent = answer("2", position="", position_words="", text="", is_for_police=False)

    text = said(shaped(shape, answers=[answer("1"), silent]))

    assert "Response: none is given. This recommendation is addressed to others." in text


@EVERY
def test_every_shape_shows_no_markup_that_somebody_typed(shape):
    hostile = "<img src=x onerror=alert(1)>\"'</style>"
    printed = letter(shape)
    printed["letterhead"] |= {
        "name": hostile,
        "address": hostile,
        "addressees": hostile,
        "salutation": hostile,
        "closing": hostile,
    }

    page = page_of(shaped(shape, letter=printed, introduction=hostile))

    assert not list(page.iter("img", "script", "style"))
    assert "onerror" in words(page)


@pytest.mark.parametrize("accent", ["red", "#fff;} body{display:none", '"><script>', ""])
def test_nothing_but_a_colour_is_an_accent(accent):
    made = shaped("report")
    made["letter"]["letterhead"]["accent"] = accent

    assert page_of(made).body.get("data-accent") == "#0b0c0c"


@EVERY
def test_pictures_have_alternative_text_and_are_named_by_what_they_are(shape):
    made = shaped(shape)
    made["letter"]["letterhead"] |= {"logo": "a" * 64, "logo_alt": "The crest of Cheshire"}
    made["signature"] = made["signature"] | {"image": "b" * 64}

    paper = [(each.get("src"), each.get("alt")) for each in page_of(made).iter("img")]
    article = parser.fromstring(letters.to_article(made))

    assert paper == [
        (f"image:{'a' * 64}", "The crest of Cheshire"),
        (f"image:{'b' * 64}", "Signature of Sam Signer"),
    ]
    assert [each.get("src") for each in article.iter("img")] == [
        f"/letter-images/{'a' * 64}",
        f"/letter-images/{'b' * 64}",
    ]


@pytest.mark.parametrize("shape", sorted(LETTERS))
def test_a_letter_begins_with_its_day_and_ends_with_its_closing(shape):
    text = said(shaped(shape))

    assert in_order(
        text,
        ["CW7 2UA", "8 September 2021", "An inspection of", "We are glad", "Yours sincerely,"],
    )


def test_a_letter_to_nobody_greets_nobody():
    page = page_of(shaped("letter"))

    assert page.find_class("letter-addressees") == page.find_class("letter-salutation") == []


@pytest.mark.parametrize(
    ("printed", "addressees", "salutation"),
    [
        ({}, "The Home Secretary", "Dear Home Secretary,"),
        ({"salutation": "Dear Minister,"}, "The Home Secretary", "Dear Minister,"),
        (
            {"addressees": "The Home Secretary\nLondon", "salutation": "Dear Minister,"},
            "The Home Secretary London",
            "Dear Minister,",
        ),
        (
            {"addressees": "The Home Secretary\nLondon"},
            "The Home Secretary London",
            "Dear Home Secretary,",
        ),
        (
            {"addressees": "The Chief Inspector\nLondon", "salutation": "Dear Sir,"},
            "The Home Secretary",
            "Dear Home Secretary,",
        ),
    ],
)
def test_a_letter_to_the_home_secretary_knows_to_whom_it_is(printed, addressees, salutation):
    made = shaped("home_secretary")
    made["letter"]["letterhead"] |= printed

    page = page_of(made)

    assert words(page.find_class("letter-addressees")[0]) == addressees
    assert words(page.find_class("letter-salutation")[0]) == salutation


def test_the_report_numbers_its_sections_and_lists_them():
    made = shaped("report")

    titles = [title for level, title in headings(page_of(made)) if level == 2]
    whole = parser.fromstring(letters.to_html(made))

    assert titles == [
        "Introduction",
        "1.0 Summary of key findings",
        "2.0 Recommendations",
        "3.0 Chief officer’s comments",
        "4.0 Response of the Police and Crime Commissioner for Cheshire",
        "5.0 Conclusion",
    ]
    [contents] = whole.find_class("letter-contents")
    listed = [words(each) for each in contents.iter("a")]
    assert [each for each in listed if each in titles] == titles
    assert "Recommendation 12: Heading of 12" in listed
    ids = [each.get("id") for each in whole.xpath("//*[@id]")]
    assert {each.get("href")[1:] for each in contents.iter("a")} <= set(ids)
    assert len(ids) == len(set(ids))


def test_an_empty_section_of_the_report_takes_no_number():
    made = shaped("report", conclusion="", introduction=" ")
    made["inspection"]["key_findings"] = ""

    titles = [title for level, title in headings(page_of(made)) if level == 2]

    assert [title[:3] for title in titles] == ["1.0", "2.0", "3.0"]


def test_the_form_states_its_facts_in_a_table():
    [table] = page_of(shaped("form")).xpath("//table")

    facts = {words(row.find("th")): words(row.find("td")) for row in table.iter("tr")}
    assert facts["Type of inspection"] == "National inspection"
    assert facts["Last day for this response"] == "9 September 2021"
    assert {each.get("scope") for each in table.iter("th")} == {"row"}


def test_the_briefing_states_its_figures_in_a_table_and_quotes_last():
    page = page_of(shaped("briefing"))

    [table] = page.xpath("//table")
    assert [each.get("scope") for each in table.iter("th")] == ["col", "col", "col", "row"]
    assert in_order(
        words(page.body),
        [
            "We are glad",
            "Trained investigators (recommendation 12)",
            "Heading of 1 (recommendation 1)",
            "Work on 12 has begun.",
            "Sam Signer",
            "do thing 1.",
        ],
    )


@EVERY
def test_what_is_only_space_has_no_heading(shape):
    blank = answer(reason=" ", officer_comment="\n")
    made = shaped(shape, answers=[blank], introduction=" ", conclusion="\n")
    made["chief_officer"]["reply"] = made["inspection"]["key_findings"] = " "

    page = page_of(made)

    titles = " ".join(title for _, title in headings(page))
    assert not any(
        each in titles for each in ("Introduction", "local picture", "onclusion", "eply", "indings")
    )
    assert "comment:" not in words(page)


@EVERY
def test_a_draft_says_so_and_is_signed_by_nobody(shape):
    text = said(shaped(shape, signature=None), is_draft=True)

    assert text.startswith("Draft, not signed")
    assert "Not yet signed." in text
    assert ("[date of signing]" in text) is (shape in LETTERS)


@pytest.mark.parametrize("schema", [1, 2])
def test_what_was_signed_before_there_were_shapes_is_a_report_without_placeholders(schema):
    old = content(schema=schema)
    old["inspection"]["url"] = ""
    if schema == 1:
        del old["answers"][0]["figures"]

    text = said(old)

    assert "2.0 Chief officer’s comments" in text
    assert "Work on 1 has begun." in text
    assert "[" not in text


def test_a_recorded_paper_that_nobody_signed_says_so():
    text = said(content(signature=None, due_on=None))

    assert "The paper does not say who signed it, or when." in text
    assert "Last day" not in text


@pytest.mark.parametrize("shape", LETTERS)
def test_a_letter_begins_with_the_law_as_large_as_its_text(shape):
    page = page_of(shaped(shape))

    opening = next(each for each in page.iter("p") if "It is published under" in words(each))
    assert opening.get("class") is None
