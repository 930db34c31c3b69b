"""The pages on which administrators change dates: the form, what it would do, and doing it."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from kombu.exceptions import OperationalError

from config.celery import app as celery
from recommendations.models import Inspection, Redating
from responses.models import DueChange, Mail, Reminder, Response
from responses.tasks import send_at_once
from tests import factories as make

DATES = "/inspections/rape/dates/"
LIST = "/inspections/rape/last-days/"
ONE = "/inspections/rape/last-days/cheshire/"
NEXT_DAY = date(2021, 9, 10)
OWN = date(2021, 10, 1)
PAGES = [DATES, LIST, ONE]


@pytest.fixture
def ada(sign_in, administrator):
    """The browser of an inspectorate administrator."""
    return sign_in(administrator)


@pytest.fixture
def response(cheshire, inspection):
    return make.ResponseFactory(inspection=inspection, body=cheshire.body)


def day(name, value):
    parts = ("", "", "") if value is None else (value.day, value.month, value.year)
    return dict(zip((f"{name}_day", f"{name}_month", f"{name}_year"), parts, strict=True))


def hidden(page):
    """What the page brings back by itself."""
    return {"seen": page.context["form"]["seen"].value()}


@pytest.fixture
def typed(ada, response):
    """What is posted to count from the day after publication."""
    fields = {
        **hidden(ada.get(DATES)),
        **day("published_on", make.PUBLISHED_ON),
        "counting_rule": "day_after",
        "rule_reason": "As the inspectorate announced.",
        "reason": "The report came out in the evening.",
    }

    def _typed(**changes):
        return {**fields, **changes}

    return _typed


@pytest.fixture
def typed_day(ada, response):
    """What is posted to set Cheshire's last day."""

    def _typed_day(due_on=OWN, **changes):
        return {**hidden(ada.get(ONE)), **day("due_on", due_on), "reason": "More time.", **changes}

    return _typed_day


def confirmed(client, address, page):
    """Press the button of the page that shows what would be done."""
    return client.post(address, {**dict(page.context["typed"]), "confirm": "yes"})


# Who


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize("method", ["get", "post"])
def test_pages_send_nobody_to_sign_in(client, response, address, method):
    page = getattr(client, method)(address)

    assert (page.status_code, page.url) == (302, f"/accounts/login/?next={address}")


@pytest.mark.parametrize("address", PAGES)
def test_pages_are_refused_to_administrators_of_another_inspectorate(sign_in, response, address):
    other = make.InspectorateFactory(name="Another", short_name="Another", slug="another")
    stranger = make.MembershipFactory(administrator=True, inspectorate=other).user

    page = sign_in(stranger).get(address)

    assert page.status_code == 403
    assert "an inspectorate whose report this is" in page.text
    assert "Change the dates" not in sign_in(stranger).get("/inspections/rape/").text


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("who", ["drafter", "signatory", "contact", "inspector", "technical"])
def test_pages_are_refused_to_everyone_else(client, people, response, who, method, address):
    client.force_login(people[who])

    page = getattr(client, method)(address, {"confirm": "yes"})

    assert page.status_code == 403
    assert "Only an inspectorate administrator may change dates and last days." in page.text


@pytest.mark.parametrize("address", PAGES)
def test_pages_of_what_is_being_set_up_say_where_its_dates_change(ada, cheshire, address):
    make.InspectionFactory(embargoed=True, slug="secret")

    page = ada.get(address.replace("rape", "secret"))

    assert page.status_code == 403
    assert "is not published yet. Change its dates where you set it up." in page.text


@pytest.mark.parametrize("address", PAGES)
def test_pages_of_what_is_being_set_up_are_not_there_for_others(sign_in, inspector, address):
    make.InspectionFactory(embargoed=True, slug="secret")

    assert sign_in(inspector).get(address.replace("rape", "secret")).status_code == 404


@pytest.mark.parametrize("force", ["cumbria", "nowhere"])
def test_last_day_of_a_force_without_a_response_is_not_there(ada, response, cumbria, force):
    assert ada.get(f"{LIST}{force}/").status_code == 404


# The dates of the inspection


def test_inspection_dates_starts_from_the_dates_as_they_are(ada, response):
    form = ada.get(DATES).context["form"]

    assert form["published_on"].value() == make.PUBLISHED_ON
    assert form["counting_rule"].value() == "act"
    assert form["explicit_due_on"].value() is None


