from copy import deepcopy

import pytest

from responses.content_changes import changes
from tests.responses import contents

FIGURE = {
    "name": "Cases with an adviser",
    "unit": "cases",
    "standing": "number",
    "value": "34",
    "period_ends_on": "2021-03-31",
    "note": "For the whole force.",
}
ANSWER = {
    "number": "1",
    "local_number": "A1",
    "heading": "Data",
    "kind": "Recommendation",
    "asked": "Forces should count.",
    "is_summary": False,
    "is_for_police": True,
    "position": "under_way",
    "position_words": "Action under way",
    "text": "We count each month.",
    "reason": "",
    "planned_on": "2021-12-01",
    "answered_with": None,
    "answered_with_words": "",
    "officer_comment": "We agree.",
    "figures": [FIGURE],
}
CONTENT = {
    "schema": 2,
    "version": 1,
    "inspection": {
        "title": "An inspection of rape",
        "short_title": "Rape",
        "inspectorates": ["HMICFRS"],
        "published_on": "2021-07-16",
        "url": "https://example.org/report",
        "key_findings": "Victims wait.",
        "source": "The report",
        "licence": "OGL",
    },
    "force": "Cheshire Constabulary",
    "body": "PCC for Cheshire",
    "due_on": "2021-09-09",
    "introduction": "I welcome the report.",
    "conclusion": "We go on.",
    "chief_officer": {
        "invited_on": "2021-07-20",
        "wanted_by": "2021-08-20",
        "received_on": "2021-08-10",
        "received_from": "The Chief Constable",
        "none_received": False,
        "text": "We accept it.",
        "reply": "We thank her.",
    },
    "answers": [ANSWER],
    "signature": None,
}
# What does not read otherwise to anyone: a code stands beside its words, and who signed is apart.
NOT_READ = {
    ("schema",),
    ("version",),
    ("signature",),
    ("answers", 0, "number"),
    ("answers", 0, "position"),
    ("answers", 0, "answered_with"),
}


# Another of those that there are, where not every word is one.
OTHERS = {"standing": "nil", "shape": "letter", "numbers": "local", "quotation": "short"}
SHAPED = contents.shaped(
    "report", signature=None, choices={"left_out": ["7"], "why_left_out": "Told in May."}
)
SHAPED["letter"]["letterhead"] |= {"logo": "ab", "logo_alt": "A crest"}


def leaves(value, path=()):
    """The way to each single value of a content."""
    if isinstance(value, dict):
        return [leaf for key, inner in value.items() for leaf in leaves(inner, (*path, key))]
    if isinstance(value, list):
        return [leaf for key, inner in enumerate(value) for leaf in leaves(inner, (*path, key))]
    return [path]


def with_another(content, path):
    """The same content with one value changed."""
    changed = deepcopy(content)
    *way, last = path
    inner = changed
    for key in way:
        inner = inner[key]
    value = inner[last]
    if isinstance(value, bool):
        inner[last] = not value
    elif last in OTHERS:
        inner[last] = OTHERS[last]
    elif str(last).endswith(("_on", "_by")):
        inner[last] = "2022-01-02"
    else:
        inner[last] = f"{value or ''} And more."
    return changed


def titles(found):
    return [place.title for place in found]


def test_the_same_content_has_no_changes():
    assert changes(CONTENT, deepcopy(CONTENT)) == []


@pytest.mark.parametrize("path", [leaf for leaf in leaves(CONTENT) if leaf not in NOT_READ])
def test_whatever_is_read_is_told_when_it_changes(path):
    found = changes(CONTENT, with_another(CONTENT, path))

    assert [len(place.changed) >= 1 for place in found] == [True]


@pytest.mark.parametrize("path", leaves(SHAPED["letter"]))
def test_however_the_letter_is_arranged_is_told_when_it_changes(path):
    [place] = changes(SHAPED, with_another(SHAPED, ("letter", *path)))

    assert (place.title, len(place.changed)) == ("The letter", 1)


def test_the_type_of_the_inspection_is_told_when_it_changes():
    [place] = changes(SHAPED, with_another(SHAPED, ("inspection", "scope_words")))

    assert [each.what for each in place.changed] == ["Type of inspection"]


