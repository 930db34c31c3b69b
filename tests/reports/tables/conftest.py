import pytest

from tests import factories as make


@pytest.fixture
def concerned(inspection, cheshire, cumbria):
    inspection.forces.add(cheshire.force, cumbria.force)
    return inspection


@pytest.fixture
def claim(concerned, cheshire):
    """What Cheshire says of recommendation 1."""
    first = concerned.recommendations.get(number="1")
    return make.ProgressUpdateFactory(recommendation=first, force=cheshire.force)
