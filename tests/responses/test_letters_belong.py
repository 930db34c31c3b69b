"""What the database itself refuses: another's picture in a letter, another's letter in a bundle."""

import pytest
from django.db import DatabaseError, transaction

from responses.choices import Format
from responses.images import checked
from responses.models import Bundle, BundledVersion, Letter, Letterhead, LetterImage, SignatureImage
from tests import factories as make
from tests.pictures import png
from tests.responses.bundling import publish
from tests.responses.letterheads import with_logo, with_signature


def refuses(create, saying, **fields):
    with pytest.raises(DatabaseError, match=saying), transaction.atomic():
        create(**fields)


def test_a_letterhead_shows_no_logo_of_another_body(cheshire, cumbria):
    logo = with_logo(cheshire).logo

    refuses(
        Letterhead.objects.create,
        "a logo of its own body",
        body=cumbria.body,
        logo=logo,
        logo_alt="A stripe",
    )


def test_a_letterhead_shows_no_signature_for_a_logo(cheshire):
    signature = with_signature(cheshire).image

    refuses(
        Letterhead.objects.create,
        "a logo of its own body",
        body=cheshire.body,
        logo=signature,
        logo_alt="A stripe",
    )


@pytest.mark.parametrize("whose", ["a colleague", "a body", "nobody"])
def test_nobody_signs_with_the_picture_of_another(cheshire, cumbria, whose):
    image = with_signature(cheshire).image
    if whose == "nobody":
        image = with_logo(cheshire).logo
    person = cheshire.drafter if whose == "a colleague" else cheshire.signatory
    body = cumbria.body if whose == "a body" else cheshire.body
    SignatureImage.objects.all().delete()

    refuses(
        SignatureImage.objects.create,
        "a picture of their own",
        body=body,
        person=person,
        image=image,
    )


def test_a_picture_of_ones_own_is_taken_in_the_place_of_another(cheshire):
    with_signature(cheshire)
    other = checked(png(colour=(0, 0, 120, 255)))

    SignatureImage.set(cheshire.body, cheshire.signatory, other, at=make.NOON)

    assert SignatureImage.objects.get().image.sha256 == other.sha256
    assert LetterImage.objects.count() == 2


@pytest.fixture
def bundle_of(inspection):
    """Makes a bundle with one version in it, with the letter of that or of another version."""

    def _make(version, letter=None):
        with transaction.atomic():
            bundle = Bundle.objects.create(
                inspection=inspection, asked_by=make.UserFactory(), asked_at=make.NOON, listed=[]
            )
            BundledVersion.objects.create(bundle=bundle, version=version, letter=letter)

    return _make


def test_a_bundle_takes_in_nothing_that_is_not_published(bundle_of, inspection):
    signed = make.sign_version(make.ResponseFactory(inspection=inspection, answers=True))

    refuses(bundle_of, "what is published of its inspection", version=signed)


def test_a_bundle_takes_in_nothing_of_another_inspection(bundle_of):
    other = publish(make.InspectionFactory(slug="other"), "Kent Police", "kent")

    refuses(bundle_of, "what is published of its inspection", version=other)


def test_a_bundle_gives_no_version_the_letter_of_another(bundle_of, inspection):
    version, other = (publish(inspection, f"Force {name}", name) for name in ("a", "b"))
    letter = Letter.objects.create(version=other, format=Format.PDF, changed_at=make.NOON)

    refuses(bundle_of, "its own letter", version=version, letter=letter)
