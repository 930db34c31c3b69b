"""What a recommendation in a file may hang on: measures, and what it takes up again."""

import pytest
from django.db import transaction

from forces import reference as forces
from recommendations import inspection_file, reference
from recommendations.models import Inspection
from recommendations.toml_tables import FileProblem
from tests import factories as make

pytestmark = pytest.mark.django_db

HEAD = """\
[inspection]
title = "An inspection of how forces answer the telephone"
short_title = "Answering the telephone"
slug = "telephone"
published_on = 2024-01-01
inspectorates = ["HMICFRS"]
forces = ["cheshire"]
"""
RECOMMENDATION = """
[[recommendations]]
number = "4"
heading = "Answer"
wording = "official"
text = "Forces should answer, and publish how soon."
addressees = ["police-forces"]
"""
MEASURE = """
[[recommendations.measures]]
name = "Calls answered in time"
unit = "per cent"
definition = "Calls answered within ten seconds."

[[recommendations.measures]]
name = "Calls"
unit = "calls"
"""


@pytest.fixture(scope="module", autouse=True)
def _reference(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        forces.load()
        reference.load()
        yield
        transaction.set_rollback(True)


@pytest.fixture
def load(tmp_path):
    def _load(text):
        path = tmp_path / "telephone.toml"
        path.write_text(text)
        return inspection_file.load(path, on=make.TODAY)

    return _load


def test_load_keeps_measures_in_the_order_of_the_file(load):
    inspection = load(HEAD + RECOMMENDATION + MEASURE)

    measures = inspection.recommendations.get().measures.order_by("position")
    assert list(measures.values_list("position", "name", "unit", "definition")) == [
        (1, "Calls answered in time", "per cent", "Calls answered within ten seconds."),
        (2, "Calls", "calls", ""),
    ]


def test_load_links_a_recommendation_to_the_one_it_takes_up_again(load):
    earlier = make.RecommendationFactory(inspection__slug="letters", number="AFI 2")

    inspection = load(HEAD + 'follows_up = "letters"\n' + RECOMMENDATION + 'follows_up = "AFI 2"\n')

    assert inspection.recommendations.get().follows_up == earlier


@pytest.mark.parametrize(
    ("text", "line", "sentence"),
    [
        (
            HEAD + RECOMMENDATION + 'follows_up = "3"\n',
            15,
            "The inspection follows up no other, so nothing in it does",
        ),
        (
            HEAD + 'follows_up = "letters"\n' + RECOMMENDATION + 'follows_up = "3"\n',
            16,
            "Letters inspection has no recommendation 3",
        ),
        (HEAD + RECOMMENDATION + "follows_up = 3\n", 15, "follows_up must be a text in quotes"),
        (
            HEAD + RECOMMENDATION + MEASURE.replace('unit = "calls"\n', ""),
            21,
            "unit is missing",
        ),
        (
            HEAD + RECOMMENDATION + MEASURE.replace("per cent", "per cent of calls" * 3),
            18,
            "unit must be 40 characters or fewer",
        ),
        (
            HEAD + RECOMMENDATION + MEASURE + 'note = "New"\n',
            24,
            "note is not known here. These are: definition, name, unit",
        ),
    ],
)
def test_links_that_are_wrong_are_refused_with_their_line(load, text, line, sentence):
    make.RecommendationFactory(
        inspection__slug="letters", inspection__short_title="Letters inspection", number="1"
    )

    with pytest.raises(FileProblem, match=rf"line {line}: {sentence}"), transaction.atomic():
        load(text)

    assert not Inspection.objects.filter(slug="telephone").exists()
