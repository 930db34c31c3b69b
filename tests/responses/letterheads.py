"""What tests of letterheads type and upload."""

from django.core.files.uploadedfile import SimpleUploadedFile

from responses.images import checked
from responses.models import Letterhead, LetterImage, SignatureImage
from tests import factories as make
from tests.pictures import png

PRINTED = {
    "shape": "letter",
    "name": "Commissioner for Cheshire",
    "address": "1 Example Street\nAnytown",
    "addressees": "The Chief Inspector",
    "salutation": "Dear Chief Inspector,",
    "closing": "Yours sincerely,",
    "accent": "#1d4f91",
    "logo_alt": "",
}


def uploaded(content, name="logo.png"):
    """A file as a browser sends it; what it says that it is counts for nothing."""
    return SimpleUploadedFile(name, content, content_type="text/plain")


def typed(body, **others):
    """The form of a body's letterhead as it was opened now, and filled in."""
    return {**PRINTED, "seen": Letterhead.of(body).mark, **others}


def with_logo(people, content=None):
    """A letterhead with a logo."""
    image = LetterImage.keep(
        people.body, checked(content or png()), by=people.drafter, at=make.NOON
    )
    texts = {**PRINTED, "logo_alt": "A stripe"}
    return Letterhead.objects.create(body=people.body, logo=image, **texts)


def with_signature(people, content=None):
    """The signatory’s own signature, for their body."""
    SignatureImage.set(people.body, people.signatory, checked(content or png()), at=make.NOON)
    return SignatureImage.objects.get(body=people.body, person=people.signatory)
