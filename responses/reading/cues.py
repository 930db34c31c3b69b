"""The words by which a letter says who speaks, and what comes next."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum


class Voice(StrEnum):
    """Whose words a stretch of a letter is."""

    NEUTRAL = "neutral"
    BODY = "body"
    CHIEF = "chief"
    REPORT = "report"
    AFTER = "after"


_CHIEF = (
    r"(?:(?:the|our|temporary|acting|deputy|assistant) )*(?:chief constable|chief officer|force|"
    r"constabulary|police force|commissioner of police(?: of the metropolis)?|"
    r"city of london police|metropolitan police(?: service)?|met|mps|"
    r"(?:[a-z&-]+ ){1,5}(?:police|constabulary)(?! and crime))(?: service)?"
)
_BODY = (
    r"(?:(?:the|our|deputy|acting|office of the) )*(?:"
    r"police,? (?:fire )?(?:and|&) crime commissioner(?: and chief constable)?|"
    r"police,? (?:fire )?and crime panel|o?p(?:f)?cc|(?:deputy )?mayor|"
    r"commissioner|mopac|local policing body|police authority|"
    r"(?:deputy )?mayor (?:of [a-z ]+ )?for policing and crime|common council|"
    r"pf?cc (?:and|&) chief constable)"
)
_SAYS = (
    r"(?:initial |formal |overall |general |written |full |own )*"
    r"(?:response|comments?|reply|answer|statement|update|position|view|action|progress|feedback|observations?|remarks|commentary)s?"
)
_TAIL = r"(?: (?:to|on|from|for|about|against|regarding|of|in) [\w’'&,/ -]{2,90}| taken| so far)?"
_OWN = r"’?'?s?[’']?"
_END = r"\s*[:.–—-]?\s*$"


def _heading(who: str) -> re.Pattern[str]:
    return re.compile(
        rf"^(?:{who}{_OWN}(?: [a-z]+ [a-z]+)? {_SAYS}{_TAIL}|"
        rf"{_SAYS} (?:by|of|from) {who}(?: (?:of|for) [\w’'& -]+)?){_END}",
        re.IGNORECASE,
    )


_BODY_HEADING = _heading(_BODY)
_CHIEF_HEADING = _heading(_CHIEF)
_BOTH = re.compile(
    rf"^(?:the )?(?:{_BODY}|{_CHIEF}) ?(?:&|and|/) ?(?:the )?(?:{_BODY}|{_CHIEF})"
    rf"{_OWN} {_SAYS}{_TAIL}{_END}",
    re.IGNORECASE,
)
_OURS = re.compile(
    rf"^(?:(?:our|my) {_SAYS}{_TAIL}|{_SAYS} (?:of|from|by) (?:this|the|my|our) office){_END}",
    re.IGNORECASE,
)
_REPORT = re.compile(
    r"^(?:summary of |the |main |inspection |hmicfrs |report )*(?:key )?(?:findings|messages|"
    r"headlines|conclusions of the (?:report|inspection))(?: (?:of|from|in) [\w ]+)?\s*:?\s*$"
    r"|^(?:summary|overview) of (?:the )?(?:report|inspection)(?:[’']s)?(?: findings)?\s*:?\s*$"
    r"|^about the (?:report|inspection)\s*:?\s*$",
    re.IGNORECASE,
)
_LIST = re.compile(
    r"^(?:the |hmicfrs |report |summary of |list of |full |key |national |inspection |relevant |"
    r"areas for improvement and )*(?:recommendations?|areas for improvement|causes of concern)"
    r"(?: (?:of|in|from|made|for|and) [\w’' -]+)?\s*:?\s*$",
    re.IGNORECASE,
)
_PROGRESS = re.compile(
    r"^(?:an )?(?:update|progress|summary|detail)s?(?: of progress)? (?:on|of|against|with|for) "
    r".*\brecommendations?\b.*$",
    re.IGNORECASE,
)
_CLOSING_HEADING = re.compile(
    r"^(?:in )?(?:conclusions?|summary|closing(?: remarks)?|concluding (?:remarks|comments)|"
    r"next steps|final (?:remarks|comments)|general (?:remarks|comments)|"
    r"(?:other|additional|further|wider) (?:comments|matters)|overall)\s*:?\s*$",
    re.IGNORECASE,
)
_ANSWERS = re.compile(
    r"^(?:(?:force|police|constabulary|pf?cc|opcc|our|the|my|local|commissioner[’']?s?|hmicfrs|"
    r"current|summary of|chief constable[’']?s?|chief officer[’']?s?|mayor[’']?s?|mopac|"
    r"(?:\w+ )?(?:police|constabulary)) )*"
    r"(?:responses?|comments?|repl(?:y|ies)|answers?|updates?|position|actions?|progress|"
    r"action (?:taken|planned|proposed|plan)|actions taken|what we (?:have done|are doing|will do|"
    r"did)|what (?:have we done|are we doing|will we do|did we do|has been done)|"
    r"work (?:done|under way|underway)|where we are)"
    r"(?: (?:update|so far|to date|taken|and action|and update))?\??$",
    re.IGNORECASE,
)
_ASKED = re.compile(
    r"^(?:hmicfrs |the |report |full |official |text of (?:the )?|wording of (?:the )?|number|"
    r"no\.?|ref(?:erence)?|inspection )*"
    r"(?:recommendations?|recs?\.?|recommendation (?:number|no\.?|ref(?:erence)?)|"
    r"what (?:was|is) asked|asked|area for improvement|afi|cause of concern|"
    r"recommendation (?:text|wording)|(?:this|which) (?:responds to|answers|replies to)|"
    r"what (?:did|does) the (?:report|inspection|recommendation) (?:ask|say|recommend)(?: for)?\??|"
    r"no\.?|number|ref(?:erence)?|#|wording)$",
    re.IGNORECASE,
)
_SPEAKS = (
    r"(?:has )?(?:said|says|commented|comments|stated|states|responded|responds|replied|replies|"
    r"writes|wrote|written|adds|added|told me|provided the following[\w ]*|comments as follows|"
    r"made the following comments?|responded as follows)"
)
_NAME = r"(?:,? [A-Z][\w’'-]+(?: [A-Z][\w’'-]+){0,2},?)?"
_CHIEF_SPEAKS = re.compile(
    r"^(?:The |Our |My |Temporary |Acting )*(?:Chief Constable|Chief Officer|"
    r"Commissioner of Police of the Metropolis|Commissioner of the Metropolis)"
    rf"{_NAME}(?: (?:for|of) [A-Z][\w’' &-]*?)?{_NAME} {_SPEAKS}[^.:“\"]*"
    r"(?::\s*(?=$|\S)|,?\s*(?=[“\"\u2018]))"
)
_BODY_SPEAKS = re.compile(
    r"^(?:The |Deputy |Acting )*(?:Police(?:,? Fire)? and Crime Commissioner|PF?CC|Mayor|"
    r"Deputy Mayor for Policing and Crime|Commissioner)"
    rf"{_NAME}(?: (?:for|of) [A-Z][\w’' &-]*?)?{_NAME} {_SPEAKS}[^.:“\"]*"
    r"(?::\s*(?=$|\S)|,?\s*(?=[“\"\u2018]))"
)
# The names of a table's columns have no more words than this.
_MOST_IN_COLUMNS = 9
# A sentence that only says who speaks is shorter than this.
_LONGEST_LEAD = 600
_CHIEF_FOLLOWS = re.compile(
    r"\b(?:chief constable|chief officer)(?:[’']s)?\b[^.]*"
    r"\b(?:comments?|response|statement|reply)\b[^.]*\b(?:as follows|below|follows?)\s*[:.]\s*$",
    re.IGNORECASE,
)
_CHIEF_IS_TOLD_OF = re.compile(
    r"^(?:the |our )?(?:chief constable|chief officer)\b[^.]*?\b(?:"
    r"(?:was|has been|is) (?:also )?(?:invited|asked|consulted|given|offered)\b[^.]*\bcomment|"
    r"(?:did not|has not|does not|made no|has made no|had no|has no|chose not|declined|offered no)"
    r"\b[^.]*\bcomments?\b)|"
    r"^no (?:written )?comments? (?:was|were|has been|have been) "
    r"(?:received|made|provided|submitted)\b",
    re.IGNORECASE,
)
# In London the chief officer is a commissioner: not one of police and crime.
_METROPOLITAN = re.compile(
    r"(?:metropolitan police |met )commissioner(?! for)|"
    r"commissioner of (?:police(?: of the metropolis| for the city of london)?|the metropolis|"
    r"(?:the )?city of london police)",
    re.IGNORECASE,
)
_NUMBERED = re.compile(
    r"^(?:section |part |annex |appendix )?(?:\d+(?:\.\d+)*|[A-Z])[.:)]?\s+", re.IGNORECASE
)
_UNMARKED = re.compile(
    r"^(?P<name>(?:Force |Our |PCC |PFCC |OPCC |Police )?[Rr]esponse|Comment)\s+(?=[A-Z])"
)
# Fields whose name is part of what they say: "Position: planned".
_KEPT = frozenset({"position", "progress", "action"})
_INLINE = re.compile(r"^(?P<name>[A-Za-z][A-Za-z’' /&()-]{1,60}?)\s*(?::|\s[–—-])(?:\s+|$)")


@dataclass(frozen=True)
class Heading:
    """A heading that says whose words follow. `is_list`: what follows is what was asked."""

    voice: Voice
    is_list: bool = False
    ends_answers: bool = True


@dataclass(frozen=True)
class Marker:
    """Words before a text that say what it is: "Force response:". `end` is where it begins."""

    is_answer: bool
    voice: Voice
    end: int


def heading_of(text: str) -> Heading | None:
    """What a short line says as a heading, or None when it is none that is known."""
    if len(text) > 160:
        return None
    bare = _METROPOLITAN.sub("chief constable", _NUMBERED.sub("", text).strip())
    for pattern, heading in _HEADINGS:
        if pattern.match(bare):
            return heading
    return None


_HEADINGS = (
    (_REPORT, Heading(Voice.REPORT)),
    (_PROGRESS, Heading(Voice.NEUTRAL, is_list=True)),
    (_LIST, Heading(Voice.NEUTRAL, is_list=True)),
    (_CLOSING_HEADING, Heading(Voice.NEUTRAL)),
    (_BOTH, Heading(Voice.BODY)),
    (_BODY_HEADING, Heading(Voice.BODY)),
    (_OURS, Heading(Voice.BODY)),
    (_CHIEF_HEADING, Heading(Voice.CHIEF)),
)


def marker_of(text: str, *, is_alone: bool) -> Marker | None:
    """What stands before a text in the same paragraph, or alone on a line of its own."""
    found = _INLINE.match(text) or _UNMARKED.match(text)
    name = found["name"] if found else text.rstrip(" :.–—-") if is_alone else ""
    if not name or len(name) > 60:
        return None
    end = found.end() if found else len(text)
    if _ASKED.match(name):
        return Marker(is_answer=False, voice=Voice.NEUTRAL, end=end)
    if name.casefold() in _KEPT:
        return None
    if _ANSWERS.match(name) or heading_of(name) in (
        Heading(Voice.BODY),
        Heading(Voice.CHIEF),
    ):
        return Marker(is_answer=True, voice=_voice_of(name), end=end)
    return None


def _voice_of(name: str) -> Voice:
    if re.search(
        r"chief|force|constabulary|police(?! (?:,? fire )?and crime)", name, re.IGNORECASE
    ):
        return Voice.CHIEF
    if re.search(r"commissioner|pf?cc|mayor|mopac|our|my", name, re.IGNORECASE):
        return Voice.BODY
    return Voice.NEUTRAL


def names_columns(text: str) -> bool:
    """Whether a line only names the columns of a table: "Recommendation Our response"."""
    words = text.split()
    if not 1 < len(words) <= _MOST_IN_COLUMNS:
        return False
    halves = [(" ".join(words[:n]), " ".join(words[n:])) for n in range(1, len(words))]
    return any(
        _ASKED.match(first) and (_ANSWERS.match(second) or names_columns(second))
        for first, second in halves
    )


def tells_of_chief(text: str) -> bool:
    """Whether a sentence tells that the chief officer was asked to comment, or did not."""
    return bool(_CHIEF_IS_TOLD_OF.match(text))


def speaker_of(text: str) -> tuple[Voice, int] | None:
    """Who is said to speak at the beginning of a sentence, and where their words begin."""
    if len(text) > _LONGEST_LEAD:
        return None
    for voice, pattern in ((Voice.CHIEF, _CHIEF_SPEAKS), (Voice.BODY, _BODY_SPEAKS)):
        found = pattern.match(text)
        if found:
            return voice, found.end()
    if _CHIEF_FOLLOWS.search(text):
        return Voice.CHIEF, len(text)
    return None
