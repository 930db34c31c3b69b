from django.urls import path

from recommendations import converters, views  # noqa: F401  # registers <number:…>

urlpatterns = [
    path("inspections/", views.inspection_list, name="inspection_list"),
    path("inspections/new/", views.inspection_new, name="inspection_new"),
    path("inspections/<slug:slug>/", views.inspection, name="inspection"),
    path("inspections/<slug:slug>/edit/", views.inspection_edit, name="inspection_edit"),
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
    path("progress/", views.progress_list, name="progress_list"),
    path("progress/round/<slug:force_slug>/", views.progress_round, name="progress_round"),
    path(
        "progress/round/<slug:force_slug>/submit/",
        views.progress_round_submit,
        name="progress_round_submit",
    ),
    path("progress/round/<slug:force_slug>/ask/", views.progress_ask, name="progress_ask"),
    path("progress/<slug:slug>/<slug:force_slug>/", views.progress, name="progress"),
    path(
        "progress/<slug:slug>/<slug:force_slug>/submit/",
        views.progress_submit,
        name="progress_submit",
    ),
    path(
        "progress/<slug:slug>/<slug:force_slug>/<number:number>/",
        views.progress_history,
        name="progress_history",
    ),
]
