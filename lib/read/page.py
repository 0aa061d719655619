"""A page of plain text → its article: lines sorted into the article's own words and the chrome."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from lib.read.article import Draft, detect_language
from lib.read.credit import strip_credit, words
from lib.read.imprint import (
    HEAD,
    find_dateline,
    find_masthead,
    find_published,
    find_section,
    find_source,
    is_institution,
)
from lib.read.line import Line, classify, is_related, is_title_case
from lib.read.mail import split_headers
from lib.read.paragraphs import split_lines
from lib.read.phrases import fold, phrases

_BRACKETED = re.compile(r"^\[([^\]]{2,40})\]\s+(?=\S+\s\S+\s\S)")
_SEPARATOR = re.compile(r"\s+(?:\||::|-|–|—|·|•|»)\s+")
_TERM = re.compile(r"[\w,.-]+\w")
_PLACE = re.compile(r"[A-ZÀ-ÞА-ЯÇĞİÖŞÜ]{3,}(?:[ -][A-ZÀ-ÞА-ЯÇĞİÖŞÜ]+)?,\s(?:[A-ZÀ-Þ][^\W\d_A-Z]+ ?){1,3}")
_MEDIA = re.compile(r"[(\[](?:VIDEOS?|PHOTOS)[)\]]$")
_NAMED_IN = 3000  # characters of the body that name what the headline may
_PREFIX = re.compile(
    r"^(?:(?:UPDATE|WRAPUP|CORRECTED|REFILE|RPT|REPEAT|EXCLUSIVE|FACTBOX|ANALYSIS|INTERVIEW|INSIGHT|EXPLAINER|BRIEF|"
    r"URGENT|ALERT|FEATURE|FOCUS|LEAD|ADVISORY|NEWSMAKER|TIMELINE|ARCHIVED)"
    r"\s?\d{0,2}\s?[-:–—]\s?|\d+(?:st|nd|rd|th) LD[-: ]+|"
    r"(?:Archived|Updated?|Corrected):\s|\(?\d{1,2}[.)]\s+(?=[^\W\d_]))+"
)
_END_MARK = re.compile(r"\s*[(/](?:[A-Z]{2,8}|Xinhua|Reuters|Sputnik|Kyodo)[)/]\.?\s*$")
_END_SIGN = re.compile(
    r"(?<=[.!?”\"’)])\s*(?:[■∎◼□▪]+|#\s?#\s?#|Enditem|\(END\)|-30-|[-–—]{1,2}\s?[A-Z]{2,8})\s*$"
)


@dataclass(slots=True)
class Page:
    """The lines of a page; `title`, `start` and `stop` index into them (title -1 where there is none)."""

    lines: list[Line]
    title: int = -1
    start: int = 0
    """first paragraph of the body"""
    stop: int = 0
    """end of the article"""
    masthead: int | None = None
    """the outlet's name"""


def read_page(text: str) -> Draft:
    """The draft of an article on a page of plain text, as typed, pasted or wired.

    >>> draft = read_page("News > Cuba\\n\\nLula Lands in Cuba\\n\\nPublished 5 May 2020\\n\\nLula landed.")
    >>> draft.title, draft.published, draft.section, draft.text
    ('Lula Lands in Cuba', datetime.date(2020, 5, 5), 'News > Cuba', 'Lula Lands in Cuba\\n\\nLula landed.')
    """
    text, stated = split_headers(text)
    day_first = _day_first(text)
    page = Page([classify(_END_SIGN.sub("", one), day_first, mark) for one, mark in split_lines(text)])
    page.stop = end_of_article(page.lines)
    page.start = _start_of_body(page.lines[: page.stop])
    page.masthead = find_masthead(page.lines, page.start)
    page.title = _find_title(page)
    if stated.title:
        page.title = next((i for i, line in enumerate(page.lines) if line.text == stated.title), page.title)
    title = site = None
    if page.title >= 0:
        title, site = _split_site(page, _PREFIX.sub("", page.lines[page.title].text))
    source = stated.source or find_source(page.lines, page.title, page.start, page.masthead) or site
    section = stated.section or find_section(page.lines, page.title, page.start, page.masthead)
    published = find_published(page.lines, page.start, page.stop)
    return Draft("\n\n".join(_own_words(page, title)), title, published, source, None, section)


