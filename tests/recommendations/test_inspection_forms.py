from datetime import date

import pytest

from forces.policies import Refused
from recommendations.choices import CountingRule, Scope
from recommendations.models import Inspection
from tests import factories as make

NEW = "/inspections/new/"
EDIT = "/inspections/secret/edit/"


@pytest.fixture
def ada(sign_in, administrator):
    """The browser of an inspectorate administrator."""
    return sign_in(administrator)


@pytest.fixture
def secret(db):
    return make.InspectionFactory(embargoed=True, slug="secret", short_title="Secret thing")


def day(name, value):
    return {f"{name}_day": value.day, f"{name}_month": value.month, f"{name}_year": value.year}


def typed(**changes):
    """What is posted for a plain inspection; None leaves a field out."""
    fields = {
        "title": "An inspection of how forces answer the telephone",
        "short_title": "Telephone",
        "slug": "",
        **day("published_on", date(2021, 7, 16)),
        "url": "https://example.org/telephone",
        "inspectorates": [make.InspectorateFactory().pk],
        "scope": "national",
        "concerned": "territorial",
        "counting_rule": "act",
        "key_findings": "- Some calls are not answered.",
        "source": "The report",
        "licence": "Crown copyright",
    }
    return {k: v for k, v in (fields | changes).items() if v is not None}


@pytest.mark.parametrize("url", [NEW, EDIT])
@pytest.mark.parametrize("method", ["get", "post"])
def test_setting_up_sends_nobody_to_sign_in(client, secret, url, method):
    page = getattr(client, method)(url)

    assert (page.status_code, page.url) == (302, f"/accounts/login/?next={url}")


