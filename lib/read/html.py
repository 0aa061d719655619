"""HTML pages: trafilatura finds the body; headline, captions and metadata come from the same tree."""

import logging
from collections.abc import Iterator
from itertools import islice
from typing import Any

from lib.errors import ReadError
from lib.read.article import Draft, finish, undated
from lib.read.credit import strip_credit, words
from lib.read.decode import check_size, decode
from lib.read.head import Head, content
from lib.read.line import TRAIL, Line, classify, is_related
from lib.read.metadata import read_metadata
from lib.read.page import body_lines, end_of_article, read_page
from lib.read.phrases import fold, phrases
from lib.read.printed_date import date_in_name
from lib.read.problem import Data, OnProblem
from lib.records import Article

Element = Any  # lxml brings no types

_NBSP = "\u2800"  # stands in for a no-break space, which trafilatura would drop
_BLOCKS = frozenset({
    "p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "dt",
    "dd", "td", "th", "blockquote", "figcaption", "div", "section", "article", "header",
    "footer", "time", "address", "pre", "span", "main", "aside", "title", "center",
    "font",
})  # fmt: skip


def read_html(name: str, data: Data, on_problem: OnProblem) -> Iterator[Article]:
    """The one article of an HTML page."""
    check_size(name, data)
    draft = parse_html(decode(name, bytes(data)), name)
    draft.published = draft.published or date_in_name(draft.url) or date_in_name(name)
    if draft.published is None:
        on_problem(undated(name))
    yield finish(draft, name)


def parse_html(source: str, name: str) -> Draft:
    """The draft of an HTML page; ReadError where it holds no article."""
    try:
        return _parse(source, name)
    except (RecursionError, MemoryError, ValueError, AttributeError, TypeError, AssertionError) as error:
        raise ReadError(
            name, "", "the HTML is too broken or too deeply nested to read", "save the page again"
        ) from error


def _parse(source: str, name: str) -> Draft:
    tree = _tree(source)
    if tree is None:
        raise ReadError(name, "", "the file holds no HTML", "save the page again")
    meta = read_metadata(tree)
    text_of_page = ""
    if meta.published is None or not meta.title:
        text_of_page = "\n\n".join(_visible_lines(tree))
    if meta.section is None and meta.title:
        meta.section = _section_above(meta.title, _visible_lines(tree))
    head = Head(tree, meta)
    lines = _body(tree, head)
    first = next((line.text for line in lines if words(line.text) > 12), lines[0].text if lines else "")
    title = meta.title or head.title
    plain = read_page(text_of_page.replace(_NBSP, "\u00a0")) if text_of_page else None
    if plain and not title:
        title = plain.title
    told = {fold(title)} if title else set()
    paragraphs = [title] if title else []
    standfirst = head.standfirst(first)
    if standfirst and fold(standfirst) not in told:
        told.add(fold(standfirst))
        paragraphs.append(standfirst)
    captions = [(place, text) for place, text in head.captions() if fold(text) not in told]
    told.update(fold(text) for _, text in captions)
    body = [line.text for line in _own(lines, told, [text for _, text in captions])]
    if not body and plain and plain.text:
        return plain
    if not body:
        raise ReadError(
            name, "", "no article was found on the page", "save the article's own page, or paste its text"
        )
    text = "\n\n".join([*paragraphs, *_in_place(body, captions, head.paragraphs)]).replace(_NBSP, "\u00a0")
    return Draft(
        text=text,
        title=_plain(title),
        published=meta.published or (plain.published if plain else None),
        source=_plain(meta.source or (plain.source if plain else None)),
        url=meta.url,
        section=_plain(meta.section or (plain.section if plain and not meta.title else None)),
        language=meta.language,
    )


def _plain(value: str | None) -> str | None:
    return value.replace(_NBSP, "\u00a0") if value else None


def _in_place(
    body: list[str], captions: list[tuple[int, str]], paragraphs: list[tuple[int, str]]
) -> Iterator[str]:
    """The paragraphs of a body with each caption where the page has it."""
    places: dict[str, int] = {}
    for place, text in paragraphs:
        places.setdefault(text, place)
    waiting = list(captions)
    for text in body:
        while waiting and waiting[0][0] < places.get(text, -1):
            yield waiting.pop(0)[1]
        yield text
    yield from (text for _, text in waiting)


