from forces.models.forces import Force, ForceName, Inspectorate, PolicingBody
from forces.models.people import Membership, User

__all__ = ["Force", "ForceName", "Inspectorate", "Membership", "PolicingBody", "User"]
