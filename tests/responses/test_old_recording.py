"""Recording a paper: what the domain refuses, whoever asks, and that it happens once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import pytest
from django.db import connection

from forces.policies import Refused
from responses.choices import CopyTo, Status
from responses.models import OldResponse, Response, SignedVersion
from responses.models.recording import Record, foresee_record, record
from tests import factories as make


@pytest.mark.parametrize(
    ("states", "sentence"),
    [
        ({"published_on": date(2021, 7, 15)}, "16 July 2021 or later"),
        ({"published_on": date(2021, 8, 21)}, "today or in the past"),
        (
            {"published_on": date(2021, 8, 1), "dated": date(2021, 8, 2)},
            "2 August 2021 or later: the paper bears that date",
        ),
        ({"not_before": date(2021, 8, 1)}, "Say how it is known"),
        ({"copies": {CopyTo.INSPECTORS: date(2021, 8, 21)}}, "today or in the past"),
    ],
)
@pytest.mark.parametrize("enter", [record, foresee_record])
def test_record_refuses_days_that_cannot_be(kent, states, sentence, enter):
    paper = Record(OldResponse(modelled_on="a paper"), introduction="Words.", **states)

    with pytest.raises(Refused, match=sentence):
        enter(kent, paper, by=make.UserFactory(), at=make.NOON, render=lambda content: "")

    assert not OldResponse.objects.exists()


def test_foresee_record_tells_what_would_be_and_keeps_nothing(kent):
    paper = Record(
        OldResponse(modelled_on="a paper"),
        introduction="Words.",
        copies={CopyTo.INSPECTORS: date(2021, 8, 1)},
    )

    version = foresee_record(
        kent, paper, by=make.UserFactory(), at=make.NOON, render=lambda content: "<p>Letter</p>"
    )

    assert (version.content["introduction"], version.html) == ("Words.", "<p>Letter</p>")
    assert Response.objects.get(pk=kent.pk).status == Status.NOT_STARTED
    assert not SignedVersion.objects.exists()
    assert not OldResponse.objects.exists()


def test_record_is_refused_when_the_office_began_after_the_response_was_loaded(kent):
    stale = Response.objects.get(pk=kent.pk)
    kent.move_to(Status.DRAFTING, by=make.UserFactory(), at=make.NOON)
    paper = Record(OldResponse(modelled_on="a paper"), introduction="Words.")

    with pytest.raises(Refused, match="being written here"):
        record(stale, paper, by=make.UserFactory(), at=make.NOON, render=lambda content: "")

    assert not OldResponse.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_two_administrators_enter_the_same_response_at_once_and_one_is_told(kent):
    gate, people = Barrier(2), [make.UserFactory(), make.UserFactory()]

    def enter(person):
        paper = Record(OldResponse(modelled_on="a paper"), introduction=person.name)
        response = Response.objects.get(pk=kent.pk)
        gate.wait(timeout=60)
        try:
            record(response, paper, by=person, at=make.NOON, render=lambda content: "<p></p>")
        except Refused as refusal:
            return str(refusal)
        finally:
            connection.close()
        return ""

    with ThreadPoolExecutor(2) as pool:
        told = sorted(pool.map(enter, people))

    assert told == [
        "",
        "This response is entered already. What is in the register does not change.",
    ]
    assert SignedVersion.objects.count() == OldResponse.objects.count() == 1
