from forces.models.forces import Force, ForceName, Inspectorate, PolicingBody
from forces.models.history import HistoryContext
from forces.models.people import Membership, User
from forces.models.tokens import ApiToken
from forces.models.unsent import Unsent

__all__ = [
    "ApiToken",
    "Force",
    "ForceName",
    "HistoryContext",
    "Inspectorate",
    "Membership",
    "PolicingBody",
    "Unsent",
    "User",
]
