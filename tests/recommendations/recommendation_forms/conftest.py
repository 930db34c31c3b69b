"""The pages on which administrators enter recommendations."""

import pytest

from tests import factories as make

NEW = "/inspections/secret/recommendations/new/"
EDIT = "/inspections/secret/recommendations/2/edit/"
DELETE = "/inspections/secret/recommendations/2/delete/"
TEXT = "Police forces should do this now. The Home Office should pay for it."


@pytest.fixture
def ada(sign_in, administrator):
    """The browser of an inspectorate administrator."""
    return sign_in(administrator)


@pytest.fixture
def police(db):
    return make.AddresseeFactory(slug="police-forces")


@pytest.fixture
def home_office(db):
    return make.AddresseeFactory(slug="home-office")


@pytest.fixture
def secret(police):
    """An inspection being set up, with recommendations 1, 2 and 3."""
    inspection = make.InspectionFactory(embargoed=True, slug="secret")
    make.RecommendationFactory.create_batch(3, inspection=inspection)
    return inspection


def typed(*parts, **changes):
    """What is posted for recommendation 4; each part is a (text, addressee, timescale)."""
    fields = {
        "number": "4",
        "heading": "Do and pay",
        "kind": "recommendation",
        "wording": "official",
        "text": TEXT,
        "place": "4",
        "parts": len(parts),
    }
    for n, (text, addressee, timescale) in enumerate(parts, start=1):
        fields[f"part{n}-text"] = text
        fields[f"part{n}-timescale"] = timescale
        if addressee:
            fields[f"part{n}-addressees"] = [addressee.pk]
    return fields | changes


def order(inspection):
    return list(inspection.recommendations.in_order().values_list("number", flat=True))
