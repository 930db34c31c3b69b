import re

import pytest

from responses.choices import Pace
from responses.models import CalendarFeed, NoticeChoice
from tests import factories as make

NOTICES = "/account/notices/"
RENEW = "/account/notices/calendar/"
REFUSAL = "You hold no role, so you get no mails and there is nothing to choose."
PRESSING = {"pace": Pace.AT_ONCE, "only_pressing": "True"}


def wanted(user):
    """What a person has chosen, if anything."""
    return NoticeChoice.objects.filter(user=user).values_list("pace", "only_pressing").first()


def checked(html):
    return set(re.findall(r'name="(\w+)" type="radio" value="(\w+)" checked', html))


def address_in(html):
    """The address of a calendar that a page shows, or none."""
    found = re.search(r"https?://[^\s<]+/calendar/[\w-]+\.ics", html)
    return found and found.group()


@pytest.mark.parametrize("address", [NOTICES, RENEW])
def test_pages_send_nobody_to_sign_in(client, db, address):
    page = client.post(address)

    assert (page.status_code, page.url) == (302, f"/accounts/login/?next={address}")
    assert CalendarFeed.objects.count() == 0


def test_account_leads_to_mail_and_calendar(sign_in, cheshire):
    page = sign_in(cheshire.drafter).get("/account/")

    assert f'<a class="govuk-link" href="{NOTICES}">Mail and calendar</a>' in page.text


# Mail


def test_who_has_chosen_nothing_gets_one_mail_a_day_with_everything(sign_in, cheshire):
    page = sign_in(cheshire.drafter).get(NOTICES)

    assert checked(page.text) == {("pace", "daily"), ("only_pressing", "False")}
    assert "The morning mail goes out at 7" in page.text
    assert wanted(cheshire.drafter) is None


@pytest.mark.parametrize("who", ["drafter", "signatory", "contact", "inspector", "administrator"])
def test_choice_is_saved_and_shown(sign_in, people, who):
    client = sign_in(people[who])

    page = client.post(NOTICES, PRESSING, follow=True)

    assert wanted(people[who]) == ("at_once", True)
    assert page.redirect_chain == [(NOTICES, 302)]
    assert "Saved" in page.text
    assert checked(page.text) == {("pace", "at_once"), ("only_pressing", "True")}


def test_choice_is_changed_back(sign_in, cheshire):
    NoticeChoice.choose(cheshire.drafter, pace=Pace.AT_ONCE, only_pressing=True)

    sign_in(cheshire.drafter).post(NOTICES, {"pace": "daily", "only_pressing": "False"})

    assert wanted(cheshire.drafter) == ("daily", False)
    assert NoticeChoice.objects.count() == 1


def test_choice_is_the_persons_own(sign_in, cheshire):
    sign_in(cheshire.drafter).post(NOTICES, PRESSING)

    assert wanted(cheshire.signatory) is None


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"only_pressing": "True"}, "Select an answer to “How often do you want mail?”"),
        ({"pace": "daily"}, "Select an answer to “What do you want to be told?”"),
        (PRESSING | {"pace": "hourly"}, "Select an answer to “How often do you want mail?”"),
        (PRESSING | {"only_pressing": "x"}, "Select an answer to “What do you want to be told?”"),
    ],
)
def test_choice_that_is_no_choice_is_not_saved(sign_in, cheshire, typed, sentence):
    page = sign_in(cheshire.drafter).post(NOTICES, typed)

    assert page.status_code == 200
    assert sentence in page.text
    assert wanted(cheshire.drafter) is None


def test_who_gets_no_mail_is_told_so_and_has_nothing_to_choose(sign_in, people):
    client = sign_in(people["technical"])

    page = client.get(NOTICES)
    refused = client.post(NOTICES, PRESSING)

    assert REFUSAL in page.text
    assert 'name="pace"' not in page.text
    assert (refused.status_code, wanted(people["technical"])) == (403, None)
    assert REFUSAL in refused.text


@pytest.mark.parametrize("who", ["contact", "inspector"])
def test_who_is_told_of_progress_alone_reads_nothing_of_responses(sign_in, people, who):
    page = sign_in(people[who]).get(NOTICES)

    assert "when something about the progress needs you or is late" in page.text
    assert "once it is published" not in page.text


# Calendar


@pytest.mark.parametrize(
    ("who", "there", "missing"),
    [
        ("drafter", ["each response of your body", "given for progress"], ["responses to each"]),
        ("signatory", ["each response of your body"], ["next date given for progress"]),
        ("contact", ["next date given for progress"], ["each response of your body"]),
        ("inspector", ["last day for responses to each inspection"], ["each response of"]),
        ("technical", ["Yours has none in it while you hold no role"], ["each inspection"]),
    ],
)
def test_page_says_what_is_in_the_calendar(sign_in, people, who, there, missing):
    page = sign_in(people[who]).get(NOTICES)

    assert [words in page.text for words in there] == [True] * len(there)
    assert [words in page.text for words in missing] == [False] * len(missing)


@pytest.mark.parametrize("who", ["drafter", "signatory", "contact", "inspector", "technical"])
def test_address_is_made_when_asked_for(sign_in, people, who):
    client = sign_in(people[who])
    before = client.get(NOTICES)

    after = client.post(RENEW, follow=True)

    feed = CalendarFeed.objects.get()
    assert address_in(before.text) is None
    assert "Make my calendar address" in before.text
    assert after.redirect_chain == [(NOTICES, 302)]
    assert address_in(after.text).endswith(f"/calendar/{feed.secret}.ics")
    assert (feed.user, feed.made_at) == (people[who], make.NOON)
    assert "made on 20 August 2021" in after.text


def test_new_address_takes_the_place_of_the_old_one(sign_in, cheshire):
    old = CalendarFeed.renew(cheshire.drafter, at=make.NOON).secret
    client = sign_in(cheshire.drafter)
    page = client.get(NOTICES)

    client.post(RENEW)

    assert "The old address then stops working at once" in page.text
    assert CalendarFeed.objects.get().secret != old
    assert client.get(f"/calendar/{old}.ics").status_code == 404


def test_address_begins_with_the_sites_own_whatever_is_asked(sign_in, cheshire, settings):
    settings.SITE_URL = "https://responses.example"
    CalendarFeed.renew(cheshire.drafter, at=make.NOON)

    page = sign_in(cheshire.drafter).get(NOTICES, headers={"Host": "127.0.0.1"})

    assert address_in(page.text).startswith("https://responses.example/calendar/")


def test_address_of_somebody_else_is_never_shown(sign_in, cheshire):
    feed = CalendarFeed.renew(cheshire.signatory, at=make.NOON)

    page = sign_in(cheshire.drafter).get(NOTICES)

    assert feed.secret not in page.text
    assert address_in(page.text) is None


def test_address_is_made_by_asking_for_it_and_not_by_looking(sign_in, cheshire):
    page = sign_in(cheshire.drafter).get(RENEW)

    assert (page.status_code, CalendarFeed.objects.count()) == (405, 0)


def test_two_addresses_are_never_alike(db):
    secrets = {CalendarFeed.renew(make.UserFactory(), at=make.NOON).secret for _ in range(5)}

    assert len(secrets) == 5
    assert min(map(len, secrets)) >= 43  # 256 bits
