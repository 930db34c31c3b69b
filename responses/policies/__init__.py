"""What may be done with a response, by whom and when: a sentence for each refusal."""

from responses.policies.bundles import check_bundle
from responses.policies.comments import (
    check_give_back,
    check_handed_over,
    check_none_received,
    check_not_handed_over,
    check_received_on,
    check_reply,
)
from responses.policies.concerning import ForcesStay, check_let_go
from responses.policies.copies import (
    check_copies,
    check_copy_addresses,
    check_copy_again,
    check_copy_sent_on,
    check_note_copy,
)
from responses.policies.correcting import NoLongerAsked, check_asked
from responses.policies.days import (
    check_open_day,
    check_redated,
    check_set_last_day,
)
from responses.policies.inviting import (
    check_invite,
    check_invited_on,
    check_same_invitation,
    check_time_to_comment,
    check_wanted_by,
)
from responses.policies.letterheads import (
    check_accent,
    check_has_letterhead,
    check_logo_described,
    check_own_signature,
)
from responses.policies.letters import (
    check_ask_for_draft,
    check_leaves_some,
    check_letter_is_whole,
)
from responses.policies.mails import (
    check_all_reminders,
    check_gets_mail,
    check_try_again,
)
from responses.policies.moves import (
    check_move,
    check_not_moved_on,
    check_not_recorded,
    check_writable,
)
from responses.policies.officer import (
    check_comments_for_force,
    check_comments_open,
    check_hand_over,
)
from responses.policies.old import (
    check_enter_old,
    check_happened,
    check_is_old,
    check_not_before,
    check_not_before_reason,
    check_old_copy,
    check_old_day,
    check_old_published_on,
    check_says_anything,
)
from responses.policies.packs import check_ask_for_pack
from responses.policies.publishing import (
    check_elsewhere_has_address,
    check_elsewhere_on,
    check_office,
    check_publish,
    check_same_version,
)
from responses.policies.signing import (
    check_decide,
    check_printed,
    check_reopen,
    check_same_day,
    check_send,
    check_sign,
    check_signs,
    check_signs_as,
)
from responses.policies.writing import (
    check_answered_with,
    check_draft,
    check_period,
    check_writes,
)

__all__ = [
    "ForcesStay",
    "NoLongerAsked",
    "check_accent",
    "check_all_reminders",
    "check_answered_with",
    "check_ask_for_draft",
    "check_ask_for_pack",
    "check_asked",
    "check_bundle",
    "check_comments_for_force",
    "check_comments_open",
    "check_copies",
    "check_copy_addresses",
    "check_copy_again",
    "check_copy_sent_on",
    "check_decide",
    "check_draft",
    "check_elsewhere_has_address",
    "check_elsewhere_on",
    "check_enter_old",
    "check_gets_mail",
    "check_give_back",
    "check_hand_over",
    "check_handed_over",
    "check_happened",
    "check_has_letterhead",
    "check_invite",
    "check_invited_on",
    "check_is_old",
    "check_leaves_some",
    "check_let_go",
    "check_letter_is_whole",
    "check_logo_described",
    "check_move",
    "check_none_received",
    "check_not_before",
    "check_not_before_reason",
    "check_not_handed_over",
    "check_not_moved_on",
    "check_not_recorded",
    "check_note_copy",
    "check_office",
    "check_old_copy",
    "check_old_day",
    "check_old_published_on",
    "check_open_day",
    "check_own_signature",
    "check_period",
    "check_printed",
    "check_publish",
    "check_received_on",
    "check_redated",
    "check_reopen",
    "check_reply",
    "check_same_day",
    "check_same_invitation",
    "check_same_version",
    "check_says_anything",
    "check_send",
    "check_set_last_day",
    "check_sign",
    "check_signs",
    "check_signs_as",
    "check_time_to_comment",
    "check_try_again",
    "check_wanted_by",
    "check_writable",
    "check_writes",
]
