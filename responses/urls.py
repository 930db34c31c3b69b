from django.urls import path

import recommendations.converters  # noqa: F401  # registers <number:…>
from responses.views import (
    comments,
    dates,
    history,
    inspections,
    letters,
    notices,
    office,
    reminders,
    signing,
    spreadsheets,
    unsaved,
    writing,
)

urlpatterns = [
    path(
        "inspections/<slug:slug>/publish/",
        inspections.inspection_publish,
        name="inspection_publish",
    ),
    path("inspections/<slug:slug>/dates/", dates.inspection_dates, name="inspection_dates"),
    path("inspections/<slug:slug>/last-days/", dates.last_days, name="last_days"),
    path("inspections/<slug:slug>/last-days/<slug:force_slug>/", dates.last_day, name="last_day"),
    path("responses/<int:pk>/", office.response, name="response"),
    path("responses/<int:pk>/reminders/", reminders.response_reminders, name="response_reminders"),
    path("reminders/", reminders.reminders, name="reminders"),
    path("reminders/mails/<int:pk>/again/", reminders.mail_again, name="mail_again"),
    path("responses/<int:pk>/answers/<number:number>/", writing.answer, name="answer"),
    path("responses/<int:pk>/comments/", comments.comments, name="comments"),
    path(
        "responses/<int:pk>/answers/<number:number>/history/",
        history.answer_history,
        name="answer_history",
    ),
    path(
        "responses/<int:pk>/answers/<number:number>/history/<int:save>/",
        history.answer_as_saved,
        name="answer_as_saved",
    ),
    path("responses/<int:pk>/answers.xlsx", spreadsheets.answers_xlsx, name="answers_xlsx"),
    path("responses/<int:pk>/spreadsheet/", spreadsheets.spreadsheet, name="spreadsheet"),
    path("responses/<int:pk>/introduction/", writing.introduction, name="introduction"),
    path("responses/<int:pk>/unsaved/", unsaved.unsaved, name="unsaved"),
    path("responses/<int:pk>/check/", office.check, name="check"),
    path("responses/<int:pk>/send/", office.response_send, name="response_send"),
    path("responses/<int:pk>/read/", signing.response_read, name="response_read"),
    path("responses/<int:pk>/sign/", signing.response_sign, name="response_sign"),
    path("responses/<int:pk>/return/", signing.response_return, name="response_return"),
    path("responses/<int:pk>/publish/", signing.response_publish, name="response_publish"),
    path("responses/<int:pk>/reopen/", signing.response_reopen, name="response_reopen"),
    path(
        "responses/<int:pk>/versions/<int:number>/",
        letters.response_letter,
        name="response_letter",
    ),
    path(
        "responses/<int:pk>/versions/<int:number>/letter.pdf",
        letters.response_letter_pdf,
        name="response_letter_pdf",
    ),
    path(
        "responses/<int:pk>/versions/<int:number>/retry/",
        letters.response_letter_retry,
        name="response_letter_retry",
    ),
    path("account/notices/", notices.notices, name="notices"),
    path("account/notices/calendar/", notices.calendar_renew, name="calendar_renew"),
]
