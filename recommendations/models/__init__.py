from recommendations.models.figures import Figure, Measure
from recommendations.models.inspections import Inspection, InspectionForce
from recommendations.models.progress import CurrentProgress, ProgressUpdate
from recommendations.models.recommendations import Addressee, Part, PartText, Recommendation
from recommendations.models.redating import Redating

__all__ = [
    "Addressee",
    "CurrentProgress",
    "Figure",
    "Inspection",
    "InspectionForce",
    "Measure",
    "Part",
    "PartText",
    "ProgressUpdate",
    "Recommendation",
    "Redating",
]
