"""A signed version has one letter in each format: in the shape that was signed, and no other."""

import pytest
from django.db import IntegrityError, transaction

from responses.choices import Format, Shape
from responses.models import Letter
from tests import factories as make


def test_a_version_has_no_second_letter_in_another_shape(cheshire, inspection):
    version = make.sign_version(
        make.ResponseFactory(inspection=inspection, body=cheshire.body, answers=True)
    )
    Letter.queue([version], at=make.NOON)

    with pytest.raises(IntegrityError, match="letter_one_per_format"), transaction.atomic():
        Letter.objects.create(
            version=version, shape=Shape.FORM, format=Format.PDF, changed_at=make.NOON
        )

    assert version.letters.count() == len(Format)
