"""What a body prints on its letters: who sets it, how, and what is refused."""

from datetime import date
from html import unescape

import pytest

from responses.content import content_of
from responses.models import Letterhead, LetterImage
from tests import factories as make
from tests.pictures import DISC, png, svg
from tests.responses.letterheads import PRINTED, typed, uploaded, with_logo
from tests.responses.pages import words

ADDRESS = "/letterheads/cheshire/"


@pytest.fixture
def office(sign_in, cheshire):
    return sign_in(cheshire.drafter)


@pytest.fixture
def save(office, cheshire):
    """Send the form, filled in and with some of it otherwise; the page that comes back."""

    def _save(**others):
        return office.post(ADDRESS, typed(cheshire.body, **others))

    return _save


@pytest.mark.parametrize("person", ["drafter", "signatory"])
def test_the_office_sets_what_is_printed(sign_in, cheshire, person):
    client = sign_in(getattr(cheshire, person))

    page = client.post(ADDRESS, typed(cheshire.body))

    held = Letterhead.objects.get()
    assert (page.status_code, page.url) == (302, ADDRESS)
    assert held.body == cheshire.body
    assert {name: getattr(held, name) for name in PRINTED} == PRINTED


def test_what_is_saved_stands_in_the_letter(save, cheshire, inspection):
    save(logo=uploaded(svg()), logo_alt="A blue disc")

    response = make.ResponseFactory(inspection=inspection, body=cheshire.body)
    letter = content_of(response)["letter"]
    assert letter["shape"] == "letter"
    assert letter["letterhead"] == {
        **{name: PRINTED[name] for name in PRINTED if name not in {"shape", "logo_alt"}},
        "logo": LetterImage.objects.get().sha256,
        "logo_alt": "A blue disc",
    }


def test_the_page_shows_the_letterhead_as_it_prints(save, office):
    save(logo=uploaded(png()), logo_alt="A stripe")

    page = office.get(ADDRESS).text

    image = LetterImage.objects.get()
    assert f'src="/letter-images/{image.sha256}" alt="A stripe"' in page
    assert "1 Example Street<br>Anytown" in page
    assert 'fill="#1d4f91"' in page
    assert "Dear Chief Inspector, The text of the response stands here." in words(page)


def test_before_anything_is_saved_the_name_of_the_body_is_printed(office, cheshire):
    page = words(office.get(ADDRESS).text)

    assert f"As it prints now {cheshire.body.name} [address of the office]" in page
    assert not Letterhead.objects.exists()


def test_a_change_is_kept_in_the_history_and_no_change_is_not(save):
    save()
    save(closing="Yours faithfully,")
    save(closing="Yours faithfully,")

    events = Letterhead.objects.get().events.order_by("pgh_id")
    assert [event.closing for event in events] == ["Yours sincerely,", "Yours faithfully,"]


@pytest.mark.parametrize("shape", ["poster", ""])
def test_the_shape_is_one_of_the_five(save, shape):
    assert "Select the shape of your letters" in words(save(shape=shape).text)
    assert not Letterhead.objects.exists()


@pytest.mark.parametrize(
    ("as_typed", "kept"),
    [("#1D4F91", "#1d4f91"), ("1d4f91", "#1d4f91"), (" #c00 ", "#cc0000"), ("#767676", "#767676")],
)
def test_an_accent_colour_is_kept_in_one_way(save, as_typed, kept):
    save(accent=as_typed)

    assert Letterhead.objects.get().accent == kept


@pytest.mark.parametrize(
    ("accent", "sentence"),
    [
        ("", "Enter the accent colour"),
        ("blue", "Enter the accent colour as # and 6 figures, such as #1d4f91"),
        ("#12345g", "Enter the accent colour as # and 6 figures"),
        ("red;}*{color:red", "Enter the accent colour as # and 6 figures"),
        ("#ffffff", "its contrast is 1.0 to 1, and must be 4.5 to 1 or more"),
        ("#777777", "its contrast is 4.4 to 1, and must be 4.5 to 1 or more"),
    ],
)
def test_an_accent_colour_that_cannot_be_read_is_refused(save, accent, sentence):
    page = words(save(accent=accent).text)

    assert sentence in page
    assert not Letterhead.objects.exists()