def test_letters_from_before_there_were_shapes_were_reports_under_the_bodys_name():
    old = contents.content(schema=2)
    plain = contents.letterhead(name=old["body"], address="", accent="#0b0c0c", closing="")
    new = {**old, "schema": 3, "letter": contents.letter("report", letterhead=plain)}

    assert changes(old, new) == []
    [place] = changes(old, {**new, "letter": contents.letter("form", letterhead=plain)})
    assert [(each.what, each.old, each.new) for each in place.changed] == [
        ("Shape", "Report", "Form")
    ]


def test_changes_come_in_the_order_of_reading():
    new = deepcopy(CONTENT)
    new["conclusion"] = new["introduction"] = "Other words."
    new["answers"][0]["text"] = "We count each week."
    new["chief_officer"]["text"] = "We accept most of it."
    new["chief_officer"]["reply"] = ""
    new["due_on"] = "2021-09-10"

    found = changes(CONTENT, new)

    assert titles(found) == [
        "The report and the last day",
        "Introduction",
        "Recommendation 1: Data",
        "Chief officer’s comments",
        "Reply to the chief officer’s comments",
        "Conclusion",
    ]


def test_an_answer_tells_both_readings_of_each_thing():
    new = deepcopy(CONTENT)
    new["answers"][0] |= {
        "position": "no_action",
        "position_words": "No action",
        "reason": "There is no money.",
        "planned_on": None,
    }

    [place] = changes(CONTENT, new)

    assert [(each.what, each.old, each.new) for each in place.changed] == [
        ("Position", "Action under way", "No action"),
        ("Reason", "", "There is no money."),
        ("Planned for", "1 December 2021", ""),
    ]


def test_a_figure_reads_in_words():
    new = deepcopy(CONTENT)
    new["answers"][0]["figures"][0]["value"] = "35"

    [place] = changes(CONTENT, new)

    assert [(each.what, each.old, each.new) for each in place.changed] == [
        (
            "Figure: Cases with an adviser",
            "34 cases, for the twelve months to 31 March 2021",
            "35 cases, for the twelve months to 31 March 2021",
        )
    ]


def test_two_figures_of_one_name_are_told_apart():
    old = deepcopy(CONTENT)
    old["answers"][0]["figures"] = [dict(FIGURE), dict(FIGURE, value="7")]
    new = deepcopy(old)
    new["answers"][0]["figures"][1]["value"] = "8"

    [place] = changes(old, new)

    assert [each.what for each in place.changed] == ["Figure: Cases with an adviser (2)"]


def test_content_from_before_there_were_figures_can_be_compared():
    old = deepcopy(CONTENT)
    old["schema"] = 1
    del old["answers"][0]["figures"]

    [place] = changes(old, CONTENT)

    assert [(each.what, each.old) for each in place.changed] == [
        ("Figure: Cases with an adviser", ""),
        ("Figure: Cases with an adviser, note", ""),
    ]


def test_recommendations_that_came_and_went_are_named():
    new = deepcopy(CONTENT)
    new["answers"] = [dict(ANSWER, number="2", heading="Training")]

    found = changes(CONTENT, new)

    assert titles(found) == ["Recommendation 2: Training", "Recommendation 1: Data"]
    assert "was not in the report" in found[0].note
    assert "no longer in the report" in found[1].note


def test_an_answer_that_says_nothing_is_still_named_when_it_comes():
    silent = dict.fromkeys(ANSWER, "") | {
        "number": "2",
        "planned_on": None,
        "is_summary": False,
        "is_for_police": False,
        "figures": [],
    }
    new = deepcopy(CONTENT)
    new["answers"].append(silent)

    assert [bool(place.note) for place in changes(CONTENT, new)] == [True]


def test_comments_that_came_since_are_told():
    old = deepcopy(CONTENT)
    old["chief_officer"] = None

    found = changes(old, CONTENT)

    assert titles(found) == ["Chief officer’s comments", "Reply to the chief officer’s comments"]


def test_how_lines_end_is_no_change():
    old, new = deepcopy(CONTENT), deepcopy(CONTENT)
    old["introduction"], new["introduction"] = "One.\r\n\r\nTwo.", "One.\n\nTwo."

    assert changes(old, new) == []


def test_who_signed_and_the_number_of_the_version_are_no_change():
    signed = {
        **CONTENT,
        "version": 2,
        "signature": {"name": "Sam", "office": "PCC", "dated_on": "2021-08-20"},
    }

    assert changes(signed, CONTENT) == []
