"""All that a letter says, each of its files says, in the same words and no others."""

import re
from collections import Counter
from html.parser import HTMLParser
from io import BytesIO
from random import Random

import pytest
from docx import Document
from docx.oxml.ns import qn
from pypdf import PdfReader

from responses import letters
from responses.choices import Numbers, Position, Quotation, Shape
from tests.responses.contents import answer, content, figure, letter, officer

# What people type, and what is put between it to make lists, tables, links and emphasis.
WORDS = [
    "Cases",
    "ŵyth",
    "O’Brien",
    "£1,000",
    "<b>",
    "&amp;",
    "a_b",
    "5*4",
    "[x]",
    "\N{WAVING HAND SIGN}",
]
MARKS = [
    "\n",
    "\n\n",
    "\n- ",
    "\n  - ",
    "\n1. ",
    "\n4. ",
    "\n| a | b |\n|---|---|\n| ",
    " | ",
    " |\n| ",
    "\nForce\t2020\nCheshire\t",
    "\t",
    "**",
    "*",
    " ",
    "\\",
    "\n> ",
    "\n# ",
    "\x0b",
    "\x07",
    "\xa0",
]
LINKS = ["[our plan](https://office.example/a?b=c&d=e)", "<https://office.example>", "[no](x)"]


def typed(rng):
    """What somebody may have typed, or nothing."""
    return " ".join(rng.choices([*WORDS, *MARKS, *LINKS], k=rng.randrange(25)))


def answered(rng):
    figures = [figure(note=typed(rng), value=rng.choice(["1", "34"]))]
    return answer(
        number=rng.choice(["1", "AFI 2"]),
        heading=typed(rng),
        asked=typed(rng),
        is_summary=rng.random() < 0.5,
        is_for_police=rng.random() < 0.5,
        position=rng.choice(["", *Position.values]),
        local_number=rng.choice(["", "8"]),
        text=typed(rng),
        reason=typed(rng),
        officer_comment=typed(rng),
        planned_on=rng.choice([None, "2021-12-01"]),
        figures=figures * rng.randrange(3),
    )


def made_up(rng):
    comments = officer(
        text=typed(rng),
        reply=typed(rng),
        received_from=typed(rng),
        none_received=rng.random() < 0.5,
    )
    return content(
        version=rng.choice([1, 2]),
        introduction=typed(rng),
        conclusion=typed(rng),
        chief_officer=rng.choice([None, comments]),
        letter=letter(
            rng.choice(Shape.values),
            numbers=rng.choice(Numbers.values),
            quotation=rng.choice(Quotation.values),
            left_out=rng.choice([[], ["1"]]),
            why_left_out=typed(rng),
        ),
        answers=[answered(rng) for _ in range(rng.randrange(1, 4))],
        signature=rng.choice([None, content()["signature"]]),
    )


FULL = content(
    version=2,
    introduction="We met **twice**.\n\n- in May\n- in June\n\nThen we [planned](https://office.example/plan).",
    conclusion="1. Report\n2. Publish",
    chief_officer=officer(reply="Thank you."),
    answers=[
        answer("1", is_summary=True, local_number="8", figures=[figure(note="Since May.")]),
        answer("2", position="no_action", position_words="No action", reason="It is done."),
        answer(
            "3", position="answered_with", answered_with="1", answered_with_words="recommendation 1"
        ),
        answer("4", position="planned", position_words="Action planned", planned_on="2021-12-01"),
        answer("5", position="", is_for_police=False, text="", officer_comment="Not ours."),
    ],
)


class Shown(HTMLParser):
    """The text of a page as it is shown; if asked, with the mark of each item of a list.

    Without the list of contents: Word has its own, and a PDF of a few pages has none.
    """

    def __init__(self, *, has_marks):
        super().__init__()
        self.has_marks, self.text, self.lists, self.is_shown = has_marks, "", [], False

    def handle_starttag(self, tag, attrs):
        self.is_shown = (self.is_shown or tag == "body") and tag != "nav"
        self.text += "" if tag in {"a", "em", "strong"} else " "
        if tag in {"ul", "ol"}:
            self.lists.append([tag, int(dict(attrs).get("start", 1))])
        if tag == "li" and self.has_marks and self.is_shown:
            kind, number = self.lists[-1]
            self.text += f"{number}. " if kind == "ol" else "• "
            self.lists[-1][1] += 1

    def handle_endtag(self, tag):
        if tag in {"ul", "ol"}:
            self.lists.pop()
        self.is_shown = self.is_shown or tag == "nav"

    def handle_data(self, data):
        self.text += data if self.is_shown else ""


def shown(html, *, has_marks=False):
    page = Shown(has_marks=has_marks)
    page.feed(html)
    return page.text


def squeezed(text):
    """Without spaces, which each kind of file has its own of, and what XML cannot write."""
    return re.sub(r"[\s\x00-\x1f]+", "", text)


def said_by_word(html):
    body = Document(BytesIO(letters.to_docx(html))).element.body
    return squeezed("".join(paragraph.text for paragraph in body.iter(qn("w:p"))))


def words_of_pdf(html, *, apart):
    """How often its pages say each word, without what stands at the head and foot of each.

    Not in which order: marks and facts are drawn apart from the text beside them.
    """
    pages = [page.extract_text() for page in PdfReader(BytesIO(letters.to_pdf(html))).pages]
    words = Counter(" ".join(pages).replace("◦", "•").split())
    for number in range(1, len(pages) + 1):
        words -= Counter(f"{apart} Page {number} of {len(pages)}".split())
    return words


@pytest.mark.parametrize("seed", range(40))
def test_the_word_file_says_what_the_page_says(seed):
    rng = Random(seed)  # noqa: S311  # made-up letters, no secret
    html = letters.to_html(made_up(rng), is_draft=rng.random() < 0.5)

    assert said_by_word(html) == squeezed(shown(html))


@pytest.mark.parametrize(("is_draft", "mark"), [(True, " Draft, not signed Draft"), (False, "")])
def test_the_pdf_says_what_the_page_says(is_draft, mark):
    html = letters.to_html(FULL, is_draft=is_draft)

    words = words_of_pdf(html, apart=FULL["body"] + mark)

    assert words == Counter(shown(html, has_marks=True).split())
