"""The page where answers go out to a spreadsheet and come back in."""

import re

import pytest
from openpyxl import Workbook

from responses.choices import Position, Status
from responses.models import Answer
from responses.models.answers import NO_ANSWER, save_answer
from responses.models.saving import Seen
from tests import factories as make
from tests.responses.excel import edited, rows_of, saved, sheet_of, upload
from tests.responses.pages import words


@pytest.fixture
def response(cheshire, inspection):
    return make.ResponseFactory(inspection=inspection, body=cheshire.body)


@pytest.fixture
def send(sign_in, cheshire, response):
    """Upload a file with other values in some cells: the page that comes back."""

    def _send(cells, by=None):
        client = sign_in(by or cheshire.drafter)
        file = upload(edited(response, cells))
        return client.post(f"/responses/{response.pk}/spreadsheet/", {"file": file})

    return _send


def carried(page):
    """What the page carries to the next one, signed."""
    return re.search(r'name="changes" value="([^"]+)"', page.content.decode())[1]


def asked(response, number):
    return response.inspection.recommendations.get(number=number)


def save(response, number, seen=NO_ANSWER, by=None, **fields):
    save_answer(
        response,
        asked(response, number),
        by=by or make.UserFactory(name="Ann Drafter"),
        at=make.NOON,
        seen=seen,
        **fields,
    )


THREE = {
    (2, "Position"): "Action planned",
    (2, "Planned for"): "31 March 2022",
    (2, "Answer"): "We will train everyone.\n\n- soon",
    (2, "Your own number"): "8",
    (3, "Position"): "Answered together with another",
    (3, "Answered with"): "1",
    (4, "Position"): "No action",
    (4, "Why no action"): "It is for others.",
}


def test_an_upload_shows_what_would_change_and_stores_nothing(send, response):
    save(response, "1", text="We train nobody.", position="under_way")

    page = send({(2, "Answer"): "We train everybody.", (2, "Position"): "Already in place"})

    html = page.content.decode()
    assert "1 answer would change. Nothing is saved yet." in words(html)
    assert "Recommendation 1: Heading of 1 Row 2 of the file" in words(html)
    assert re.search(r"<del>.*nobody.*</del>", html)
    assert re.search(r"<ins>.*everybody.*</ins>", html)
    assert "Already in place (now: Action under way)" in words(html)
    assert Answer.objects.get().text == "We train nobody."


def test_agreeing_saves_all_of_it(client, send, cheshire, response):
    page = send(THREE)

    done = client.post(
        f"/responses/{response.pk}/spreadsheet/", {"changes": carried(page)}, follow=True
    )

    one, two, three = response.answers.order_by("recommendation__position")
    response.refresh_from_db()
    assert done.redirect_chain == [(f"/responses/{response.pk}/", 302)]
    assert "3 answers saved. To change more in a spreadsheet" in done.content.decode()
    assert (one.position, str(one.planned_on), one.local_number) == ("planned", "2022-03-31", "8")
    assert one.text == "We will train everyone.\n\n- soon"
    assert (two.position, two.answered_with) == ("answered_with", asked(response, "1"))
    assert (three.position, three.reason) == ("no_action", "It is for others.")
    assert {answer.saved_by for answer in (one, two, three)} == {cheshire.drafter}
    assert response.status == Status.DRAFTING
    assert response.contributions.get().by == cheshire.drafter


def test_only_the_fields_that_changed_are_saved(client, send, response):
    save(response, "1", text="Two\r\nlines", reason="Because", position="under_way")

    page = send({(2, "Position"): "Already in place"})
    client.post(f"/responses/{response.pk}/spreadsheet/", {"changes": carried(page)})

    answer = response.answers.get()
    assert (answer.position, answer.text, answer.revision) == ("in_place", "Two\r\nlines", 2)


