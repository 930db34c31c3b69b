from reports.views.about import accessibility, cookies
from reports.views.calendars import calendar
from reports.views.committee_packs import (
    committee_pack,
    committee_pack_book,
    committee_pack_file,
    committee_pack_state,
)
from reports.views.comparisons import (
    force_answers,
    force_answers_table,
    recommendation_across,
    recommendation_table,
)
from reports.views.downloads import answers_csv, register_downloads, responses_csv
from reports.views.feeds import register_feed, robots, sitemap
from reports.views.figures import figures_across, figures_table
from reports.views.force_figures import progress_figures_table
from reports.views.force_open import force_open, force_open_table, my_force
from reports.views.forces import force, force_list
from reports.views.home import home
from reports.views.matrix import matrix, matrix_table
from reports.views.oversight import closures_table, questions_table
from reports.views.overview import inspection_overview, overview_table
from reports.views.register import (
    register,
    register_force,
    register_forces,
    register_inspection,
    register_outstanding,
    register_recommendation,
)
from reports.views.register_responses import (
    register_letter,
    register_response,
    register_version,
)
from reports.views.saved_views import (
    saved_view_edit,
    saved_view_new,
    saved_view_stop,
    saved_views,
)
from reports.views.search import register_search
from reports.views.searches import search, search_table
from reports.views.themes import theme_table

__all__ = [
    "accessibility",
    "answers_csv",
    "calendar",
    "closures_table",
    "committee_pack",
    "committee_pack_book",
    "committee_pack_file",
    "committee_pack_state",
    "cookies",
    "figures_across",
    "figures_table",
    "force",
    "force_answers",
    "force_answers_table",
    "force_list",
    "force_open",
    "force_open_table",
    "home",
    "inspection_overview",
    "matrix",
    "matrix_table",
    "my_force",
    "overview_table",
    "progress_figures_table",
    "questions_table",
    "recommendation_across",
    "recommendation_table",
    "register",
    "register_downloads",
    "register_feed",
    "register_force",
    "register_forces",
    "register_inspection",
    "register_letter",
    "register_outstanding",
    "register_recommendation",
    "register_response",
    "register_search",
    "register_version",
    "responses_csv",
    "robots",
    "saved_view_edit",
    "saved_view_new",
    "saved_view_stop",
    "saved_views",
    "search",
    "search_table",
    "sitemap",
    "theme_table",
]
