import pytest

from responses.choices import CopyTo, SentBy
from responses.models import CopyAddress
from responses.models.copying import note_copy
from responses.models.publishing import publish
from tests import factories as make
from tests.responses.pages import rows


@pytest.fixture
def publish_one(cheshire):
    """Publish a response of Cheshire's body to an inspection of its own."""

    def _publish_one(title, **kwargs):
        inspection = make.InspectionFactory(short_title=title, forces=[cheshire.force], **kwargs)
        response = make.ResponseFactory(inspection=inspection, body=cheshire.body)
        make.sign_version(response)
        publish(response, make.actor(cheshire.drafter), at=make.NOON)
        return response

    return _publish_one


def home(client):
    return client.get("/").content.decode()


def test_home_lists_the_copies_that_an_office_has_to_send(sign_in, cheshire, publish_one):
    response = publish_one("Rape inspection")

    page = home(sign_in(cheshire.drafter))

    assert "Copies to send" in page
    assert f'href="/responses/{response.pk}/copies/"' in page
    assert "to HM Inspectors of Constabulary and the Home Secretary" in page
    assert rows(page)["Rape inspection"][2:] == ("To send", "blue")


def test_home_leaves_out_what_is_mailed_from_here_or_recorded(sign_in, cheshire, publish_one):
    CopyAddress.objects.create(to=CopyTo.INSPECTORS, email="copies@hmicfrs.example")
    version = publish_one("Rape inspection").published_version
    note_copy(
        version,
        CopyTo.SECRETARY_OF_STATE,
        make.actor(cheshire.drafter),
        sent_on=make.TODAY,
        sent_how=SentBy.POST,
        at=make.NOON,
    )

    assert "Copies to send" not in home(sign_in(cheshire.drafter))


def test_home_says_which_copy_could_not_be_mailed(sign_in, cheshire, publish_one):
    CopyAddress.objects.create(to=CopyTo.INSPECTORS, email="copies@hmicfrs.example")
    version = publish_one("Rape inspection").published_version
    mail = version.copies.get(to=CopyTo.INSPECTORS).mails.get()
    mail.claim(at=make.NOON)
    mail.refresh_from_db()
    version.letters.create(changed_at=make.NOON).issue(b"%PDF", at=make.NOON)
    mail.claim(at=make.NOON)
    mail.fail("no such box", at=make.NOON)

    assert rows(home(sign_in(cheshire.drafter)))["Rape inspection"][2:] == (
        "Could not be sent",
        "red",
    )


def test_home_says_which_copy_has_no_letter_to_carry(sign_in, cheshire, publish_one):
    CopyAddress.objects.create(to=CopyTo.INSPECTORS, email="copies@hmicfrs.example")
    version = publish_one("Rape inspection").published_version
    version.letters.create(changed_at=make.NOON).fail("no font", at=make.NOON)

    page = home(sign_in(cheshire.drafter))

    assert "to HM Inspectors of Constabulary and the Home Secretary" in page
    assert rows(page)["Rape inspection"][2] == "Could not be sent"


@pytest.mark.parametrize("who", ["signatory", "contact"])
def test_home_shows_copies_to_office_staff_alone(sign_in, cheshire, publish_one, who):
    publish_one("Rape inspection")

    assert "Copies to send" not in home(sign_in(getattr(cheshire, who)))


def test_home_shows_no_copies_of_another_body_or_of_old_responses(
    sign_in, cheshire, cumbria, publish_one
):
    response = publish_one("Rape inspection")
    theirs = home(sign_in(cumbria.drafter))
    response.is_recorded = True
    response.save()

    ours = home(sign_in(cheshire.drafter))

    assert "Copies to send" not in theirs
    assert "Copies to send" not in ours


@pytest.mark.parametrize("count", [1, 3])
def test_home_asks_as_many_queries_for_one_copy_as_for_three(
    sign_in, cheshire, publish_one, count, django_assert_max_num_queries
):
    for number in range(count):
        publish_one(f"Inspection {number}")
    client = sign_in(cheshire.drafter)

    with django_assert_max_num_queries(9):
        page = home(client)

    assert page.count("To send") == count
