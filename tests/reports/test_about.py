import pytest


@pytest.mark.parametrize("path", ["/", "/accessibility/", "/cookies/"])
def test_pages_about_the_service_set_no_cookie(client, db, path):
    page = client.get(path)

    assert page.status_code == 200
    assert not page.cookies


def test_accessibility_names_whom_to_write_to(client, db, settings):
    settings.CONTACT_EMAIL = "help@service.example"

    assert "mailto:help@service.example" in client.get("/accessibility/").content.decode()


def test_cookies_names_every_cookie_that_signing_in_sets(client, cheshire):
    listed = client.get("/cookies/").content.decode()

    client.get("/accounts/login/")
    page = client.post(
        "/accounts/login/",
        {"login": cheshire.drafter.email, "password": "correct horse battery"},
        follow=True,
    )

    assert page.resolver_match.view_name == "home"
    assert client.cookies
    for name in client.cookies:
        assert f">{name}</th>" in listed