def test_inspection_dates_shows_what_it_would_do_and_does_nothing_yet(ada, typed, cumbria):
    inspection = Inspection.objects.get()
    make.ResponseFactory(inspection=inspection)
    make.ResponseFactory(inspection=inspection, body=cumbria.body, published=date(2021, 8, 10))

    page = ada.post(DATES, typed())

    assert page.status_code == 200
    assert (
        "2 responses get the last day 10 September 2021 instead of 9 September 2021." in page.text
    )
    assert "1 published response keeps its own: it was judged by it." in page.text
    assert "has already passed" not in page.text
    assert Inspection.objects.get().due_on == make.DUE_ON
    assert not Redating.objects.exists()
    assert set(Response.objects.values_list("due_on", flat=True)) == {make.DUE_ON}


def test_inspection_dates_changes_them_once_confirmed(ada, typed, administrator):
    page = confirmed(ada, DATES, ada.post(DATES, typed()))

    inspection = Inspection.objects.get()
    assert (page.status_code, page.url) == (302, "/inspections/rape/")
    assert (inspection.counting_rule, inspection.due_on) == ("day_after", NEXT_DAY)
    assert inspection.rule_reason == "As the inspectorate announced."
    assert Response.objects.get().due_on == NEXT_DAY
    row = Redating.objects.get()
    assert (row.by, row.at, row.reason) == (
        administrator,
        timezone.now(),
        "The report came out in the evening.",
    )
    shown = ada.get(page.url).text
    assert "Dates changed. 1 response has another last day" in shown
    assert "the last day was changed from 9 September 2021 to 10 September 2021" in shown


def test_inspection_dates_sets_a_date(ada, typed):
    fields = typed(counting_rule="explicit", **day("explicit_due_on", OWN))

    confirmed(ada, DATES, ada.post(DATES, fields))

    assert Inspection.objects.get().explicit_due_on == OWN
    assert Response.objects.get().due_on == OWN


def test_inspection_dates_changes_the_date_of_publication(ada, typed):
    fields = typed(counting_rule="act", **day("published_on", date(2021, 7, 17)))

    confirmed(ada, DATES, ada.post(DATES, fields))

    inspection = Inspection.objects.get()
    assert (inspection.published_on, inspection.rule_reason) == (date(2021, 7, 17), "")


def test_inspection_dates_ignores_a_date_beside_another_rule(ada, typed):
    page = ada.post(DATES, typed(**day("explicit_due_on", OWN)))

    assert page.context["dates"].explicit_due_on is None


@pytest.mark.parametrize("address", [DATES, ONE])
def test_pages_show_words_as_they_were_typed(ada, typed, typed_day, address):
    words = '<b>Late</b>\r\nas "ever"'
    fields = {DATES: typed, ONE: typed_day}[address](reason=words)

    page = ada.post(address, fields)

    assert "&lt;b&gt;Late&lt;/b&gt;<br>as &quot;ever&quot;" in page.text
    assert 'value="&lt;b&gt;Late&lt;/b&gt;' in page.text
    assert ("reason", words) in page.context["typed"]
    assert "<b>Late" not in page.text


def test_inspection_dates_warns_of_responses_that_are_late_at_once(ada, typed):
    fields = typed(counting_rule="act", **day("published_on", date(2021, 6, 25)))

    page = ada.post(DATES, fields)

    assert "The new last day has already passed. 1 response is late at once" in page.text


