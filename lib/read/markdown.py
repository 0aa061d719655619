"""Markdown with YAML front matter, as editors and static sites keep it."""

import re
from collections.abc import Iterator
from typing import Any

from lib.errors import ReadError
from lib.read.article import Draft, finish, undated
from lib.read.columns import column_of
from lib.read.credit import strip_credit, words
from lib.read.decode import check_size, decode
from lib.read.line import Line, classify, is_related
from lib.read.page import body_lines, read_page
from lib.read.phrases import fold
from lib.read.printed_date import date_in_name, parse_published
from lib.read.problem import Data, OnProblem
from lib.records import Article

_FRONT = re.compile(r"\A---[ \t]*\n(.{0,60000}?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.S)
_FENCE = re.compile(r"^(?:```|~~~).*?^(?:```|~~~)[ \t]*$", re.M | re.S)
_COMMENT = re.compile(r"<!--.*?-->", re.S)
_IMAGE = re.compile(r"!\[([^\]\n]{0,500})\]\([^)\n]{0,1000}\)")
_LINK = re.compile(r"\[([^\]\n]{1,500})\](?:\([^)\n]{0,1000}\)|\[[^\]\n]{0,100}\])")
_AUTO = re.compile(r"<(https?://[^>\s]{1,1000})>")
_TAG = re.compile(r"</?[a-zA-Z][^<>\n]{0,500}>")
_STRONG = re.compile(r"(\*{1,3}|(?<!\w)_{1,3})(?=\S)([^*_\n]{1,2000}?)(?<=\S)\1(?!\w)")
_NOTE = re.compile(r"^\[\^[^\]\n]{1,50}\]:.*(?:\n[ \t]+\S.*)*", re.M)
_FOOTNOTE = re.compile(r"\[\^[^\]\n]{1,50}\]:?")
_RULE = re.compile(r"^\s*(?:[-*_]\s*){3,}$")
_HEADING = re.compile(r"^#{1,6}\s+|\s+#+\s*$")
_ITEM = re.compile(r"^\s*(?:[-*+]|\d{1,3}[.)])\s+")


def read_markdown(name: str, data: Data, on_problem: OnProblem) -> Iterator[Article]:
    """The one article of a Markdown file."""
    check_size(name, data)
    draft = parse_markdown(decode(name, bytes(data)), name)
    draft.published = draft.published or date_in_name(draft.url) or date_in_name(name)
    if draft.published is None:
        on_problem(undated(name))
    yield finish(draft, name)


def parse_markdown(source: str, name: str) -> Draft:
    """The draft of a Markdown text: front matter first, then what the text shows."""
    front: dict[str, Any] = {}
    m = _FRONT.match(source)
    if m:
        front, source = _front_matter(m[1], name), source[m.end() :]
    stated = {key: value for key, value in map(_stated, front.items()) if key}
    lines = list(_lines(source))
    title = _text(stated.get("title"))
    if title is None and lines and lines[0].kind == "heading":
        title = lines[0].text
    published = parse_published(stated.get("published"))
    plain = (
        read_page("\n\n".join(line.text for line in lines)) if title is None or published is None else None
    )
    if plain and title is None:
        title = plain.title
    paragraphs = [title] if title else []
    for line in body_lines(lines):
        text = strip_credit(line.text) if words(line.text) < 40 and "hoto" in line.text else line.text
        if (
            text
            and not (title and fold(text) == fold(title))
            and not (line.kind == "text" and is_related(line))
        ):
            paragraphs.append(text)
    if len(paragraphs) == (1 if title else 0):
        raise ReadError(
            name, "", "the file holds no article under its front matter", "add the article's text"
        )
    return Draft(
        text="\n\n".join(paragraphs),
        title=title,
        published=published or (plain.published if plain else None),
        source=_text(stated.get("source")) or (plain.source if plain else None),
        url=_text(stated.get("url")) if "://" in (_text(stated.get("url")) or "") else None,
        section=_text(stated.get("section")),
        language=_text(stated.get("language")),
    )


def _front_matter(source: str, name: str) -> dict[str, Any]:
    import yaml

    try:
        value = yaml.safe_load(source)
    except (yaml.YAMLError, RecursionError, ValueError, TypeError, AttributeError) as error:
        mark = getattr(error, "problem_mark", None)
        where = f"line {mark.line + 2}" if mark else "front matter"
        raise ReadError(name, where, "the YAML front matter is broken", "correct or remove it") from error
    return value if isinstance(value, dict) else {}


def _stated(entry: tuple[Any, Any]) -> tuple[str | None, Any]:
    return (column_of(entry[0]) if isinstance(entry[0], str) else None), entry[1]


def _text(value: Any) -> str | None:
    if isinstance(value, list):
        value = value[0] if value else None
    return str(value).strip() or None if isinstance(value, str | int | float) else None


def _lines(source: str) -> Iterator[Line]:
    """The paragraphs of a Markdown text without its marks, classified; the first heading has the kind
    `heading`, list entries `item`."""
    source = _NOTE.sub("", _COMMENT.sub("", _FENCE.sub("", source)))
    number = 0
    for block in re.split(r"\n[ \t]*\n", source):
        held: list[str] = []
        parts: list[tuple[str, str]] = []
        for raw in block.split("\n"):
            line = raw.strip()
            while line.startswith(">"):
                line = line[1:].lstrip()
            if not line or _RULE.match(line) or re.match(r"^[=-]{3,}$", line):
                continue
            if line.startswith(("#", "|")) or _ITEM.match(line):
                if held:
                    parts.append(("", " ".join(held)))
                    held = []
                kind = "heading" if line.startswith("#") else "item"
                if kind == "heading":
                    parts.append((kind, _HEADING.sub("", line)))
                    continue
                parts.append((kind, ""))
                held = [_ITEM.sub("", line).strip("| ")]
            else:
                held.append(line)
        if held:
            parts.append(("", " ".join(held)))
        waiting = ""
        for kind, text in parts:
            if kind == "item":
                waiting = "item"
                continue
            text = plain(text)
            if not text:
                continue
            line = classify(text)
            if line.kind == "text" and (kind == "heading" or waiting):
                line.kind = "heading" if kind == "heading" and number == 0 else "item" if waiting else "text"
            waiting = ""
            number += 1
            yield line


def plain(text: str) -> str:
    """A line of Markdown without images, links, emphasis and tags.

    >>> plain("**Embraer** sold [15 jets](https://a.example) to *Japan*, snake_case stays")
    'Embraer sold 15 jets to Japan, snake_case stays'
    """
    from html import unescape

    text = _FOOTNOTE.sub("", _AUTO.sub(r"\1", _LINK.sub(r"\1", _IMAGE.sub(r"\1", text))))
    text = _TAG.sub("", text)
    for _ in range(3):
        text = _STRONG.sub(r"\2", text)
    text = re.sub(r"\\([\\`*_{}\[\]()#+.!>-])", r"\1", text.replace("`", ""))
    return unescape(text).strip()
