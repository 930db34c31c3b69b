from datetime import date

import pytest
from django.urls import reverse

from reports.force_open.papers import papers_html
from tests import factories as make
from tests import oversight

ADDRESS = "/forces/cheshire/open/"


@pytest.mark.parametrize("person", ["drafter", "signatory", "contact"])
def test_my_force_leads_to_the_page_of_the_own_force(sign_in, cheshire, cumbria, person):
    page = sign_in(getattr(cheshire, person)).get("/my-force/")

    assert page.url == ADDRESS


def test_my_force_leads_who_works_for_none_to_the_list(sign_in, inspector, cheshire):
    assert sign_in(inspector).get("/my-force/").url == "/forces/"


@pytest.mark.parametrize("address", [ADDRESS, "/forces/cheshire/pack/"])
@pytest.mark.parametrize("person", ["drafter", "signatory", "contact"])
def test_the_menu_marks_the_pages_of_the_own_force(sign_in, cheshire, person, address):
    page = sign_in(getattr(cheshire, person)).get(address).text

    assert page.count('aria-current="true"') == 1
    assert 'href="/my-force/" aria-current="true"' in page


def test_the_menu_marks_for_an_inspector_that_it_is_one_of_the_forces(sign_in, inspector, cheshire):
    page = sign_in(inspector).get(ADDRESS).text

    assert page.count('aria-current="true"') == 1
    assert 'href="/forces/" aria-current="true"' in page


def test_the_page_of_another_force_is_not_found(sign_in, cumbria, carried_out):
    assert sign_in(cumbria.contact).get(ADDRESS).status_code == 404


def test_the_page_says_how_many_there_are(sign_in, cheshire, carried_out):
    page = sign_in(cheshire.contact).get(ADDRESS).content.decode()

    assert "8 recommendations are open and 1 is closed: 9 in all" in page
    assert "Open: 8 of 9" in page


def test_the_page_says_that_a_choice_is_none(sign_in, cheshire, carried_out):
    page = sign_in(cheshire.contact).get(ADDRESS, {"inspection": "withdrawn"}).text

    assert "There is a problem" in page
    assert page.count("Select something under “Inspection” from the list") == 2
    assert "Open: 8 of 9" in page


def test_what_slipped_says_what_became_of_the_date_and_why(sign_in, cheshire, carried_out):
    page = sign_in(cheshire.contact).get(ADDRESS, {"show": "slipped"}).content.decode()

    assert "First said 1 September 2021, moved once" in page
    assert "1 September 2021 became 1 December 2021: The trainer left." in page


def test_a_date_that_was_given_up_says_so(sign_in, cheshire, asked, say):
    say(asked[0], as_at=date(2021, 8, 1), next_on=date(2021, 8, 10))
    say(asked[0], moved_reason="Nobody can tell.")

    page = sign_in(cheshire.contact).get(ADDRESS, {"show": "slipped"}).content.decode()

    assert "10 August 2021 was given up: Nobody can tell." in page


def test_a_date_that_came_forward_before_it_was_put_off_leads_from_one_to_the_next(
    sign_in, cheshire, asked, say
):
    say(asked[0], as_at=date(2021, 8, 1), next_on=date(2021, 12, 1))
    say(asked[0], as_at=date(2021, 8, 10), next_on=date(2021, 9, 1))
    say(asked[0], next_on=date(2021, 11, 1), moved_reason="The trainer left.")
    client = sign_in(cheshire.contact)

    page = client.get(ADDRESS, {"show": "slipped"}).text
    papers = papers_html(cheshire.force, make.actor(cheshire.contact))
    history = client.get(f"/progress/custody/cheshire/{asked[0].number}/").text

    for text in (page, papers):
        first, then, last = (
            text.index(words)
            for words in (
                "First said 1 December 2021, moved once",
                "1 December 2021 brought forward to 1 September 2021",
                "1 September 2021 became 1 November 2021: The trainer left.",
            )
        )
        assert first < then < last
    assert "Next date: 1 September 2021, brought forward from 1 December 2021" in history


def test_what_inspectors_ask_and_think_is_shown(sign_in, cheshire, carried_out):
    page = sign_in(cheshire.contact).get(ADDRESS).content.decode()

    assert "How many cases did you look at?" in page
    assert "reply by 17 September 2021" in page
    assert "Three dip samples bear it out." in page


def test_the_page_leads_to_questions_about_what_is_not_open_too(sign_in, cheshire, carried_out):
    page = sign_in(cheshire.contact).get(ADDRESS)

    assert 'href="/questions/?state=open&amp;force=cheshire"' in page.text


