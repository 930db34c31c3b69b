import pytest

from responses.choices import Status
from responses.models import ChiefOfficerComments, OfficerDraft, Unsaved
from responses.models.comments import comments_of
from responses.models.handing_over import give_back
from responses.models.officer import draft_of, mark_of_draft, texts_of
from responses.models.responses import Response
from tests import factories as make
from tests.responses.pages import words

SECRET = "zebra"
PAGE = "/comments/rape/cheshire/"
HAND_OVER = f"{PAGE}hand-over/"


@pytest.fixture
def response(cheshire, inspection):
    return make.ResponseFactory(inspection=inspection, body=cheshire.body)


@pytest.fixture
def first(inspection):
    return inspection.recommendations.get(number="1")


def mark(response):
    draft = draft_of(response)
    return mark_of_draft(draft, texts_of(draft))


def typed(response, **changes):
    return {
        "seen": mark(response),
        "comes_from": "Chief Constable Ann Lee",
        "text": "We accept the report.",
        **changes,
    }


def handed_over(client, response):
    client.post(PAGE, typed(response))
    return client.post(HAND_OVER, {"seen": mark(response)})


def test_comments_are_saved_in_general_and_on_a_recommendation(sign_in, cheshire, response, first):
    page = sign_in(cheshire.contact).post(
        PAGE, typed(response, **{f"on_{first.pk}": "All nine."}), follow=True
    )

    draft = OfficerDraft.objects.get()
    assert (draft.comes_from, draft.text) == ("Chief Constable Ann Lee", "We accept the report.")
    assert texts_of(draft) == {first.pk: "All nine."}
    assert "Comments saved. Only contacts of your force see them" in words(page.content.decode())


def test_comments_save_themselves_as_they_are_typed(sign_in, cheshire, response):
    page = sign_in(cheshire.contact).post(PAGE, typed(response, autosave="yes"))

    assert "Saved at midday" in page.content.decode()
    assert draft_of(response).text == "We accept the report."


def test_the_page_has_the_words_of_each_recommendation(sign_in, cheshire, response):
    html = sign_in(cheshire.contact).get(PAGE).content.decode()

    for each in response.inspection.recommendations.all():
        assert each.text in html
        assert f"On {each.in_a_sentence}: {each.heading}" in html


@pytest.mark.parametrize("more", [0, 5])
def test_the_page_asks_as_often_for_many_recommendations(
    sign_in, cheshire, response, django_assert_num_queries, more
):
    for _ in range(more):
        make.RecommendationFactory(inspection=response.inspection)
    client = sign_in(cheshire.contact)

    with django_assert_num_queries(9):
        client.get(PAGE)


def test_comments_may_be_written_before_anybody_asks_for_them(sign_in, cheshire, response):
    html = sign_in(cheshire.contact).get(PAGE).content.decode()

    assert "Not asked for yet" in html
    assert 'name="text"' in html


def test_the_page_says_by_when_they_are_wanted(sign_in, cheshire, response):
    ChiefOfficerComments.objects.create(
        response=response, invited_on=make.TODAY, wanted_by=make.DUE_ON
    )

    assert "Wanted by Thursday 9 September 2021" in (
        sign_in(cheshire.contact).get(PAGE).content.decode()
    )


def test_what_a_colleague_saved_meanwhile_is_not_overwritten(sign_in, cheshire, response):
    client = sign_in(cheshire.contact)
    seen = mark(response)
    client.post(PAGE, typed(response, text="Theirs"))

    page = client.post(PAGE, typed(response, text="Mine", seen=seen), follow=True)

    html = page.content.decode()
    assert draft_of(response).text == "Theirs"
    assert "choose between two versions" in html
    assert f'href="/responses/{response.pk}/"' not in html  # the office's page


def test_what_was_typed_in_a_session_that_ended_is_there_after_signing_in_again(
    sign_in, cheshire, response
):
    client = sign_in(cheshire.contact)
    writer = client.get(PAGE).context["form"]["writer"].value()
    client.logout()

    page = client.post(PAGE, typed(response, text="Typed too late", writer=writer))

    assert page.url == f"/accounts/login/?next={PAGE}"
    assert draft_of(response).pk is None
    assert "Typed too late" in sign_in(cheshire.contact).get(PAGE).content.decode()


