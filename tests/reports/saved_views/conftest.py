import pytest

from responses.models import SavedView
from tests import factories as make


@pytest.fixture
def save():
    """A view of a page, of which its owner wants to be told."""

    def _save(owner, address="/forces/cheshire/open/", query="", **values):
        return SavedView.keep(
            owner,
            **{
                "name": "My view",
                "address": address,
                "query": query,
                "is_weekly": True,
                "at": make.NOON,
                **values,
            },
        )

    return _save
