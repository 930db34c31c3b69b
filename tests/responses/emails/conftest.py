from datetime import timedelta

import pytest

from responses import emails
from responses.models import Mail
from responses.models.planning import make_round
from tests import factories as make
from tests.responses.conftest import seven


@pytest.fixture
def mail_to():
    """The mail to a person on a day, counted from 9 September 2021."""

    def _mail_to(user, day):
        on = make.DUE_ON + timedelta(days=day)
        make_round(on=on, at=seven(day))
        return emails.digest(Mail.objects.filter(recipient=user).latest("pk"), on=on)

    return _mail_to