def test_inspection_dates_says_when_nobody_is_told(ada, typed):
    fields = typed(counting_rule="explicit", **day("explicit_due_on", make.DUE_ON))

    page = ada.post(DATES, fields)

    assert "No response gets another last day, and nobody is told." in page.text


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"reason": " "}, "Enter the reason for the change"),
        ({"rule_reason": ""}, "Enter the reason for not counting as the Act does"),
        ({"counting_rule": "explicit"}, "Enter the last day for responses"),
        (
            {"counting_rule": "explicit", **day("explicit_due_on", date(2021, 7, 15))},
            "The last day must be the date of publication or later.",
        ),
        (
            {"counting_rule": "explicit", "explicit_due_on_day": "31", "explicit_due_on_month": "2",
             "explicit_due_on_year": "2022"},
            "The last day for responses must be a real date",
        ),
        ({"counting_rule": ""}, "Select how the last day is counted"),
        (day("published_on", None), "Enter the date of publication"),
        (day("published_on", date(2021, 8, 21)), "must be today or in the past"),
        (day("published_on", date(1996, 5, 21)), "must be 22 May 1996 or later"),
        ({"counting_rule": "act"}, "Change at least one of the dates"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("button", ["submit", "confirm"])
def test_inspection_dates_says_what_is_wrong_and_keeps_what_was_typed(
    ada, typed, changes, sentence, button
):
    page = ada.post(
        DATES, typed(**{"url": "x", "reason": "As <b>agreed</b>.", **changes, button: "x"})
    )

    assert page.status_code == 200
    assert sentence in page.text
    assert "There is a problem" in page.text
    if "reason" not in changes:
        assert "As &lt;b&gt;agreed&lt;/b&gt;." in page.text
    assert not Redating.objects.exists()


def test_inspection_dates_names_who_published_before_the_new_date(ada, typed, cumbria):
    make.ResponseFactory(
        inspection=Inspection.objects.get(), body=cumbria.body, published=date(2021, 8, 10)
    )

    page = ada.post(DATES, typed(**day("published_on", date(2021, 8, 11))))

    assert "must be 10 August 2021 or earlier" in page.text
    assert "Police and Crime Commissioner for Cumbria" in page.text
    assert "The report came out in the evening." in page.text


def test_inspection_dates_goes_back_to_what_was_typed(ada, typed):
    page = ada.post(DATES, typed())

    again = ada.post(DATES, {**dict(page.context["typed"]), "edit": "yes"})

    form = again.context["form"]
    assert form["counting_rule"].value() == "day_after"
    assert form["reason"].value() == "The report came out in the evening."
    assert "There is a problem" not in again.text
    assert not Redating.objects.exists()


@pytest.mark.parametrize("button", ["submit", "confirm"])
def test_inspection_dates_shows_dates_that_somebody_else_changed_meanwhile(ada, typed, button):
    ours = typed(**day("published_on", date(2021, 7, 1)))
    confirmed(ada, DATES, ada.post(DATES, typed(rule_reason="Theirs.")))

    page = ada.post(DATES, {**ours, button: "yes"})

    assert "Somebody else changed this since you opened the page." in page.text
    assert "Reason: Theirs." in page.text
    assert page.context["form"]["published_on"].value().day == "1"
    assert Redating.objects.count() == 1
    confirmed(ada, DATES, ada.post(DATES, {**ours, **hidden(page)}))
    assert Inspection.objects.get().published_on == date(2021, 7, 1)


def test_inspection_dates_sends_the_mails_after_the_change(
    ada, typed, cheshire, mailbox, worker, django_capture_on_commit_callbacks
):
    page = ada.post(DATES, typed())

    with django_capture_on_commit_callbacks(execute=True):
        confirmed(ada, DATES, page)

    assert sorted(mail["To"] for mail in mailbox.mails) == sorted(
        [cheshire.drafter.email, cheshire.signatory.email]
    )
    assert set(Mail.objects.values_list("state", flat=True)) == {"sent"}


@pytest.mark.django_db(transaction=True)
def test_inspection_dates_changes_them_while_the_broker_is_away(ada, typed, monkeypatch):
    page = ada.post(DATES, typed())
    monkeypatch.setitem(celery.conf, "broker_url", "redis://127.0.0.1:1/0")
    monkeypatch.setattr(celery, "_pool", None)
    monkeypatch.setattr(celery.amqp, "_producer_pool", None)
    with pytest.raises(OperationalError):
        send_at_once.delay()

    done = confirmed(ada, DATES, page)

    assert (done.status_code, Redating.objects.count()) == (302, 1)
    assert Reminder.objects.filter(kind="date_moved", state="reserved").count() == 2


def test_inspection_dates_makes_as_many_queries_for_three_bodies_as_for_one(ada, typed):
    fields = typed()
    ada.post(DATES, fields)
    with CaptureQueriesContext(connection) as for_one:
        ada.post(DATES, fields)
    for _ in range(2):
        make.ResponseFactory(inspection=Inspection.objects.get())

    with CaptureQueriesContext(connection) as for_three:
        page = ada.post(DATES, fields)

    assert "3 responses get" in page.text
    assert len(for_three) == len(for_one)


# The last days of bodies


def test_last_days_lists_each_body_with_its_own(ada, response, cumbria, inspection):
    make.ResponseFactory(
        inspection=inspection, body=cumbria.body, due_on=OWN, due_reason="<b>More</b> time."
    )
    special = make.ForceFactory(
        name="Ministry of Defence Police", has_deadline=False, is_territorial=False, ons_code=""
    )
    make.ResponseFactory(
        inspection=inspection, body=make.PolicingBodyFactory(force=special), due_on=None
    )

    page = ada.get(LIST)

    assert [row.due_on for row, _, _ in page.context["rows"]] == [make.DUE_ON, OWN, None]
    assert "Its own. Reason: &lt;b&gt;More&lt;/b&gt; time." in page.text
    assert page.text.count("Set its own") == 2
    assert ONE in page.text


def test_last_days_offers_no_change_of_what_is_published(ada, cheshire, inspection):
    make.ResponseFactory(inspection=inspection, body=cheshire.body, published=True)

    page = ada.get(LIST)

    assert ONE not in page.text
    assert "It keeps this day" in page.text


def test_last_days_says_nothing_of_a_draft(ada, cheshire, inspection):
    make.ResponseFactory(
        inspection=inspection, body=cheshire.body, with_commissioner=True, introduction="zebra"
    )

    page = ada.get(LIST)

    assert "zebra" not in page.text
    assert "commissioner</" not in page.text.lower()
    assert "Drafting" not in page.text


def test_last_days_without_a_response_says_so(ada, inspection):
    assert "No policing body owes a response to this inspection." in ada.get(LIST).text


def test_last_days_makes_as_many_queries_for_three_bodies_as_for_one(ada, response, inspection):
    ada.get(LIST)
    with CaptureQueriesContext(connection) as for_one:
        ada.get(LIST)
    for _ in range(2):
        make.ResponseFactory(inspection=inspection)

    with CaptureQueriesContext(connection) as for_three:
        page = ada.get(LIST)

    assert len(page.context["rows"]) == 3
    assert len(for_three) == len(for_one)


def test_last_day_shows_what_it_would_do_and_does_nothing_yet(ada, typed_day):
    page = ada.post(ONE, typed_day())

    assert "Friday 1 October 2021" in page.text
    assert "Thursday 9 September 2021" in page.text
    assert "has already passed" not in page.text
    assert Response.objects.get().due_on == make.DUE_ON
    assert not DueChange.objects.exists()


def test_last_day_sets_it_once_confirmed(ada, typed_day, administrator):
    page = confirmed(ada, ONE, ada.post(ONE, typed_day()))

    response = Response.objects.get()
    assert (page.status_code, page.url) == (302, LIST)
    assert (response.due_on, response.due_reason) == (OWN, "More time.")
    assert response.due_changes.get().by == administrator
    assert "Last day of the Police and Crime Commissioner for Cheshire changed" in (
        ada.get(LIST).text
    )


@pytest.mark.parametrize(("day_of_august", "passed"), [(20, False), (19, True)])
def test_last_day_warns_of_a_day_that_has_passed(ada, typed_day, day_of_august, passed):
    page = ada.post(ONE, typed_day(date(2021, 8, day_of_august)))

    assert ("The new last day has already passed. 1 response is late" in page.text) is passed


def test_last_day_takes_its_own_away_again(ada, typed_day):
    confirmed(ada, ONE, ada.post(ONE, typed_day()))
    offered = ada.get(ONE).text
    fields = typed_day(None, which="usual", reason="No longer needed.")

    confirmed(ada, ONE, ada.post(ONE, fields))

    response = Response.objects.get()
    assert "That of the inspection: 9 September 2021" in offered
    assert (response.due_on, response.due_reason) == (make.DUE_ON, "")
    assert response.due_changes.latest("pk").reason == "No longer needed."


def test_last_day_changes_its_own_for_another(ada, typed_day):
    confirmed(ada, ONE, ada.post(ONE, typed_day()))
    fields = typed_day(date(2021, 10, 2), which="own", reason="Still more time.")

    confirmed(ada, ONE, ada.post(ONE, fields))

    response = Response.objects.get()
    assert (response.due_on, response.due_reason) == (date(2021, 10, 2), "Still more time.")


def test_last_day_of_a_body_without_one_is_set_and_taken_away(ada, inspection):
    special = make.ForceFactory(slug="cnc", has_deadline=False, is_territorial=False, ons_code="")
    make.ResponseFactory(
        inspection=inspection, body=make.PolicingBodyFactory(force=special), due_on=None
    )
    address = f"{LIST}cnc/"
    first = ada.get(address)
    assert "The law sets this body no last day." in first.text

    fields = {**hidden(first), **day("due_on", OWN), "reason": "It agreed."}
    confirmed(ada, address, ada.post(address, fields))
    assert Response.objects.get().due_on == OWN

    second = ada.get(address)
    assert "None, as the law has it" in second.text
    fields = {**hidden(second), "which": "usual", "reason": "It withdrew."}
    check = ada.post(address, fields)
    assert "None" in check.text
    confirmed(ada, address, check)
    response = Response.objects.get()
    assert (response.due_on, response.due_reason) == (None, "")


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"reason": ""}, "Enter the reason for the change"),
        (day("due_on", None), "Enter the last day"),
        ({"due_on_month": "13"}, "The last day must be a real date"),
        (day("due_on", date(2021, 7, 15)), "must be the date of publication or later"),
        (day("due_on", make.DUE_ON), "The last day is 9 September 2021 already"),
    ],
)
@pytest.mark.parametrize("button", ["submit", "confirm"])
def test_last_day_says_what_is_wrong_and_keeps_what_was_typed(
    ada, typed_day, changes, sentence, button
):
    page = ada.post(ONE, typed_day(**{"reason": "As they asked.", **changes, button: "x"}))

    assert sentence in page.text
    assert "There is a problem" in page.text
    if "reason" not in changes:
        assert "As they asked." in page.text
    assert not DueChange.objects.exists()


