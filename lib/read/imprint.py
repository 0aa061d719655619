"""What a page of text says about its article beside the words: date, outlet, section."""

import re
from datetime import date

from lib.read.line import Line, is_title_case, words
from lib.read.phrases import bare, fold, phrases, starts
from lib.read.printed_date import find_printed_dates

HEAD, TAIL = 40, 40
"""lines at either end of a page that may hold its furniture"""

DATELINE = re.compile(
    r"^(?P<place>[^\W\d_][^\n(/]{1,60}?)\s*[(/]\s*(?P<agency>[^()/\d]{2,40}?)\s*[)/]\.?\s*(?:--|[-–—―:.])|"
    r"^(?P<city>[A-ZÀ-ÞА-ЯÇĞİÖŞÜ][A-ZÀ-ÞА-ЯÇĞİÖŞÜ .'-]{2,40}),?\s(?P<rest>[^\n(/]{0,24}?)(?:--|[–—―]|\s-)\s"
)
_YEAR = re.compile(r"(?:©|\(c\)|copyright)\D{0,60}?((?:19|20)\d\d)", re.I)
_OWNER = re.compile(r"^(?:©|\(c\)|copyright)[\s©]*(?:(?:19|20)\d\d)?[\s,–-]*(?P<name>[^.,|\d]{2,60})", re.I)


def find_published(lines: list[Line], start: int, stop: int) -> date | None:
    """The day of publication a page prints; its body begins at line `start`, the article ends at `stop`."""
    year = _year(lines)
    ranked: list[tuple[float, int, date]] = []
    near = list(range(min(len(lines), start + 1))) + list(
        range(max(start + 1, len(lines) - TAIL), len(lines))
    )
    for index in near:
        line = lines[index]
        for one in (
            line.dates if line.kind in ("date", "slug", "chrome", "credit", "byline", "section") else ()
        ):
            day = one.resolve(year)
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
    first = lines[start].text[:140] if start < len(lines) else ""
    dateline = DATELINE.match(first)
    if dateline:
        for one in find_printed_dates(dateline[0]):
            day = one.resolve(year)
            if day:
                ranked.append((3.5 if one.year else 5.5, start, day))
    return min(ranked)[2] if ranked else None


def _year(lines: list[Line]) -> int | None:
    """The year that a page states for dates printed without one."""
    for line in lines[-TAIL:] + lines[:HEAD]:
        m = _YEAR.search(line.text) if len(line.text) < 300 else None
        if m:
            return int(m[1])
    stated = [
        one.year
        for line in lines[:HEAD] + lines[-TAIL:]
        for one in line.dates
        if one.year and line.kind == "date"
    ]
    return stated[0] if stated else None


def find_source(lines: list[Line], title: int, start: int) -> str | None:
    """The outlet, agency or ministry that a page names as its own."""
    for line in lines[: start + 1] + lines[start:][-TAIL:]:
        if line.kind in ("source", "date") and line.value and starts("source_label", fold(line.text)):
            return line.value
    head = lines[: max(title, 0)]
    for line in head:
        if line.kind == "text" and starts("institution", fold(line.text)):
            return line.text
    menu = next((i for i, line in enumerate(head) if line.kind == "chrome" and "|" in line.text), None)
    if menu is not None:
        for line in head[:menu]:
            if line.kind == "text" and words(line.text) <= 5 and is_title_case(line.text):
                return line.text
    for line in lines[max(start, len(lines) - TAIL) :]:
        m = _OWNER.match(line.text) if len(line.text) < 200 else None
        if m and fold(m["name"]) not in phrases("line") and bare(fold(m["name"])):
            return m["name"].strip(" ,-–—")
    first = lines[start].text[:140] if start < len(lines) else ""
    dateline = DATELINE.match(first)
    if dateline and dateline["agency"] and not dateline["agency"].islower():
        return dateline["agency"].strip()
    return None


def find_section(lines: list[Line], title: int, start: int) -> str | None:
    """The section of the outlet that a page stands in."""
    for index, line in enumerate(lines[: min(start, HEAD)]):
        if line.kind == "section":
            return line.value
        if line.kind == "date" and line.value and not starts("source_label", fold(line.text)):
            value = fold(line.value)
            if value in phrases("section") or any(word in phrases("section") for word in value.split()):
                return line.value
        named = sum(word in phrases("section") for word in fold(line.text).split())
        if named in (1, 2) and line.kind == "text" and words(line.text) <= 4 and index < title:
            return line.text
    for line in lines[-TAIL:]:
        label = starts("section_label", fold(line.text))
        if label and ":" in line.text:
            return line.text.split(":", 1)[1].strip(" .") or None
    return None