def _day_first(text: str) -> bool:
    """Whether 5/6/2020 is the fifth of June on this page: not where American habits show."""
    ends = f"{text[:3000]}\n{text[-1000:]}"
    figures = re.findall(r"\b(\d{1,2})/(\d{1,2})/(?:\d{4}|\d{2})\b", ends)
    if not figures:
        return True
    american = any(int(second) > 12 for _, second in figures) or re.search(
        r"\b(?:E[SD]T|P[SD]T|C[SD]T|ET)\b", ends
    )
    british = any(int(first) > 12 for first, _ in figures) or re.search(r"\b(?:GMT|BST|IST|CET)\b", ends)
    return not american if american or british else detect_language(text[:5000]) != "en"


def end_of_article(lines: list[Line]) -> int:
    """The index of the line that ends the article: comments, other stories, an end mark."""
    sizes = [len(line.text) if line.kind == "prose" else 0 for line in lines]
    before, after = 0, sum(sizes)
    for index, line in enumerate(lines):
        before, after = before + sizes[index], after - sizes[index]
        if line.kind == "stop" and before >= 120:
            return index
        if line.kind == "end" and before >= 200 and after < before:
            return index
        if line.text.replace(" ", "") in ("***", "---", "___", "* * *", "_____") and 0 < 4 * after < before:
            return index
    return len(lines)


def _start_of_body(lines: list[Line]) -> int:
    """The first paragraph that is plainly running text."""
    seen = {}
    for index, line in enumerate(lines):
        if line.kind == "prose" and line.text[:50] not in seen:
            if find_dateline(line.text) and words(line.text) > 8:
                return index
            twice = any(other.text.startswith(line.text[:50]) for other in lines[index + 1 : index + 3])
            is_caption = line.mark == "bullet" or twice or strip_credit(line.text) != line.text
            if words(line.text) >= 20 and not is_caption:
                return index
            if is_caption:
                seen[line.text[:50]] = index
    return next(
        (i for i, line in enumerate(lines) if line.kind == "prose" and words(line.text) > 8), len(lines)
    )


def _find_title(page: Page) -> int:
    lines = page.lines[: page.start][-HEAD:]
    offset = page.start - len(lines)
    seen = {index for index, line in enumerate(lines) if _is_caption(lines, index)}
    candidates = [
        index
        for index, line in enumerate(lines)
        if index not in seen
        and (line.kind == "text" or (line.kind == "prose" and words(line.text) <= 25) or line.kind == "slug")
    ]
    if not candidates:
        return -1
    titles = [index for index in candidates if lines[index].kind != "slug"] or candidates
    if all(lines[index].kind == "prose" for index in titles) and words(lines[titles[0]].text) > 18:
        return -1

    body = " ".join(line.text for line in page.lines[page.start : page.start + 12])[:_NAMED_IN]
    named = pairwise(body.split())
    names = {
        word[:5].casefold() for before, word in named if not word[0].islower() and before[-1] not in ".!?"
    }
    names = {name for name in names if len(name) > 3 or name.isdigit()}

    def anchored(index: int) -> bool:
        return any(word[:5] in names for word in _TERM.findall(lines[index].folded))

    mastheads = {index for index in titles if is_institution(lines[index])}
    if page.masthead is not None:
        mastheads.add(page.masthead - offset)
    plain = [index for index in titles if index not in mastheads]
    phrased = [index for index in plain if lines[index].kind == "text" and words(lines[index].text) >= 3]
    plain = phrased or plain  # a headline has no full stop where any line has none
    for least, choice in ((4, [i for i in plain if anchored(i)]), (5, plain), (3, plain), (5, titles)):
        for index in choice:
            if words(lines[index].text) >= least:
                above = index - 1  # a headline may name nobody; the line below it then does
                is_headline = (
                    above in plain and words(lines[above].text) >= 4 and ". " not in lines[above].text
                )
                return offset + (above if is_headline else index)
    return offset + max(titles, key=lambda i: (words(lines[i].text), -i))


