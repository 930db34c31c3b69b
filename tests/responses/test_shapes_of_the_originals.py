"""Our shapes beside the five published responses that they are modelled on: the same arrangement.

The originals are no part of this project: where they lie beside it, their landmarks are looked
for in their order, and the landmarks of our shape that stand for them in the same order.
"""

from pathlib import Path

import pytest
from django.conf import settings

from tests.responses.contents import shaped
from tests.responses.shapes import in_order, said

SEEDS = Path(settings.BASE_DIR).parent / "shared" / "seeds"

# For each original: a landmark there, and what stands for it in our shape.
ORIGINALS = {
    "004": (
        "report",
        [
            ("RESPONSE TO", "Response to: An inspection"),
            ("1.0 Summary of key findings", "1.0 Summary of key findings Victims wait."),
            ("2.0 Recommendations", "2.0 Recommendations"),
            ("protected \ncharacteristics", "do thing 1."),
            ("3.0 Chief Constable", "3.0 Chief officer’s comments"),
            ("Recommendation 1 asks", "The force has begun on 1."),
            ("Work to better record", "4.0 Response of the Police and Crime Commissioner"),
            ("I welcome this report", "Conclusion We look forward"),
        ],
    ),
    "001": (
        "letter",
        [
            ("8<sup>th</sup> September 2021", "8 September 2021"),
            ("I have sought reassurance", "We are glad of this report."),
            ("## **Recommendations**", "Recommendations"),
            ("1. Immediately", "do thing 1."),
            ("*The Constabulary has made", "Work on 1 has begun."),
            ("8. Forces should publish", "do thing 12."),
            ("*We are reviewing our", "Work on 12 has begun."),
            ("look forward to receiving", "We look forward to the next."),
            ("John Dwyer", "Sam Signer"),
        ],
    ),
    "002": (
        "form",
        [
            ("of the Police Act 1996", "ection 55 of the Police Act 1996"),
            ("Inspection Title:", "Title An inspection of"),
            ("Date Published:", "Date published 16 July 2021"),
            ("Type of Inspection:", "Type of inspection National inspection"),
            ("Key Findings", "Key findings"),
            ("Recommendations:", "Recommendations"),
            ("1. Immediately", "do thing 1."),
            ("PCC & Chief Constable Response", "and the chief officer We are glad"),
            ("The Chief Constable for Cumbria said", "I welcome it."),
        ],
    ),
    "003": (
        "home_secretary",
        [
            ("21.10.21", "8 September 2021"),
            ("Dear Home Secretary,", "Dear Home Secretary,"),
            ("Re. A joint", "Re: An inspection"),
            ("I stand with", "We are glad of this report."),
            ("Yours,", "Yours sincerely,"),
            ("Alison Lowe", "Sam Signer"),
            ("Selected HMICFRS Recommendations", "Annex: recommendations"),
            ("Recommendation 3:", "do thing 1."),
            ("Work is ongoing", "Work on 1 has begun."),
        ],
    ),
    "000": (
        "briefing",
        [
            ("### Background picture", "The local picture We are glad"),
            ("1819 (91%) of 2006", "34 investigators"),
            ("Since November 2020, the force has", "What is done and what is planned"),
            ("there is work planned", "Work on 12 has begun."),
            ("### **Recommendation 1**", "Recommendation 1: Heading of 1"),
            ("## **Recommendation 12**", "do thing 12."),
        ],
    ),
}
BESIDE = pytest.mark.parametrize(
    ("seed", "shape", "landmarks"),
    [(seed, shape, landmarks) for seed, (shape, landmarks) in ORIGINALS.items()],
)


@BESIDE
def test_the_originals_are_arranged_as_is_told_here(seed, shape, landmarks):
    found = list(SEEDS.glob(f"{seed}_*.txt"))
    if not found:
        pytest.skip("The published responses do not lie beside this project.")

    assert in_order(found[0].read_text(), [there for there, _ in landmarks])


@BESIDE
def test_our_shape_is_arranged_as_its_original(seed, shape, landmarks):
    assert in_order(said(shaped(shape)), [here for _, here in landmarks])
