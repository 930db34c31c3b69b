from forces.models.forces import Force, ForceName, Inspectorate, PolicingBody
from forces.models.history import HistoryContext
from forces.models.people import Membership, User

__all__ = [
    "Force",
    "ForceName",
    "HistoryContext",
    "Inspectorate",
    "Membership",
    "PolicingBody",
    "User",
]
