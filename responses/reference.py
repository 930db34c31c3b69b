"""What every installation starts with: forces, addressees, the real inspection and its responses.

Loading adds what is missing and changes nothing that is there; docs/data.md says what it is.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

import forces.reference
import recommendations.reference
from forces.models import User
from recommendations import inspection_file
from recommendations.models import Inspection
from responses import old_responses
from responses.models.opening import open_responses
from responses.models.recording import leave_unknown

if TYPE_CHECKING:
    from datetime import datetime

RECORDER = "reference-data@inspection-responses.example"
RAPE_2021 = "rape-response-phase-1"


@transaction.atomic
def load(*, at: datetime) -> list[str]:
    """Load what is missing. Returns a sentence for each thing that was added.

    Raises FileProblem when one of the files is wrong.
    """
    added = []
    if count := forces.reference.load() + recommendations.reference.load():
        added.append(f"Added {count} forces, bodies, inspectorates and addressees.")
    if not Inspection.objects.filter(slug=RAPE_2021).exists():
        inspection = _real_inspection(at)
        added.append(f"Added “{inspection.title}” and what is held of the responses to it.")
    return added


def _real_inspection(at: datetime) -> Inspection:
    by = recorder()
    inspection = inspection_file.load(
        inspection_file.DATA / "rape-2021.toml", on=timezone.localdate(at)
    )
    open_responses(inspection, by=by, at=at)
    for path in sorted((Path(__file__).parent / "data" / "rape-2021").glob("*.toml")):
        old_responses.load(path, by=by, at=at)
    leave_unknown(inspection)
    return inspection


def recorder() -> User:
    """In whose name reference data is entered: nobody who can sign in."""
    user = User.objects.filter(email=RECORDER).first()
    return user or User.objects.create_user(RECORDER, name="Reference data", is_active=False)