def test_saving_and_going_on_shows_what_is_handed_over_before_it_is(sign_in, cheshire, response):
    page = sign_in(cheshire.contact).post(PAGE, typed(response, hand_over=""), follow=True)

    html = words(page.content.decode())
    assert page.redirect_chain == [(HAND_OVER, 302)]
    assert "From Chief Constable Ann Lee" in html
    assert "We accept the report." in html
    assert "After you hand the comments over you cannot change them." in html
    assert comments_of(response).pk is None


def test_what_is_handed_over_can_be_read_with_who_did_it_and_not_written(
    sign_in, cheshire, response
):
    client = sign_in(cheshire.contact)
    done = handed_over(client, response)

    html = words(client.get(PAGE).content.decode())
    assert done.url == PAGE
    assert comments_of(response).text == "We accept the report."
    assert f"{cheshire.contact} handed these comments over on 20 August 2021 at midday" in html
    assert "We accept the report." in html
    assert "textarea" not in client.get(PAGE).content.decode()
    assert client.get(HAND_OVER).status_code == 403


def test_what_is_typed_after_handing_over_is_kept_and_not_taken(sign_in, cheshire, response):
    client = sign_in(cheshire.contact)
    handed_over(client, response)

    page = client.post(PAGE, typed(response, text="A late thought"))

    assert "These comments are handed over" in page.content.decode()
    assert comments_of(response).text == draft_of(response).text == "We accept the report."
    assert Unsaved.objects.get().typed["text"] == ["A late thought"]
    assert f'href="/responses/{response.pk}/unsaved/"' in client.get(PAGE).content.decode()
    assert "A late thought" in client.get(f"/responses/{response.pk}/unsaved/").content.decode()


def test_handing_over_is_refused_with_a_sentence_beside_what_was_to_be_handed_over(
    sign_in, cheshire, response
):
    client = sign_in(cheshire.contact)
    Response.objects.update(status=Status.WITH_COMMISSIONER)

    page = handed_over(client, response)

    html = page.content.decode()
    assert "not being written at the moment" in html
    assert "We accept the report." in html
    assert "commissioner," not in html  # nor anything else of how far the draft is


def test_handing_over_what_changed_since_it_was_read_is_not_done(sign_in, cheshire, response):
    client = sign_in(cheshire.contact)
    client.post(PAGE, typed(response))
    seen = mark(response)
    client.post(PAGE, typed(response, text="Other words"))

    page = client.post(HAND_OVER, {"seen": seen}, follow=True)

    html = page.content.decode()
    assert "Read them as they are now" in html
    assert "Other words" in html
    assert comments_of(response).pk is None


def test_the_reason_why_they_were_given_back_is_shown_and_their_text_is_there(
    sign_in, cheshire, response
):
    client = sign_in(cheshire.contact)
    handed_over(client, response)
    give_back(response, reason="Page 2 names a victim", by=cheshire.drafter, at=make.NOON)

    html = client.get(PAGE).content.decode()

    assert "Page 2 names a victim" in html
    assert f"Given back by {cheshire.drafter}" in html
    assert "We accept the report." in html


def test_nobody_but_the_forces_contacts_finds_the_pages(
    sign_in, people, response, cumbria, inspection
):
    make.ResponseFactory(inspection=inspection, body=cumbria.body)
    OfficerDraft.objects.create(response=response, text=SECRET)
    others = [person for role, person in people.items() if person and role != "contact"]

    for person in others:
        client = sign_in(person)
        assert client.get(PAGE).status_code == 404
        assert client.get(HAND_OVER).status_code == 404
        assert client.post(PAGE, {"text": "x"}).status_code == 404
        assert SECRET not in client.get("/comments/").content.decode()


def test_a_draft_of_the_force_is_in_no_page_of_the_office(sign_in, cheshire, response):
    make.AnswerFactory(
        response=response, recommendation=response.inspection.recommendations.first()
    )
    draft = OfficerDraft.objects.create(response=response, text=SECRET, comes_from=SECRET)
    draft.comments.create(recommendation=response.inspection.recommendations.first(), text=SECRET)
    client = sign_in(cheshire.drafter)

    for path in ["", "comments/", "comments/invite/", "check/", "answers/1/"]:
        page = client.get(f"/responses/{response.pk}/{path}")
        assert (page.status_code, SECRET in page.content.decode()) == (200, False), path


