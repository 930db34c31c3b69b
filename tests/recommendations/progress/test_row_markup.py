"""The fields of a row, built by hand, are those that the pack's templates draw."""

from html.parser import HTMLParser

import pytest
from crispy_forms.utils import render_crispy_form
from django.template.loader import render_to_string

from recommendations.forms.round_rows import BlankRow, RowForm
from recommendations.models.standings import Addressed, Standing
from recommendations.templatetags.progress_rows import in_full
from tests import factories as make
from tests.recommendations.progress.conftest import MARCH


class Read(HTMLParser):
    """What a browser makes of HTML, white space between tags left out."""

    def __init__(self, html):
        super().__init__()
        self.seen = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.seen.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        self.seen.append(tag)

    def handle_data(self, data):
        if data.strip():
            self.seen.append(data if self.seen[-1][0] == "textarea" else data.strip())


def drawn_by_the_pack(form):
    form.submit_label = ""
    helper = form.helper
    helper.form_tag = False
    helper.disable_csrf = True
    return render_crispy_form(form, helper)


@pytest.mark.parametrize(
    "typed",
    [
        None,
        {},
        {"r1-state": "done", "r1-text": "<b>Hm</b> & “so”", "r1-next_on_day": "31"},
        {"r1-state": "complete", "r1-moved_reason": "\nBecause"},
        {"r1-state": "complete", "r1-next_on_day": "<1>", "r1-next_on_month": "2"},
    ],
)
@pytest.mark.django_db
def test_a_row_is_drawn_as_the_pack_draws_it(typed):
    update = make.ProgressUpdateFactory(next_on=MARCH, recommendation__pk=1)
    standing = Standing(update.recommendation, current=update)
    form = RowForm(typed, standing=standing, final=True)

    assert Read(form.drawn).seen == Read(drawn_by_the_pack(form)).seen


@pytest.mark.parametrize("typed", [None, {"r1-too": "on"}])
@pytest.mark.django_db
def test_a_row_with_the_draft_of_somebody_else_is_drawn_as_the_pack_draws_it(typed):
    draft = make.ProgressUpdateFactory(draft=True, recommendation__pk=1)
    standing = Standing(draft.recommendation, draft=draft)
    form = RowForm(typed, standing=standing, final=True, person=make.UserFactory())

    assert f"Submit this draft by {draft.written_by}, too" in form.drawn
    assert Read(form.drawn).seen == Read(drawn_by_the_pack(form)).seen


@pytest.mark.parametrize("next_on", [None, MARCH])
@pytest.mark.django_db
def test_a_blank_row_is_drawn_as_its_form_is(next_on):
    update = make.ProgressUpdateFactory(next_on=next_on)
    standing = Standing(update.recommendation, current=update)
    form = RowForm(standing=standing, final=False)

    row = BlankRow(standing)

    assert (row.prefix, row.drawn) == (form.prefix, form.drawn)


@pytest.mark.parametrize("count", [1, 2])
@pytest.mark.django_db
def test_the_words_of_a_row_are_those_that_every_page_shows(count):
    recommendation = make.RecommendationFactory(
        inspection=make.InspectionFactory(embargoed=True), text="<b>One</b>", wording="summary"
    )
    others = make.AddresseeFactory(name="<i>Home</i> Office", slug="home-office")
    for place in range(2, count + 1):
        part = recommendation.parts.create(position=place, text="& two", timescale="<3> months")
        part.addressees.set([others, make.AddresseeFactory()])
    parts = recommendation.parts.order_by("position")

    words = in_full(
        recommendation,
        [Addressed(p.text, p.timescale, [str(each) for each in p.addressees.all()]) for p in parts],
    )

    context = {"recommendation": recommendation}
    shown = render_to_string("recommendations/_recommendation.html", context)
    assert words.count("Addressed to") == count
    assert Read(words).seen == Read(shown).seen