@pytest.mark.parametrize("who", ["drafter", "signatory", "contact"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_setting_up_is_refused_to_offices_and_forces(sign_in, cheshire, who, method):
    page = getattr(sign_in(getattr(cheshire, who)), method)(NEW, typed())

    assert page.status_code == 403
    assert "Only an inspectorate administrator may set up an inspection." in page.text
    assert not Inspection.objects.exists()


def test_setting_up_is_refused_to_inspectors(sign_in, inspector):
    page = sign_in(inspector).post(NEW, typed())

    assert page.status_code == 403
    assert not Inspection.objects.exists()


def test_inspection_edit_under_embargo_is_not_there_for_others(sign_in, inspector, secret):
    assert sign_in(inspector).get(EDIT).status_code == 404


def test_inspection_new_creates_what_was_typed_and_leads_to_it(ada, cheshire, cumbria):
    make.ForceFactory(name="Transport", is_territorial=False, ons_code="")

    page = ada.post(NEW, typed())

    inspection = Inspection.objects.get()
    assert (page.status_code, page.url) == (302, f"/inspections/{inspection.slug}/")
    assert inspection.slug == "an-inspection-of-how-forces-answer-the-telephone"
    assert inspection.title == "An inspection of how forces answer the telephone"
    assert inspection.published_on == date(2021, 7, 16)
    assert inspection.due_on == date(2021, 9, 9)
    assert inspection.counting_rule == CountingRule.ACT
    assert inspection.key_findings == "- Some calls are not answered."
    assert set(inspection.forces.all()) == {cheshire.force, cumbria.force}
    assert inspection.inspectorates.get().short_name == "HMICFRS"
    assert not inspection.is_released
    assert not inspection.is_demonstration


def test_inspection_new_refuses_key_findings_that_no_index_of_words_holds_and_keeps_them(ada):
    endless = " ".join(f"word{number}" for number in range(12_000))

    page = ada.post(NEW, typed(key_findings=endless))

    assert "The key findings must be 100000 characters or fewer" in page.text
    assert endless in page.text
    assert not Inspection.objects.exists()


def test_inspection_new_takes_the_forces_that_were_chosen(ada, cheshire, cumbria):
    ada.post(NEW, typed(concerned="chosen", forces=[cumbria.force.pk]))

    assert list(Inspection.objects.get().forces.all()) == [cumbria.force]


def test_inspection_new_ignores_forces_ticked_before_all_were_chosen(ada, cheshire, cumbria):
    ada.post(NEW, typed(concerned="territorial", forces=[cumbria.force.pk]))

    assert Inspection.objects.get().forces.count() == 2


def test_inspection_new_offers_forces_by_region(ada, cheshire):
    make.ForceFactory(name="Transport", is_territorial=False, ons_code="")

    page = ada.get(NEW)

    assert "All 1 territorial forces" in page.text
    assert page.text.index("North West") < page.text.index("Cheshire Constabulary")
    assert page.text.index("Cheshire Constabulary") < page.text.index("Other forces")
    assert page.text.index("Other forces") < page.text.index("Transport")


def test_inspection_new_takes_a_name_in_addresses(ada, cheshire):
    ada.post(NEW, typed(slug="Telephone-2021"))

    assert Inspection.objects.get().slug == "telephone-2021"


@pytest.mark.parametrize(
    ("title", "slugs"),
    [
        ("New", ["new-2", "new-3"]),
        ("Calls", ["calls", "calls-2", "calls-3"]),
        ("A word " * 12, ["-".join(["a-word"] * 8) + "-a", "-".join(["a-word"] * 8) + "-a-2"]),
    ],
)
def test_inspection_new_makes_a_free_name_from_the_title(ada, cheshire, title, slugs):
    for _ in slugs:
        ada.post(NEW, typed(title=title))

    assert sorted(Inspection.objects.values_list("slug", flat=True)) == sorted(slugs)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"title": " "}, "Enter the title"),
        ({"short_title": ""}, "Enter the short title"),
        ({"short_title": "x" * 81}, "The short title must be 80 characters or fewer"),
        ({"title": "報告"}, "Enter the name in addresses"),
        ({"slug": "new"}, "This name is taken by a page of this service"),
        ({"slug": "a b"}, "must have only lower-case letters, digits and hyphens"),
        ({"published_on_day": "31", "published_on_month": "2"}, "must be a real date"),
        ({"published_on_year": "1990"}, "must be between 22 May 1996 and 20 August 2023"),
        ({"published_on_year": "9999"}, "must be between 22 May 1996 and 20 August 2023"),
        ({"url": "the website"}, "Enter a web address in the correct format"),
        ({"url": "javascript:alert(1)"}, "Enter a web address in the correct format"),
        ({"inspectorates": None}, "Select at least one inspectorate"),
        ({"scope": "everywhere"}, "Select the scope from the list"),
        ({"concerned": None}, "Select which forces are concerned"),
        ({"concerned": "chosen"}, "Select at least one force"),
        ({"concerned": "chosen", "forces": [0]}, "Select at least one force"),
        ({"scope": "one_force"}, "An inspection of one force must concern exactly one force."),
        ({"counting_rule": "day_after"}, "Enter the reason for not counting as the Act does."),
        ({"counting_rule": "explicit", "rule_reason": "Why"}, "Enter the last day for responses."),
        (
            {
                "counting_rule": "explicit",
                "rule_reason": "Why",
                **day("explicit_due_on", date(2021, 7, 15)),
            },
            "The last day must be the date of publication or later.",
        ),
    ],
)
def test_inspection_new_says_what_is_wrong_and_keeps_what_was_typed(
    ada, cheshire, cumbria, changes, sentence
):
    page = ada.post(NEW, typed(**changes))

    assert page.status_code == 200
    assert sentence in page.text
    assert "<title>Error: " in page.text
    assert "There is a problem" in page.text
    assert "- Some calls are not answered." in page.text
    assert not Inspection.objects.exists()


def test_inspection_new_refuses_a_name_that_another_has(ada, secret):
    page = ada.post(NEW, typed(slug="secret"))

    assert "An inspection with this name in addresses is here already" in page.text


def test_inspection_new_takes_a_date_that_is_set_with_its_reason(ada, cheshire):
    ada.post(
        NEW,
        typed(
            counting_rule="explicit",
            rule_reason="Agreed.",
            **day("explicit_due_on", date(2021, 10, 1)),
        ),
    )

    inspection = Inspection.objects.get()
    assert inspection.due_on == date(2021, 10, 1)
    assert inspection.working.endswith("Reason: Agreed.")


