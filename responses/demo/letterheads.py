"""What the bodies of the demonstration print. Addresses, logos and the signature are made up."""

from __future__ import annotations

from datetime import datetime, time
from pathlib import Path
from typing import TYPE_CHECKING

from django.utils import timezone

from forces.models import PolicingBody
from responses.choices import ACCENT, Shape
from responses.demo.people import IN_POST_FOR
from responses.images import checked
from responses.models import Letterhead, SignatureImage
from responses.models.letterheads import Printed

if TYPE_CHECKING:
    from datetime import date

    from responses.demo.people import Office
    from responses.images import CheckedImage

PICTURES = Path(__file__).parent / "pictures"

# The shapes of the five published responses that the demonstration is modelled on.
SHAPES = {
    "cheshire": Shape.LETTER,
    "cumbria": Shape.FORM,
    "devon-and-cornwall": Shape.REPORT,
    "west-midlands": Shape.BRIEFING,
    "west-yorkshire": Shape.HOME_SECRETARY,
}
ACCENTS = {"cheshire": "#1d4f91", "devon-and-cornwall": "#00625b", "west-yorkshire": "#5d2a6b"}
LOGOS = {
    "cheshire": "A made-up logo: white hills and a river on blue",
    "devon-and-cornwall": "A made-up logo: a sail over waves in a green ring",
}
SIGNS_BY_HAND = "cheshire"


def create(offices: dict[str, Office], on: date) -> None:
    """Set the letterhead of each body that somebody works for, and one signature."""
    at = timezone.make_aware(datetime.combine(on - IN_POST_FOR, time(9)))
    pictures = {slug: _picture(slug) for slug in LOGOS}
    bodies = PolicingBody.objects.filter(memberships__isnull=False).distinct()
    for body in bodies.select_related("force").order_by("pk"):
        slug = body.force.slug
        Letterhead.write(
            body,
            _printed(body, pictures.get(slug)),
            seen=Letterhead.of(body).mark,
            by=offices[slug].drafter,
            at=at,
        )
        if slug == SIGNS_BY_HAND:
            SignatureImage.set(body, offices[slug].signatory, _picture("signature"), at=at)


def _picture(name: str) -> CheckedImage:
    return checked((PICTURES / f"{name}.svg").read_bytes())


def _printed(body: PolicingBody, logo: CheckedImage | None) -> Printed:
    slug = body.force.slug
    shape = SHAPES.get(slug, Shape.REPORT)
    is_letter = shape == Shape.LETTER
    return Printed(
        shape=shape,
        name="",
        address="Demonstration House\n1 Example Street\nAnytown\nZZ99 9ZZ",
        addressees="The Chief Inspector of Constabulary" if is_letter else "",
        salutation="Dear Chief Inspector," if is_letter else "",
        closing="Yours sincerely,",
        accent=ACCENTS.get(slug, ACCENT),
        logo_alt=LOGOS.get(slug, ""),
        logo=logo,
    )
