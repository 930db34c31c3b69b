"""What may be done with an inspection and what comes of it: a sentence for each refusal."""

from recommendations.policies.parts import PartRefused, check_parts
from recommendations.policies.progress import (
    check_follows,
    check_may_be_asked,
    check_put_off,
    check_says_something,
    check_takes_updates,
    check_update_progress,
    check_updates_for,
    check_wanted_by,
)
from recommendations.policies.setting_up import (
    check_dates,
    check_embargoed,
    check_forces,
    check_is_out,
    check_ready,
    check_reason,
    check_redate,
    check_release,
    check_released,
    check_rule,
    check_set_up,
    check_take_out,
)

__all__ = [
    "PartRefused",
    "check_dates",
    "check_embargoed",
    "check_follows",
    "check_forces",
    "check_is_out",
    "check_may_be_asked",
    "check_parts",
    "check_put_off",
    "check_ready",
    "check_reason",
    "check_redate",
    "check_release",
    "check_released",
    "check_rule",
    "check_says_something",
    "check_set_up",
    "check_take_out",
    "check_takes_updates",
    "check_update_progress",
    "check_updates_for",
    "check_wanted_by",
]
