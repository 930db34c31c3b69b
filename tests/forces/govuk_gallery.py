"""Two pages that show the patterns, for tests in a browser. No part of the service."""

from typing import ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.template import RequestContext, Template
from django.urls import include, path

from forces.govuk.fields import DateField
from forces.govuk.forms import GovForm
from forces.govuk.widgets import Checkboxes, Radios

MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September"]
TYPED = "\n\n".join(
    (
        "A line",
        "12. twelve\n13. **thirteen**, see [there](https://example.com)",
        "\t".join(["Officers", *MONTHS]) + "\n" + "\t".join(["Trained", *"123456789"]),
        "| | 2020 |\n|---|---|\n| Trained | 34 |",
    )
)
"""Among it a wide table, as it is copied from a spreadsheet."""


class EveryKind(GovForm):
    """A field of every kind."""

    called: ClassVar = {"bodies": "who must act"}

    title = forms.CharField(help_text="As on the front page")
    notes = forms.CharField(widget=forms.Textarea(attrs={"rows": 5}), required=False)
    days = forms.IntegerField(label="Length (in days)")
    position = forms.ChoiceField(
        choices=[("in_place", "Already in place"), ("planned", "Planned")],
        widget=Radios(hints={"planned": "Say when"}, reveals={"planned": "planned_on"}),
    )
    planned_on = DateField(label="Date it is planned for", required=False)
    kind = forms.ChoiceField(choices=[("", "Choose"), ("cause", "Cause of concern")])
    bodies = forms.MultipleChoiceField(
        choices=[
            ("Police", [("forces", "Police forces")]),
            ("Government", [("home_office", "Home Office")]),
        ],
        widget=Checkboxes,
    )
    national = forms.ChoiceField(
        label="Is it national?", choices=[("yes", "Yes"), ("no", "No")], widget=Radios(inline=True)
    )
    published_on = DateField(label="Date of publication")
    report = forms.FileField()
    agree = forms.BooleanField(label="I have read the letter")
    password = forms.CharField(widget=forms.PasswordInput)

    def clean(self) -> None:
        raise ValidationError("Somebody else changed this answer while you were writing")


def draw(request: HttpRequest, template: str, **context: object) -> HttpResponse:
    head = '{% extends "base.html" %}{% load crispy_forms_tags govuk prose %}'
    return HttpResponse(Template(head + template).render(RequestContext(request, context)))


def form_page(request: HttpRequest) -> HttpResponse:
    form = EveryKind(request.POST or None, request.FILES or None)
    return draw(
        request,
        """{% block title %}Form{% endblock %}{% block content %}
        {% include "govuk/error_summary.html" %}
        <h1 class="govuk-heading-l">Form</h1>{% crispy form %}{% endblock %}""",
        form=form,
    )


def patterns_page(request: HttpRequest) -> HttpResponse:
    return draw(
        request,
        """{% block title %}Patterns{% endblock %}{% block container_class %} app-wide{% endblock %}
        {% block breadcrumbs %}{% include "govuk/breadcrumbs.html" %}{% endblock %}
        {% block content %}<h1 class="govuk-heading-l">Patterns {% govuk_tag "Late" "red" %}</h1>
        <ul class="govuk-task-list">
        {% include "govuk/task.html" with id="t1" title="One" url="#a" status="Completed" %}
        {% include "govuk/task.html" with id="t2" title="Two" url="#b" status="Late" colour="red" %}
        {% include "govuk/task.html" with id="t3" title="Three" status="Cannot start yet" %}
        </ul>
        <dl class="govuk-summary-list">
        {% include "govuk/summary_row.html" with key="Due" value="Today" change="#c" %}
        {% include "govuk/summary_row.html" with key="Signed by" value=None %}
        </dl>
        {% include "govuk/warning.html" with text="Signing cannot be undone." %}
        <p class="govuk-body"><strong class="app-late">Late by 3 days</strong></p>
        <div class="app-sides">
        {% for side in sides %}<section class="app-sides__side">
        <h2 class="govuk-heading-m">{{ side }}</h2>{{ text|prose }}</section>{% endfor %}
        </div>
        <article class="app-letter" aria-label="Letter">{{ text|prose }}</article>
        <h2 class="govuk-heading-m" id="matrix">Matrix</h2>
        <div class="app-matrix" role="region" aria-labelledby="matrix" tabindex="0">
        <table class="app-matrix__table"><thead><tr><th scope="col">Force</th>
        {% for number in numbers %}<th scope="col">{{ number }}</th>{% endfor %}</tr></thead>
        <tbody>{% for force in forces %}<tr><th scope="row">{{ force }}</th>
        {% for number in numbers %}
        <td data-label="Recommendation {{ number }}">Under way</td>{% endfor %}
        </tr>{% endfor %}</tbody></table></div>
        {% pagination page %}{% endblock %}""",
        crumbs=[("Home", "/")],
        text=TYPED,
        sides=["The force", "The commissioner"],
        numbers=range(1, 14),
        forces=["Avon and Somerset", "Cheshire", "Devon and Cornwall"] * 10,
        page=Paginator(range(300), 20).page(7),
    )


urlpatterns = [
    path("gallery/form/", form_page),
    path("gallery/patterns/", patterns_page),
    path("", include("config.urls")),
]
