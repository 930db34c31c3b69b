"""Test data, with a trait per state. Every date hangs on the inspection of 16 July 2021."""

from tests.factories.days import DUE_ON, HASHED, NOON, PASSWORD, PUBLISHED_ON, TODAY
from tests.factories.inspections import (
    AddresseeFactory,
    FigureFactory,
    InspectionFactory,
    MeasureFactory,
    ProgressUpdateFactory,
    RecommendationFactory,
)
from tests.factories.mails import (
    CopyFactory,
    CopyMailFactory,
    DraftLetterFactory,
    MailFactory,
    ReminderFactory,
)
from tests.factories.people import (
    ForceFactory,
    InspectorateFactory,
    MembershipFactory,
    PolicingBodyFactory,
    UserFactory,
    actor,
)
from tests.factories.responses import (
    AnswerFactory,
    ResponseFactory,
    publish_version,
    sign,
    sign_version,
)

__all__ = [
    "DUE_ON",
    "HASHED",
    "NOON",
    "PASSWORD",
    "PUBLISHED_ON",
    "TODAY",
    "AddresseeFactory",
    "AnswerFactory",
    "CopyFactory",
    "CopyMailFactory",
    "DraftLetterFactory",
    "FigureFactory",
    "ForceFactory",
    "InspectionFactory",
    "InspectorateFactory",
    "MailFactory",
    "MeasureFactory",
    "MembershipFactory",
    "PolicingBodyFactory",
    "ProgressUpdateFactory",
    "RecommendationFactory",
    "ReminderFactory",
    "ResponseFactory",
    "UserFactory",
    "actor",
    "publish_version",
    "sign",
    "sign_version",
]