def _section_above(title: str, lines: Iterator[str]) -> str | None:
    """The section that a trail of crumbs or a word or two name above the headline."""
    trail = None
    above = ["", ""]
    for text in islice(lines, 400):
        if fold(text) == fold(title):
            alone = words(above[0]) > 3 or not above[0]
            kicker = above[1] if alone and fold(above[1]) in phrases("section") else None
            return trail or (kicker.capitalize() if kicker and kicker.isupper() else kicker)
        above = [above[1], text]
        if len(text) <= 80 and TRAIL.search(text):
            line = classify(text)
            trail = line.value if line.kind == "section" else trail
    return None


def _tree(source: str) -> Element | None:
    from lxml import etree
    from lxml.html import HTMLParser, document_fromstring

    for entity in ("\u00a0", "&nbsp;", "&#160;", "&#xa0;", "&#xA0;"):
        source = source.replace(entity, _NBSP)
    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, collect_ids=False)
    try:
        return document_fromstring(source.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        return None


def _visible_lines(tree: Element) -> Iterator[str]:
    """The page's lines as a reader would see them."""
    from lxml import etree

    held: list[str] = []
    silent = 0
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        hidden = element.tag in ("script", "style", "title", "noscript", "template")
        if element.tag in _BLOCKS or element.tag == "br":
            text = " ".join("".join(held).split())
            if text:
                yield text
            held = []
        silent += hidden if event == "start" else -hidden
        part = element.text if event == "start" else element.tail
        if part and not silent:
            held.append(part)
    text = " ".join("".join(held).split())
    if text:
        yield text


def _body(tree: Element, head: Head) -> list[Line]:
    """The paragraphs that trafilatura finds, classified."""
    from trafilatura import bare_extraction

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    everything = [text for _, text in head.paragraphs]
    document: Any = bare_extraction(
        tree, fast=True, include_comments=False, include_tables=True, with_metadata=False
    )
    paragraphs = (
        list(_paragraphs(document.body)) if document is not None and document.body is not None else []
    )
    size = sum(len(text) for _, text in paragraphs)
    first = next((text for text in everything if len(text) > 40), "")
    merged = first and any(first in text and not text.startswith(first) for _, text in paragraphs[:3])
    if not paragraphs or merged or sum(map(len, everything)) > 3 * size:
        paragraphs = [("p", text) for text in everything] or paragraphs
        size = sum(len(text) for _, text in paragraphs)
    if len(head.meta.body or "") > 2.5 * size:
        paragraphs = [("p", text.strip()) for text in (head.meta.body or "").split("\n") if text.strip()]
    lines = []
    for tag, text in paragraphs:
        line = classify(text)
        if tag in ("item", "cell", "quote") and line.kind == "text":
            line.kind = "item"
        lines.append(line)
    return lines


def _paragraphs(body: Element) -> Iterator[tuple[str, str]]:
    parts = ("p", "head", "item", "quote")
    for element in body.iter(*parts, "row"):
        rows = [
            row for row in element.iterancestors("row") if not any(True for _ in row.iterdescendants(*parts))
        ]
        if rows or next(element.iterancestors(*parts), None) is not None:
            continue
        if element.tag == "row" and any(True for _ in element.iterdescendants(*parts)):
            continue
        for lb in element.iter("lb"):
            lb.tail = "\n" + (lb.tail or "")
        tag = "cell" if element.tag == "row" else str(element.tag)
        joined = " ".join(content(cell) for cell in element) if tag == "cell" else "".join(element.itertext())
        for part in joined.split("\n") if element.find(".//lb") is not None else [joined]:
            text = " ".join(part.split())
            if text:
                yield tag, text


def _own(lines: list[Line], told: set[str], captions: list[str]) -> Iterator[Line]:
    """The body's paragraphs without chrome and without what headline, standfirst and captions have told."""
    lines = lines[: end_of_article(lines)]
    for line in body_lines(lines):
        folded = fold(line.text) if len(line.text) <= 300 else line.text
        if (folded in told and words(line.text) > 2) or is_related(line):
            continue
        if any(line.text.startswith(caption) and strip_credit(line.text) == caption for caption in captions):
            continue
        told.add(folded)
        yield line
