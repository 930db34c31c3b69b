"""Every address of the project, as nobody and as each role of this body and of another."""

import pytest
from django.db import transaction
from django.urls import URLResolver, get_resolver, reverse

PEOPLE = (
    "nobody",
    "drafter",
    "signatory",
    "contact",
    "other_drafter",
    "other_signatory",
    "other_contact",
    "inspector",
    "administrator",
    "technical",
)

# What each person gets, in the order of PEOPLE. 2: the page. M: sent on. L: asked to sign in.
# 3: refused with a sentence. 4: not found. 5: not this method. T: asked for a token.
EVERYONE = "2222222222"
SIGNED_IN = "L222222222"
OFFICE = "L224444444"
WRITER = "L234444444"
SIGNER = "L324444444"
INSPECTORS = "L333333223"
ADMINISTRATOR = "L333333323"
EMBARGOED = "L444444424"
TOKEN = "T" * 10
OVERSEEING = "L333444224"
POST = "POST"
YEAR = {"slug": "rape", "force_slug": "cheshire", "ends_on": "2021-03-31"}
LETTER = {"force": "cheshire", "number": 1, "ending": "pdf"}

PAGES = [
    ("health", {}, EVERYONE),
    ("ready", {}, EVERYONE),
    ("account_login", {}, "2MMMMMMMMM"),
    ("account_logout", {}, "M222222222"),
    ("account_inactive", {}, EVERYONE),
    ("account_signup", {}, "2MMMMMMMMM"),
    ("account_reauthenticate", {}, SIGNED_IN),
    ("account_change_password", {}, SIGNED_IN),
    ("account_reset_password", {}, EVERYONE),
    ("account_reset_password_done", {}, EVERYONE),
    ("account_reset_password_from_key", {"uidb36": "1", "key": "no-key"}, EVERYONE),
    ("account_reset_password_from_key_done", {}, EVERYONE),
    ("account", {}, SIGNED_IN),
    ("tokens", {}, SIGNED_IN),
    ("tokens", {POST: True}, SIGNED_IN),
    ("token_revoke", {"pk": 0}, "5555555555"),
    ("token_revoke", {"pk": 0, POST: True}, "L444444444"),
    ("notices", {}, SIGNED_IN),
    ("notices", {POST: True}, "L222222223"),
    ("calendar_renew", {}, "5555555555"),
    ("calendar_renew", {POST: True}, "LMMMMMMMMM"),
    ("calendar", {"secret": "no-such-secret"}, "4" * 10),
    ("home", {}, EVERYONE),
    ("accessibility", {}, EVERYONE),
    ("cookies", {}, EVERYONE),
    # Inspections
    ("inspection_list", {}, SIGNED_IN),
    ("inspection", {"slug": "rape"}, SIGNED_IN),
    ("inspection", {"slug": "secret"}, EMBARGOED),
    ("inspection_new", {}, ADMINISTRATOR),
    ("inspection_import_new", {}, ADMINISTRATOR),
    ("inspection_template_new", {"ending": "xlsx"}, ADMINISTRATOR),
    ("inspection_import", {"slug": "secret"}, EMBARGOED),
    ("inspection_import", {"slug": "rape"}, "L333333333"),
    ("inspection_template", {"slug": "secret", "ending": "csv"}, EMBARGOED),
    ("inspection_correct", {"slug": "rape"}, ADMINISTRATOR),
    ("inspection_correct", {"slug": "secret"}, "L444444434"),
    ("recommendation_correct", {"slug": "rape", "number": "1"}, ADMINISTRATOR),
    ("inspection_edit", {"slug": "secret"}, EMBARGOED),
    ("theme_list", {}, SIGNED_IN),
    ("theme", {"slug": "victims"}, SIGNED_IN),
    ("theme_new", {}, ADMINISTRATOR),
    ("theme_edit", {"slug": "victims"}, ADMINISTRATOR),
    ("theme_delete", {"slug": "victims"}, ADMINISTRATOR),
    ("theme_choose", {"slug": "victims"}, ADMINISTRATOR),
    ("theme_inspection", {"slug": "victims", "inspection_slug": "rape"}, ADMINISTRATOR),
    ("inspection_edit", {"slug": "rape"}, "L333333333"),
    ("inspection_publish", {"slug": "secret"}, EMBARGOED),
    ("inspection_publish", {"slug": "rape"}, "L333333333"),
    ("inspection_dates", {"slug": "rape"}, ADMINISTRATOR),
    ("inspection_dates", {"slug": "secret"}, "L444444434"),
    ("last_days", {"slug": "rape"}, ADMINISTRATOR),
    ("last_days", {"slug": "secret"}, "L444444434"),
    ("last_day", {"slug": "rape", "force_slug": "cumbria"}, ADMINISTRATOR),
    ("last_day", {"slug": "rape", "force_slug": "cumbria", POST: True}, ADMINISTRATOR),
    ("last_day", {"slug": "rape", "force_slug": "cheshire"}, "L333333333"),
    ("last_day", {"slug": "secret", "force_slug": "cheshire"}, "L444444434"),
    ("bundle", {"slug": "rape"}, INSPECTORS),
    ("bundle", {"slug": "rape", POST: True}, "L333333MM3"),
    ("bundle", {"slug": "secret"}, "L444444444"),
    ("bundle", {"slug": "secret", POST: True}, "L444444444"),
    ("bundle_progress", {"slug": "rape", "pk": "bundle"}, "L444444224"),
    ("bundle_again", {"slug": "rape", "pk": "bundle"}, "5555555555"),
    ("bundle_again", {"slug": "rape", "pk": "bundle", POST: True}, "L444444MM4"),
    ("bundle_zip", {"slug": "rape", "pk": "bundle"}, "L444444224"),
    ("bundle_zip", {"slug": "rape-signed", "pk": "bundle"}, "L444444444"),
    ("old_responses", {"slug": "rape"}, ADMINISTRATOR),
    ("old_responses", {"slug": "secret"}, "L444444434"),
    ("old_not_held", {"slug": "rape"}, ADMINISTRATOR),
    ("old_not_held", {"slug": "rape", POST: True}, "L333333333"),
    ("old_not_held", {"slug": "secret"}, "L444444434"),
    ("old_response", {"slug": "rape-signed", "force_slug": "kent"}, ADMINISTRATOR),
    ("old_response", {"slug": "rape-signed", "force_slug": "kent", POST: True}, ADMINISTRATOR),
    ("old_response", {"slug": "rape", "force_slug": "cheshire"}, "L333333333"),
    ("old_response", {"slug": "secret", "force_slug": "cheshire"}, "L444444434"),
    ("recommendation_new", {"slug": "secret"}, EMBARGOED),
    ("recommendation_edit", {"slug": "secret", "number": "1"}, EMBARGOED),
    ("recommendation_delete", {"slug": "secret", "number": "1"}, EMBARGOED),
    # A response, as its office works on it
    ("response", {"pk": "published"}, OFFICE),
    ("answer", {"pk": "drafting", "number": "1"}, WRITER),
    ("answer_history", {"pk": "drafting", "number": "1"}, OFFICE),
    ("answer_history", {"pk": "signed", "number": "1"}, OFFICE),
    ("answer_as_saved", {"pk": "drafting", "number": "1", "save": "save"}, OFFICE),
    (
        "answer_as_saved",
        {"pk": "drafting", "number": "1", "save": "save", POST: True},
        "LM34444444",
    ),
    ("comments", {"pk": "drafting"}, WRITER),
    ("answers_xlsx", {"pk": "drafting"}, WRITER),
    ("answers_xlsx", {"pk": "published"}, WRITER),
    ("spreadsheet", {"pk": "drafting"}, WRITER),
    ("spreadsheet", {"pk": "drafting", POST: True}, WRITER),
    ("spreadsheet", {"pk": "sent"}, "L334444444"),
    ("spreadsheet", {"pk": "sent", POST: True}, "L334444444"),
    ("comments_invite", {"pk": "drafting"}, WRITER),
    ("comments_reply", {"pk": "drafting"}, "L334444444"),
    ("comments_reply", {"pk": "drafting", POST: True}, "LM34444444"),
    ("comments_give_back", {"pk": "drafting"}, "L334444444"),
    ("introduction", {"pk": "drafting"}, WRITER),
    ("figures", {"pk": "drafting"}, WRITER),
    ("letter_choice", {"pk": "drafting"}, WRITER),
    ("letter_choice", {"pk": "sent"}, "L334444444"),
    ("letter_shapes", {"pk": "drafting"}, OFFICE),
    ("letter_shapes", {"pk": "drafting", POST: True}, "5555555555"),
    ("letter_shape", {"pk": "drafting", "shape": "form"}, OFFICE),
    ("letter_shape", {"pk": "drafting", "shape": "form", POST: True}, "LM34444444"),
    ("letter_shape", {"pk": "sent", "shape": "form"}, OFFICE),
    ("letter_shape", {"pk": "sent", "shape": "form", POST: True}, "L334444444"),
    ("letter_shape", {"pk": "drafting", "shape": "poster"}, "L444444444"),
    ("letter_paper", {"pk": "drafting", "shape": "form"}, OFFICE),
    ("drafts", {"pk": "drafting"}, OFFICE),
    ("drafts", {"pk": "drafting", POST: True}, OFFICE),
    ("drafts", {"pk": "signed", POST: True}, "L334444444"),
    ("draft_states", {"pk": "drafting"}, OFFICE),
    ("draft_file", {"pk": "drafting", "shape": "form", "kind": "pdf"}, OFFICE),
    ("draft_file", {"pk": "drafting", "shape": "form", "kind": "docx"}, "L444444444"),
    ("draft_file", {"pk": "sent", "shape": "form", "kind": "pdf"}, "L444444444"),
    ("letter_read", {"pk": "drafting"}, WRITER),
    ("letter_read", {"pk": "sent"}, "L334444444"),
    ("unsaved", {"pk": "drafting"}, "L444444444"),
    ("unsaved", {"pk": "drafting", POST: True}, "L444444444"),
    ("check", {"pk": "drafting"}, WRITER),
    ("response_send", {"pk": "drafting"}, "LMM4444444"),
    ("response_send", {"pk": "drafting", POST: True}, "LM34444444"),
    ("response_read", {"pk": "sent"}, SIGNER),
    ("response_sign", {"pk": "sent"}, "L3M4444444"),
    ("response_return", {"pk": "sent"}, SIGNER),
    ("response_return", {"pk": "sent", POST: True}, SIGNER),
    ("response_publish", {"pk": "signed"}, OFFICE),
    ("response_reopen", {"pk": "signed"}, OFFICE),
    ("response_reopen", {"pk": "signed", POST: True}, OFFICE),
    ("copies", {"pk": "published"}, OFFICE),
    ("copies", {"pk": "signed"}, OFFICE),
    ("copy_sent", {"pk": "published", "number": 1, "to": "inspectors"}, OFFICE),
    ("copy_sent", {"pk": "published", "number": 1, "to": "secretary_of_state"}, OFFICE),
    ("copy_sent", {"pk": "published", "number": 1, "to": "nobody"}, "L444444444"),
    ("copy_sent", {"pk": "signed", "number": 1, "to": "inspectors"}, "L444444444"),
    ("copy_again", {"pk": "published", "mail_id": "copy_mail"}, "5555555555"),
    ("copy_again", {"pk": "published", "mail_id": "copy_mail", POST: True}, "LMM4444444"),
    ("copy_again", {"pk": "signed", "mail_id": "copy_mail", POST: True}, "L444444444"),
    ("copy_addresses", {}, ADMINISTRATOR),
    ("response_letter", {"pk": "signed", "number": 1}, OFFICE),
    ("response_letter", {"pk": "published", "number": 1}, OFFICE),
    ("response_letter_states", {"pk": "signed", "number": 1}, OFFICE),
    ("response_letter_file", {"pk": "signed", "number": 1, "kind": "pdf"}, OFFICE),
    ("response_letter_file", {"pk": "signed", "number": 1, "kind": "docx"}, OFFICE),
    ("response_letter_file", {"pk": "signed", "number": 1, "kind": "exe"}, "L444444444"),
    ("response_letter_file", {"pk": "published", "number": 1, "kind": "pdf"}, OFFICE),
    ("response_letter_retry", {"pk": "signed", "number": 1}, "5555555555"),
    ("response_letter_retry", {"pk": "signed", "number": 1, POST: True}, "LMM4444444"),
    # What a body prints
    ("letterheads", {}, "LMM3MM3333"),
    ("letterhead", {"force_slug": "cheshire"}, OFFICE),
    ("letterhead", {"force_slug": "cheshire", POST: True}, OFFICE),
    ("letterhead_signature", {"force_slug": "cheshire"}, SIGNER),
    ("letterhead_signature", {"force_slug": "cheshire", POST: True}, SIGNER),
    ("letter_image", {"sha256": "0" * 64}, "L444444444"),
    # The chief officer's comments, as the force writes them
    ("officer_list", {}, "L332332333"),
    ("officer_comments", {"slug": "rape", "force_slug": "cheshire"}, "L442444444"),
    ("officer_comments", {"slug": "rape", "force_slug": "cheshire", POST: True}, "L44M444444"),
    ("officer_comments", {"slug": "secret", "force_slug": "cheshire"}, "L444444444"),
    ("officer_hand_over", {"slug": "rape", "force_slug": "cheshire"}, "L442444444"),
    ("officer_hand_over", {"slug": "rape", "force_slug": "cheshire", POST: True}, "L44M444444"),
    # Reminders
    ("response_reminders", {"pk": "drafting"}, OFFICE),
    ("response_reminders_short", {"pk": "drafting"}, OFFICE),
    ("reminders", {}, ADMINISTRATOR),
    ("mail_again", {"pk": "failed"}, "5555555555"),
    ("mail_again", {"pk": "failed", POST: True}, "LMM44444M4"),
    ("mail_again", {"pk": "failed_to_sign", POST: True}, "LMM4444444"),
    # Progress
    ("progress_list", {}, SIGNED_IN),
    ("progress", {"slug": "rape", "force_slug": "cheshire"}, "L222444224"),
    ("progress_round", {"force_slug": "cheshire"}, "L222444444"),
    ("progress_round_submit", {"force_slug": "cheshire"}, "LMMM444444"),
    ("progress_round_submit", {"force_slug": "cheshire", POST: True}, "L232444444"),
    ("progress_ask", {"force_slug": "cheshire"}, "L232444444"),
    ("progress_spreadsheet", {"force_slug": "cheshire"}, "L232444444"),
    ("progress_spreadsheet", {"force_slug": "cheshire", POST: True}, "L232444444"),
    ("progress_xlsx", {"force_slug": "cheshire"}, "L232444444"),
    ("progress_history", {"slug": "rape", "force_slug": "cheshire", "number": "1"}, "L222444224"),
    ("progress_submit", {"slug": "rape", "force_slug": "cheshire"}, "LMMM444MM4"),
    (
        "progress_evidence",
        {"slug": "rape", "force_slug": "cheshire", "number": "1"},
        "L232444334",
    ),
    ("evidence", {"pk": "evidence"}, "L222444444"),
    ("evidence_remove", {"pk": "evidence"}, "L232444444"),
    ("progress_figures", {"slug": "rape", "force_slug": "cheshire"}, "L222444224"),
    ("progress_figures_year", YEAR, "L232444334"),
    ("progress_figures_year", {**YEAR, POST: True}, "L232444334"),
    ("progress_figures_year", {**YEAR, "slug": "secret"}, "L444444444"),
    (
        "progress_submit",
        {"slug": "rape", "force_slug": "cheshire", POST: True},
        "L232444334",
    ),
    # Oversight
    ("assessment_new", {"slug": "rape", "force_slug": "cheshire", "number": "1"}, OVERSEEING),
    ("assessment_new", {"slug": "rape", "force_slug": "cheshire", "number": "2"}, "L333444334"),
    (
        "closure_propose",
        {"slug": "rape-signed", "force_slug": "cheshire", "number": "1"},
        OVERSEEING,
    ),
    ("closure_propose", {"slug": "rape", "force_slug": "cheshire", "number": "1"}, "L333444334"),
    ("closures", {}, INSPECTORS),
    ("closure_decide", {"pk": "proposal"}, "L444444224"),
    ("closure_decide", {"pk": "closed"}, "L333444334"),
    ("closure_withdraw", {"pk": "proposal"}, "L444444334"),
    ("closure_reopen", {"pk": "closed"}, OVERSEEING),
    ("closure_reopen", {"pk": "proposal"}, "L444444334"),
    ("question_ask", {"slug": "rape", "force_slug": "cheshire", "number": "1"}, OVERSEEING),
    (
        "question_ask",
        {"slug": "rape-signed", "force_slug": "cheshire", "number": "1"},
        "L333444334",
    ),
    ("questions", {}, SIGNED_IN),
    ("question_reply", {"pk": "question"}, "L232444334"),
    ("question_withdraw", {"pk": "question"}, OVERSEEING),
    # Across forces
    ("matrix", {"slug": "rape"}, INSPECTORS),
    ("matrix", {"slug": "secret"}, "L444444424"),
    ("matrix_table", {"slug": "rape", "ending": "csv"}, INSPECTORS),
    ("matrix_table", {"slug": "rape", "ending": "xlsx"}, INSPECTORS),
    ("inspection_overview", {"slug": "rape"}, INSPECTORS),
    ("inspection_overview", {"slug": "secret"}, "L444444424"),
    ("overview_table", {"slug": "rape", "ending": "csv"}, INSPECTORS),
    ("figures_across", {"slug": "rape"}, INSPECTORS),
    ("figures_across", {"slug": "secret"}, "L444444424"),
    ("figures_table", {"slug": "rape", "ending": "xlsx"}, INSPECTORS),
    ("recommendation_across", {"slug": "rape", "number": "1"}, INSPECTORS),
    ("recommendation_table", {"slug": "rape", "number": "1", "ending": "csv"}, INSPECTORS),
    ("recommendation_table", {"slug": "secret", "number": "1", "ending": "csv"}, "L444444424"),
    ("force_answers", {"slug": "rape", "force": "cheshire"}, "L222444224"),
    ("force_list", {}, SIGNED_IN),
    ("force", {"slug": "cheshire"}, "L222444224"),
    ("force_open", {"slug": "cheshire"}, "L222444224"),
    ("force_open_table", {"slug": "cheshire", "ending": "csv"}, "L222444224"),
    ("force_open_table", {"slug": "cheshire", "ending": "xlsx"}, "L222444224"),
    ("committee_pack", {"slug": "cheshire"}, "L222444334"),
    ("committee_pack", {"slug": "cheshire", POST: True}, "LMMM444334"),
    ("committee_pack_state", {"slug": "cheshire"}, "L222444334"),
    ("committee_pack_file", {"slug": "cheshire"}, "L444444444"),
    ("committee_pack_book", {"slug": "cheshire"}, "L222444334"),
    ("my_force", {}, "LMMMMMMMMM"),
    ("saved_views", {}, SIGNED_IN),
    ("saved_view_new", {}, "L333333333"),
    ("saved_view_edit", {"pk": "view"}, "L442444444"),
    ("saved_view_stop", {"pk": "view"}, "5555555555"),
    ("saved_view_stop", {"pk": "view", POST: True}, "L44M444444"),
    ("search", {}, SIGNED_IN),
    # The public register
    ("register", {}, EVERYONE),
    ("register_outstanding", {}, EVERYONE),
    ("register_forces", {}, EVERYONE),
    ("register_force", {"slug": "cheshire"}, EVERYONE),
    ("register_force", {"slug": "nowhere"}, "4" * 10),
    ("register_inspection", {"slug": "rape"}, EVERYONE),
    ("register_inspection", {"slug": "secret"}, "4444444444"),
    ("register_recommendation", {"slug": "rape", "number": "1"}, EVERYONE),
    ("register_recommendation", {"slug": "secret", "number": "1"}, "4" * 10),
    ("register_response", {"slug": "rape", "force": "cheshire"}, EVERYONE),
    ("register_response", {"slug": "rape", "force": "cumbria"}, EVERYONE),
    ("register_response", {"slug": "secret", "force": "cheshire"}, "4" * 10),
    ("register_version", {"slug": "rape", "force": "cheshire", "number": 1}, EVERYONE),
    ("register_version", {"slug": "rape-signed", "force": "cheshire", "number": 1}, "4" * 10),
    ("register_letter", {**LETTER, "slug": "rape"}, EVERYONE),
    ("register_letter", {**LETTER, "slug": "rape-signed"}, "4" * 10),
    ("register_letter", {**LETTER, "slug": "rape", "ending": "exe"}, "4" * 10),
    ("register_search", {}, EVERYONE),
    ("register_downloads", {}, EVERYONE),
    ("responses_csv", {}, EVERYONE),
    ("responses_csv", {"slug": "rape"}, EVERYONE),
    ("responses_csv", {"slug": "secret"}, "4" * 10),
    ("answers_csv", {}, EVERYONE),
    ("answers_csv", {"slug": "rape"}, EVERYONE),
    ("answers_csv", {"slug": "secret"}, "4" * 10),
    ("register_feed", {}, EVERYONE),
    ("register_feed", {"slug": "rape"}, EVERYONE),
    ("register_feed", {"slug": "secret"}, "4" * 10),
    ("sitemap", {}, EVERYONE),
    ("robots", {}, EVERYONE),
    ("api:openapi-json", {}, EVERYONE),
    ("api:inspections", {}, EVERYONE),
    ("api:inspection", {"code": "rape"}, EVERYONE),
    ("api:inspection", {"code": "secret"}, "4" * 10),
    ("api:responses", {"code": "rape"}, EVERYONE),
    ("api:responses", {"code": "secret"}, "4" * 10),
    ("api:response", {"code": "rape", "force": "cheshire"}, EVERYONE),
    ("api:response", {"code": "rape", "force": "cumbria"}, EVERYONE),
    ("api:response", {"code": "secret", "force": "cheshire"}, "4" * 10),
    ("api:publications", {}, EVERYONE),
    ("api:api-root", {}, "4" * 10),
    # What takes a token, which a session is not
    ("private:openapi-json", {}, EVERYONE),
    ("private:progress", {}, TOKEN),
    ("private:assessments", {}, TOKEN),
    ("private:closures", {}, TOKEN),
    ("private:questions", {}, TOKEN),
    ("private:figures", {}, TOKEN),
    ("private:matrix", {"code": "rape"}, TOKEN),
    ("private:search", {}, TOKEN),
    ("private:api-root", {}, "4" * 10),
    ("admin:index", {}, "MMMMMMMMM2"),
]


