from __future__ import annotations

from django import forms
from django.core.validators import MaxLengthValidator

from recommendations.policies.progress import LONGEST_TEXT

# Said when the form is sent: with `max_length`, a browser would cut what is pasted, unseen.
not_endless = MaxLengthValidator(LONGEST_TEXT)


class LongText(forms.CharField):
    """A text that is searched, of a form that is made from its model."""

    default_validators = [not_endless]
