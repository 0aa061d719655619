"""What a page of text says about its article beside the words: date, outlet, section."""

import re
from datetime import date
from functools import cache

from lib.read.credit import words
from lib.read.line import TRAIL, Line
from lib.read.phrases import bare, contains, fold, phrases, starts
from lib.read.printed_date import find_printed_dates

HEAD, TAIL = 40, 40
"""lines at either end of a page that may hold its furniture"""

_DATELINE = re.compile(
    r"^(?P<place>[^\W\d_][^\n(/]{1,60}?)\s*[(/]\s*(?P<agency>[^()/\d]{2,40}?)\s*[)/]\.?\s*(?:--|[-–—―:.])|"
    r"^(?P<city>[A-ZÀ-ÞА-ЯÇĞİÖŞÜ][A-ZÀ-ÞА-ЯÇĞİÖŞÜ .'-]{2,40}),?\s(?P<rest>[^\n(/]{0,24}?)(?:--|[–—―]|\s-)\s"
)
_DATELINE_PLAIN = re.compile(  # NEW DELHI, Apr 12 (PTI) The
    r"^(?P<place>[A-Z]{3,}[A-Z .]{0,30},\s[^(/\n]{2,20}?)\s?\((?P<agency>[A-Z]{2,8})\)\s(?=[A-Z\"“])"
)
_OPENING = re.compile(  # (4 February 2019) The; Yerevan. 4 February 2019. The
    r"^\([^()]{5,40}\)|^[^\W\d_][\w' -]{1,30}[.,:]\s\d{1,2}\.?\s[^\W\d_]{3,12}\s\d{4}(?:\s?г)?\s?[.,:–—-]"
)
_YEAR = re.compile(r"(?:©|\(c\)|copyright)\D{0,60}?((?:19|20)\d\d)", re.I)
_OWNER = re.compile(r"^(?:©|\(c\)|copyright)[\s©]*(?:(?:19|20)\d\d)?[\s,–-]*(?P<name>[^.,|\d]{2,60})", re.I)
_ISSUE = re.compile(r"(?:\bNo?\.?|№|#)\s*\d{1,5}\s*[/,]\s*((?:19|20)\d\d)\b")  # No. 198 / 1986
_TAGLINE = re.compile(r"\s+[—–|·-]\s+")
_INSTITUTION = re.compile(r"(?:the )?(?:[\w'-]+ ){1,4}?(?P<name>\w+)(?: (?:of|for|in|to) .*)?")
_SMALL = frozenset({
    "of", "the", "and", "de", "la", "el", "di", "del", "da",
    "do", "dos", "das", "des", "du", "le", "les", "e", "y",
    "und", "der", "den",
})  # fmt: skip


def find_dateline(text: str) -> re.Match[str] | None:
    """The dateline that a paragraph opens with, its `agency` in a group.

    >>> find_dateline("LIMA, May 3 (Andes) -- He left.")["agency"], find_dateline("He left.")
    ('Andes', None)
    """
    return _DATELINE.match(text[:140]) or _DATELINE_PLAIN.match(text[:140])


def find_published(lines: list[Line], start: int, stop: int) -> date | None:
    """The day of publication a page prints; its body begins at line `start`, the article ends at `stop`."""
    ranked: list[tuple[float, int, date]] = []
    near = list(range(min(len(lines), start + 1))) + list(
        range(max(start + 1, len(lines) - TAIL), len(lines))
    )
    for index in near:
        line = lines[index]
        for one in (
            line.dates if line.kind in ("date", "slug", "chrome", "credit", "byline", "section") else ()
        ):
            day = one.resolve(None if one.year else _year(lines))
            if day is None:
                continue
            in_head = index < start
            rank = 1.0 if in_head else 3.0
            if line.kind != "date":
                rank = 2.0 if in_head and line.kind == "slug" else 6.0
            if one.label == "published":
                rank = 0.0 if line.kind == "date" else rank
            elif one.label == "updated":
                rank = 5.0
            if one.year is None:
                rank += 2.5
            if index >= stop:
                rank += 4.0
            ranked.append((rank, index, day))
    dateline = (
        (find_dateline(lines[start].text) or _OPENING.match(lines[start].text))
        if start < len(lines)
        else None
    )
    if dateline:
        for one in find_printed_dates(dateline[0]):
            day = one.resolve(None if one.year else _year(lines))
            if day:
                ranked.append((3.5 if one.year else 5.5, start, day))
    return min(ranked)[2] if ranked else None