def _split_site(page: Page, title: str) -> tuple[str, str | None]:
    """The headline, and the outlet behind it where the page prints the headline alone or names the outlet too."""
    m = _BRACKETED.match(title)
    if m:
        return title[m.end() :], m[1] if words(m[1]) > 1 else None
    printed = {fold(line.text) for line in page.lines[: page.start]}
    for m in _SEPARATOR.finditer(title):
        before, after = title[: m.start()], title[m.end() :]
        if (
            fold(before) in printed
            or fold(after) in printed
            or ("|" in m[0] and words(after) <= 4 <= words(before))
        ):
            return before, after
        if m[0].strip() in "|»" and words(before) <= 4 <= words(after):
            return after, None if "»" in m[0] or fold(before) in phrases("section") else before
    return title, None


def _is_caption(lines: list[Line], index: int) -> bool:
    line = lines[index]
    if line.kind not in ("prose", "text"):
        return False
    if line.kind == "text" and _MEDIA.search(line.text):
        return False
    if strip_credit(line.text) != line.text:
        return True
    return any(
        other.text != line.text
        and other.text.startswith(line.text)
        and strip_credit(other.text) != other.text
        for other in lines[max(0, index - 2) : index + 3]
    )


def _own_words(page: Page, title: str | None) -> Iterator[str]:
    """The paragraphs of the article: headline, then what follows it without the chrome."""
    told: set[str] = set()
    writers = [line.text for line in page.lines[: page.start] if line.kind in ("byline", "date")]
    if title:
        told.add(title if len(title) > 80 else fold(title))
        yield title
    lines = page.lines
    first = page.title + 1 if page.title >= 0 else _first_own(page)
    last = max((i for i in range(page.start, page.stop) if lines[i].kind == "prose"), default=page.stop - 1)
    in_box = False
    for index in range(first, last + 1):
        line = lines[index]
        text = line.text
        if line.kind in ("box", "end"):
            in_box = True
            continue
        if line.kind == "prose" or (line.kind == "text" and index < page.start):
            in_box = in_box and line.kind == "text"
        keep = _in_head(lines, index, page) if index < page.start else _in_body(page, index, in_box)
        if not keep:
            continue
        if index < page.start or len(text) < 300:
            text = (
                strip_credit(text)
                if index < page.start or "hoto" in text or "/" in text or "©" in text
                else text
            )
        if index == last and _is_about(text, writers):
            continue
        if index == last:
            text = _END_MARK.sub("", text)
        key = text if len(text) > 80 else fold(text)
        if not text or (key in told and words(text) > 3):
            continue
        told.add(key)
        yield text


def _is_about(text: str, writers: list[str]) -> bool:
    """Whether a last paragraph tells who the writer named above the article is."""
    name, found, _ = text.partition(" is ")
    return bool(found) and words(text) < 40 and 1 < words(name) < 5 and any(name in one for one in writers)


def _first_own(page: Page) -> int:
    """Where an article without a headline begins."""
    for index, line in enumerate(page.lines[: page.start]):
        if line.kind == "prose" and words(line.text) > 5:
            return index
    return page.start


def _in_head(lines: list[Line], index: int, page: Page) -> bool:
    line = lines[index]
    if line.kind == "prose":
        return True
    if line.kind != "text" or _is_caption(lines, index):
        return line.kind == "text"
    if index + 1 == page.start and _PLACE.fullmatch(line.text):
        return True
    near = index in (page.title + 1, page.start - 1)
    least = 4 if near and not is_title_case(line.text) and ":" not in line.text else 6
    return words(line.text) >= least and not (
        is_related(line) and any(other.kind == "prose" for other in lines[:index])
    )


def _in_body(page: Page, index: int, in_box: bool) -> bool:
    line = page.lines[index]
    if line.kind == "prose":
        return not is_related(line)
    if line.kind != "text" or in_box:
        return False
    return not is_related(line)


def body_lines(lines: list[Line]) -> Iterator[Line]:
    """The lines of a body that a page has already set apart: first to last paragraph, without chrome."""
    prose = [index for index, line in enumerate(lines) if line.kind in ("prose", "item")]
    in_box = False
    for index, line in enumerate(lines[: prose[-1] + 1] if prose else lines):
        if line.kind in ("box", "end"):
            in_box = True
        elif line.kind == "prose":
            in_box = False
            yield line
        elif (
            line.kind in ("text", "item")
            and not in_box
            and (not prose or index >= prose[0] or words(line.text) >= 6)
        ):
            yield line
