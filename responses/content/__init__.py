"""The content of a response as plain data: what is shown, signed, hashed and made into a letter.

It is a function of the working record at one moment, holds only text, numbers, booleans, lists and
None (dates as ISO text), and is complete: a letter made from it asks the database for nothing.
"""

from responses.content.making import (
    bare_letterhead,
    content_of,
    contents_in,
    digest,
    letterhead_of,
    shape_of,
    shape_of_body,
)
from responses.content.parts import (
    AnswerContent,
    Content,
    FigureContent,
    InspectionContent,
    LetterContent,
    LetterheadContent,
    OfficerContent,
    SignatureContent,
)

__all__ = [
    "AnswerContent",
    "Content",
    "FigureContent",
    "InspectionContent",
    "LetterContent",
    "LetterheadContent",
    "OfficerContent",
    "SignatureContent",
    "bare_letterhead",
    "content_of",
    "contents_in",
    "digest",
    "letterhead_of",
    "shape_of",
    "shape_of_body",
]
