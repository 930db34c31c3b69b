from datetime import date

import pytest

import forces.reference
import recommendations.reference
from responses.choices import CopyTo, SentBy
from responses.demo import world
from responses.models import Copy, CopyAddress, CopyMail, Publication


@pytest.mark.django_db
def test_copies_in_the_demonstration_are_sent_by_the_offices_and_nobody_is_mailed(settings):
    settings.DEMO = True
    forces.reference.load()
    recommendations.reference.load()
    CopyAddress.objects.create(to=CopyTo.INSPECTORS, email="real@inspectorate.example")

    world.make(seed=1, on=date(2026, 11, 22))

    sent = Copy.objects.exclude(sent_on__isnull=True)
    assert Copy.objects.count() == 2 * Publication.objects.count()
    assert 0 < Copy.objects.unsent().count() < sent.count()
    assert not sent.filter(sent_how=SentBy.SERVICE).exists()
    assert not CopyMail.objects.exists()
