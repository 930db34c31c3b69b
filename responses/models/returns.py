from __future__ import annotations

from django.db import models
from django.db.models import Q

from forces.triggers import comes_with, final
from responses.models.responses import Change


class ReturnNote(models.Model):
    """What whoever returned a response says of one section of it, beside the reason for it all."""

    change = models.ForeignKey(Change, on_delete=models.PROTECT, related_name="notes")
    place = models.CharField(max_length=40, help_text="Which of the places that people write in.")
    text = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["change", "place"], name="return_note_one_per_place"),
            models.CheckConstraint(condition=~Q(text=""), name="return_note_says_something"),
        ]
        triggers = [
            *final("append_only"),
            comes_with("change_id", "responses_change", "Notes come with the return they are of"),
        ]

    def __str__(self) -> str:
        return f"{self.change}: {self.place}"
