"""The date, the signatory, the law: what a letter states of itself, and what it does not."""

from datetime import date

import pytest

from responses.reading.dates import dates_in

BODY = "I have read the report. The force has begun its work and my office will follow it."


def letter(head="", foot="", body=BODY):
    return f"{head}\n\nDear Home Secretary\n\n{body}\n\nYours sincerely\n\n{foot}\n"


@pytest.mark.parametrize(
    "written",
    [
        "8<sup>th</sup> September 2021",
        "8th September 2021",
        "8 Sept 2021",
        "08/09/2021",
        "8.9.21",
        "2021-09-08",
        "September 8, 2021",
        "Wednesday, 8 September 2021",
        "Dated: 8 September 2021",
        "Aldbury, 8 September 2021",
        "Date of letter: 8/9/21",
    ],
)
@pytest.mark.parametrize("where", ["head", "foot"])
def test_signed_on_is_the_date_at_the_head_or_by_the_signature(reading, written, where):
    proposal = reading(text=letter(**{where: written}))

    assert proposal.signed_on.value == date(2021, 9, 8)


@pytest.mark.parametrize("written", ["31/02/2021", "09/13/2021", "September 2021", "31 April 2024"])
def test_signed_on_is_unknown_for_a_date_that_is_none(reading, written):
    assert reading(text=letter(head=written)).signed_on is None


@pytest.mark.parametrize(
    "line",
    [
        "Date published: 16 July 2021",
        "Report published\n16 July 2021",
        "Response due by: 10 September 2021",
        "Inspection dates: 3 March 2021 to 9 April 2021",
    ],
)
def test_signed_on_is_no_date_of_something_else(reading, line):
    assert reading(text=letter(head=line)).signed_on is None


def test_signed_on_is_no_date_in_the_text(reading):
    proposal = reading(text=letter(body="On 3 May 2021 I met the Chief Constable. " + BODY))

    assert proposal.signed_on is None


def test_signed_on_is_unknown_when_two_dates_at_the_head_differ(reading):
    proposal = reading(text=letter(head="8 September 2021\n\n9 September 2021"))

    assert proposal.signed_on is None


@pytest.mark.parametrize(
    ("sentence", "day"),
    [
        ("This response was published on 9 September 2021.", date(2021, 9, 9)),
        ("Response published: 9 September 2021", date(2021, 9, 9)),
        ("The report was published on 16 July 2021.", None),
        ("This response will be published on 9 September 2021.", None),
        ("A response is due by 10 September 2021.", None),
        ("This response was published on 31 September 2021.", None),
    ],
)
def test_published_on_is_what_the_letter_says_of_itself(reading, sentence, day):
    proposal = reading(text=letter(body=f"{BODY}\n\n{sentence}"))

    assert (proposal.published_on and proposal.published_on.value) == day


@pytest.mark.parametrize(
    ("foot", "signatory"),
    [
        ("Jane Roe\nCommissioner for Kent", "Jane Roe, Commissioner for Kent"),
        ("Jane Roe OBE, Mayor of Kent", "Jane Roe OBE, Mayor of Kent"),
        ("Deputy Mayor of Kent\nJane Roe", "Jane Roe, Deputy Mayor of Kent"),
        ("[signature]\n\nJane Roe\n\nMayor of Kent\n\ncc: Tom Poe", "Jane Roe, Mayor of Kent"),
        ("Jane Roe", "Jane Roe"),
        ("The Police and Crime Commissioner for Kent", None),
        ("", None),
    ],
)
def test_signatory_is_the_person_below_the_closing(reading, foot, signatory):
    proposal = reading(text=letter(foot=foot))

    assert (proposal.signatory and proposal.signatory.value) == signatory


def test_signatory_is_nobody_whom_the_text_names(reading):
    body = "My predecessor Ada Poe, Police and Crime Commissioner until 2021, began it.\n\n" + BODY

    assert reading(text=letter(body=body)).signatory is None


def test_signatory_signs_for_the_body_and_not_for_the_force(reading):
    text = letter(foot="Tom Poe\nChief Constable") + letter(foot="Jane Roe\nMayor of Kent")

    assert reading(text=text).signatory.value == "Jane Roe, Mayor of Kent"


@pytest.mark.parametrize(
    "cited",
    [
        "Section 33 of the Police Act 1996 (as amended by section 37 of another Act)",
        "section 55(5) of the Police Act 1996",
        "s.55 of the Police Act 1996",
        "sections 55(5) and 55(6) of the Police Act 1996",
    ],
)
def test_statute_cited_is_as_the_letter_writes_it(reading, cited):
    proposal = reading(text=letter(body=f"Under {cited}, I publish my comments. {BODY}"))

    assert proposal.statute_cited.value == cited


def test_statute_cited_is_no_law_on_crime(reading):
    body = f"Section 1 of the Theft Act 1968 matters here. {BODY}"

    assert reading(text=letter(body=body)).statute_cited is None


def test_dates_in_takes_the_day_before_the_month():
    assert [w.day for w in dates_in("08/09/2021 and 12.11.19")] == [
        date(2021, 9, 8),
        date(2019, 11, 12),
    ]
