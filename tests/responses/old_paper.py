"""A paper as an administrator types it: nothing is known of its days."""

KENT = "/inspections/rape/old/kent/"


def day(name, value):
    return {
        f"{name}_day": str(value.day),
        f"{name}_month": str(value.month),
        f"{name}_year": str(value.year),
    }


PAPER = {
    "modelled_on": "the letter of 3 August 2021",
    "standing_words": "own",
    "standing_dated": "unknown",
    "standing_published": "unknown",
    "standing_inspectors": "unknown",
    "standing_secretary": "unknown",
    "introduction": "We welcome the report.",
}