def _year(lines: list[Line]) -> int | None:
    """The year that a page states for dates printed without one."""
    edges = lines[-TAIL:] + lines[:HEAD]
    for line in edges:
        m = _YEAR.search(line.text) if len(line.text) < 300 else None
        if m:
            return int(m[1])
    stated = [one.year for line in edges for one in line.dates if one.year and line.kind == "date"]
    if stated:
        return stated[-1]
    numbered = (_ISSUE.search(line.text) for line in lines[:8] if line.kind in ("text", "slug", "chrome"))
    return next((int(m[1]) for m in numbered if m), None)


def find_masthead(lines: list[Line], start: int) -> int | None:
    """The line at the top of a page that is its outlet's name: in capitals, over a menu, or named as outlets are."""
    head = lines[: min(start, HEAD)]
    prose = (line.text[:1000] for line in lines[start : start + 12] if line.kind == "prose")
    body = {word[:5] for text in prose for word in fold(text).split()}
    for index, line in enumerate(head[:6]):
        if line.kind != "text" or words(line.text) > 7 or is_institution(line):
            continue
        if any(map(str.isdigit, line.text)) or "  " in line.text:
            continue
        name = _TAGLINE.split(line.text)[0]
        below = [
            other for other in head[index + 1 :] if other.kind in ("text", "prose") and words(other.text) >= 3
        ]
        if not below or not any(map(str.isalpha, name)) or words(name) > 5:
            continue
        terms = fold(name).split()
        if name.isupper() and all(word[:5] in body for word in terms):
            continue  # what an agency files a story under
        if _in_menu(head, index):
            continue
        if _is_name(name) and any(word in phrases("outlet_word") for word in terms):
            return index
        after = head[index + 1 : index + 3]
        dated = [one.kind for one in after] == ["date", "text"] and after[0].text[:3].isalpha()
        columns = line.text.split(" | ")
        follows = index == 0 and len(head) > 1 and head[1].kind == "text" and words(head[1].text) >= 5
        if follows and len(columns) == 2 and max(map(words, columns)) <= 4 and _is_name(name):
            return index
        if index == 0 and dated and _is_name(name) and words(name) <= 4 < words(after[1].text):
            return index
        over_menu = any(other.kind in ("chrome", "section") for other in head[index + 1 : index + 4])
        tagged = index + 1 < len(head) and head[index + 1].text[:1].islower()
        alone = index == 0 or all(other.kind == "chrome" for other in head[:index])
        if (name.isupper() and (index == 0 or over_menu)) or (
            _is_name(name) and alone and (over_menu or tagged)
        ):
            return index
    return None


def is_institution(line: Line) -> bool:
    """Whether a line is the name of a ministry, an embassy or the like."""
    if starts("institution", line.folded):
        return True
    m = _INSTITUTION.fullmatch(line.folded) if words(line.text) <= 8 else None
    return m is not None and m["name"] in phrases("institution") and _is_name(line.text)


def _in_menu(head: list[Line], index: int) -> bool:
    """Whether a line is an entry of a menu that is printed one entry a line."""
    at_home = {fold(line.text) for line in head[:index]} & (phrases("home") | phrases("section"))
    return bool(at_home) and all(words(line.text) <= 2 for line in head[max(0, index - 1) : index + 2])


def _is_name(text: str) -> bool:
    return all(not word[0].islower() or word in _SMALL or word[1:2] in "'’" for word in text.split())


def _in_small_letters(name: str, lines: list[Line]) -> str:
    """An outlet's name as the page prints it elsewhere, else with small letters, unless it is short.

    >>> _in_small_letters("THE DAILY ATLAS", []), _in_small_letters("BBC", [])
    ('The Daily Atlas', 'BBC')
    """
    if not name.isupper():
        return name
    for line in lines:
        at = line.text.casefold().find(name.casefold()) if len(line.text) < 300 else -1
        found = line.text[at : at + len(name)]
        if at >= 0 and found.casefold() == name.casefold() and not found.isupper():
            return found
    if " " not in name and len(name) < 6:
        return name
    parts = [word.capitalize() for word in name.split()]
    return " ".join(parts[:1] + [word.lower() if word.lower() in _SMALL else word for word in parts[1:]])


