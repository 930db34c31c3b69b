"""What two inspectors closed for a force takes no more updates of it."""

from datetime import timedelta

import pytest

from forces.policies import Refused
from recommendations.models import CurrentProgress
from tests import factories as make
from tests import oversight

LATER = make.NOON + timedelta(hours=1)


@pytest.fixture
def draft(cheshire, asked):
    return make.ProgressUpdateFactory(draft=True, recommendation=asked[0], force=cheshire.force)


def test_a_closed_recommendation_refuses_an_update(cheshire, draft):
    oversight.closure(update=None, force=draft.force, recommendation=draft.recommendation)

    with pytest.raises(Refused, match="ask the inspectorate to reopen it"):
        draft.submit(by=cheshire.drafter, at=LATER)

    assert not CurrentProgress.objects.exists()


@pytest.mark.parametrize("closing", ["proposed", "reopened", "of another force"])
def test_an_update_is_taken_of_what_is_not_closed_now(cheshire, cumbria, draft, closing):
    values = {"force": cheshire.force, "recommendation": draft.recommendation}
    if closing == "proposed":
        oversight.closure(**values, authorised=False)
    elif closing == "reopened":
        again = {"reopened_reason": "A new case.", "reopened_at": make.NOON}
        oversight.closure(**values, **again, reopened_by=oversight.inspector())
    else:
        oversight.closure(force=cumbria.force, recommendation=draft.recommendation)

    draft.submit(by=cheshire.drafter, at=LATER)

    assert CurrentProgress.objects.get().update == draft
