"""A real worker is killed while it makes a file of a draft: it is found, and made all the same."""

from datetime import timedelta

import pytest

from responses.choices import LetterState, Shape
from responses.models import DraftLetter
from tests import factories as make
from tests.workers import Worker

LONG = "<h2>Heading</h2>" + "<p>Officers are trained.</p>" * 2000  # some seconds of work
LATER = (make.NOON + timedelta(minutes=20)).isoformat()  # by then it counts as lost


@pytest.fixture
def worker(environment, tmp_path):
    worker = Worker(environment, tmp_path / "log")
    yield worker
    worker.kill()


@pytest.fixture
def draft(transactional_db, cheshire, inspection):
    response = make.ResponseFactory(inspection=inspection, body=cheshire.body, drafting=True)
    return make.DraftLetterFactory(response=response, html=LONG)


@pytest.fixture
def making(broker, worker, draft):
    """The draft, in the midst of its making."""
    worker.start(make.NOON.isoformat())
    broker.put("responses.tasks.render_draft", draft_id=draft.pk)
    worker.wait_until(lambda: state_of(draft) == LetterState.RENDERING)
    return draft


def state_of(draft):
    draft.refresh_from_db()
    return draft.state


@pytest.mark.slow
@pytest.mark.parametrize("is_redis_lost", [False, True])
def test_a_draft_of_a_killed_worker_is_found_and_made(
    broker, worker, making, sign_in, cheshire, is_redis_lost
):
    worker.kill()
    page = sign_in(cheshire.drafter).get(f"/responses/{making.response_id}/drafts/")
    assert (state_of(making), making.attempts) == (LetterState.RENDERING, 1)
    assert b"Report (PDF): being made" in page.content
    if is_redis_lost:
        broker.redis.flushall()

    worker.wait_until(lambda: broker.is_alone)
    worker.start(LATER)
    broker.put("responses.tasks.retry_letters")
    worker.wait_until(lambda: state_of(making) == LetterState.READY)

    assert making.attempts == 2
    assert bytes(making.content).startswith(b"%PDF")


@pytest.mark.slow
def test_a_draft_of_a_killed_child_waits_until_it_counts_as_lost(broker, worker, making):
    """Its parent, which lives, hands the task out again at once: that must not make it twice."""
    worker.kill_child()

    worker.wait_until(lambda: broker.is_empty)

    assert (state_of(making), making.attempts) == (LetterState.RENDERING, 1)


@pytest.mark.slow
def test_a_draft_asked_for_again_does_not_wait_for_what_was_lost(broker, worker, making):
    worker.kill_child()
    response, number = making.response, making.pk
    making.delete()
    again = make.DraftLetterFactory(response=response, html="<p>Draft</p>", shape=Shape.REPORT)

    broker.put("responses.tasks.render_draft", draft_id=again.pk)
    worker.wait_until(lambda: state_of(again) == LetterState.READY)

    assert list(DraftLetter.objects.values_list("pk", flat=True)) == [again.pk]
    assert number != again.pk
