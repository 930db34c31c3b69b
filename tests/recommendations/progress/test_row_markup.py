"""The fields of a row, built by hand, are those that the pack's templates draw."""

from html.parser import HTMLParser

import pytest
from crispy_forms.utils import render_crispy_form

from recommendations.forms.progress import RowForm
from recommendations.models.standings import Standing
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
