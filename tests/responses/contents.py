"""Content as plain data, for letters: no database is asked."""


def answer(number="1", **changes):
    return {
        "number": number,
        "local_number": "",
        "heading": f"Heading of {number}",
        "kind": "Recommendation",
        "asked": f"Police forces should do thing {number}.",
        "is_summary": False,
        "is_for_police": True,
        "position": "under_way",
        "position_words": "Action under way",
        "text": f"Work on {number} has begun.",
        "reason": "",
        "planned_on": None,
        "answered_with": None,
        "answered_with_words": "",
        "officer_comment": "",
        "figures": [],
    } | changes


def figure(**changes):
    return {
        "name": "Trained investigators",
        "unit": "investigators",
        "standing": "number",
        "value": "34",
        "period_ends_on": "2021-03-31",
        "note": "",
    } | changes


def officer(**changes):
    return {
        "invited_on": "2021-07-20",
        "wanted_by": "2021-08-10",
        "received_on": "2021-08-09",
        "received_from": "Chief Constable A Jones",
        "none_received": False,
        "text": "I welcome it.",
        "reply": "",
    } | changes


def content(**changes):
    """What was signed, with one answer."""
    return {
        "schema": 2,
        "version": 1,
        "inspection": {
            "title": "An inspection of the response to rape",
            "short_title": "Rape inspection",
            "inspectorates": ["HMICFRS", "HMCPSI"],
            "published_on": "2021-07-16",
            "url": "https://inspectorate.example/rape",
            "key_findings": "",
            "source": "",
            "licence": "Open Government Licence v3.0",
        },
        "force": "Cheshire Constabulary",
        "body": "Police and Crime Commissioner for Cheshire",
        "due_on": "2021-09-09",
        "introduction": "",
        "conclusion": "",
        "chief_officer": None,
        "answers": [answer()],
        "signature": {
            "name": "Sam Signer",
            "office": "Police and Crime Commissioner",
            "dated_on": "2021-09-08",
        },
    } | changes


def letterhead(**changes):
    """What a body prints, where it prints all that it can but pictures."""
    return {
        "name": "Office of the Police and Crime Commissioner for Cheshire",
        "address": "1 Clemonds Hey\nWinsford\nCW7 2UA",
        "accent": "#1d4f91",
        "logo": "",
        "logo_alt": "",
        "addressees": "",
        "salutation": "",
        "closing": "Yours sincerely,",
    } | changes


def letter(shape="report", **changes):
    return {
        "shape": shape,
        "numbers": "national",
        "quotation": "full",
        "left_out": [],
        "why_left_out": "",
        "letterhead": letterhead(),
    } | changes


def shaped(shape, *, choices=None, **changes):
    """What is signed now: three answers, the second addressed to others, in one of the shapes."""
    answers = [
        answer("1", officer_comment="The force has begun on 1."),
        answer("7", is_for_police=False, text="We welcome 7.", is_summary=True),
        answer("12", local_number="3", figures=[figure(note="Since May.")]),
    ]
    made = content(
        schema=3,
        introduction="We are glad of this report.",
        conclusion="We look forward to the next.",
        chief_officer=officer(reply="We thank them."),
        answers=answers,
        letter=letter(shape, **(choices or {})),
    )
    made["inspection"] |= {"key_findings": "- Victims wait.", "scope_words": "National inspection"}
    return made | changes
