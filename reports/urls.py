from django.urls import path

import recommendations.converters  # noqa: F401  # registers <number:…>
import reports.converters  # noqa: F401  # registers <version:…> and <table:…>
from reports import views
from reports.api import api_urls, private_urls

urlpatterns = [
    path("", views.home, name="home"),
    path("inspections/<slug:slug>/matrix/", views.matrix, name="matrix"),
    path("inspections/<slug:slug>/matrix.<table:ending>", views.matrix_table, name="matrix_table"),
    path(
        "inspections/<slug:slug>/overview/", views.inspection_overview, name="inspection_overview"
    ),
    path(
        "inspections/<slug:slug>/overview.<table:ending>",
        views.overview_table,
        name="overview_table",
    ),
    path("inspections/<slug:slug>/figures/", views.figures_across, name="figures_across"),
    path(
        "inspections/<slug:slug>/figures.<table:ending>",
        views.figures_table,
        name="figures_table",
    ),
    path(
        "inspections/<slug:slug>/recommendations/<number:number>/",
        views.recommendation_across,
        name="recommendation_across",
    ),
    path(
        "inspections/<slug:slug>/recommendations/<number:number>/answers.<table:ending>",
        views.recommendation_table,
        name="recommendation_table",
    ),
    path("inspections/<slug:slug>/forces/<slug:force>/", views.force_answers, name="force_answers"),
    path(
        "inspections/<slug:slug>/forces/<slug:force>.<table:ending>",
        views.force_answers_table,
        name="force_answers_table",
    ),
    path(
        "progress/<slug:slug>/<slug:force_slug>/figures.<table:ending>",
        views.progress_figures_table,
        name="progress_figures_table",
    ),
    path("themes/<slug:slug>.<table:ending>", views.theme_table, name="theme_table"),
    path("questions.<table:ending>", views.questions_table, name="questions_table"),
    path("closures.<table:ending>", views.closures_table, name="closures_table"),
    path("search/", views.search, name="search"),
    path("search.<table:ending>", views.search_table, name="search_table"),
    path("forces/", views.force_list, name="force_list"),
    path("forces/<slug:slug>/", views.force, name="force"),
    path("forces/<slug:slug>/open/", views.force_open, name="force_open"),
    path("forces/<slug:slug>/open.<table:ending>", views.force_open_table, name="force_open_table"),
    path("forces/<slug:slug>/pack/", views.committee_pack, name="committee_pack"),
    path("forces/<slug:slug>/pack/state/", views.committee_pack_state, name="committee_pack_state"),
    path("forces/<slug:slug>/pack.pdf", views.committee_pack_file, name="committee_pack_file"),
    path("forces/<slug:slug>/pack.xlsx", views.committee_pack_book, name="committee_pack_book"),
    path("my-force/", views.my_force, name="my_force"),
    path("account/views/", views.saved_views, name="saved_views"),
    path("account/views/new/", views.saved_view_new, name="saved_view_new"),
    path("account/views/<int:pk>/", views.saved_view_edit, name="saved_view_edit"),
    path("account/views/<int:pk>/remove/", views.saved_view_stop, name="saved_view_stop"),
    path("register/", views.register, name="register"),
    path("register/outstanding/", views.register_outstanding, name="register_outstanding"),
    path("register/forces/", views.register_forces, name="register_forces"),
    path("register/forces/<slug:slug>/", views.register_force, name="register_force"),
    path("register/search/", views.register_search, name="register_search"),
    path("register/downloads/", views.register_downloads, name="register_downloads"),
    path("register/feed.atom", views.register_feed, name="register_feed"),
    path("register/<slug:slug>/feed.atom", views.register_feed, name="register_feed"),
    path("api/v1/private/", private_urls()),
    path("api/v1/", api_urls()),
    path("sitemap.xml", views.sitemap, name="sitemap"),
    path("robots.txt", views.robots, name="robots"),
    path("register/responses.csv", views.responses_csv, name="responses_csv"),
    path("register/answers.csv", views.answers_csv, name="answers_csv"),
    path("register/<slug:slug>/responses.csv", views.responses_csv, name="responses_csv"),
    path("register/<slug:slug>/answers.csv", views.answers_csv, name="answers_csv"),
    path("register/<slug:slug>/", views.register_inspection, name="register_inspection"),
    path(
        "register/<slug:slug>/recommendations/<number:number>/",
        views.register_recommendation,
        name="register_recommendation",
    ),
    path("register/<slug:slug>/<slug:force>/", views.register_response, name="register_response"),
    path(
        "register/<slug:slug>/<slug:force>/version-<version:number>/",
        views.register_version,
        name="register_version",
    ),
    path(
        "register/<slug:slug>/<slug:force>/version-<version:number>.<slug:ending>",
        views.register_letter,
        name="register_letter",
    ),
    path("calendar/<slug:secret>.ics", views.calendar, name="calendar"),
    path("accessibility/", views.accessibility, name="accessibility"),
    path("cookies/", views.cookies, name="cookies"),
]
