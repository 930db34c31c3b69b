"""Recommendations brought into an inspection that is being set up, beside those that are there."""

from django.urls import reverse

from tests import factories as make
from tests.recommendations.importing.templates import row, sent, separated
from tests.recommendations.importing.test_new_inspections import agree

INTO = "/inspections/secret/import/"


def mine():
    return separated([row("1", Text="Mine.")])


def texts(inspection):
    return list(inspection.recommendations.in_order().values_list("number", "text"))


def test_import_changes_adds_and_leaves(ada, secret):
    make.RecommendationFactory(inspection=secret, number="1")
    kept = make.RecommendationFactory(inspection=secret, number="2", text="Stay.")

    shown = ada.post(INTO, sent(separated([row("3"), row("1", Text="Another.")], inspection=None)))
    agree(ada, INTO, shown)

    assert "3 recommendations: 1 new, 1 changed, 1 not in the file: stays." in shown.text
    assert texts(secret) == [
        ("3", "Police forces should do thing 3."),
        ("1", "Another."),
        ("2", "Stay."),
    ]
    assert secret.recommendations.get(number="2") == kept


def test_import_of_what_was_downloaded_changes_nothing(ada, secret):
    earlier = make.RecommendationFactory(inspection=make.InspectionFactory(), text="=1+1")
    secret.follows_up = earlier.inspection
    secret.save()
    both = make.RecommendationFactory(
        inspection=secret, text="- Do this.\n- Do that.", follows_up=earlier
    )
    both.parts.all().delete()
    for position, text in enumerate(("- Do this.", "- Do that."), start=1):
        part = both.parts.create(position=position, text=text, timescale="At once")
        part.addressees.add(make.AddresseeFactory())
    make.MeasureFactory(recommendation=both, definition="-5 is none")
    make.RecommendationFactory(inspection=secret, text="=1+1")

    for ending in ("xlsx", "csv"):
        template = ada.get(reverse("inspection_template", args=["secret", ending]))
        page = ada.post(INTO, sent(template.content, f"secret.{ending}"))

        assert "2 recommendations: 2 as it is." in page.text, ending


def test_import_refuses_what_somebody_changed_since_it_was_shown(ada, secret):
    made = make.RecommendationFactory(inspection=secret, number="1")
    shown = ada.post(INTO, sent(mine()))
    made.text = "Theirs."
    made.save()

    page = agree(ada, INTO, shown)

    assert "Somebody changed this inspection since you uploaded the file." in page.text
    assert texts(secret) == [("1", "Theirs.")]


def test_import_says_that_it_does_not_read_the_inspection_itself(ada, secret):
    page = ada.post(INTO, sent(mine()))

    assert "What the file says of the inspection itself is not read." in page.text


def test_import_into_an_embargoed_inspection_is_not_found_by_inspectors(sign_in, secret, inspector):
    assert sign_in(inspector).get(INTO).status_code == 404


def test_import_into_a_published_inspection_is_refused(ada):
    make.InspectionFactory(slug="rape")

    page = ada.post("/inspections/rape/import/", sent(mine()))

    assert (page.status_code, "it can no longer be changed here" in page.text) == (403, True)
