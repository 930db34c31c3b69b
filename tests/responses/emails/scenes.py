"""How a response can stand. Each takes Cheshire's people and its drafted response."""

from datetime import date, timedelta

from forces.models import Membership
from responses.models import ChiefOfficerComments, Contribution, DueChange
from responses.models.signing import send, send_back
from tests import factories as make
from tests.responses.conftest import actor_of, seven


def part_done(cheshire, response):
    for _ in range(2):
        make.RecommendationFactory(inspection=response.inspection)


def untouched(cheshire, response):
    response.answers.all().delete()
    response.status = "not_started"
    response.save()


def answered(cheshire, response):
    pass


def sent(cheshire, response, day=-20):
    send(response, actor_of(cheshire.drafter, seven(day)), at=seven(day))


def returned(cheshire, response):
    sent(cheshire, response)
    reader = actor_of(cheshire.signatory, seven(-19))
    send_back(response, reader, at=seven(-19), reason="Secret.")


def signed(cheshire, response):
    sent(cheshire, response)
    make.sign_version(response)
    response.changes.create(
        old="with_commissioner", new="signed", by=cheshire.signatory, at=seven(-18)
    )


def without_signatory(cheshire, response):
    Membership.objects.filter(user=cheshire.signatory).update(valid_to=date(2021, 8, 1))


def sent_without_signatory(cheshire, response):
    sent(cheshire, response)
    without_signatory(cheshire, response)


def written_by_all(cheshire, response):
    Contribution.objects.create(response=response, number=1, by=cheshire.signatory)
    sent(cheshire, response)


def written_by_one(cheshire, response):
    make.MembershipFactory(signatory=True, body=cheshire.body)
    written_by_all(cheshire, response)


def without_drafter(cheshire, response):
    Membership.objects.filter(user=cheshire.drafter).update(valid_to=date(2021, 7, 20))


def wanted(response, day):
    ChiefOfficerComments.objects.create(
        response=response,
        invited_on=date(2021, 7, 20),
        wanted_by=make.DUE_ON + timedelta(days=day),
    )


def move(response, new, *, old=make.DUE_ON, day=-10):
    DueChange.objects.create(
        response=response,
        old=old,
        new=new,
        reason="The report came\nout later.",
        by=make.UserFactory(),
        at=seven(day),
    )
    response.due_on = new
    response.save()