def test_no_page_of_the_force_has_a_word_of_the_bodys_draft(sign_in, cheshire, response, first):
    """Nor what the office entered as the chief officer's comments, or replied."""
    Response.objects.update(introduction=SECRET, conclusion=SECRET)
    make.AnswerFactory(
        response=response, recommendation=first, text=SECRET, reason=SECRET, local_number="zebra"
    )
    ChiefOfficerComments.objects.create(
        response=response, text=SECRET, reply=SECRET, received_from=SECRET
    )
    response.officer_comments.create(recommendation=first, text=SECRET)
    client = sign_in(cheshire.contact)

    client.post(PAGE, typed(response))
    pages = [client.get(path) for path in ("/", "/comments/", PAGE, HAND_OVER)]
    pages.append(client.post(HAND_OVER, {"seen": mark(response)}))
    pages.append(client.post(PAGE, typed(response, seen="0")))

    assert [page.status_code for page in pages[:5]] == [200] * 5
    assert not [page for page in pages if SECRET in page.content.decode()]


def test_the_contacts_list_says_how_each_stands(sign_in, cheshire):
    states = {
        "Asked": {"wanted_by": make.DUE_ON},
        "Late": {"wanted_by": make.PUBLISHED_ON},
        "Unasked": None,
        "None": {"none_received": True},
        "Pasted": {"text": SECRET},
    }
    for title, fields in states.items():
        made = make.ResponseFactory(body=cheshire.body, inspection__short_title=title)
        if fields is not None:
            ChiefOfficerComments.objects.create(response=made, **fields)
    make.ResponseFactory(body=cheshire.body, inspection__short_title="Old", is_recorded=True)
    secret = make.InspectionFactory(embargoed=True, short_title="Embargoed")
    make.ResponseFactory(body=cheshire.body, inspection=secret)

    html = words(sign_in(cheshire.contact).get("/comments/").content.decode())

    for said in (
        "Wanted by Thursday 9 September 2021",
        "Wanted by Friday 16 July 2021, which has passed",
        "Not asked for yet",
        "The office recorded that none were received",
        "The office entered comments from your force",
    ):
        assert html.count(said) == 1, said
    assert "Embargoed" not in html
    assert "Old" not in html


@pytest.mark.parametrize("count", [1, 3])
def test_the_contacts_list_asks_as_often_for_many_as_for_one(
    sign_in, cheshire, django_assert_num_queries, count
):
    for _ in range(count):
        response = make.ResponseFactory(body=cheshire.body)
        ChiefOfficerComments.objects.create(response=response, wanted_by=make.DUE_ON)
    client = sign_in(cheshire.contact)

    with django_assert_num_queries(3):
        client.get("/comments/")


def test_home_shows_a_contact_what_is_wanted_the_soonest_first(sign_in, cheshire, cumbria):
    for title, day in (("Later", make.DUE_ON), ("Sooner", make.TODAY)):
        response = make.ResponseFactory(body=cheshire.body, inspection__short_title=title)
        ChiefOfficerComments.objects.create(response=response, wanted_by=day)
    other = make.ResponseFactory(body=cumbria.body, inspection__short_title="Cumbria’s")
    ChiefOfficerComments.objects.create(response=other, wanted_by=make.TODAY)
    here = make.ResponseFactory(body=cheshire.body, inspection__short_title="Here")
    ChiefOfficerComments.objects.create(response=here, wanted_by=make.TODAY, none_received=True)

    wanted = words(sign_in(cheshire.contact).get("/").content.decode()).partition("Progress to")[0]

    assert wanted.index("Sooner") < wanted.index("Later")
    assert "Cumbria’s" not in wanted
    assert "Here" not in wanted


def test_home_of_the_office_has_no_part_for_the_force(sign_in, cheshire):
    html = sign_in(cheshire.drafter).get("/").content.decode()

    assert "/comments/" not in html
