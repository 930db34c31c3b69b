"""Damage is done with the triggers off, as only the owner of the tables can."""

import json
from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from responses.content import content_of, digest
from responses.models import Letter, SignedVersion
from responses.models.signing import freeze
from tests import factories as make
from tests.unlocked import damaging


@pytest.fixture
def version(cheshire, inspection):
    """Signed and published, with an issued letter and three answers."""
    response = make.ResponseFactory(inspection=inspection, body=cheshire.body)
    first, second, third = inspection.recommendations.in_order()
    make.AnswerFactory(
        response=response, recommendation=first, position="planned", planned_on=date(2022, 1, 31)
    )
    make.AnswerFactory(
        response=response, recommendation=second, position="answered_with", answered_with=first
    )
    make.AnswerFactory(response=response, recommendation=third, position="", text="")
    response.officer_comments.create(recommendation=first, text="We agree.")
    made = make.publish_version(response, make.TODAY)
    letter = Letter.objects.create(version=made, changed_at=make.NOON)
    letter.issue(b"%PDF-1.7", at=make.NOON)
    return made


def verify(**options):
    """What is printed, and the status at the end."""
    out = StringIO()
    try:
        call_command("verify_signed", stdout=out, **options)
    except CommandError as problem:
        return out.getvalue() + str(problem), problem.returncode
    return out.getvalue(), 0


def damage(table, changes, pk):
    with damaging(table) as cursor:
        cursor.execute(f"UPDATE {table} SET {changes} WHERE id = %s", [pk])  # noqa: S608  # ours


def test_verify_finds_all_as_it_was_signed(version):
    printed, status = verify()

    assert printed.strip() == "Signed versions: 1, letters: 1. Differing: 0."
    assert status == 0


@pytest.mark.parametrize(
    ("changes", "what"),
    [
        ("content = jsonb_set(content, '{introduction}', '\"x\"')", "not what its SHA-256"),
        ("html = html || ' '", "not what its SHA-256"),
        ("sha256 = repeat('0', 64)", "not what its SHA-256"),
        ("number = 7", "its text says that it is version 1"),
        ("signer_name = 'Somebody Else'", "who signed it, or the day"),
        ("signer_office = 'Mayor'", "who signed it, or the day"),
        ("dated_on = dated_on - 1", "who signed it, or the day"),
        ("signed_at = signed_at - interval '1 day'", "the moment at which it was signed"),
    ],
)
def test_verify_names_a_version_that_differs(version, changes, what):
    damage("responses_signedversion", changes, version.pk)

    printed, status = verify()

    assert f"rape, cheshire, version {7 if 'number' in changes else 1}: " in printed
    assert what in printed
    assert "Differing: 1." in printed
    assert status == 1


@pytest.mark.parametrize(
    ("changes", "what"),
    [
        ("position = 'being_considered'", "position"),
        ("text = 'x'", "text"),
        ("reason = 'x'", "reason"),
        ("planned_on = NULL", "date"),
        ("local_number = '8'", "local number"),
        ("officer_comment = ''", "chief officer’s comment"),
    ],
)
def test_verify_names_an_answer_that_differs(version, changes, what):
    answer = version.answers.get(recommendation__number="1")
    damage("responses_signedanswer", changes, answer.pk)

    printed, status = verify()

    assert f"the row of its answer 1 differs: {what}" in printed
    assert status == 1


def test_verify_names_answers_that_are_missing_or_too_many(version, inspection):
    another = make.RecommendationFactory(inspection=inspection, number="99")
    with damaging("responses_signedanswer") as cursor:
        cursor.execute(
            "UPDATE responses_signedanswer SET recommendation_id = %s WHERE position = 'planned'",
            [another.pk],
        )

    printed, status = verify()

    assert "the row of its answer 1 differs: position, text, date" in printed
    assert "it has a row of an answer 99, which its text has not" in printed
    assert status == 1


def test_verify_names_a_letter_that_differs(version):
    letter = version.letters.get()
    damage("responses_letter", "content = '%%PDF-1.8'", letter.pk)

    printed, status = verify()

    assert "rape, cheshire, version 1: the file that was issued (PDF) is another." in printed
    assert status == 1


def test_verify_takes_what_was_signed_before_figures_were_held(cheshire, inspection):
    response = make.ResponseFactory(inspection=inspection, body=cheshire.body, answers=True)
    content = content_of(response) | {"schema": 1}
    for answer in content["answers"]:
        del answer["figures"]
    old = freeze(response, content, html="", by=None, at=None, dated_on=None)

    printed, status = verify()

    assert (status, "Differing: 0." in printed) == (0, True)
    assert SignedVersion.objects.get(pk=old.pk).sha256 == digest(content)


def test_verify_can_be_asked_of_some(version, cumbria):
    other = make.publish_version(make.ResponseFactory(body=cumbria.body, answers=True), make.TODAY)
    damage("responses_signedversion", "signer_name = 'x'", other.pk)

    assert verify(inspection="rape")[1] == 0
    assert verify(response=version.response_id)[1] == 0
    assert verify(response=other.response_id)[1] == 1
    assert verify()[1] == 1


@pytest.mark.parametrize("options", [{"inspection": "nope"}, {"response": 1}])
def test_verify_refuses_what_there_is_not(db, options):
    assert verify(**options)[1] == 2


def test_verify_lists_hashes_to_be_kept_elsewhere(version):
    printed, _ = verify(list=True)

    assert printed.startswith(f"{version.sha256}  rape cheshire version 1\n")


def test_verify_asks_as_much_for_many_as_for_few(version, cumbria, django_assert_num_queries):
    with django_assert_num_queries(3):
        verify()
    for _ in range(3):
        make.publish_version(make.ResponseFactory(body=cumbria.body, answers=True), make.TODAY)

    with django_assert_num_queries(3):
        verify()


def test_what_is_hashed_is_the_same_after_the_database(version):
    with connection.cursor() as cursor:
        cursor.execute("SELECT content::text FROM responses_signedversion")
        (text,) = cursor.fetchone()

    assert digest(json.loads(text), version.html) == version.sha256
