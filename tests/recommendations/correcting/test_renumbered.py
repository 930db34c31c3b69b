"""Mails and papers have the number that a recommendation had: it leads to where it is now."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from recommendations.models import Correction, Question
from tests import factories as make
from tests.oversight import assessment


def renumber(recommendation, new, at=make.NOON):
    Correction.objects.create(
        inspection=recommendation.inspection,
        recommendation=recommendation,
        changes=[{"what": "Number", "old": recommendation.number, "new": new}],
        reason="A slip of the pen.",
        by=make.UserFactory(),
        at=at,
    )
    recommendation.number = new
    recommendation.save()


@pytest.fixture
def moved(inspection, cheshire):
    """Recommendation 1, which is 9 now."""
    inspection.forces.add(cheshire.force)
    recommendation = inspection.recommendations.get(number="1")
    make.ProgressUpdateFactory(recommendation=recommendation, force=cheshire.force)
    renumber(recommendation, "9")
    return recommendation


def to(page):
    return page.status_code, page.headers.get("Location")


@pytest.mark.parametrize("query", ["", "?force=cheshire"])
def test_an_old_number_leads_on_with_what_was_asked(sign_in, inspector, moved, query):
    page = sign_in(inspector).get(f"/inspections/rape/recommendations/1/{query}")

    assert to(page) == (302, f"/inspections/rape/recommendations/9/{query}")


@pytest.mark.parametrize(
    "below", ["", "assess/", "close/", "ask/"], ids=["history", "assess", "close", "ask"]
)
def test_it_leads_on_where_progress_is_overseen(sign_in, inspector, moved, below):
    page = sign_in(inspector).get(f"/progress/rape/cheshire/1/{below}")

    assert to(page) == (302, f"/progress/rape/cheshire/9/{below}")


def test_it_leads_on_in_the_public_register(client, moved):
    page = client.get("/register/rape/recommendations/1/")

    assert to(page) == (302, "/register/rape/recommendations/9/")
    assert client.get(page["Location"]).status_code == 200


@pytest.mark.parametrize("below", ["", "history/"])
def test_it_leads_on_in_a_response(sign_in, cheshire, moved, below):
    response = make.ResponseFactory(inspection=moved.inspection, body=cheshire.body, drafting=True)

    page = sign_in(cheshire.drafter).get(f"/responses/{response.pk}/answers/1/{below}")

    assert to(page) == (302, f"/responses/{response.pk}/answers/9/{below}")


def test_it_leads_on_to_the_correcting_of_it(sign_in, administrator, moved):
    page = sign_in(administrator).get("/inspections/rape/recommendations/1/correct/")

    assert to(page) == (302, "/inspections/rape/recommendations/9/correct/")


def test_who_may_not_read_a_page_is_led_nowhere(sign_in, cumbria, cheshire, moved):
    response = make.ResponseFactory(inspection=moved.inspection, body=cheshire.body, drafting=True)
    client = sign_in(cumbria.drafter)

    for address in (
        "/progress/rape/cheshire/1/",
        f"/responses/{response.pk}/answers/1/",
        f"/responses/{response.pk}/answers/1/history/",
    ):
        assert client.get(address).status_code == 404


def test_nobody_learns_of_a_number_without_an_account(client, moved):
    page = client.get("/inspections/rape/recommendations/1/")

    assert page["Location"].startswith("/accounts/login/")


def test_a_number_that_another_has_now_is_that_one_s(client, inspection, moved):
    renumber(inspection.recommendations.get(number="2"), "1")

    page = client.get("/register/rape/recommendations/1/")

    assert page.status_code == 200
    assert "Heading of 2" in page.text


def test_a_number_that_several_had_leads_to_the_one_that_had_it_last(client, inspection, moved):
    second = inspection.recommendations.get(number="2")
    renumber(second, "1", at=make.NOON.replace(hour=12))
    renumber(second, "8", at=make.NOON.replace(hour=13))

    assert to(client.get("/register/rape/recommendations/1/"))[1].endswith("/8/")


def test_numbers_put_back_lead_round_in_no_circle(client, moved):
    renumber(moved, "1", at=make.NOON.replace(hour=12))

    assert client.get("/register/rape/recommendations/1/").status_code == 200
    assert to(client.get("/register/rape/recommendations/9/"))[1].endswith("/1/")


def test_a_number_that_nothing_ever_had_is_not_found(client, moved):
    assert client.get("/register/rape/recommendations/7/").status_code == 404


def test_what_is_sent_to_an_old_number_is_shown_and_can_be_sent_on(sign_in, inspector, moved):
    client = sign_in(inspector)
    asked = {
        "about": f"update-{moved.updates.get().pk}",
        "text": "How many <b>files</b>?\r\n\r\nAnd whose?",
        "reply_by_day": "20",
        "reply_by_month": "9",
        "reply_by_year": "2021",
    }

    page = client.post("/progress/rape/cheshire/1/ask/?about=answer", asked)

    assert page.status_code == 409
    assert "It has the number 9 since it was corrected" in page.text
    assert "How many &lt;b&gt;files&lt;/b&gt;?" in page.text
    assert page.context["address"] == "/progress/rape/cheshire/9/ask/?about=answer"
    assert not Question.objects.exists()

    client.post(page.context["address"], dict(page.context["sent"]))

    made = Question.objects.get()
    assert (made.recommendation, made.text) == (moved, asked["text"])


def test_a_file_that_is_sent_to_an_old_number_is_asked_for_again(sign_in, cheshire, moved):
    about = {"recommendation": moved, "force": cheshire.force}
    make.ProgressUpdateFactory(draft=True, **about)
    sent = {"file": SimpleUploadedFile("minutes.pdf", b"%PDF-1.7 minutes")}

    page = sign_in(cheshire.drafter).post("/progress/rape/cheshire/1/evidence/", sent)

    assert page.status_code == 409
    assert "Choose your file again" in page.text
    assert 'href="/progress/rape/cheshire/9/evidence/"' in page.text


def test_what_is_sent_to_an_old_number_by_who_may_not_read_it_is_not_found(sign_in, cumbria, moved):
    page = sign_in(cumbria.drafter).post("/progress/rape/cheshire/1/ask/", {"text": "Who is it?"})

    assert page.status_code == 404


def test_every_link_of_the_page_it_leads_to_has_the_new_number(sign_in, inspector, moved):
    assessment(update=moved.updates.get())

    page = sign_in(inspector).get("/progress/rape/cheshire/1/", follow=True)

    assert "/progress/rape/cheshire/1/" not in page.text
