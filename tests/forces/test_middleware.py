def test_pages_of_signed_in_people_are_kept_by_no_shared_cache(sign_in, cheshire):
    page = sign_in(cheshire.drafter).get("/account/")

    assert page["Cache-Control"] == "private, no-cache"


def test_pages_of_the_public_may_be_cached(client, inspection):
    page = client.get("/register/rape/")

    assert "Cache-Control" not in page
    assert not page.cookies
