"""What may be the end of a page's address: the slug of an inspection, a recommendation's number."""

from functools import lru_cache
from urllib.parse import quote

from django.core.validators import RegexValidator
from django.urls import reverse

# Where these stand in an address, it leads to a page of its own: recommendations/urls.py, and
# those of the public register.
RESERVED_SLUGS = ("new", "forces", "outstanding", "search", "downloads", "round")
RESERVED_NUMBERS = ("new", "submit", "figures")

# "4", "4(a)", "AFI 2", "1.3": a label as reports write it.
LABEL = r"[A-Za-z0-9][A-Za-z0-9 .()-]*"
NUMBER = rf"^{LABEL}\Z"
NUMBER_RULE = (
    "The number must begin with a letter or a digit, and have only letters, digits, spaces, full "
    "stops, hyphens and brackets"
)


def _is_not(reserved: tuple[str, ...]) -> RegexValidator:
    return RegexValidator(
        rf"^({'|'.join(reserved)})\Z",
        "This name is taken by a page of this service. Choose another",
        code="reserved",
        inverse_match=True,
    )


slug_validators = [_is_not(RESERVED_SLUGS)]
number_validators = [
    RegexValidator(NUMBER, NUMBER_RULE, code="number"),
    _is_not(RESERVED_NUMBERS),
]


def in_address(number: str) -> str:
    """A number as it stands in an address."""
    return quote(number, safe="()")


def of_number(name: str, *place: str) -> str:
    """As `reverse` has it, in a tenth of its time: but for the number, it is worked out once.

    What the address names begins with an inspection and ends with the number.
    """
    *around, number = place
    begin, end = _around(name, *around)
    return f"{begin}{in_address(number)}{end}"


# 43 forces in each of many inspections.
@lru_cache(maxsize=8192)
def _around(name: str, *around: str) -> tuple[str, str]:
    begin, _, end = reverse(name, args=[*around, "0"]).rpartition("0")
    return begin, end
