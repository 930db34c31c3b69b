from recommendations.querysets.figures import FigureQuerySet, MeasureQuerySet
from recommendations.querysets.inspections import (
    INSPECTION_WORDS,
    NUMBER_CORRECTED,
    RECOMMENDATION_WORDS,
    SLUG_LENGTH,
    InspectionForceQuerySet,
    InspectionQuerySet,
    RecommendationQuerySet,
    RedatingQuerySet,
)
from recommendations.querysets.progress import (
    UPDATE_WORDS,
    CurrentProgressQuerySet,
    ProgressUpdateQuerySet,
)

__all__ = [
    "INSPECTION_WORDS",
    "NUMBER_CORRECTED",
    "RECOMMENDATION_WORDS",
    "SLUG_LENGTH",
    "UPDATE_WORDS",
    "CurrentProgressQuerySet",
    "FigureQuerySet",
    "InspectionForceQuerySet",
    "InspectionQuerySet",
    "MeasureQuerySet",
    "ProgressUpdateQuerySet",
    "RecommendationQuerySet",
    "RedatingQuerySet",
]
