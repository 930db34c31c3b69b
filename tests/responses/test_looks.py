"""Who has looked at what is to be signed: nobody, until they open the page."""

import pytest

from responses.models import Look


@pytest.mark.parametrize("purpose", ["prefetch", "prefetch;prerender"])
def test_a_page_fetched_beforehand_is_no_look(sign_in, cheshire, sent, purpose):
    page = sign_in(cheshire.signatory).get(
        f"/responses/{sent.pk}/read/", headers={"Sec-Purpose": purpose}
    )

    assert page.status_code == 503
    assert not Look.objects.exists()


@pytest.mark.parametrize("method", ["head", "post"])
def test_only_reading_the_page_is_a_look(sign_in, cheshire, sent, method):
    page = getattr(sign_in(cheshire.signatory), method)(f"/responses/{sent.pk}/read/")

    assert page.status_code == 405
    assert not Look.objects.exists()
