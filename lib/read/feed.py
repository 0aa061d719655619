"""RSS and Atom feeds: one article an item."""

import io
import logging
import re
from collections.abc import Iterator
from typing import Any

from lib.errors import ReadError
from lib.read.article import Draft, finish, undated
from lib.read.decode import check_size, decode
from lib.read.line import classify, is_related
from lib.read.page import body_lines, end_of_article
from lib.read.phrases import bare, fold, whole
from lib.read.printed_date import parse_published
from lib.read.problem import Data, OnProblem
from lib.records import Article

_BREAK = re.compile(
    r"</?(?:p|div|br|h[1-6]|li|ul|ol|blockquote|tr|table|figure|figcaption|section)\b[^>]{0,1000}>", re.I
)


_LAST_WORDS = re.compile(r"(?<=[.!?…”\"\]])\s+([^.!?…]{2,40}?)[\s.…»→>\]]*$")


def read_feed(name: str, data: Data, on_problem: OnProblem) -> Iterator[Article]:
    """The articles of a feed; an item without words is told to `on_problem`."""
    check_size(name, data)
    source = decode(name, bytes(data))
    if re.search(r"<!ENTITY", source[:100_000], re.I):
        remedy = "remove its DOCTYPE and write the entities out"
        raise ReadError(name, "DOCTYPE", "the XML declares entities, which are never expanded", remedy)
    feed = _parse(source, name)
    about = feed.feed
    for number, entry in enumerate(feed.entries, 1):
        place = f"item {number}"
        title = _one_line(entry.get("title")) or None
        paragraphs = list(_paragraphs(_content(entry), title))
        if not paragraphs and not title:
            on_problem(ReadError(name, place, "the item has no words", "open its link and save the page"))
            continue
        published = parse_published(entry.get("published")) or parse_published(entry.get("created"))
        published = published or parse_published(entry.get("updated"))
        if published is None:
            on_problem(undated(name, place))
        tags = entry.get("tags") or [{}]
        draft = Draft(
            text="\n\n".join(([title] if title else []) + paragraphs),
            title=title,
            published=published,
            source=_one_line((entry.get("source") or {}).get("title"))
            or _one_line(about.get("title"))
            or None,
            url=entry.get("link") or None,
            section=tags[0].get("term") or None,
            language=entry.get("language")
            or (entry.get("title_detail") or {}).get("language")
            or about.get("language"),
        )
        yield finish(draft, name)
    if feed.bozo and _is_cut(source):
        on_problem(
            ReadError(name, "end", "the feed breaks off; its last item may be missing", "download it again")
        )


def _parse(source: str, name: str) -> Any:
    import feedparser

    logging.getLogger("feedparser").setLevel(logging.CRITICAL)
    source = re.sub(r"^\s*<\?xml[^>]{0,200}\?>", "", source)
    try:
        feed = feedparser.parse(io.BytesIO(source.encode("utf-8", "replace")), sanitize_html=False)
    except Exception as error:  # feedparser lets parsers' errors of any kind through
        raise ReadError(name, "", "the feed cannot be parsed", "download it again") from error
    if not feed.entries:
        what = "the feed has no items" if feed.version else "this is no RSS or Atom feed"
        raise ReadError(name, "", what, "give a feed with items, or the articles as HTML or text")
    return feed


def _is_cut(source: str) -> bool:
    return not re.search(r"</(?:\w+:)?(?:rss|feed|RDF)>\s*$", source[-200:])


def _content(entry: Any) -> str:
    """The fullest of what an item says."""
    parts = [part.get("value") or "" for part in entry.get("content") or []]
    return max([*parts, entry.get("summary") or ""], key=len)


def _one_line(markup: str | None) -> str:
    return " ".join(_strip(markup or "").split(" ")).strip()


def _strip(markup: str) -> str:
    from html import unescape

    return re.sub(r"[ \t\r\n]+", " ", unescape(re.sub(r"<[^<>]{0,2000}>", "", markup))).strip()


def _without_link(text: str) -> str:
    """A paragraph without the words of the link that ends a summary.

    >>> _without_link("He left. Read more »"), _without_link("He left. She stayed")
    ('He left.', 'He left. She stayed')
    """
    m = _LAST_WORDS.search(text[-60:])
    if m is None or not whole(bare(fold(m[1]))):
        return text
    return text[: len(text) - len(m[0])].rstrip()


def _paragraphs(markup: str, title: str | None) -> Iterator[str]:
    markup = re.sub(r"<(script|style)\b.*?</\1>", "", markup, flags=re.S | re.I)
    texts = [_strip(part) for part in _BREAK.split(markup)]
    lines = [classify(_without_link(text)) for text in texts if text]
    for line in body_lines(lines[: end_of_article(lines)]):
        if not is_related(line) and fold(line.text) != fold(title or ""):
            yield line.text
