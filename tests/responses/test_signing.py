import pytest

from forces.policies import Refused
from responses.choices import Status
from responses.content import content_of, digest
from responses.models import signing
from tests import factories as make


def test_the_whole_life(cheshire, inspection):
    response = make.ResponseFactory(
        inspection=inspection, body=cheshire.body, drafting=True, answers=True
    )

    signing.send(response, make.actor(cheshire.drafter), at=make.NOON)
    seen = digest(content_of(response))
    version = signing.sign(
        response, make.actor(cheshire.signatory), at=make.NOON, seen=seen, render=lambda c: "x"
    )
    signing.publish(response, make.actor(cheshire.drafter), at=make.NOON)

    response.refresh_from_db()
    assert response.status == Status.PUBLISHED
    assert response.published_version == version
    assert version.answers.count() == 3
    assert [(c.old, c.new) for c in response.changes.order_by("pk")] == [
        ("drafting", "with_commissioner"),
        ("with_commissioner", "signed"),
        ("signed", "published"),
    ]


def test_sign_is_refused_when_the_content_is_not_what_was_seen(cheshire, inspection):
    response = make.ResponseFactory(
        inspection=inspection, body=cheshire.body, with_commissioner=True, answers=True
    )

    with pytest.raises(Refused, match="has changed since"):
        signing.sign(
            response,
            make.actor(cheshire.signatory),
            at=make.NOON,
            seen="0" * 64,
            render=lambda c: "x",
        )

    assert response.versions.count() == 0
