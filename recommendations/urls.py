from django.urls import path

from recommendations import converters, views  # noqa: F401  # registers <number:…>, <day:…>

urlpatterns = [
    path("inspections/", views.inspection_list, name="inspection_list"),
    path("inspections/new/", views.inspection_new, name="inspection_new"),
    path("inspections/new/import/", views.inspection_import, name="inspection_import_new"),
    path(
        "inspections/new/template.<str:ending>",
        views.inspection_template,
        name="inspection_template_new",
    ),
    path("inspections/<slug:slug>/", views.inspection, name="inspection"),
    path("inspections/<slug:slug>/import/", views.inspection_import, name="inspection_import"),
    path(
        "inspections/<slug:slug>/template.<str:ending>",
        views.inspection_template,
        name="inspection_template",
    ),
    path("inspections/<slug:slug>/edit/", views.inspection_edit, name="inspection_edit"),
    path("inspections/<slug:slug>/correct/", views.inspection_correct, name="inspection_correct"),
    path(
        "inspections/<slug:slug>/recommendations/new/",
        views.recommendation_new,
        name="recommendation_new",
    ),
    path(
        "inspections/<slug:slug>/recommendations/<number:number>/edit/",
        views.recommendation_edit,
        name="recommendation_edit",
    ),
    path(
        "inspections/<slug:slug>/recommendations/<number:number>/delete/",
        views.recommendation_delete,
        name="recommendation_delete",
    ),
    path("themes/", views.theme_list, name="theme_list"),
    path("themes/new/", views.theme_new, name="theme_new"),
    path("themes/<slug:slug>/", views.theme, name="theme"),
    path("themes/<slug:slug>/edit/", views.theme_edit, name="theme_edit"),
    path("themes/<slug:slug>/delete/", views.theme_delete, name="theme_delete"),
    path("themes/<slug:slug>/choose/", views.theme_choose, name="theme_choose"),
    path(
        "themes/<slug:slug>/choose/<slug:inspection_slug>/",
        views.theme_inspection,
        name="theme_inspection",
    ),
    path("progress/", views.progress_list, name="progress_list"),
    path("progress/round/<slug:force_slug>/", views.progress_round, name="progress_round"),
    path(
        "progress/round/<slug:force_slug>/submit/",
        views.progress_round_submit,
        name="progress_round_submit",
    ),
    path("progress/round/<slug:force_slug>/ask/", views.progress_ask, name="progress_ask"),
    path(
        "progress/round/<slug:force_slug>/spreadsheet/",
        views.progress_spreadsheet,
        name="progress_spreadsheet",
    ),
    path(
        "progress/round/<slug:force_slug>/updates.xlsx", views.progress_xlsx, name="progress_xlsx"
    ),
    path("progress/<slug:slug>/<slug:force_slug>/", views.progress, name="progress"),
    path(
        "progress/<slug:slug>/<slug:force_slug>/submit/",
        views.progress_submit,
        name="progress_submit",
    ),
    path(
        "progress/<slug:slug>/<slug:force_slug>/figures/",
        views.progress_figures,
        name="progress_figures",
    ),
    path(
        "progress/<slug:slug>/<slug:force_slug>/figures/<day:ends_on>/",
        views.progress_figures_year,
        name="progress_figures_year",
    ),
    path(
        "progress/<slug:slug>/<slug:force_slug>/<number:number>/",
        views.progress_history,
        name="progress_history",
    ),
    path(
        "progress/<slug:slug>/<slug:force_slug>/<number:number>/assess/",
        views.assessment_new,
        name="assessment_new",
    ),
    path(
        "progress/<slug:slug>/<slug:force_slug>/<number:number>/close/",
        views.closure_propose,
        name="closure_propose",
    ),
    path(
        "progress/<slug:slug>/<slug:force_slug>/<number:number>/evidence/",
        views.progress_evidence,
        name="progress_evidence",
    ),
    path("updates/<int:pk>/delete/", views.draft_delete, name="draft_delete"),
    path("evidence/<int:pk>/", views.evidence, name="evidence"),
    path("evidence/<int:pk>/remove/", views.evidence_remove, name="evidence_remove"),
    path("closures/", views.closures, name="closures"),
    path("closures/<int:pk>/decide/", views.closure_decide, name="closure_decide"),
    path("closures/<int:pk>/withdraw/", views.closure_withdraw, name="closure_withdraw"),
    path("closures/<int:pk>/reopen/", views.closure_reopen, name="closure_reopen"),
    path("questions/", views.questions, name="questions"),
    path("questions/<int:pk>/reply/", views.question_reply, name="question_reply"),
    path("questions/<int:pk>/withdraw/", views.question_withdraw, name="question_withdraw"),
]
