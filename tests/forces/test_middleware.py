def test_pages_of_signed_in_people_are_kept_by_no_shared_cache(sign_in, cheshire):
    page = sign_in(cheshire.drafter).get("/account/")

    assert page["Cache-Control"] == "private, no-cache"


def test_pages_of_people_without_a_session_are_left_as_they_are(client, db):
    page = client.get("/cookies/")

    assert "Cache-Control" not in page
    assert not page.cookies
