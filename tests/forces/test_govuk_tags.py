from datetime import UTC, date, datetime

from django.core.paginator import Paginator
from django.db import models
from django.template import Context, Template


class Colour(models.TextChoices):
    LATE = "late", "Late"
    DONE = "done", "Done"


def draw(template, **context):
    return Template("{% load govuk %}" + template).render(Context(context))


def test_govuk_tag_draws_a_word_in_a_colour():
    assert draw('{% govuk_tag "Late" "red" %}') == (
        '<strong class="govuk-tag govuk-tag--red">Late</strong>'
    )


def test_govuk_tag_looks_the_colour_up_and_says_the_label():
    colours = {Colour.LATE: "red"}

    late = draw("{% govuk_tag status colours %}", status=Colour.LATE, colours=colours)
    done = draw("{% govuk_tag status colours %}", status=Colour.DONE, colours=colours)

    assert late == '<strong class="govuk-tag govuk-tag--red">Late</strong>'
    assert done == '<strong class="govuk-tag">Done</strong>'


def test_govuk_tag_escapes_what_it_is_given():
    assert "<script" not in draw("{% govuk_tag word %}", word="<script>")


def paging(rf, number, pages=15, address="/list/?force=cheshire"):
    page = Paginator(range(pages), 1).get_page(number)
    return draw("{% pagination page %}", page=page, request=rf.get(address))


def test_pagination_of_one_page_is_nothing(rf):
    assert paging(rf, 1, pages=1).strip() == ""


def test_pagination_leads_to_the_neighbours_and_keeps_the_filter(rf):
    html = paging(rf, 7)

    assert 'href="?force=cheshire&amp;page=6" rel="prev"' in html
    assert 'href="?force=cheshire&amp;page=8" rel="next"' in html
    assert html.count("govuk-pagination__item--ellipsis") == 2
    assert html.count("aria-current") == 1


def test_pagination_ends_where_the_list_ends(rf):
    assert 'rel="prev"' not in paging(rf, 1)
    assert 'rel="next"' not in paging(rf, 15)


def task(**context):
    return draw('{% include "govuk/task.html" with id="task-1" title="Answer 1" %}', **context)


def test_task_that_is_done_says_so_in_plain_text():
    html = task(url="/answers/1/", status="Completed")

    assert 'href="/answers/1/" aria-describedby="task-1-status"' in html
    assert "govuk-tag" not in html


def test_task_to_do_has_a_coloured_word_and_a_hint():
    html = task(url="/answers/1/", status="Not started", colour="blue", hint="By 9 September")

    assert 'aria-describedby="task-1-hint task-1-status"' in html
    assert '<strong class="govuk-tag govuk-tag--blue">Not started</strong>' in html


def test_task_that_cannot_be_started_has_no_link():
    html = task(status="Cannot start yet")

    assert "<a " not in html
    assert "govuk-task-list__status--cannot-start-yet" in html


def row(**context):
    return draw('{% include "govuk/summary_row.html" with key="Signed by" %}', **context)


def test_summary_row_says_when_something_is_not_known():
    assert "Not known" in row(value=None)


def test_summary_row_says_what_its_link_changes():
    html = row(value="Jo Bloggs", change="/change/")

    assert 'href="/change/">Change<span class="govuk-visually-hidden"> signed by</span>' in html


def test_date_filters_are_loaded_with_the_tags():
    html = draw(
        "{{ on|uk_date }}, {{ on|uk_date_weekday }}, {{ at|uk_datetime }}",
        on=date(2021, 9, 9),
        at=datetime(2021, 9, 9, 13, 14, tzinfo=UTC),
    )

    assert html == "9 September 2021, Thursday 9 September 2021, 9 September 2021 at 2:14pm"