def test_an_upload_that_is_no_picture_keeps_all_else_that_was_typed(save):
    page = unescape(save(logo=uploaded(b"GIF89a"), logo_alt="Our logo").text)

    assert "This is a GIF. Save it as a JPEG, PNG or SVG, and upload that." in page
    for text in [PRINTED["name"], PRINTED["closing"], "Our logo", "1 Example Street\nAnytown"]:
        assert text in page
    assert 'value="letter" checked' in page
    assert not LetterImage.objects.exists()


def test_a_good_upload_beside_something_wrong_must_be_selected_again(save):
    page = words(save(logo=uploaded(png()), logo_alt="A stripe", accent="#fff").text)

    assert "Select the logo again" in page
    assert not LetterImage.objects.exists()


def test_a_logo_without_words_for_it_is_refused(save):
    page = words(save(logo=uploaded(png())).text)

    assert "Say what the logo shows, for people who cannot see it." in page


def test_words_without_a_logo_are_refused(save):
    assert "There is no logo that this tells of." in words(save(logo_alt="A stripe").text)


def test_the_logo_stays_until_another_takes_its_place(save, cheshire):
    logo = with_logo(cheshire).logo

    save(logo_alt="A stripe, again")
    assert Letterhead.objects.get().logo == logo
    save(logo=uploaded(svg(DISC)), logo_alt="A disc")

    held = Letterhead.objects.get()
    assert (held.logo.media_type, held.logo_alt) == ("image/svg+xml", "A disc")
    assert LetterImage.objects.filter(pk=logo.pk).exists()  # letters that are signed name it


def test_the_logo_can_be_removed(save, cheshire):
    with_logo(cheshire)

    save(removes_logo="on", logo_alt="A stripe")

    assert (Letterhead.objects.get().logo, Letterhead.objects.get().logo_alt) == (None, "")


def test_the_logo_is_not_removed_and_replaced_at_once(save, cheshire):
    logo = with_logo(cheshire).logo

    page = save(removes_logo="on", logo=uploaded(svg()), logo_alt="A disc")

    assert "Remove the logo or select another one, not both" in words(page.text)
    assert Letterhead.objects.get().logo == logo


def test_what_somebody_else_saved_meanwhile_is_not_lost(save, office, cheshire):
    opened = typed(cheshire.body, closing="Yours ever,")
    save(closing="Yours faithfully,", salutation="")

    page = office.post(ADDRESS, opened)

    shown = words(page.text)
    assert "Somebody saved this letterhead since you opened it." in shown
    assert "What was saved meanwhile Salutation Nothing Closing Yours faithfully," in shown
    assert 'value="Yours ever,"' in page.text
    assert Letterhead.objects.get().closing == "Yours faithfully,"


def test_after_it_was_seen_it_can_be_saved_over(save, office, cheshire):
    opened = typed(cheshire.body, closing="Yours ever,")
    save(closing="Yours faithfully,")
    page = office.post(ADDRESS, opened)

    office.post(ADDRESS, {**opened, "seen": page.context["form"]["seen"].value()})

    assert Letterhead.objects.get().closing == "Yours ever,"


def test_a_logo_sent_beside_what_was_saved_meanwhile_is_asked_for_again(save, office, cheshire):
    opened = typed(cheshire.body, logo_alt="A stripe")
    save(closing="Yours faithfully,")

    page = office.post(ADDRESS, {**opened, "logo": uploaded(png())})

    assert "Select the logo again" in words(page.text)
    assert not LetterImage.objects.exists()


@pytest.fixture
def mayor(cheshire):
    """Today’s body, which came after the commissioner; and somebody of its office."""
    cheshire.body.valid_to = date(2021, 5, 7)
    cheshire.body.save()
    body = make.PolicingBodyFactory(force=cheshire.force, valid_from=date(2021, 5, 8))
    return make.MembershipFactory(drafter=True, body=body)


