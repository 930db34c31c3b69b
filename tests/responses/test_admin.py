"""The admin site over all models: what it lets a technical administrator do, and what it hides."""

import re
from itertools import chain

import pytest
from django.apps import apps
from django.contrib import admin
from django.db import connection
from django.db.models import CharField, JSONField, TextField
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from recommendations.models import Inspection
from responses import models
from responses.choices import LetterState
from tests import factories as make
from tests.world import SECRET, make_world

EDITABLE = {
    "User",
    "Membership",
    "Force",
    "PolicingBody",
    "Inspectorate",
    "Addressee",
    "CopyAddress",
}
READ_ONLY = {
    "Inspection", "Redating", "Recommendation", "ProgressUpdate", "CurrentProgress", "Response",
    "Measure", "Figure",
    "Answer",
    "ChiefOfficerComments", "ChiefOfficerComment", "OfficerDraft", "OfficerDraftComment",
    "CommentsMail", "LastSave", "Unsaved", "Change", "Contribution", "SignedVersion",
    "SignedAnswer", "Publication", "Letter", "Mail", "Reminder", "ReminderRound", "DueChange",
    "NoticeChoice", "OldResponse", "Copy", "CopyMail", "ReturnNote", "Bundle", "BundledVersion",
    "Letterhead", "LetterImage", "SignatureImage", "LetterChoice", "DraftLetter",
    "Assessment", "CurrentAssessment", "Closure", "Question", "Reply", "Evidence",
    "RecommendationForce",
    "UpdateRequest", "Correction", "Theme", "ApiToken", "ProgressReminder", "SavedView",
    "ViewChange", "ViewReminder", "CommitteePack", "Unsent",
}  # fmt: skip
OURS = ["forces", "recommendations", "responses"]
SITES = [admin.site._registry[m] for m in admin.site._registry if m._meta.app_label in OURS]


@pytest.fixture
def technician(client, db):
    """Signed in to the admin site, without any role."""
    user = make.UserFactory(is_staff=True, name="Terry Technician")
    client.force_login(user)
    return client


def url(site, page, *args):
    return reverse(f"admin:{site.opts.app_label}_{site.opts.model_name}_{page}", args=args)


def pages_of(site):
    """The addresses of the list, and of each row's page and history."""
    yield url(site, "changelist")
    for pk in site.model._default_manager.values_list("pk", flat=True):
        yield url(site, "change", pk)
        yield url(site, "history", pk)


def test_site_has_every_model_of_this_project_but_parts_and_history():
    ours = {m for app in OURS for m in apps.get_app_config(app).get_models()}
    left_out = {
        m.__name__ for m in ours if m not in admin.site._registry and not hasattr(m, "pgh_id")
    }

    assert {site.model.__name__ for site in SITES} == EDITABLE | READ_ONLY
    assert left_out <= {
        "Part", "ForceName", "InspectionForce", "InspectionInspectorate", "PartAddressee",
        "ThemeRecommendation", "HistoryContext", "CalendarFeed", "Look",
    }  # fmt: skip


def test_site_has_nothing_of_others():
    others = {m.__name__ for m in admin.site._registry if m._meta.app_label not in OURS}

    assert others == set()


def test_lists_and_rows_open_and_say_nothing_of_a_draft(technician):
    make_world()

    for address in chain.from_iterable(map(pages_of, SITES)):
        page = technician.get(address)
        assert page.status_code == 200, address
        assert SECRET not in page.content.decode(), address


def test_search_does_not_find_words_of_a_draft(technician):
    make_world()

    for site in SITES:
        page = technician.get(url(site, "changelist"), {"q": SECRET})
        assert page.context["cl"].result_count == 0, site


def texts(model):
    """The names of a model's columns that hold what somebody wrote, or a password."""
    kinds = (CharField, TextField, JSONField)
    return [field.name for field in model._meta.concrete_fields if isinstance(field, kinds)]


def ways_to_guess(site):
    """Text columns of a row, and of the rows that it points to, that no filter is for."""
    near = texts(site.model)
    far = [
        f"{field.name}__{name}"
        for field in site.model._meta.get_fields()
        if field.is_relation and field.related_model
        for name in texts(field.related_model)
    ]
    return [name for name in near + far if name not in site.list_filter]


