from datetime import date, timedelta

import pytest

from tests import factories as make
from tests import oversight

LONG_AGO = make.NOON - timedelta(days=200)


@pytest.fixture
def say(cheshire):
    """What Cheshire submits on a recommendation."""

    def _say(recommendation, **values):
        return make.ProgressUpdateFactory(
            recommendation=recommendation,
            force=cheshire.force,
            written_by=cheshire.contact,
            **values,
        )

    return _say


@pytest.fixture
def asked(cheshire):
    """Nine recommendations of an inspection of long ago, which Cheshire has to carry out."""
    inspection = make.InspectionFactory(
        title="An inspection of custody",
        short_title="Custody",
        slug="custody",
        published_on=date(2021, 1, 15),
        released_at=LONG_AGO,
        forces=[cheshire.force],
    )
    return make.RecommendationFactory.create_batch(9, inspection=inspection)


@pytest.fixture
def carried_out(cheshire, asked, say):
    """One recommendation of each sort. The last is about others, as is what is not released."""
    silent, slipped, passed, complete, questioned, wanting, closed, old, reopened = asked
    say(slipped, next_on=date(2021, 9, 1), as_at=date(2021, 7, 1), submitted_at=LONG_AGO)
    say(slipped, next_on=date(2021, 12, 1), moved_reason="The trainer left.")
    say(passed, as_at=date(2021, 7, 1), next_on=date(2021, 8, 19))
    say(complete, state="complete", as_at=date(2021, 2, 1))
    oversight.question(update=say(questioned))
    oversight.assessment(update=say(wanting), verdict="more_evidence")
    draft = make.ProgressUpdateFactory(recommendation=closed, force=cheshire.force, draft=True)
    draft.state = "complete"
    draft.save()
    oversight.evidence(draft, name="minutes.pdf")
    draft.submit(by=cheshire.contact, at=make.NOON)
    oversight.closure(update=draft)
    say(old, as_at=date(2021, 5, 22), submitted_at=LONG_AGO, state="not_started")
    oversight.closure(
        update=say(reopened),
        reopened_reason="It came back.",
        reopened_by=make.UserFactory(),
        reopened_at=make.NOON,
    )
    make.RecommendationFactory(inspection=silent.inspection, for_others=True)
    secret = make.InspectionFactory(embargoed=True, forces=[cheshire.force])
    make.RecommendationFactory(inspection=secret)
    return {
        "open": {*asked} - {closed},
        "slipped": {slipped},
        "passed": {passed},
        "silent": {silent, old},
        "asked": {questioned},
        "wanting": {wanting},
        "finished": {complete},
        "closed": {closed},
        "all": {*asked},
    }
