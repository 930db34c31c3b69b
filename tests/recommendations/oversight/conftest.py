"""What inspectors say of Cheshire's progress on recommendation 1, and who says it."""

import pytest

from tests import factories as make
from tests import oversight


@pytest.fixture
def concerned(inspection, cheshire, cumbria):
    inspection.forces.add(cheshire.force, cumbria.force)
    return inspection


@pytest.fixture
def recommendation(concerned):
    return concerned.recommendations.get(number="1")


@pytest.fixture
def claim(recommendation, cheshire):
    """What Cheshire says now."""
    return make.ProgressUpdateFactory(
        recommendation=recommendation, force=cheshire.force, state="complete", text="All trained."
    )


@pytest.fixture
def second(db):
    """Another inspector of the same inspectorate."""
    return make.MembershipFactory(inspector=True, user__name="Noor Second").user


@pytest.fixture
def stranger(db):
    """An inspector of an inspectorate whose report it is not."""
    other = make.InspectorateFactory(slug="hmcpsi", short_name="HMCPSI", name="HM Crown Inspectors")
    return make.MembershipFactory(inspector=True, inspectorate=other).user


@pytest.fixture
def proposal(claim, inspector):
    """Iris Inspector has proposed that the recommendation be closed."""
    return oversight.closure(update=claim, authorised=False, proposed_by=inspector)


@pytest.fixture
def closed(claim, inspector, second):
    return oversight.closure(update=claim, proposed_by=inspector, decided_by=second)


@pytest.fixture
def question(claim, inspector):
    return oversight.question(update=claim, asked_by=inspector)


def history(page):
    """The page that an action leads to: that of the force and the recommendation."""
    return (page.status_code, getattr(page, "url", "")) == (302, "/progress/rape/cheshire/1/")


def day(name, value):
    return {f"{name}_day": value.day, f"{name}_month": value.month, f"{name}_year": value.year}
