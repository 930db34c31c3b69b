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
