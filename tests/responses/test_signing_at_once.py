"""Two people decide on one response at the same moment, each over a connection of their own."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from forces.policies import Refused
from responses.choices import Status
from responses.content import content_of, digest
from responses.models import Response, signing
from tests import factories as make

pytestmark = pytest.mark.django_db(transaction=True)

SIGNED, RETURNED = "Signed", "Returned"


@pytest.fixture
def deputy(cheshire):
    return make.MembershipFactory(
        signatory=True, body=cheshire.body, office="Deputy Police and Crime Commissioner"
    ).user


def sign(response, person, seen):
    make.sign(response, make.actor(person), seen=seen)
    return SIGNED


def send_back(response, person, seen):
    signing.send_back(response, make.actor(person), at=make.NOON, reason="Say more.")
    return RETURNED


def at_once(pk, *decisions):
    """What each of two people is told, who loaded the same page and press at the same moment."""
    together = Barrier(len(decisions))

    def decide(decision):
        do, person = decision
        try:
            response = Response.objects.select_related("inspection", "body__force").get(pk=pk)
            seen = digest(content_of(response))
            together.wait(timeout=60)
            return do(response, person, seen)
        except Refused as refusal:
            return str(refusal)
        finally:
            connection.close()

    with ThreadPoolExecutor(len(decisions)) as pool:
        return list(pool.map(decide, decisions))


def test_of_two_signatures_at_once_one_wins_and_the_other_is_told(cheshire, deputy, sent):
    told = at_once(sent.pk, (sign, cheshire.signatory), (sign, deputy))

    assert sorted(told, key=len) == [
        SIGNED,
        "This response is signed: there is nothing to sign or return.",
    ]
    assert sent.versions.count() == 1
    assert sent.changes.filter(new=Status.SIGNED).count() == 1


def test_of_a_signature_and_a_return_at_once_one_wins(cheshire, deputy, sent):
    told = at_once(sent.pk, (sign, cheshire.signatory), (send_back, deputy))

    sent.refresh_from_db()
    won, lost = sorted(told, key=len)
    if won == SIGNED:
        assert (sent.status, sent.versions.count()) == (Status.SIGNED, 1)
        assert "is signed" in lost
    else:
        assert (won, sent.status, sent.versions.count()) == (RETURNED, Status.DRAFTING, 0)
        assert "is being drafted" in lost
    assert sent.changes.exclude(new=Status.WITH_COMMISSIONER).count() == 1


def test_of_two_returns_at_once_one_wins(cheshire, deputy, sent):
    told = at_once(sent.pk, (send_back, cheshire.signatory), (send_back, deputy))

    won, lost = sorted(told, key=len)
    assert won == RETURNED
    assert "is being drafted" in lost
    assert sent.changes.filter(new=Status.DRAFTING).count() == 1
