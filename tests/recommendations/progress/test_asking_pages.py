"""The page on which somebody is asked for updates."""

from datetime import date, timedelta

import pytest

from recommendations.models import UpdateRequest
from tests import factories as make
from tests import oversight
from tests.recommendations.progress.conftest import day

ASK = "/progress/round/cheshire/ask/"


def typed(person, *chosen, wanted_by=date(2021, 9, 30), **fields):
    name = getattr(person, "pk", person)
    return {"person": name, "chosen": [each.pk for each in chosen], **fields} | day(
        "wanted_by", wanted_by
    )


def test_asking_names_a_person_and_a_day_for_what_is_chosen(drafter, cheshire, asked):
    page = drafter.post(ASK, typed(cheshire.contact, asked[1]), follow=True)

    made = UpdateRequest.objects.get()
    assert (made.recommendation, made.force) == (asked[1], cheshire.force)
    assert (made.person, made.wanted_by) == (cheshire.contact, date(2021, 9, 30))
    assert (made.asked_by, made.asked_at) == (cheshire.drafter, make.NOON)
    assert "is asked to update 1 recommendation by 30 September 2021" in page.text


def test_asking_starts_with_the_end_of_the_quarter(drafter, asked):
    assert drafter.get(ASK).context["form"]["wanted_by"].value() == date(2021, 9, 30)


def test_asking_offers_the_people_who_may_write_updates(drafter, cheshire, asked):
    people = dict(drafter.get(ASK).context["form"].fields["person"].choices)

    assert set(people) == {"", str(cheshire.contact.pk), str(cheshire.drafter.pk), "nobody"}


def test_asking_everything_takes_what_is_on_other_pages_too(drafter, cheshire, concerned):
    make.RecommendationFactory.create_batch(25, inspection=concerned)

    drafter.post(ASK, typed(cheshire.contact, everything="on"))

    assert UpdateRequest.objects.count() == 27


def test_asking_nobody_ends_what_was_asked(drafter, cheshire, asked):
    made = oversight.request(force=cheshire.force, recommendation=asked[0])

    drafter.post(ASK, typed("nobody", asked[0]))

    made.refresh_from_db()
    assert made.ended_at == make.NOON


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"chosen": []}, "Select at least one recommendation"),
        ({"person": ""}, "Select who is asked"),
        (day("wanted_by", make.TODAY - timedelta(days=1)), "must be today or in the future"),
    ],
)
def test_asking_says_what_is_wrong_and_asks_nobody(drafter, cheshire, asked, fields, sentence):
    page = drafter.post(ASK, typed(cheshire.contact, asked[0]) | fields)

    assert sentence in page.text
    assert "<title>Error: " in page.text
    assert not UpdateRequest.objects.exists()


def test_asking_takes_only_what_is_open_of_the_force(drafter, cheshire, asked):
    oversight.closure(force=cheshire.force, recommendation=asked[0])
    other = make.RecommendationFactory()

    for each in (asked[0], other):
        page = drafter.post(ASK, typed(cheshire.contact, each))

        assert "Select at least one recommendation from the list" in page.text
    assert not UpdateRequest.objects.exists()


def test_asking_is_not_for_those_who_may_only_read_nor_for_others(
    sign_in, cheshire, cumbria, inspector, asked
):
    refused = sign_in(cheshire.signatory).post(ASK, typed(cheshire.contact, asked[0]))

    assert refused.status_code == 403
    for person in (cumbria.drafter, cumbria.contact, inspector):
        assert sign_in(person).get(ASK).status_code == 404
    assert not UpdateRequest.objects.exists()


def test_asking_makes_as_many_queries_for_nine_as_for_two(
    drafter, cheshire, concerned, django_assert_num_queries
):
    oversight.request(
        force=cheshire.force, recommendation=concerned.recommendations.in_order().first()
    )
    drafter.get(ASK)

    with django_assert_num_queries(13):
        drafter.get(ASK)
    for each in make.RecommendationFactory.create_batch(7, inspection=concerned):
        oversight.request(force=cheshire.force, recommendation=each)
    with django_assert_num_queries(13):
        drafter.get(ASK)