@pytest.mark.parametrize("button", ["submit", "confirm"])
def test_last_day_shows_one_that_somebody_else_set_meanwhile(ada, typed_day, button):
    ours = typed_day(date(2021, 11, 1), reason="Ours.")
    confirmed(ada, ONE, ada.post(ONE, typed_day(reason="Theirs.")))

    page = ada.post(ONE, {**ours, "which": "own", button: "yes"})

    assert "Somebody else changed this since you opened the page." in page.text
    assert "1 October 2021 Reason: Theirs." in page.text
    assert "Ours." in page.text
    assert Response.objects.get().due_on == OWN


def test_last_day_of_what_is_published_stays(ada, cheshire, inspection):
    make.ResponseFactory(inspection=inspection, body=cheshire.body, published=True)

    page = ada.get(ONE)

    assert page.status_code == 403
    assert "it keeps the last day that it was judged by" in page.text


def test_last_day_of_what_is_published_meanwhile_stays_and_what_was_typed_too(
    ada, typed_day, response
):
    fields = typed_day(reason="As they asked.")
    make.publish_version(response, make.TODAY)

    page = ada.post(ONE, {**fields, "confirm": "yes"})

    assert page.status_code == 200
    assert "it keeps the last day that it was judged by" in page.text
    assert "As they asked." in page.text
    assert Response.objects.get().due_on == make.DUE_ON


