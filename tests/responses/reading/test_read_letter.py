import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from tests import factories as make
from tests.responses.reading.conftest import LETTERS

KEYS = [
    "published_on",
    "signed_on",
    "signatory",
    "statute_cited",
    "chief_officer_comments",
    "body_comments",
    "answers",
    "unplaced",
]


@pytest.fixture
def property_inspection(db):
    inspection = make.InspectionFactory(slug="lost-and-kept", title="Lost and kept")
    make.RecommendationFactory(
        inspection=inspection,
        number="6",
        text="Immediately, chief constables should stop the destruction of property whose owner is "
        "known, unless the owner has been told in writing and has had 28 days to answer.",
    )
    return inspection


def run(*arguments):
    out = StringIO()
    call_command("read_letter", *arguments, stdout=out)
    return out.getvalue()


def test_read_letter_prints_json_with_these_keys_and_null_for_the_unknown(property_inspection):
    file = LETTERS / "two_dates.txt"

    printed = json.loads(run(str(file), "--inspection", "lost-and-kept", "--format", "json"))

    assert list(printed) == KEYS
    assert printed["signed_on"] is None
    assert printed["chief_officer_comments"] is None
    assert printed["answers"] == [
        {
            "number": "6",
            "local_number": None,
            "quoted": property_inspection.recommendations.get().text,
            "answer": "Since 5 April 2024 nothing has been destroyed.",
            "confidence": "sure",
        }
    ]


def test_read_letter_prints_for_people_when_not_told_otherwise(property_inspection):
    printed = run(str(LETTERS / "shifted.txt"), "--inspection", "lost-and-kept")

    assert "Signed on: 14 May 2024" in printed
    assert "Recommendation 6, in the letter 3: sure" in printed


def test_read_letter_stores_nothing(property_inspection):
    run(str(LETTERS / "shifted.txt"), "--inspection", "lost-and-kept")

    assert not make.ResponseFactory._meta.model.objects.exists()


@pytest.mark.parametrize(
    ("file", "slug", "sentence"),
    [
        ("shifted.txt", "nothing", "There is no inspection nothing"),
        ("missing.txt", "lost-and-kept", "cannot be read: No such file"),
        ("", "lost-and-kept", "cannot be read: Is a directory"),
    ],
)
def test_read_letter_refuses_with_a_sentence_and_status_2(
    property_inspection, file, slug, sentence
):
    with pytest.raises(CommandError, match=sentence) as refused:
        run(str(LETTERS / file), "--inspection", slug)

    assert refused.value.returncode == 2


def test_read_letter_refuses_a_file_that_is_no_letter(property_inspection, tmp_path):
    file = tmp_path / "letter.doc"
    file.write_bytes(b"\xd0\xcf\x11\xe0")

    with pytest.raises(CommandError, match="old kind") as refused:
        run(str(file), "--inspection", "lost-and-kept")

    assert refused.value.returncode == 2
