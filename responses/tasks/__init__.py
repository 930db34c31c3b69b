from responses.tasks.bundles import make_bundle, make_letters_of
from responses.tasks.comments import send_comments_mail, send_comments_mails
from responses.tasks.copies import send_copies, send_copy_mail
from responses.tasks.letters import (
    render_draft,
    render_letter,
    render_letters,
    render_pack,
    retry_letters,
)
from responses.tasks.reminders import retry_reminders, send_at_once, send_mail, send_reminders
from responses.tasks.trying_again import send_again

__all__ = [
    "make_bundle",
    "make_letters_of",
    "render_draft",
    "render_letter",
    "render_letters",
    "render_pack",
    "retry_letters",
    "retry_reminders",
    "send_again",
    "send_at_once",
    "send_comments_mail",
    "send_comments_mails",
    "send_copies",
    "send_copy_mail",
    "send_mail",
    "send_reminders",
]