def test_a_cell_that_is_emptied_empties_the_answer_after_a_warning(client, send, response):
    save(response, "1", text="Gone soon", position="under_way")

    page = send({(2, "Answer"): None})
    client.post(f"/responses/{response.pk}/spreadsheet/", {"changes": carried(page)})

    assert "Text would be emptied in the answer to: 1 (“Answer”)" in words(page.content.decode())
    assert response.answers.get().text == ""


def test_a_file_that_nobody_changed_would_change_nothing(send, response):
    save(response, "1", text="As it is")

    page = send({})

    assert "Nothing would change: the file says what is saved already." in page.content.decode()
    assert 'name="changes"' not in page.content.decode()


def test_a_hundred_problems_are_told_and_how_many_more(sign_in, cheshire, response):
    rows = rows_of(response)
    file = upload(sheet_of(rows + [["Not here", *rows[1][1:]]] * 150))

    page = sign_in(cheshire.drafter).post(f"/responses/{response.pk}/spreadsheet/", {"file": file})

    told = page.context["form"].errors["file"]
    assert len(told) == 101
    assert told[100] == "There are 50 more problems. They are shown when these are put right."


def test_problems_are_in_the_summary_and_beside_the_file(send, response):
    page = send({(2, "Position"): "Done", (3, "Your own number"): "far too long"})

    html = page.content.decode()
    assert html.count("Row 2, column F (“Position”) has “Done”") == 2
    assert html.count("Row 3, column E (“Your own number”) has 12 characters") == 2
    assert "<title>Error: " in html
    assert not response.answers.exists()


@pytest.mark.parametrize(
    ("files", "sentence"),
    [
        ({}, "Select a spreadsheet"),
        ({"file": upload(b"")}, "The selected file is empty"),
        ({"file": upload(b"Number,Answer\n1,Yes\n")}, "The file is not an Excel workbook."),
        ({"file": upload(b"x" * (5 * 1024 * 1024 + 1))}, "The file must be 5 MB or smaller."),
        ({"file": upload(saved(Workbook()))}, "The file has no row with the headings"),
    ],
    ids=["none", "empty", "csv", "too big", "another workbook"],
)
def test_what_is_no_spreadsheet_of_answers_is_refused(sign_in, cheshire, response, files, sentence):
    page = sign_in(cheshire.drafter).post(f"/responses/{response.pk}/spreadsheet/", files)

    assert page.content.decode().count(sentence) == 2


def test_an_answer_changed_between_seeing_and_agreeing_stops_all_of_it(client, send, response):
    page = send(THREE)
    save(response, "2", text="Theirs")

    done = client.post(f"/responses/{response.pk}/spreadsheet/", {"changes": carried(page)})

    html = done.content.decode()
    assert "Recommendation 2, row 3: Ann Drafter changed this answer on 20 August 2021" in html
    assert "Nothing was changed. Your file has what you wrote." in html
    assert [answer.text for answer in response.answers.all()] == ["Theirs"]


def test_agreeing_twice_saves_once(client, send, response):
    signed = carried(send(THREE))
    address = f"/responses/{response.pk}/spreadsheet/"

    client.post(address, {"changes": signed})
    again = client.post(address, {"changes": signed})

    assert again.url == f"/responses/{response.pk}/"
    assert {answer.revision for answer in response.answers.all()} == {1}


def test_agreeing_to_what_was_changed_again_since_stops_all_of_it(client, send, response):
    signed = carried(send(THREE))
    address = f"/responses/{response.pk}/spreadsheet/"
    client.post(address, {"changes": signed})
    save(response, "1", seen=Seen("1"), text="Theirs")

    again = client.post(address, {"changes": signed})

    assert "Recommendation 1, row 2: Ann Drafter changed" in again.content.decode()
    assert "Recommendation 2" not in again.content.decode()
    assert response.answers.get(recommendation__number="1").text == "Theirs"


