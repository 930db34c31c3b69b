import pytest

from responses.models import SignedAnswer
from tests import factories as make


@pytest.fixture
def published(inspection):
    return make.ResponseFactory(inspection=inspection, answers=True, published=True)


def test_published_of_has_what_is_published_of_one_inspection(inspection, published):
    make.ResponseFactory(answers=True, published=True)

    found = SignedAnswer.objects.published_of(inspection.pk)

    assert {answer.version_id for answer in found} == {published.published_version_id}
    assert len(found) == inspection.recommendations.count()


def test_published_of_has_nothing_that_is_only_signed(inspection, published):
    published.reopen(by=make.UserFactory(), at=make.NOON, reason="A mistake")
    later = make.sign_version(published)

    found = SignedAnswer.objects.published_of(inspection.pk)

    assert later.answers.exists()
    assert later not in [answer.version for answer in found]


def test_published_of_has_nothing_of_an_inspection_that_nobody_may_read(inspection, published):
    type(inspection).objects.filter(pk=inspection.pk).update(released_at=None, released_by=None)

    assert not SignedAnswer.objects.published_of(inspection.pk).exists()
