from __future__ import annotations

from django.db import models


class Show(models.TextChoices):
    """The lists that can be made of what a force has to carry out."""

    OPEN = "open", "Open"
    SLIPPED = "slipped", "Open, with a date that was moved"
    PASSED = "passed", "Open, and the next date has passed"
    SILENT = "silent", "Open, with no word for 90 days"
    ASKED = "asked", "Open, with a question to answer"
    WANTING = "wanting", "Open, and inspectors want more"
    FINISHED = "finished", "Open, though the force has finished"
    CLOSED = "closed", "Closed"
    ALL = "all", "Open and closed"


# No update has been submitted: it stands beside the states that an update can claim.
NO_WORD = "none"
