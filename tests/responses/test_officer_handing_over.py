from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from forces.policies import Refused
from responses.choices import CommentsMailKind, Status
from responses.models import ChiefOfficerComments, OfficerDraft
from responses.models.comments import comments_mark, comments_of, save_comments
from responses.models.handing_over import give_back, hand_over
from responses.models.officer import draft_of, mark_of_draft, save_officer_draft, texts_of
from responses.models.saving import EditedMeanwhile, Overtaken, Seen
from tests import factories as make


@pytest.fixture
def response(cheshire, inspection):
    return make.ResponseFactory(inspection=inspection, body=cheshire.body)


@pytest.fixture
def first(inspection):
    return inspection.recommendations.get(number="1")


def mark(response):
    draft = draft_of(response)
    return mark_of_draft(draft, texts_of(draft))


def drafted(response, by, *, seen=None, on=None, **changes):
    fields = {"comes_from": "Chief Constable Ann Lee", "text": "We accept it.", **changes}
    save_officer_draft(
        response,
        seen=seen or Seen(mark(response)),
        by=by,
        at=make.NOON,
        on_recommendations=on or {},
        **fields,
    )


def handed_over(response, cheshire, seen=None):
    hand_over(response, seen=seen or mark(response), by=cheshire.contact, at=make.NOON)


def test_a_draft_is_saved_and_leaves_the_response_as_it_was(response, cheshire, first):
    drafted(response, cheshire.contact, on={first.pk: "All nine are recorded."})

    response.refresh_from_db()
    draft = response.officer_draft
    assert (draft.comes_from, draft.text) == ("Chief Constable Ann Lee", "We accept it.")
    assert texts_of(draft) == {first.pk: "All nine are recorded."}
    assert response.status == Status.NOT_STARTED
    assert not response.contributions.exists()
    assert comments_of(response).pk is None


def test_a_draft_of_the_same_is_not_saved_again(response, cheshire, first):
    drafted(response, cheshire.contact, on={first.pk: "Yes"})
    before = response.last_saves.get()

    drafted(response, cheshire.contact, on={first.pk: "Yes"}, seen=Seen(mark(response), "page", 1))

    assert response.last_saves.get().page == before.page == ""


def test_a_draft_that_somebody_else_saved_is_not_overwritten(response, cheshire):
    seen = Seen(mark(response))
    drafted(response, cheshire.contact, text="Theirs", seen=seen)

    with pytest.raises(EditedMeanwhile):
        drafted(response, cheshire.contact, text="Mine", seen=seen)

    assert draft_of(response).text == "Theirs"


def test_a_save_that_comes_after_a_later_one_of_its_page_is_overtaken(response, cheshire):
    seen = mark(response)
    drafted(response, cheshire.contact, text="Later", seen=Seen(seen, "page", 2))

    with pytest.raises(Overtaken):
        drafted(response, cheshire.contact, text="Sooner", seen=Seen(seen, "page", 1))

    assert draft_of(response).text == "Later"


def test_hand_over_makes_the_draft_the_chief_officers_comments(response, cheshire, first):
    drafted(response, cheshire.contact, on={first.pk: "All nine."})

    handed_over(response, cheshire)

    held = comments_of(response)
    assert (held.text, held.received_from) == ("We accept it.", "Chief Constable Ann Lee")
    assert (held.received_on, held.handed_over_at) == (make.TODAY, make.NOON)
    assert held.handed_over_by == cheshire.contact
    assert response.officer_comments.get().text == "All nine."
    mail = response.comments_mails.get()
    assert (mail.kind, mail.recipient) == (CommentsMailKind.HANDED_OVER, cheshire.drafter)


def test_hand_over_is_no_contribution_and_does_not_start_the_response(response, cheshire):
    drafted(response, cheshire.contact)

    handed_over(response, cheshire)

    response.refresh_from_db()
    assert response.status == Status.NOT_STARTED
    assert not response.contributions.exists()


def test_hand_over_keeps_the_dates_of_the_invitation_and_the_reply(response, cheshire):
    ChiefOfficerComments.objects.create(
        response=response, invited_on=make.TODAY, wanted_by=make.DUE_ON, reply="Thank you."
    )
    drafted(response, cheshire.contact)

    handed_over(response, cheshire)

    held = comments_of(response)
    assert (held.invited_on, held.wanted_by) == (make.TODAY, make.DUE_ON)
    assert held.reply == "Thank you."


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"comes_from": " "}, "Say who the comments are from"),
        ({"text": " "}, "There are no comments to hand over yet"),
    ],
)
def test_hand_over_is_refused_of_half_a_draft(response, cheshire, changes, why):
    drafted(response, cheshire.contact, **changes)

    with pytest.raises(Refused, match=why):
        handed_over(response, cheshire)

    assert comments_of(response).pk is None


def test_comments_on_a_recommendation_are_enough_to_hand_over(response, cheshire, first):
    drafted(response, cheshire.contact, text="", on={first.pk: "Yes."})

    handed_over(response, cheshire)

    assert comments_of(response).is_settled


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"none_received": True}, "recorded that no comments were received"),
        ({"text": "Pasted"}, "entered comments from your force already"),
        ({"received_from": "A Chief"}, "entered comments from your force already"),
    ],
)
def test_hand_over_is_refused_where_the_office_has_an_outcome(response, cheshire, fields, why):
    ChiefOfficerComments.objects.create(response=response, **fields)
    drafted(response, cheshire.contact)

    with pytest.raises(Refused, match=why):
        handed_over(response, cheshire)

    assert not comments_of(response).is_handed_over


