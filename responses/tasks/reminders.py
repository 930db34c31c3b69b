import structlog
from celery import shared_task
from django.utils import timezone

from responses import emails
from responses.models import Reminder
from responses.models.reminders import reserve_reminders

log = structlog.get_logger(__name__)


@shared_task(name="responses.tasks.send_reminders")
def send_reminders() -> None:
    """Remind everyone who is owed a reminder today. Safe to run twice."""
    at = timezone.now()
    for pk in reserve_reminders(on=timezone.localdate(at), at=at):
        send_reminder.delay(reminder_id=pk)


@shared_task(name="responses.tasks.retry_reminders")
def retry_reminders() -> None:
    """Take up again what failed and has waited, and what a lost worker left. Safe to run twice."""
    left = Reminder.objects.left_behind(timezone.now())
    for pk in left.order_by("pk").values_list("pk", flat=True):
        send_reminder.delay(reminder_id=pk)


@shared_task(name="responses.tasks.send_reminder")
def send_reminder(*, reminder_id: int) -> None:
    """Send one reminder, unless that is done, being done, or no longer owed. Safe to run twice.

    The mail goes out twice only if the mail server accepted it and this process died before the
    row said so; both then carry the same Message-ID.
    """
    at = timezone.now()
    on = timezone.localdate(at)
    reminder = Reminder.objects.get(pk=reminder_id)
    if not reminder.claim(at=at) or reminder.drop_unless_owed(on=on):
        return
    try:
        emails.reminder(reminder, on=on).send()
    except Exception as error:  # noqa: BLE001  # whatever it is, the row says so and it is retried
        log.warning("reminder_failed", reminder_id=reminder_id, error=type(error).__name__)
        reminder.fail(f"{type(error).__name__}: {error}", at=timezone.now())
    else:
        reminder.mark_sent(at=timezone.now())
