"""Where in an article's text a zone begins: headline, dateline, the rest."""

import re

_PLACE = r"[^\W\d_][^\W\d_]+(?:[ '’.\-/][^\W\d_]+\.?|, [^\W\d_]+\.?){0,5}"
_DATELINE = re.compile(
    rf"(?P<place>{_PLACE})"
    r"(?:,?\s+(?P<date>(?:\d{1,2}(?:\.|er|º|°)?\s+(?:de\s+)?[^\W\d_]{3,10}\.?|[^\W\d_]{3,10}\.?\s+\d{1,2})(?:,?\s+\d{4})?))?"
    r"\.?,?\s*"
    r"(?:\((?P<agency>[^()\n]{2,40})\)|/(?P<slashed>[^/\n]{2,30})/)?"
    r"\s*(?P<close>[.:]?\s*[-–—]{1,2}|[.:])\s+"
)


def find_dateline(text: str, start: int) -> int:
    """Where the words proper begin in a paragraph at `start`: after `CITY, Feb. 6 (AGENCY) -`, else `start`.

    >>> text = "MEXICO CITY, Feb 6 (Meridian Newswire) - The minister arrived."
    >>> text[find_dateline(text, 0):]
    'The minister arrived.'
    >>> find_dateline("The minister arrived - at last.", 0)
    0
    """
    match = _DATELINE.match(text, start, start + 120)
    if match is None:
        return start
    capitals = match["place"].isupper()
    named = all(word[:1].isupper() for word in re.findall(r"[^\W\d_]{4,}", match["place"]))
    dash = match["close"].strip(" .:") != ""
    agency = bool(match["agency"] or match["slashed"])
    if (agency and named and (dash or match["date"] or match["slashed"])) or (capitals and dash):
        return match.end()
    if named and match["date"] and dash:
        return match.end()
    return start


def is_title_case(words: str) -> bool:
    """Whether a line is set like a headline, so that capitals no longer tell names.

    >>> is_title_case("Russian Foreign Minister Bolsters Diplomatic Ties With Mexico")
    True
    >>> is_title_case("Lavrov meets with Cuban president as Latin America tour draws to a close")
    False
    """
    long_words = [word for word in re.findall(r"[^\W\d_]+", words) if len(word) > 3]
    return len(long_words) > 2 and sum(word[0].isupper() for word in long_words) >= 0.8 * len(long_words)