def test_hand_over_is_refused_where_the_office_pasted_a_single_comment(response, cheshire, first):
    response.officer_comments.create(recommendation=first, text="Pasted")
    drafted(response, cheshire.contact)

    with pytest.raises(Refused, match="entered comments from your force already"):
        handed_over(response, cheshire)

    assert response.officer_comments.get().text == "Pasted"


@pytest.mark.parametrize("status", [Status.WITH_COMMISSIONER, Status.SIGNED])
def test_hand_over_waits_while_the_response_is_not_written_and_drafting_does_not(
    response, cheshire, status
):
    response.status = status
    response.save()
    drafted(response, cheshire.contact)

    with pytest.raises(Refused, match="not being written at the moment"):
        handed_over(response, cheshire)

    assert draft_of(response).text == "We accept it."


def test_hand_over_is_of_what_was_seen(response, cheshire):
    drafted(response, cheshire.contact)
    seen = mark(response)
    drafted(response, cheshire.contact, text="Other words")

    with pytest.raises(EditedMeanwhile):
        handed_over(response, cheshire, seen=seen)

    assert not comments_of(response).is_handed_over


def test_what_is_handed_over_is_locked_for_both_sides(response, cheshire):
    drafted(response, cheshire.contact)
    handed_over(response, cheshire)

    with pytest.raises(Refused, match="Ask the office of your policing body"):
        drafted(response, cheshire.contact, text="Other")
    with pytest.raises(Refused, match="Ask the office of your policing body"):
        handed_over(response, cheshire)
    with pytest.raises(Refused, match="Give them back to the force"):
        save_comments(
            response,
            seen=Seen(comments_mark(response)),
            by=cheshire.drafter,
            at=make.NOON,
            on_recommendations={},
            text="Rewritten",
        )
    with pytest.raises(DatabaseError, match="not rewritten"), transaction.atomic():
        ChiefOfficerComments.objects.update(text="Rewritten")

    assert comments_of(response).text == "We accept it."


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE responses_chiefofficercomments SET received_from = 'Somebody else'",
        "UPDATE responses_chiefofficercomments SET received_on = received_on - 1",
        "UPDATE responses_chiefofficercomments SET response_id = response_id + 1",
        "UPDATE responses_chiefofficercomments SET handed_over_at = NULL, handed_over_by_id = NULL",
        "DELETE FROM responses_chiefofficercomments",
        "UPDATE responses_chiefofficercomment SET text = 'Rewritten'",
        "DELETE FROM responses_chiefofficercomment",
    ],
)
def test_database_refuses_to_rewrite_what_was_handed_over(response, cheshire, first, sql):
    drafted(response, cheshire.contact, on={first.pk: "All nine."})
    handed_over(response, cheshire)
    make.ResponseFactory()

    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)

    assert comments_of(response).text == "We accept it."
    assert response.officer_comments.get().text == "All nine."


def test_give_back_leaves_all_of_it_to_the_force(response, cheshire, first):
    drafted(response, cheshire.contact, on={first.pk: "All nine."})
    handed_over(response, cheshire)

    give_back(response, reason="Paragraph 2 names a victim", by=cheshire.drafter, at=make.NOON)

    held = comments_of(response)
    assert not held.is_handed_over
    assert not held.is_settled
    assert not response.officer_comments.exists()
    draft = OfficerDraft.objects.get()
    assert (draft.text, texts_of(draft)) == ("We accept it.", {first.pk: "All nine."})
    mail = response.comments_mails.get(kind=CommentsMailKind.GIVEN_BACK)
    assert (mail.recipient, mail.reason) == (cheshire.contact, "Paragraph 2 names a victim")
    drafted(response, cheshire.contact, text="Without the name")
    handed_over(response, cheshire)
    assert comments_of(response).text == "Without the name"


def test_give_back_is_told_to_no_one_who_has_left_the_force(response, cheshire):
    drafted(response, cheshire.contact)
    handed_over(response, cheshire)
    cheshire.contact.memberships.update(valid_to=make.TODAY - timedelta(days=1))

    give_back(response, reason="Paragraph 2", by=cheshire.drafter, at=make.NOON)

    assert not comments_of(response).is_handed_over
    assert not response.comments_mails.filter(kind=CommentsMailKind.GIVEN_BACK).exists()


def test_give_back_is_refused_without_a_reason_or_anything_to_give_back(response, cheshire):
    with pytest.raises(Refused, match="has not handed any comments over"):
        give_back(response, reason="Why not", by=cheshire.drafter, at=make.NOON)
    drafted(response, cheshire.contact)
    handed_over(response, cheshire)
    with pytest.raises(Refused, match="Say why"):
        give_back(response, reason=" ", by=cheshire.drafter, at=make.NOON)

    assert comments_of(response).is_handed_over


def test_give_back_is_refused_once_the_response_is_signed(response, cheshire):
    drafted(response, cheshire.contact)
    handed_over(response, cheshire)
    response.status = Status.SIGNED
    response.save()

    with pytest.raises(Refused, match="is signed"):
        give_back(response, reason="Too late", by=cheshire.drafter, at=make.NOON)

    assert comments_of(response).is_handed_over
