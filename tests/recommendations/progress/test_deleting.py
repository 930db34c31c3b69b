"""A draft that nobody will submit goes, and what was submitted never does."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction

from forces.policies import Refused
from recommendations.models import Evidence, ProgressUpdate
from recommendations.models.deleting import delete_draft, mark_of
from tests import factories as make
from tests import oversight
from tests.recommendations.progress.conftest import URL, round_of, row

HISTORY = f"{URL}1/"
GO = "Delete the draft"


@pytest.fixture
def draft(cheshire, asked):
    return make.ProgressUpdateFactory(
        draft=True, recommendation=asked[0], force=cheshire.force, text="Half a thought"
    )


@pytest.fixture
def address(draft):
    return f"/updates/{draft.pk}/delete/"


@pytest.fixture
def closed(draft):
    """The draft, of what two inspectors closed after it was saved."""
    oversight.closure(force=draft.force, recommendation=draft.recommendation)
    return draft


def seen_on(page):
    return {"seen": page.context["seen"]}


@pytest.mark.parametrize("person", ["drafter", "contact"])
def test_a_draft_of_what_was_closed_is_deleted_after_asking(
    sign_in, cheshire, closed, address, person
):
    oversight.evidence(closed)
    client = sign_in(getattr(cheshire, person))

    asks = client.get(address)
    assert ProgressUpdate.objects.exists()
    done = client.post(address, seen_on(asks), follow=True)

    assert "Half a thought" in asks.text
    assert "minutes.pdf" in asks.text
    assert "It is deleted with its files and cannot be brought back." in asks.text
    assert done.redirect_chain == [(HISTORY, 302)]
    assert "Draft deleted" in done.text
    assert not ProgressUpdate.objects.exists()
    assert not Evidence.objects.exists()


def test_a_draft_of_what_is_open_is_deleted_too(drafter, draft, address):
    drafter.post(address, seen_on(drafter.get(address)))

    assert not ProgressUpdate.objects.exists()


def test_a_draft_that_holds_the_date_in_the_answer_is_not_deleted(drafter, draft, address):
    draft.answer_promised_on = date(2022, 3, 31)
    draft.save()

    page = drafter.post(address, {"seen": mark_of(draft)})

    assert page.status_code == 403
    assert "holds the date in your published answer, 31 March 2022" in page.text
    assert GO not in drafter.get(HISTORY).text
    assert ProgressUpdate.objects.get() == draft


def test_a_draft_of_what_was_closed_is_deleted_though_it_holds_the_date_in_the_answer(
    drafter, closed, address
):
    closed.answer_promised_on = date(2022, 3, 31)
    closed.save()

    assert GO in drafter.get(HISTORY).text
    assert address in drafter.get(URL).text
    drafter.post(address, seen_on(drafter.get(address)))

    assert not ProgressUpdate.objects.exists()


def test_a_draft_that_holds_the_date_in_the_answer_is_not_emptied_away(drafter, draft, asked):
    draft.answer_promised_on = date(2022, 3, 31)
    draft.save()

    page = drafter.post(URL, round_of(drafter, row(asked[0], state="", text="")))

    assert "The draft on recommendation 1 holds the date in your published answer" in page.text
    assert ProgressUpdate.objects.get() == draft


def test_what_was_submitted_is_never_deleted(drafter, cheshire, draft, address):
    typed = seen_on(drafter.get(address))
    draft.submit(by=cheshire.drafter, at=make.NOON)

    pages = [drafter.get(address), drafter.post(address, typed)]

    assert [page.status_code for page in pages] == [403, 403]
    assert all("it stays and cannot be deleted" in page.text for page in pages)
    assert ProgressUpdate.objects.get() == draft


def test_an_update_that_is_submitted_meanwhile_stays(cheshire, draft):
    seen = mark_of(draft)
    now = ProgressUpdate.objects.get()
    now.submit(by=cheshire.drafter, at=make.NOON)

    with pytest.raises(Refused, match="it stays and cannot be deleted"):
        delete_draft(draft, seen=seen)
    with pytest.raises(DatabaseError), transaction.atomic():
        now.delete()

    assert ProgressUpdate.objects.get().text == "Half a thought"


@pytest.mark.parametrize("what", ["words", "files"])
def test_a_draft_that_changed_since_it_was_read_stays(drafter, draft, address, what):
    typed = seen_on(drafter.get(address))
    if what == "words":
        later = {"text": "A whole one", "written_at": make.NOON + timedelta(minutes=1)}
        ProgressUpdate.objects.update(**later)
    else:
        oversight.evidence(draft)

    page = drafter.post(address, typed)

    assert page.status_code == 403
    assert "This draft has changed since you opened the page." in page.text
    assert ProgressUpdate.objects.exists()


def test_a_draft_that_is_gone_already_is_no_error(draft):
    seen = mark_of(draft)
    ProgressUpdate.objects.all().delete()

    delete_draft(draft, seen=seen)

    assert not ProgressUpdate.objects.exists()


def test_a_draft_is_deleted_by_who_updates_alone(sign_in, cheshire, cumbria, inspector, address):
    found = {
        name: sign_in(person).post(address).status_code
        for name, person in {
            "signatory": cheshire.signatory,
            "other": cumbria.drafter,
            "inspector": inspector,
        }.items()
    }

    assert found == {"signatory": 403, "other": 404, "inspector": 404}
    assert ProgressUpdate.objects.exists()


def test_where_a_draft_is_shown_it_can_be_deleted(drafter, closed, address):
    history, listed = drafter.get(HISTORY).text, drafter.get(URL).text

    assert "It cannot be submitted, because recommendation 1 is closed for this force." in history
    assert f'href="{address}">{GO}' in history
    assert f'href="{address}">{GO}<span' in listed


def test_who_only_reads_a_draft_is_not_led_to_delete_it(sign_in, cheshire, closed):
    client = sign_in(cheshire.signatory)

    for shown in (client.get(HISTORY).text, client.get(URL).text):
        assert "Half a thought" in shown
        assert GO not in shown


def test_the_form_of_a_draft_does_not_lead_to_delete_it(drafter, draft):
    assert GO not in drafter.get(URL).text
    assert "It cannot be submitted" not in drafter.get(HISTORY).text
    assert GO in drafter.get(HISTORY).text
