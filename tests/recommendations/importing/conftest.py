import pytest

from tests import factories as make


@pytest.fixture
def ada(sign_in, administrator):
    """The browser of an inspectorate administrator, where what people name is here."""
    make.InspectorateFactory()
    make.AddresseeFactory()
    make.AddresseeFactory(slug="home-office", name="Home Office")
    make.ForceFactory(slug="cheshire", name="Cheshire Constabulary")
    make.ForceFactory(slug="cumbria", name="Cumbria Constabulary")
    return sign_in(administrator)


@pytest.fixture
def secret(db):
    return make.InspectionFactory(embargoed=True, slug="secret", short_title="Secret thing")