def test_an_answer_that_leads_on_by_now_stops_all_of_it(client, send, response):
    page = send({(2, "Position"): "Answered together with another", (2, "Answered with"): "2"})
    save(response, "2", position=Position.ANSWERED_WITH, answered_with=asked(response, "3"))

    done = client.post(f"/responses/{response.pk}/spreadsheet/", {"changes": carried(page)})

    assert "which is itself answered with 3" in done.content.decode()
    assert response.answers.count() == 1


def test_changes_seen_before_it_was_sent_are_refused_after(client, send, response):
    page = send(THREE)
    make.ResponseFactory._meta.model.objects.update(status=Status.WITH_COMMISSIONER)

    done = client.post(f"/responses/{response.pk}/spreadsheet/", {"changes": carried(page)})

    assert "is with the commissioner, so it cannot be changed now" in done.content.decode()
    assert not response.answers.exists()


@pytest.mark.parametrize("spoil", [lambda text: text[:-2], lambda text: "", lambda text: "x:y:z"])
def test_changes_that_were_tampered_with_are_refused(client, send, response, spoil):
    signed = spoil(carried(send(THREE)))

    done = client.post(f"/responses/{response.pk}/spreadsheet/", {"changes": signed})

    assert done.status_code == 200
    assert "There is a problem" in done.content.decode()
    assert not response.answers.exists()


def test_changes_that_somebody_else_was_shown_are_refused(client, send, cheshire, response):
    colleague = make.MembershipFactory(drafter=True, body=cheshire.body).user
    signed = carried(send(THREE, by=colleague))
    client.force_login(cheshire.drafter)

    done = client.post(f"/responses/{response.pk}/spreadsheet/", {"changes": signed})

    assert "Upload the spreadsheet again. Nothing was changed." in done.content.decode()
    assert not response.answers.exists()


def test_changes_of_one_response_are_refused_in_another(client, send, cheshire, response):
    signed = carried(send(THREE))
    other = make.ResponseFactory(body=cheshire.body)

    done = client.post(f"/responses/{other.pk}/spreadsheet/", {"changes": signed})

    assert "Upload the spreadsheet again. Nothing was changed." in done.content.decode()
    assert not Answer.objects.exists()


def test_another_bodys_response_is_not_found(sign_in, cumbria, response):
    client = sign_in(cumbria.drafter)

    pages = [
        client.get(f"/responses/{response.pk}/answers.xlsx"),
        client.post(f"/responses/{response.pk}/spreadsheet/", {"changes": "x"}),
    ]

    assert [page.status_code for page in pages] == [404, 404]


def test_a_colleagues_answer_left_alone_stays_and_is_named(client, send, response, cheshire):
    file = upload(edited(response, {(3, "Answer"): "Mine"}))
    save(response, "1", text="Theirs")
    client.force_login(cheshire.drafter)

    page = client.post(f"/responses/{response.pk}/spreadsheet/", {"file": file})
    client.post(f"/responses/{response.pk}/spreadsheet/", {"changes": carried(page)})

    assert "you did not change this row" in page.content.decode()
    texts = response.answers.order_by("recommendation__position").values_list("text", flat=True)
    assert list(texts) == ["Theirs", "Mine"]


def test_what_is_uploaded_is_shown_as_text(send):
    page = send({(2, "Answer"): "<script>alert(1)</script>", (2, "Your own number"): "<b>"})

    html = page.content.decode()
    assert "<script>alert" not in html
    assert "<b>" not in html


def test_saving_a_spreadsheet_twice_as_long_asks_no_more_of_the_database(
    client, send, response, django_assert_max_num_queries
):
    for _ in range(10):
        make.RecommendationFactory(inspection=response.inspection)
    signed = carried(send({(row, "Answer"): "New" for row in range(2, 15)}))

    with django_assert_max_num_queries(30):
        client.post(f"/responses/{response.pk}/spreadsheet/", {"changes": signed})

    assert response.answers.count() == 13
