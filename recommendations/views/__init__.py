from recommendations.views.asking import progress_ask
from recommendations.views.history import progress_history
from recommendations.views.inspections import (
    inspection,
    inspection_edit,
    inspection_list,
    inspection_new,
)
from recommendations.views.progress import (
    progress,
    progress_list,
    progress_submit,
)
from recommendations.views.recommendations import (
    recommendation_delete,
    recommendation_edit,
    recommendation_new,
)
from recommendations.views.rounds import progress_round, progress_round_submit

__all__ = [
    "inspection",
    "inspection_edit",
    "inspection_list",
    "inspection_new",
    "progress",
    "progress_ask",
    "progress_history",
    "progress_list",
    "progress_round",
    "progress_round_submit",
    "progress_submit",
    "recommendation_delete",
    "recommendation_edit",
    "recommendation_new",
]