# How a text is guessed letter by letter.
GUESSES = ("startswith", "regex", "contains", "in", "gt")


@pytest.mark.parametrize("ways", [1, pytest.param(len(GUESSES), marks=pytest.mark.slow)])
def test_no_text_can_be_guessed_by_filtering(technician, ways):
    make_world()
    columns = [(site, name) for site in SITES for name in ways_to_guess(site)]
    guesses = [
        (site, {f"{name}__{GUESSES[(place + way) % len(GUESSES)]}": "z"})
        for place, (site, name) in enumerate(columns)
        for way in range(ways)
    ]

    for site, guess in guesses:
        page = technician.get(url(site, "changelist"), guess)
        assert page.status_code == 400, (site, guess)

    assert len(guesses) > 300 * ways


@pytest.mark.parametrize(
    "name",
    ["text", "text__regex", "reason__startswith", "saved_by__password__startswith", "revision__gt"],
)
def test_refused_filter_is_not_tried(technician, name):
    make_world()

    with CaptureQueriesContext(connection) as queries:
        page = technician.get(reverse("admin:responses_answer_changelist"), {name: "("})

    assert page.status_code == 400
    assert not [query for query in queries if "responses_answer" in query["sql"]]


@pytest.mark.slow
def test_filters_of_the_lists_work(technician):
    make_world()
    make_world()

    for site in SITES:
        filters_work(technician, site)


def filters_work(technician, site):
    shown = technician.get(url(site, "changelist"), {"_facets": "True"}).context["cl"]
    links = [
        choice["query_string"] for spec in shown.filter_specs for choice in spec.choices(shown)
    ]
    links += ["?id__exact=1"]
    if site.date_hierarchy:
        links += [f"?{site.date_hierarchy}__year=2021&{site.date_hierarchy}__month=7"]

    answers = {link: technician.get(url(site, "changelist") + link).status_code for link in links}

    assert bool(shown.filter_specs) == bool(site.list_filter), site
    assert set(answers.values()) == {200}, (site, answers)


def test_rows_are_pointed_to_by_nothing_but_their_id(technician):
    make_world()

    for site in SITES:
        pk = site.model._default_manager.values_list("pk", flat=True)[0]
        names = [field.name for field in site.model._meta.concrete_fields if not field.primary_key]
        answers = {
            technician.get(address, {"_popup": "1", "_to_field": name}).status_code
            for name in names
            for address in (url(site, "changelist"), url(site, "change", pk))
        }
        assert answers == {400}, site


def test_lists_take_as_many_queries_for_3_as_for_1(technician):
    make_world()
    queries_of_lists(technician)  # what is kept between requests is there
    for_one = queries_of_lists(technician)
    make_world()
    make_world()

    for site, (queries, page) in queries_of_lists(technician).items():
        assert page.context["cl"].result_count >= 3 or site.model.__name__ in {
            "Inspectorate",
            "Addressee",
            "CopyAddress",
        }
        assert len(queries) == len(for_one[site][0]), "\n".join(q["sql"] for q in queries)


def queries_of_lists(technician):
    """The queries that each list asks, and its page."""
    asked = {}
    for site in SITES:
        with CaptureQueriesContext(connection) as queries:
            page = technician.get(url(site, "changelist"))
        asked[site] = (queries.captured_queries, page)
    return asked


def test_what_must_not_change_cannot_be_added_changed_or_deleted(technician):
    make_world()

    for site in SITES:
        is_kept_from_changes(technician, site)


def is_kept_from_changes(technician, site):
    pk = site.model._default_manager.values_list("pk", flat=True)[0]
    may_change = site.model.__name__ in EDITABLE

    answers = [
        technician.get(url(site, "add")).status_code,
        technician.post(url(site, "change", pk), {}).status_code,
        technician.get(url(site, "delete", pk)).status_code,
    ]

    if site.model.__name__ == "User":
        assert answers == [200, 200, 403]
    elif site.model.__name__ == "Addressee":  # of what is published
        assert answers == [200, 403, 200]
    else:
        assert answers == ([200, 200, 200] if may_change else [403, 403, 403]), site


