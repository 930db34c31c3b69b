"""Every address of the project, as nobody and as each role of this body and of another."""

import pytest
from django.db import transaction
from django.urls import URLResolver, get_resolver, reverse

from tests.every_page import PAGES, PEOPLE, POST

PARTS = 12  # of the table, with a world for each


def names(patterns, prefix=""):
    for entry in patterns:
        if isinstance(entry, URLResolver):
            if entry.namespace != "admin":  # its own test walks it
                space = f"{entry.namespace}:" if entry.namespace else prefix
                yield from names(entry.url_patterns, space)
        else:
            yield prefix + entry.name


def test_no_address_is_missing_from_the_table():
    walked = {name for name, _, _ in PAGES} - {"admin:index"}

    assert set(names(get_resolver().url_patterns)) == walked


def verdict(page):
    if page.status_code == 302:
        return "L" if page.url.startswith("/accounts/login/") else "M"
    return {200: "2", 401: "T", 403: "3", 404: "4", 405: "5"}.get(
        page.status_code, str(page.status_code)
    )


@pytest.mark.parametrize("part", range(PARTS))
def test_every_page_as_everyone(client, people, world, part):
    wrong = {}
    for name, arguments, expected in PAGES[part::PARTS]:
        got = what_everyone_gets(client, people, world, name, arguments)
        if got != expected:
            wrong[name, str(arguments)] = {
                person: (one, other)
                for person, one, other in zip(PEOPLE, got, expected, strict=True)
                if one != other
            }

    assert wrong == {}


def what_everyone_gets(client, people, world, name, arguments):
    """A sign for each person, as in the table; nothing of it is kept."""
    arguments = dict(arguments)
    method = "post" if arguments.pop(POST, False) else "get"
    arguments = {key: world[to].pk if to in world else to for key, to in arguments.items()}
    address = reverse(name, kwargs=arguments)

    got = ""
    for person in PEOPLE:
        with transaction.atomic():
            if people[person]:
                client.force_login(people[person])
            else:
                client.logout()
            page = getattr(client, method)(address)
            got += verdict(page)
            transaction.set_rollback(True)

    return got


def test_the_admin_site_is_for_technical_administrators_alone(client, people, world):
    addresses = [
        reverse(f"admin:{entry.name}")
        for entry in reverse_admin()
        if entry.name and not entry.pattern.regex.groups
    ]

    for person in PEOPLE[:-1]:
        client.logout()
        if people[person]:
            client.force_login(people[person])
        for address in addresses:
            assert verdict(client.get(address)) in {"M", "L", "3", "4"}, (person, address)

    assert len(addresses) > 20


def reverse_admin():
    for entry in get_resolver().url_patterns:
        if isinstance(entry, URLResolver) and entry.namespace == "admin":
            return [
                each
                for part in entry.url_patterns
                for each in (part.url_patterns if isinstance(part, URLResolver) else [part])
            ]
    return []


@pytest.mark.parametrize(
    "address",
    [
        "/responses/{pk}/answers/%00/",
        "/progress/rape/cheshire/%00/",
        "/inspections/rape/recommendations/%00/",
        "/inspections/rape/recommendations/%00/edit/",
    ],
)
def test_an_address_that_no_number_fits_is_not_found(sign_in, cheshire, world, address):
    page = sign_in(cheshire.drafter).get(address.format(pk=world["drafting"].pk))

    assert page.status_code == 404
