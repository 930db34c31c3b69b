from django.db import models


class BodyKind(models.TextChoices):
    """The kinds of local policing body, and of the bodies that stand in their place."""

    PCC = "pcc", "Police and crime commissioner"
    PFCC = "pfcc", "Police, fire and crime commissioner"
    MAYOR = "mayor", "Mayor"
    MOPAC = "mopac", "Mayor's Office for Policing and Crime"
    COMMON_COUNCIL = "common_council", "Common Council"
    POLICE_AUTHORITY = "police_authority", "Police authority"
    DEPARTMENT = "department", "Government department"


class Role(models.TextChoices):
    DRAFTER = "drafter", "Office staff"
    SIGNATORY = "signatory", "May sign"
    FORCE_CONTACT = "force_contact", "Force contact"
    INSPECTOR = "inspector", "Inspector"
    ADMINISTRATOR = "administrator", "Inspectorate administrator"


BODY_ROLES = frozenset({Role.DRAFTER, Role.SIGNATORY})
FORCE_ROLES = frozenset({Role.FORCE_CONTACT})
INSPECTORATE_ROLES = frozenset({Role.INSPECTOR, Role.ADMINISTRATOR})
