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


class Lifetime(models.IntegerChoices):
    """For how many days a token for a program is good: never for more than a year."""

    MONTH = 30, "30 days"
    QUARTER = 90, "90 days"
    YEAR = 365, "A year"


class Role(models.TextChoices):
    DRAFTER = "drafter", "Office staff"
    SIGNATORY = "signatory", "May sign"
    FORCE_CONTACT = "force_contact", "Force contact"
    INSPECTOR = "inspector", "Inspector"
    ADMINISTRATOR = "administrator", "Inspectorate administrator"


BODY_ROLES = frozenset({Role.DRAFTER, Role.SIGNATORY})
FORCE_ROLES = frozenset({Role.FORCE_CONTACT})
INSPECTORATE_ROLES = frozenset({Role.INSPECTOR, Role.ADMINISTRATOR})