def test_what_is_closed_names_its_evidence_and_both_inspectors(sign_in, cheshire, carried_out):
    closed = next(iter(carried_out["closed"])).closures.get()

    page = sign_in(cheshire.contact).get(ADDRESS, {"show": "closed"}).content.decode()

    assert "Closed on 20 August 2021" in page
    assert f"proposed by {closed.proposed_by} and authorised by {closed.decided_by}" in page
    assert "minutes.pdf" in page


def test_a_closure_that_is_only_proposed_is_not_told(sign_in, cheshire, asked, say):
    oversight.closure(update=say(asked[0]), authorised=False, reason="It looks done to me.")

    page = sign_in(cheshire.contact).get(ADDRESS, {"show": "all"}).content.decode()

    assert "It looks done to me." not in page


def test_who_is_asked_for_an_update_is_the_forces_own_business(sign_in, cheshire, inspector, asked):
    person = make.UserFactory(name="Una Asked")
    oversight.request(force=cheshire.force, recommendation=asked[0], person=person)

    own = sign_in(cheshire.contact).get(ADDRESS).content.decode()
    read = sign_in(inspector).get(ADDRESS).content.decode()

    assert "Una Asked is asked for an update by 3 September 2021" in own
    assert "Una Asked" not in read


def test_a_draft_and_its_evidence_are_not_told(sign_in, cheshire, inspector, asked):
    draft = make.ProgressUpdateFactory(
        recommendation=asked[0], force=cheshire.force, text="Half a thought", draft=True
    )
    oversight.evidence(draft, name="half.pdf")

    for person in (cheshire.contact, inspector):
        page = sign_in(person).get(ADDRESS).content.decode()
        assert "Half a thought" not in page
        assert "half.pdf" not in page


def test_a_force_that_nothing_is_asked_of_is_told_so(sign_in, cheshire):
    page = sign_in(cheshire.contact).get(ADDRESS).content.decode()

    assert "No published inspection asks anything of this force yet." in page


def test_the_list_goes_on_on_a_second_page(sign_in, cheshire, asked):
    make.RecommendationFactory.create_batch(20, inspection=asked[0].inspection)

    page = sign_in(cheshire.contact).get(ADDRESS, {"page": 2}).content.decode()

    assert "Open: 29 of 29" in page
    assert page.count('class="app-entry"') == 14


@pytest.mark.parametrize("count", [1, 3])
def test_the_queries_do_not_grow_with_the_rows(
    sign_in, cheshire, say, django_assert_num_queries, count
):
    inspection = make.InspectionFactory(forces=[cheshire.force])
    for recommendation in make.RecommendationFactory.create_batch(count, inspection=inspection):
        draft = make.ProgressUpdateFactory(
            recommendation=recommendation, force=cheshire.force, draft=True
        )
        oversight.evidence(draft)
        draft.submit(by=cheshire.contact, at=make.NOON)
        oversight.question(update=draft)
        oversight.assessment(update=draft)
        oversight.request(force=cheshire.force, recommendation=recommendation)
    client = sign_in(cheshire.contact)
    client.get(ADDRESS)

    with django_assert_num_queries(6):
        client.get(ADDRESS)


def test_the_queries_are_the_same_where_there_is_nothing_to_tell(
    sign_in, cheshire, asked, django_assert_num_queries
):
    client = sign_in(cheshire.contact)
    client.get(ADDRESS)

    with django_assert_num_queries(6):
        client.get(ADDRESS)


@pytest.mark.parametrize("number", ["4", "AFI 2 (b)", "1.2-3"])
def test_each_leads_to_its_history(sign_in, cheshire, number):
    inspection = make.InspectionFactory(forces=[cheshire.force])
    make.RecommendationFactory(inspection=inspection, number=number)

    page = sign_in(cheshire.contact).get(ADDRESS)

    args = [inspection.slug, cheshire.force.slug, number]
    assert f'href="{reverse("progress_history", args=args)}"' in page.text


@pytest.mark.parametrize(
    ("person", "words"),
    [("drafter", "Update what is open"), ("signatory", "Read every update of what is open")],
)
def test_the_forces_own_people_are_led_to_the_round(sign_in, cheshire, asked, person, words):
    page = sign_in(getattr(cheshire, person)).get(ADDRESS).text

    assert f'href="/progress/round/cheshire/">{words}</a>' in page


def test_an_inspector_is_not_led_to_the_round(sign_in, inspector, cheshire, asked):
    assert "/progress/round/" not in sign_in(inspector).get(ADDRESS).text


def test_the_page_of_the_force_leads_to_what_it_has_open(sign_in, inspector, cheshire):
    assert f'href="{ADDRESS}"' in sign_in(inspector).get("/forces/cheshire/").text
