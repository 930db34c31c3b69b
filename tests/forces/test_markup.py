from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy

from forces.govuk.markup import filled, joined

MARKUP = "<p>{}, {} and {name}</p>"


def test_filled_is_what_django_makes_of_it():
    places = "<b>5 & 'six'</b>", SafeString("<em>7</em>")
    named = {"name": gettext_lazy('A "name"')}

    found = filled(MARKUP, *places, **named)

    assert found == format_html(MARKUP, *places, **named)
    assert isinstance(found, SafeString)
    assert "&lt;b&gt;" in found
    assert "<em>7</em>" in found


def test_joined_is_not_escaped_again():
    found = joined(filled("<li>{}</li>", each) for each in ("<", "b"))

    assert filled("<ul>{}</ul>", found) == "<ul><li>&lt;</li><li>b</li></ul>"