@pytest.mark.parametrize("role", ["drafter", "signatory", "inspector", "administrator", None])
def test_site_is_closed_to_everyone_else(client, db, role):
    user = make.MembershipFactory(**{role: True}).user if role else make.UserFactory()
    client.force_login(user)

    for site in SITES:
        page = client.get(url(site, "changelist"))
        assert (page.status_code, page["Location"].partition("?")[0]) == (302, "/admin/login/")
    assert client.get("/admin/login/").status_code == 403


def test_pages_have_no_inline_code(technician):
    make_world()

    for site in SITES:
        has_no_inline_code(technician, site)


def has_no_inline_code(technician, site):
    pk = site.model._default_manager.values_list("pk", flat=True)[0]
    pages = [technician.get(url(site, "changelist")), technician.get(url(site, "change", pk))]
    if site.has_add_permission(None):
        pages.append(technician.get(url(site, "add")))

    for page in pages:
        text = page.content.decode()
        assert "<style" not in text
        assert not re.search(r"<[^>]+\s(style|on[a-z]+)=", text)
        for tag in re.findall(r"<script\b[^>]*>", text):
            assert "src=" in tag or "application/json" in tag


def test_embargoed_inspection_is_not_there(technician):
    embargoed = make.InspectionFactory(embargoed=True, title="Embargoed report")
    recommendation = make.RecommendationFactory(inspection=embargoed)
    measure = make.MeasureFactory(recommendation=recommendation, name="Embargoed report’s figure")
    sites = {site.model: site for site in SITES}

    pages = [
        technician.get(url(sites[type(measure)], "changelist")),
        technician.get(url(sites[type(measure)], "change", measure.pk), follow=True),
        technician.get(url(sites[Inspection], "changelist")),
        technician.get(url(sites[type(recommendation)], "changelist")),
        technician.get(url(sites[Inspection], "change", embargoed.pk), follow=True),
        technician.get(url(sites[Inspection], "history", embargoed.pk), follow=True),
        technician.get(url(sites[type(recommendation)], "change", recommendation.pk), follow=True),
    ]

    for page in pages:
        assert b"Embargoed report" not in page.content
        assert recommendation.heading.encode() not in page.content


@pytest.fixture
def before_and_after(cheshire):
    """A published inspection that follows up one under embargo, and has a response."""
    embargoed = make.InspectionFactory(
        embargoed=True, title="Embargoed report", short_title="Embargoed", forces=[cheshire.force]
    )
    after = make.InspectionFactory(title="Later report", follows_up=embargoed)
    make.ResponseFactory(inspection=after, body=cheshire.body)
    part = make.RecommendationFactory(inspection=embargoed).parts.get()
    addressee = part.addressees.get()
    return [after, *after.inspectorates.all(), cheshire.force, addressee]


def test_no_page_names_an_embargoed_inspection(technician, before_and_after):
    sites = {site.model: site for site in SITES}
    addresses = [url(site, "changelist") for site in SITES] + [
        url(sites[type(row)], page, row.pk)
        for row in before_and_after
        for page in ("change", "history", "delete")
    ]

    for address in addresses:
        page = technician.get(address)
        assert b"Embargoed" not in page.content, address


def test_inspection_names_the_published_one_that_it_follows_up(technician):
    before = make.InspectionFactory(title="Earlier report")
    after = make.InspectionFactory(follows_up=before)

    page = technician.get(reverse("admin:recommendations_inspection_change", args=[after.pk]))

    assert b"Earlier report" in page.content


def test_letter_shows_that_it_is_ready_and_not_its_content(technician):
    make_world()
    letter = models.Letter.objects.without_content().get()

    page = technician.get(reverse("admin:responses_letter_change", args=[letter.pk]))

    assert letter.state == LetterState.READY
    assert letter.sha256.encode() in page.content
    assert b"memory" not in page.content
    assert SECRET.encode() not in page.content