@cache
def _source_labels() -> re.Pattern[str]:
    labels = "|".join(sorted(map(re.escape, phrases("source_label")), key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{labels})\s*[:：]\s*(?P<name>[^|·•:：\d]{{2,50}})", re.I)


def find_source(lines: list[Line], title: int, start: int, masthead: int | None) -> str | None:
    """The outlet, agency or ministry that a page names as its own."""
    for line in lines[: start + 1] + lines[start:][-TAIL:]:
        if line.kind in ("source", "date") and line.value and starts("source_label", line.folded):
            return line.value
        m = _source_labels().search(line.text) if line.kind == "date" else None
        if m:
            return m["name"].strip()
    head = lines[: max(title, 0)]
    letterhead = [i for i, line in enumerate(head) if line.kind == "text" and is_institution(line)]
    while len(letterhead) > 1 and letterhead[1] == letterhead[0] + 1:
        letterhead.pop(0)  # a government, then its ministry
    if letterhead:
        return _in_small_letters(head[letterhead[0]].text, lines)
    dateline = find_dateline(lines[start].text) if start < len(lines) else None
    agency = ((dateline.groupdict().get("agency") or "") if dateline else "").strip()
    if masthead is not None and masthead != title:
        if len(agency) > 2 and lines[masthead].folded.startswith(f"{fold(agency)} "):
            return agency
        return _in_small_letters(_TAGLINE.split(lines[masthead].text.strip(" /|*•-–—"))[0], lines)
    for line in lines[max(start, len(lines) - TAIL) :]:
        m = _OWNER.match(line.text) if line.text[0] in "©(cC" and len(line.text) < 200 else None
        name = fold(m["name"]) if m else ""
        if (
            m
            and bare(name)
            and name not in phrases("line")
            and not starts("start", name)
            and not contains(name)
        ):
            return m["name"].strip(" ,-–—")
    if agency and not agency.islower():
        return agency
    for line in lines[: min(start, HEAD)]:
        name = _TAGLINE.split(line.value or "")[0] if line.kind == "date" else line.text
        if line.kind in ("date", "text") and line is not lines[title] and _is_outlet(name):
            return _in_small_letters(name, lines)
    return None


def _is_outlet(name: str) -> bool:
    """Whether a few words are named as outlets are.

    >>> _is_outlet("Lakes News Agency"), _is_outlet("Post lost in Lima")
    (True, False)
    """
    found = fold(name).split()
    if not 2 <= len(found) <= 5 or not _is_name(name):
        return False
    last = {found[-1], " ".join(found[-2:])}
    return not last.isdisjoint(phrases("outlet_word")) or (
        len(found) > 2 and found[1] in phrases("outlet_word")
    )


def find_section(lines: list[Line], title: int, start: int, masthead: int | None) -> str | None:
    """The section of the outlet that a page stands in."""
    head = lines[: min(start, HEAD)]
    trail = next((line.value for line in head if line.kind == "section" and TRAIL.search(line.text)), None)
    if trail:
        return trail
    for index, line in enumerate(head):
        if line.kind == "section":
            return line.value
        if line.kind == "date" and line.value and not starts("source_label", line.folded):
            value = fold(line.value)
            if value in phrases("section") or any(word in phrases("section") for word in value.split()):
                return line.value
        if index == masthead or is_institution(line):
            continue
        if line.kind == "chrome" and line.folded in phrases("section"):
            return line.text
        is_short = line.kind == "text" and index < title and words(line.text) <= 4
        if is_short and sum(word in phrases("section") for word in line.folded.split()) in (1, 2):
            return line.text
    for index, line in enumerate(head[: max(title, 0)]):  # a kicker: a word or two over the date or headline
        if index != masthead and line.kind == "text" and words(line.text) <= 3 and index > 0:
            below = lines[index + 1]
            if (below.kind == "date" or index + 1 == title) and lines[index - 1].kind in (
                "chrome",
                "section",
            ):
                return line.text
    for line in lines[-TAIL:]:
        label = starts("section_label", line.folded)
        if label and ":" in line.text:
            return line.text.split(":", 1)[1].strip(" .") or None
    return None
