"""What the database refuses because it does not fit together."""

from datetime import date

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from forces.models import PolicingBody
from recommendations.models import CurrentProgress
from responses.models import Answer, Response, SignedAnswer
from tests import factories as make
from tests.world import make_world


def test_answer_to_a_recommendation_of_another_inspection_is_refused(db):
    response, other = make.ResponseFactory(), make.RecommendationFactory()

    with pytest.raises(DatabaseError, match="belongs to a recommendation of its inspection"):
        make.AnswerFactory(response=response, recommendation=other)


def test_answer_moved_to_another_inspection_is_refused(db):
    world = make_world()
    other = make.RecommendationFactory()

    with (
        pytest.raises(DatabaseError, match="belongs to a recommendation of its inspection"),
        transaction.atomic(),
    ):
        Answer.objects.filter(response=world.response).update(recommendation=other)


def test_signed_answers_and_comments_are_of_their_inspection_too(db):
    world = make_world()
    other = make.RecommendationFactory()
    of_another = "belongs to a recommendation of its inspection"

    with pytest.raises(DatabaseError, match=of_another), transaction.atomic():
        SignedAnswer.objects.create(version=world.version, recommendation=other)
    with pytest.raises(DatabaseError, match=of_another), transaction.atomic():
        world.response.officer_comments.create(recommendation=other, text="x")
    with pytest.raises(DatabaseError, match=of_another), transaction.atomic():
        Answer.objects.filter(response=world.response).update(
            position="answered_with", answered_with=other
        )


def test_a_response_shows_a_published_version_of_its_own(db):
    inspection = make.InspectionFactory()
    response = make.ResponseFactory(inspection=inspection)
    signed = make.sign_version(make.ResponseFactory(inspection=inspection))
    own = make.sign_version(response)
    theirs = make.ResponseFactory(inspection=inspection, published=True).published_version

    for version in (signed, own, theirs):
        with (
            pytest.raises(DatabaseError, match="shows a published version of its own"),
            transaction.atomic(),
        ):
            Response.objects.filter(pk=response.pk).update(
                published_version=version, published_on=make.TODAY
            )


def test_current_progress_is_an_update_that_the_force_submitted(db):
    current = make.ProgressUpdateFactory()
    draft = make.ProgressUpdateFactory(
        draft=True, recommendation=current.recommendation, force=current.force
    )
    other = make.ProgressUpdateFactory(recommendation=current.recommendation)
    CurrentProgress.objects.filter(update=other).delete()

    for wrong in (draft, other):
        with (
            pytest.raises(DatabaseError, match="is an update it submitted"),
            transaction.atomic(),
        ):
            CurrentProgress.objects.filter(force=current.force).update(update=wrong)


@pytest.mark.parametrize(
    ("starts", "ends"),
    [
        (None, None),
        (date(2012, 11, 22), None),
        (date(2021, 5, 6), date(2021, 5, 6)),
        (None, date(2021, 5, 6)),
    ],
)
def test_force_has_one_body_at_a_time(db, starts, ends):
    force = make.ForceFactory()
    make.PolicingBodyFactory(force=force, valid_from=date(2021, 5, 6), valid_to=date(2024, 5, 8))

    with pytest.raises(IntegrityError, match="policing_body_one_at_a_time"), transaction.atomic():
        make.PolicingBodyFactory(force=force, valid_from=starts, valid_to=ends)


def test_force_may_have_one_body_after_another(db):
    force = make.ForceFactory()
    make.PolicingBodyFactory(force=force, valid_from=date(2021, 5, 6), valid_to=date(2024, 5, 8))

    make.PolicingBodyFactory(force=force, valid_from=None, valid_to=date(2021, 5, 5))
    make.PolicingBodyFactory(force=force, valid_from=date(2024, 5, 9), valid_to=None)

    assert PolicingBody.objects.filter(force=force).count() == 3


def test_an_inspection_does_not_follow_up_itself(db):
    inspection = make.InspectionFactory()
    inspection.follows_up = inspection

    with pytest.raises(IntegrityError, match="inspection_does_not_follow_itself"):
        inspection.save()


def test_a_recommendation_takes_up_only_one_of_the_inspection_followed_up(db):
    earlier, stranger = make.RecommendationFactory(), make.RecommendationFactory()
    later = make.InspectionFactory(follows_up=earlier.inspection)

    made = make.RecommendationFactory(inspection=later, follows_up=earlier)
    with pytest.raises(DatabaseError), transaction.atomic():
        make.RecommendationFactory(inspection=later, follows_up=stranger)

    assert list(later.recommendations.all()) == [made]
