"""A form with every kind of field, and how it is drawn."""

from django import forms
from django.core.files.base import ContentFile
from django.template import Context, Template

from forces.govuk.fields import DateField
from forces.govuk.forms import GovForm
from forces.govuk.widgets import Checkboxes, Radios

POSITIONS = [("", "---------"), ("in_place", "Already in place"), ("planned", "Planned")]
BODIES = [("forces", "Police forces"), ("home_office", "Home Office")]


class EveryKind(GovForm):
    called = {"bodies": "who must act"}

    title = forms.CharField(max_length=20, help_text="As on the front page")
    notes = forms.CharField(widget=forms.Textarea, required=False)
    email = forms.EmailField(label="Email address")
    days = forms.IntegerField(label="Length (in days)", min_value=1, max_value=100)
    position = forms.ChoiceField(
        choices=POSITIONS,
        widget=Radios(hints={"planned": "Say when"}, reveals={"planned": "planned_on"}),
    )
    planned_on = DateField(label="Date it is planned for", required=False, help_text="27 3 2027")
    kind = forms.ChoiceField(choices=[("", "---------"), ("cause", "Cause of concern")])
    bodies = forms.MultipleChoiceField(choices=BODIES, widget=Checkboxes)
    national = forms.ChoiceField(
        label="Is it national?", choices=[("yes", "Yes"), ("no", "No")], widget=Radios(inline=True)
    )
    published_on = DateField(label="Date of publication")
    report = forms.FileField()
    agree = forms.BooleanField(label="I have read the letter")
    password = forms.CharField(label="Your password", widget=forms.PasswordInput)
    token = forms.CharField(widget=forms.HiddenInput, initial="t")


def draw(form, template="{% load crispy_forms_tags %}{% crispy form %}", **context):
    return Template(template).render(Context({"form": form, **context}))


def summary(form, **context):
    return draw(form, '{% include "govuk/error_summary.html" %}', **context)


def filled(**changes):
    data = {
        "title": "Rape",
        "email": "a@example.com",
        "days": "9",
        "position": "in_place",
        "kind": "cause",
        "bodies": ["forces"],
        "national": "yes",
        "published_on_day": "16",
        "published_on_month": "7",
        "published_on_year": "2021",
        "agree": "on",
        "password": "x",
        "token": "t",
    }
    return EveryKind(data | changes, {"report": ContentFile(b"x", "x.pdf")})