def test_last_day_of_a_recorded_response_stays(ada, cheshire, inspection):
    make.ResponseFactory(inspection=inspection, body=cheshire.body, is_recorded=True)

    page = ada.get(ONE)

    assert page.status_code == 403
    assert "This response came before this service: it keeps its last day." in page.text


# What the office sees of it


def test_office_reads_how_its_last_day_moved(ada, typed, typed_day, client, cheshire, response):
    confirmed(ada, DATES, ada.post(DATES, typed(reason="For <b>all</b>.")))
    confirmed(ada, ONE, ada.post(ONE, typed_day()))
    client.force_login(cheshire.drafter)

    page = client.get(f"/responses/{response.pk}/")

    assert (
        "20 August 2021 at midday: the last day was moved from 9 September 2021 to "
        "10 September 2021. Reason: For &lt;b&gt;all&lt;/b&gt;."
    ) in page.text
    assert "from 10 September 2021 to 1 October 2021. Reason: More time." in page.text
    assert page.text.index("1 October 2021. Reason") < page.text.index("10 September 2021. Reason")


def test_office_whose_last_day_never_moved_reads_nothing_of_it(sign_in, cheshire, response):
    page = sign_in(cheshire.drafter).get(f"/responses/{response.pk}/")

    assert "Changes of the last day" not in page.text
