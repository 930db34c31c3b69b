"""Signatures, and the pictures of letters: whose they are, and who sees them."""

import pytest
from django.db import Error, transaction

from responses.content import content_of, digest
from responses.models import LetterImage, SignatureImage
from responses.models.signing import signature_of
from tests import factories as make
from tests.pictures import png, svg
from tests.responses.letterheads import uploaded, with_logo, with_signature
from tests.responses.pages import words

ADDRESS = "/letterheads/cheshire/signature/"


@pytest.fixture
def signer(sign_in, cheshire):
    return sign_in(cheshire.signatory)


def address_of(image):
    return f"/letter-images/{image.sha256}"


def test_who_signs_keeps_a_picture_of_their_signature(signer, cheshire):
    page = signer.post(ADDRESS, {"signature": uploaded(png())})

    held = SignatureImage.objects.get()
    assert (page.status_code, page.url) == (302, ADDRESS)
    assert (held.body, held.person) == (cheshire.body, cheshire.signatory)
    assert (held.image.purpose, held.image.added_by) == ("signature", cheshire.signatory)
    assert f'src="{address_of(held.image)}"' in signer.get(ADDRESS).text


def test_the_page_says_where_it_will_be_printed(signer):
    page = words(signer.get(ADDRESS).text)

    assert "printed above your name, under each letter that you sign here" in page
    assert "once the response is published anyone can see it" in page


def test_another_takes_its_place(signer, cheshire):
    with_signature(cheshire)

    signer.post(ADDRESS, {"signature": uploaded(svg())})

    assert SignatureImage.objects.get().image.media_type == "image/svg+xml"
    assert LetterImage.objects.count() == 2


def test_it_can_be_removed(signer, cheshire):
    with_signature(cheshire)

    signer.post(ADDRESS, {"remove": "yes", "confirm": "yes"})

    assert not SignatureImage.objects.exists()
    assert LetterImage.objects.exists()  # letters that are signed name it


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({}, "Select the picture of your signature"),
        ({"signature": uploaded(b"%PDF-1.7")}, "This is a PDF. Save it as a JPEG, PNG or SVG"),
        ({"signature": uploaded(b"")}, "The selected file is empty"),
    ],
)
def test_what_is_no_picture_is_refused(signer, sent, sentence):
    assert sentence in words(signer.post(ADDRESS, sent).text)
    assert not LetterImage.objects.exists()


def test_office_staff_put_no_signature_there(sign_in, cheshire):
    page = sign_in(cheshire.drafter).post(ADDRESS, {"signature": uploaded(png())})

    assert page.status_code == 403
    assert "Only someone who may sign for this body keeps a signature here" in page.text
    assert not SignatureImage.objects.exists()


def test_nobody_changes_the_signature_of_another(sign_in, cheshire):
    held = with_signature(cheshire)
    other = make.MembershipFactory(signatory=True, body=cheshire.body).user
    client = sign_in(other)

    shown = client.get(ADDRESS).text
    client.post(ADDRESS, {"remove": "yes", "confirm": "yes"})
    client.post(ADDRESS, {"signature": uploaded(svg())})

    assert address_of(held.image) not in shown
    held.refresh_from_db()
    assert held.image.media_type == "image/png"
    assert SignatureImage.objects.count() == 2


def test_a_signature_is_printed_by_its_own_person_alone(cheshire, sent):
    held = with_signature(cheshire)
    other = make.MembershipFactory(signatory=True, body=cheshire.body).user

    own = signature_of(sent, cheshire.signatory, office="Commissioner", on=make.TODAY)
    others = signature_of(sent, other, office="Deputy", on=make.TODAY)

    assert own["image"] == held.image.sha256
    assert "image" not in others


def test_who_signs_sees_the_letter_with_their_signature(signer, cheshire, sent):
    held = with_signature(cheshire)

    read = signer.get(f"/responses/{sent.pk}/read/").text
    sign = signer.get(f"/responses/{sent.pk}/sign/", {"seen": digest(content_of(sent))}).text

    shown = f'src="{address_of(held.image)}"'
    named = f'alt="Signature of {cheshire.signatory.name}"'
    assert shown in read
    assert named in read
    assert shown in sign.partition("The letter will be signed like this:")[2]
    assert named in sign


def test_without_a_signature_the_sign_page_shows_no_picture(signer, sent):
    sign = signer.get(f"/responses/{sent.pk}/sign/", {"seen": digest(content_of(sent))}).text

    assert "letter-images" not in sign


@pytest.mark.parametrize("person", ["drafter", "signatory"])
@pytest.mark.parametrize("content", [png(), svg()])
def test_the_office_gets_the_pictures_of_its_letters(sign_in, cheshire, person, content):
    image = with_logo(cheshire, content).logo

    page = sign_in(getattr(cheshire, person)).get(address_of(image))

    assert page.content == bytes(image.content)
    assert page["Content-Type"] == image.media_type
    assert page["X-Content-Type-Options"] == "nosniff"
    assert page["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert page["Cache-Control"] == "private, max-age=31536000, immutable"


@pytest.mark.parametrize("person", ["contact", "other", "inspector"])
def test_nobody_else_gets_them(sign_in, cheshire, cumbria, inspector, person):
    image = with_logo(cheshire).logo
    with_logo(cumbria, svg())
    people = {"contact": cheshire.contact, "other": cumbria.drafter, "inspector": inspector}

    assert sign_in(people[person]).get(address_of(image)).status_code == 404


def test_nobody_gets_them_without_signing_in(client, cheshire):
    page = client.get(address_of(with_logo(cheshire).logo))

    assert page.status_code == 302
    assert page.url.startswith("/accounts/login/")


def test_a_picture_that_two_bodies_have_is_sent_to_both(sign_in, cheshire, cumbria):
    image = with_logo(cheshire).logo
    with_logo(cumbria)

    assert sign_in(cheshire.drafter).get(address_of(image)).status_code == 200
    assert sign_in(cumbria.drafter).get(address_of(image)).status_code == 200


def test_a_picture_is_kept_once(cheshire):
    first = with_signature(cheshire).image
    SignatureImage.remove(cheshire.body, cheshire.signatory)

    assert with_signature(cheshire).image == first


def test_a_picture_never_changes(cheshire):
    image = with_logo(cheshire).logo

    with pytest.raises(Error), transaction.atomic():
        LetterImage.objects.filter(pk=image.pk).update(content=b"another")
    with pytest.raises(Error), transaction.atomic():
        LetterImage.objects.filter(pk=image.pk).delete()
