"""How a letter looks, as what file it is issued, and to whom a copy of it goes."""

from __future__ import annotations

from django.db import models


class LetterState(models.TextChoices):
    QUEUED = "queued", "Queued"
    RENDERING = "rendering", "Being made"
    READY = "ready", "Ready"
    FAILED = "failed", "Failed"


class Shape(models.TextChoices):
    """How a letter arranges a response."""

    REPORT = "report", "Report"
    LETTER = "letter", "Letter with comments"
    FORM = "form", "Form"
    HOME_SECRETARY = "home_secretary", "Letter to the Home Secretary with an annex"
    BRIEFING = "briefing", "Briefing"


# What each shape suits, in a line.
SUITS = {
    Shape.REPORT: "Numbered sections, for a response that answers every recommendation",
    Shape.LETTER: "Your letterhead, then each recommendation with the force’s comment below it",
    Shape.FORM: "A table of facts first, then the answers, for a plain publication on a website",
    Shape.HOME_SECRETARY: "A short letter, with the answers in an annex on a page of their own",
    Shape.BRIEFING: "The local picture and its figures first, the recommendations quoted last",
}
# Shapes that are a letter: from an address, to somebody, with a closing.
LETTERS = frozenset({Shape.LETTER, Shape.HOME_SECRETARY})
# Shapes that may leave recommendations out, where they say which and why.
SELECTS = LETTERS


class Numbers(models.TextChoices):
    """By whose numbers a letter calls the recommendations."""

    NATIONAL = "national", "The report’s own numbers"
    LOCAL = "local", "Your own numbers, with the report’s beside them"


class Quotation(models.TextChoices):
    """How much of a recommendation’s wording a letter quotes."""

    FULL = "full", "In full"
    SHORT = "short", "Shortened, and marked as shortened"


# The colour of a letter whose body chose none.
ACCENT = "#0b0c0c"


class ImagePurpose(models.TextChoices):
    LOGO = "logo", "Logo"
    SIGNATURE = "signature", "Signature"


class Format(models.TextChoices):
    """As what kind of file a letter is issued, beside the page in the register."""

    PDF = "pdf", "PDF"
    DOCX = "docx", "Word"


MEDIA_TYPES: dict[str, str] = {
    Format.PDF: "application/pdf",
    Format.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


class CopyTo(models.TextChoices):
    """To whom a published response is sent: s.55(6) of the Police Act 1996."""

    INSPECTORS = "inspectors", "HM Inspectors of Constabulary"
    SECRETARY_OF_STATE = "secretary_of_state", "The Home Secretary"

    @property
    def spoken(self) -> str:
        """The recipient in the middle of a sentence."""
        return str(self.label).replace("The ", "the ", 1)


class SentBy(models.TextChoices):
    """How a copy was sent."""

    SERVICE = "service", "By email from this service"
    EMAIL = "email", "By email from the office"
    POST = "post", "By post"
    PORTAL = "portal", "Through the recipient’s own website"
    OTHER = "other", "In another way"