def test_an_office_sets_the_letterhead_of_the_body_that_is_there_today(sign_in, mayor):
    sign_in(mayor.user).post(ADDRESS, typed(mayor.body))

    assert [held.body for held in Letterhead.objects.all()] == [mayor.body]


def test_what_was_begun_under_the_body_before_has_that_ones_letterhead(sign_in, mayor, cheshire):
    older = f"{ADDRESS}?body={cheshire.body.pk}"

    page = sign_in(mayor.user).post(older, typed(cheshire.body))

    assert page.url == older
    assert [held.body for held in Letterhead.objects.all()] == [cheshire.body]


@pytest.mark.parametrize("which", ["cumbria", "9" * 30])
def test_no_other_body_is_reached_through_the_address_of_ones_own(office, cumbria, which):
    body = cumbria.body.pk if which == "cumbria" else which

    page = office.post(f"{ADDRESS}?body={body}", typed(cumbria.body))

    assert page.status_code == 404
    assert not Letterhead.objects.exists()


def test_who_works_for_two_bodies_chooses(sign_in, cheshire, cumbria):
    make.MembershipFactory(drafter=True, body=cumbria.body, user=cheshire.drafter)

    page = sign_in(cheshire.drafter).get("/letterheads/").text

    assert 'href="/letterheads/cheshire/"' in page
    assert 'href="/letterheads/cumbria/"' in page


@pytest.mark.parametrize("bodies", [1, 3])
def test_the_list_asks_as_little_for_four_bodies_as_for_two(
    sign_in, cheshire, bodies, django_assert_num_queries
):
    for _ in range(bodies):
        make.MembershipFactory(drafter=True, user=cheshire.drafter)
    client = sign_in(cheshire.drafter)
    client.get("/letterheads/")

    with django_assert_num_queries(2):
        page = client.get("/letterheads/").text

    assert page.count('href="/letterheads/') == bodies + 1


def test_who_works_for_one_is_shown_it_at_once(office):
    assert office.get("/letterheads/").url == ADDRESS


def test_who_works_for_none_is_told(sign_in, inspector):
    page = sign_in(inspector).get("/letterheads/")

    assert page.status_code == 403
    assert "Only the office of a policing body has a letterhead here." in page.text


@pytest.mark.parametrize("person", ["drafter", "signatory", "contact"])
def test_another_body_neither_sees_nor_sets_it(sign_in, cheshire, cumbria, person):
    with_logo(cheshire)
    client = sign_in(getattr(cumbria, person))

    assert client.get(ADDRESS).status_code == 404
    assert client.post(ADDRESS, typed(cheshire.body, name="Ours now")).status_code == 404
    assert Letterhead.objects.get().name == PRINTED["name"]


def test_the_forces_own_staff_do_not_set_it(sign_in, cheshire):
    assert sign_in(cheshire.contact).post(ADDRESS, typed(cheshire.body)).status_code == 404
    assert not Letterhead.objects.exists()


@pytest.mark.parametrize(("person", "is_led"), [("drafter", True), ("contact", False)])
def test_home_leads_the_office_to_its_letterhead(sign_in, cheshire, person, is_led):
    home = sign_in(getattr(cheshire, person)).get("/").text

    assert ('href="/letterheads/"' in home) is is_led


def test_home_tells_of_a_signature_only_who_signs(sign_in, cheshire):
    says = "with a picture of your signature"

    assert says in sign_in(cheshire.signatory).get("/").text
    assert says not in sign_in(cheshire.drafter).get("/").text


def test_the_letter_of_a_response_leads_to_the_letterhead(office, cheshire, inspection):
    response = make.ResponseFactory(inspection=inspection, body=cheshire.body, drafting=True)

    page = office.get(f"/responses/{response.pk}/letter-choice/").text

    assert f'href="{ADDRESS}?body={cheshire.body.pk}&amp;response={response.pk}"' in page
