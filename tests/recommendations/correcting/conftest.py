import re

CORRECT = "/inspections/rape/recommendations/1/correct/"
CORRECT_INSPECTION = "/inspections/rape/correct/"


def shown(page):
    """What the form of a page would post as it is."""
    form = page.context["form"]
    typed = {field.html_name: field.value() for field in form if field.value() is not None}
    for each in getattr(form, "within", []):
        typed |= {field.html_name: field.value() for field in each if field.value()}
    counts = {rows: len(getattr(form, rows, [])) for rows in ("parts", "measures")}
    return typed | counts | {"reason": "A slip of the pen."}


def correct(client, address=CORRECT, **changes):
    typed = {
        re.sub("^((?:part|measure)[0-9])_", r"\1-", name): value for name, value in changes.items()
    }
    return client.post(address, shown(client.get(address)) | typed)
