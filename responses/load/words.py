"""Texts of a few sentences, the same for the same seed, with words that a search can tell apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from random import Random

SUBJECTS = (
    "custody", "training", "digital forensics", "victim contact", "case files", "disclosure",
    "supervision", "vetting", "call handling", "stop and search", "intelligence", "data quality",
    "victim support", "body-worn video", "missing children", "response times", "risk assessment",
    "interpreters", "neighbourhood policing", "domestic abuse", "firearms licensing", "analysts",
)  # fmt: skip
SENTENCES = (
    "The force has reviewed its policy on {subject} and a chief officer owns the work.",
    "A board looks at {subject} each month and the commissioner’s office attends.",
    "Supervisors dip sample {count} cases of {subject} in each quarter.",
    "Everyone who works on {subject} has been through the new training.",
    "The recruitment of {count} staff for {subject} is under way.",
    "What came of the audit of {subject} is published on the force’s website.",
    "The partners in the local criminal justice board agreed a protocol on {subject}.",
    "A new system for {subject} goes live in spring and the old one is switched off after it.",
    "People who have used the service were asked about {subject} and {count} of them replied.",
    "The budget for {subject} is agreed until the end of the year.",
)


def title(rng: Random) -> str:
    return rng.choice(SUBJECTS)


def texts(rng: Random, count: int) -> list[str]:
    """So many texts of two to five sentences each."""
    return [" ".join(_sentence(rng) for _ in range(rng.randint(2, 5))) for _ in range(count)]


def _sentence(rng: Random) -> str:
    return rng.choice(SENTENCES).format(subject=title(rng), count=rng.randint(2, 400))
