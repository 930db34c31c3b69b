from recommendations.models.inspections import Inspection
from recommendations.models.progress import CurrentProgress, ProgressUpdate
from recommendations.models.recommendations import Addressee, Part, Recommendation

__all__ = [
    "Addressee",
    "CurrentProgress",
    "Inspection",
    "Part",
    "ProgressUpdate",
    "Recommendation",
]