def test_inspection_new_drops_a_set_date_when_the_rule_is_another(ada, cheshire):
    ada.post(NEW, typed(explicit_due_on_day="40"))

    assert Inspection.objects.get().explicit_due_on is None


def test_inspection_edit_starts_from_what_is_there(ada, secret, cheshire, cumbria):
    secret.forces.add(cheshire.force)

    page = ada.get(EDIT)

    assert 'value="16"' in page.text
    assert 'value="2021"' in page.text
    assert 'value="chosen" checked' in page.text
    assert f'value="{cheshire.force.pk}" checked' in page.text
    assert f'value="{cumbria.force.pk}" checked' not in page.text


def test_inspection_edit_knows_all_territorial_forces_again(ada, secret, cheshire):
    secret.forces.add(cheshire.force)

    assert 'value="territorial" checked' in ada.get(EDIT).text


def test_inspection_edit_saves_and_leads_back(ada, secret, cheshire, cumbria):
    secret.forces.add(cheshire.force)
    first = make.InspectionFactory()

    page = ada.post(
        EDIT,
        typed(slug="secret", concerned="chosen", forces=[cumbria.force.pk], follows_up=first.pk),
    )

    secret.refresh_from_db()
    assert (page.status_code, page.url) == (302, "/inspections/secret/")
    assert secret.short_title == "Telephone"
    assert secret.follows_up == first
    assert list(secret.forces.all()) == [cumbria.force]


def test_inspection_edit_cannot_follow_itself_up(ada, secret, cheshire):
    page = ada.post(EDIT, typed(slug="secret", follows_up=secret.pk))

    assert "Select the inspection that this one follows up from the list" in page.text


@pytest.mark.parametrize("between", [0, 1, 2])
def test_inspection_edit_cannot_follow_up_what_leads_back_to_it(ada, secret, cheshire, between):
    last = secret
    for _ in range(between):
        last = make.InspectionFactory(follows_up=last)
    last = make.InspectionFactory(follows_up=last, short_title="The last")

    page = ada.post(EDIT, typed(slug="secret", follows_up=last.pk))

    secret.refresh_from_db()
    assert page.context["form"].errors["follows_up"] == [
        "The last follows up this inspection, directly or through others. Choose another, or none."
    ]
    assert secret.follows_up is None


def test_inspection_edit_may_follow_up_what_others_follow_up_too(ada, secret, cheshire):
    first = make.InspectionFactory()
    second = make.InspectionFactory(follows_up=first)
    make.InspectionFactory(follows_up=first)

    ada.post(EDIT, typed(slug="secret", follows_up=second.pk))

    secret.refresh_from_db()
    assert secret.follows_up == second


def test_inspection_edit_with_an_emptied_name_shows_the_page_with_the_error(ada, secret):
    page = ada.post(EDIT, typed(slug="", title="", inspectorates=None))

    assert page.status_code == 200
    assert "Enter the title" in page.text
    assert 'href="/inspections/secret/"' in page.text


@pytest.mark.parametrize("method", ["get", "post"])
def test_inspection_edit_is_refused_once_published(ada, inspection, method):
    page = getattr(ada, method)("/inspections/rape/edit/", typed(slug="rape"))

    inspection.refresh_from_db()
    assert page.status_code == 403
    assert "This inspection is published, so it can no longer be changed here." in page.text
    assert inspection.short_title == "Rape inspection"


def test_set_up_is_refused_when_someone_published_it_meanwhile(secret, administrator):
    read_before = Inspection.objects.get(pk=secret.pk)
    secret.release(by=administrator, at=make.NOON)
    read_before.title = "Changed"

    with pytest.raises(Refused, match="can no longer be changed"):
        read_before.set_up(inspectorates=[], forces=[])

    secret.refresh_from_db()
    assert secret.is_released
    assert secret.title != "Changed"


def test_set_up_of_one_force_needs_one_force(secret, cheshire, cumbria):
    secret.scope = Scope.ONE_FORCE

    with pytest.raises(Refused, match="exactly one force"):
        secret.set_up(inspectorates=[], forces=[cheshire.force, cumbria.force])

    secret.set_up(inspectorates=[], forces=[cheshire.force])
    assert list(secret.forces.all()) == [cheshire.force]
