from responses.tasks.letters import render_letter, retry_letters
from responses.tasks.reminders import retry_reminders, send_at_once, send_mail, send_reminders

__all__ = [
    "render_letter",
    "retry_letters",
    "retry_reminders",
    "send_at_once",
    "send_mail",
    "send_reminders",
]