def names(patterns, prefix=""):
    for entry in patterns:
        if isinstance(entry, URLResolver):
            if entry.namespace != "admin":  # its own test walks it
                space = f"{entry.namespace}:" if entry.namespace else prefix
                yield from names(entry.url_patterns, space)
        else:
            yield prefix + entry.name


def test_no_address_is_missing_from_the_table():
    walked = {name for name, _, _ in PAGES} - {"admin:index"}

    assert set(names(get_resolver().url_patterns)) == walked


def verdict(page):
    if page.status_code == 302:
        return "L" if page.url.startswith("/accounts/login/") else "M"
    return {200: "2", 401: "T", 403: "3", 404: "4", 405: "5"}.get(
        page.status_code, str(page.status_code)
    )


@pytest.mark.parametrize(("name", "arguments", "expected"), PAGES)
def test_every_page_as_everyone(client, people, world, name, arguments, expected):
    arguments = dict(arguments)
    method = "post" if arguments.pop(POST, False) else "get"
    arguments = {key: world[to].pk if to in world else to for key, to in arguments.items()}
    address = reverse(name, kwargs=arguments)

    got = ""
    for person in PEOPLE:
        with transaction.atomic():
            if people[person]:
                client.force_login(people[person])
            else:
                client.logout()
            page = getattr(client, method)(address)
            got += verdict(page)
            transaction.set_rollback(True)

    assert dict(zip(PEOPLE, got, strict=True)) == dict(zip(PEOPLE, expected, strict=True))


def test_the_admin_site_is_for_technical_administrators_alone(client, people, world):
    addresses = [
        reverse(f"admin:{entry.name}")
        for entry in reverse_admin()
        if entry.name and not entry.pattern.regex.groups
    ]

    for person in PEOPLE[:-1]:
        client.logout()
        if people[person]:
            client.force_login(people[person])
        for address in addresses:
            assert verdict(client.get(address)) in {"M", "L", "3", "4"}, (person, address)

    assert len(addresses) > 20


def reverse_admin():
    for entry in get_resolver().url_patterns:
        if isinstance(entry, URLResolver) and entry.namespace == "admin":
            return [
                each
                for part in entry.url_patterns
                for each in (part.url_patterns if isinstance(part, URLResolver) else [part])
            ]
    return []


@pytest.mark.parametrize(
    "address",
    [
        "/responses/{pk}/answers/%00/",
        "/progress/rape/cheshire/%00/",
        "/inspections/rape/recommendations/%00/",
        "/inspections/rape/recommendations/%00/edit/",
    ],
)
def test_an_address_that_no_number_fits_is_not_found(sign_in, cheshire, world, address):
    page = sign_in(cheshire.drafter).get(address.format(pk=world["drafting"].pk))

    assert page.status_code == 404
