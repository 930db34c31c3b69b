from recommendations.models.assessments import Assessment, CurrentAssessment
from recommendations.models.closures import Closure
from recommendations.models.corrections import Correction
from recommendations.models.evidence import Evidence
from recommendations.models.figures import Figure, Measure
from recommendations.models.inspections import Inspection, InspectionForce
from recommendations.models.pairs import RecommendationForce
from recommendations.models.progress import CurrentProgress, ProgressUpdate
from recommendations.models.questions import Question, Reply
from recommendations.models.recommendations import (
    Addressee,
    MeasureText,
    Part,
    PartText,
    Recommendation,
)
from recommendations.models.redating import Redating
from recommendations.models.requests import UpdateRequest
from recommendations.models.themes import Theme, ThemeRecommendation

__all__ = [
    "Addressee",
    "Assessment",
    "Closure",
    "Correction",
    "CurrentAssessment",
    "CurrentProgress",
    "Evidence",
    "Figure",
    "Inspection",
    "InspectionForce",
    "Measure",
    "MeasureText",
    "Part",
    "PartText",
    "ProgressUpdate",
    "Question",
    "Recommendation",
    "RecommendationForce",
    "Redating",
    "Reply",
    "Theme",
    "ThemeRecommendation",
    "UpdateRequest",
]
