from recommendations.views.asking import progress_ask
from recommendations.views.assessments import assessment_new
from recommendations.views.closures import (
    closure_decide,
    closure_propose,
    closure_reopen,
    closure_withdraw,
    closures,
)
from recommendations.views.correcting import inspection_correct
from recommendations.views.drafts import draft_delete
from recommendations.views.evidence import evidence, evidence_remove, progress_evidence
from recommendations.views.figures import progress_figures, progress_figures_year
from recommendations.views.history import progress_history
from recommendations.views.importing import inspection_import, inspection_template
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
from recommendations.views.questions import question_reply, question_withdraw, questions
from recommendations.views.recommendations import (
    recommendation_delete,
    recommendation_edit,
    recommendation_new,
)
from recommendations.views.round_spreadsheets import progress_spreadsheet, progress_xlsx
from recommendations.views.rounds import progress_round, progress_round_submit
from recommendations.views.themes import (
    theme,
    theme_choose,
    theme_delete,
    theme_edit,
    theme_inspection,
    theme_list,
    theme_new,
)

__all__ = [
    "assessment_new",
    "closure_decide",
    "closure_propose",
    "closure_reopen",
    "closure_withdraw",
    "closures",
    "draft_delete",
    "evidence",
    "evidence_remove",
    "inspection",
    "inspection_correct",
    "inspection_edit",
    "inspection_import",
    "inspection_list",
    "inspection_new",
    "inspection_template",
    "progress",
    "progress_ask",
    "progress_evidence",
    "progress_figures",
    "progress_figures_year",
    "progress_history",
    "progress_list",
    "progress_round",
    "progress_round_submit",
    "progress_spreadsheet",
    "progress_submit",
    "progress_xlsx",
    "question_reply",
    "question_withdraw",
    "questions",
    "recommendation_delete",
    "recommendation_edit",
    "recommendation_new",
    "theme",
    "theme_choose",
    "theme_delete",
    "theme_edit",
    "theme_inspection",
    "theme_list",
    "theme_new",
]
