from django import template
from django.utils.safestring import SafeString

from forces.templatetags.govuk import govuk_tag
from responses.reading import Confidence

register = template.Library()
WORDS = {
    Confidence.SURE: ("Sure", "green"),
    Confidence.CHECK: ("Check", "yellow"),
    Confidence.NOT_FOUND: ("Not found", "grey"),
}


@register.simple_tag
def confidence_tag(confidence: Confidence) -> SafeString:
    """How sure a proposal is, in a word."""
    return govuk_tag(*WORDS[confidence])
