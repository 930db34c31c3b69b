from django.urls import path

import recommendations.converters  # noqa: F401  # registers <number:…>
from reports import views

urlpatterns = [
    path("", views.home, name="home"),
    path("inspections/<slug:slug>/matrix/", views.matrix, name="matrix"),
    path("inspections/<slug:slug>/matrix.csv", views.matrix_csv, name="matrix_csv"),
    path(
        "inspections/<slug:slug>/recommendations/<number:number>/",
        views.recommendation_across,
        name="recommendation_across",
    ),
    path("inspections/<slug:slug>/forces/<slug:force>/", views.force_answers, name="force_answers"),
    path("forces/", views.force_list, name="force_list"),
    path("forces/<slug:slug>/", views.force, name="force"),
    path("register/", views.register, name="register"),
    path("register/outstanding/", views.register_outstanding, name="register_outstanding"),
    path("register/forces/", views.register_forces, name="register_forces"),
    path("register/forces/<slug:slug>/", views.register_force, name="register_force"),
    path("register/<slug:slug>/", views.register_inspection, name="register_inspection"),
    path(
        "register/<slug:slug>/recommendations/<number:number>/",
        views.register_recommendation,
        name="register_recommendation",
    ),
    path("register/<slug:slug>/<slug:force>/", views.register_response, name="register_response"),
    path(
        "register/<slug:slug>/<slug:force>/version-<int:number>/",
        views.register_version,
        name="register_version",
    ),
    path(
        "register/<slug:slug>/<slug:force>/version-<int:number>.<slug:ending>",
        views.register_letter,
        name="register_letter",
    ),
    path("calendar/<slug:secret>.ics", views.calendar, name="calendar"),
    path("accessibility/", views.accessibility, name="accessibility"),
    path("cookies/", views.cookies, name="cookies"),
]
