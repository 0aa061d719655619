"""What an HTML page states about itself: JSON-LD, Open Graph and other meta elements, links, `<time>`."""

import json
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from itertools import islice
from typing import Any

from lib.read.phrases import fold, phrases
from lib.read.printed_date import find_printed_dates, parse_published

Element = Any  # lxml brings no types

_ARTICLE = re.compile(r"(?:Article|BlogPosting|Report|Posting)$")
_SEPARATOR = re.compile(r"\s+(?:\||::|-|–|—|·|•|»|«|/)\s+")
_IN_TITLE = re.compile(rf"{_SEPARATOR.pattern}|:\s+")
_DATES = (
    "article:published_time", "og:published_time", "og:article:published_time", "datepublished",
    "date.published", "parsely-pub-date", "sailthru.date", "pubdate", "publishdate", "publish-date",
    "publish_date", "publication_date", "article.published", "cxenseparse:recs:publishtime",
    "dc.date.issued", "dcterms.issued", "dc.date", "dcterms.date", "dcterms.created", "dc.date.created",
    "article:published", "originalpublicationdate", "published_time", "date", "displaydate",
    "citation_publication_date", "rnews:datepublished",
)  # fmt: skip


@dataclass(slots=True)
class Metadata:
    title: str | None = None
    headline: str | None = None
    published: date | None = None
    source: str | None = None
    url: str | None = None
    section: str | None = None
    language: str | None = None
    body: str | None = None
    """articleBody of JSON-LD"""
    descriptions: set[str] = field(default_factory=set)
    """folded"""


def read_metadata(tree: Element) -> Metadata:
    """The metadata of a parsed page; what it does not state is None."""
    objects = list(_json_ld(tree))
    article = next((one for one in objects if _is_article(one)), {})
    metas = _metas(tree)
    meta = Metadata()
    meta.source = _source(tree, article, objects, metas)
    stated = _text(article.get("headline")) or metas.get("og:title") or metas.get("twitter:title")
    meta.headline = strip_site(stated, meta.source) if stated else None
    meta.title = _title(tree, meta)
    meta.published = _published(tree, article, metas)
    meta.url = _url(tree, article, metas)
    meta.section = _section(tree, article, objects, metas)
    meta.language = (
        _text(article.get("inLanguage"))
        or tree.get("lang")
        or tree.get("{http://www.w3.org/XML/1998/namespace}lang")
    )
    meta.language = (
        meta.language or metas.get("og:locale") or metas.get("content-language") or metas.get("language")
    )
    meta.body = _text(article.get("articleBody"))
    said = (article.get("description"), metas.get("og:description"), metas.get("description"))
    meta.descriptions = {fold(text) for text in map(_text, said) if text and len(text.split()) > 3}
    return meta


def _source(
    tree: Element, article: dict[str, Any], objects: list[dict[str, Any]], metas: dict[str, str]
) -> str | None:
    stated = metas.get("og:site_name") or _name(article.get("publisher"))
    for key in ("dc.publisher", "dcterms.publisher", "publisher", "application-name"):
        stated = stated or metas.get(key)
    if stated:
        return stated
    kinds = ("NewsMediaOrganization", "WebSite", "Organization")
    named = next((_name(one) for one in objects if one.get("@type") in kinds), None)
    return named or _microdata(tree, "publisher") or _site_in_title(tree)


def _microdata(tree: Element, prop: str) -> str | None:
    for element in tree.iterfind(f".//*[@itemprop='{prop}']"):
        named = element.find(".//*[@itemprop='name']")
        inner = element if named is None else named
        text = inner.get("content") or " ".join("".join(inner.itertext()).split())
        if 0 < len(text) < 80:
            return str(text)
    return None


def _site_in_title(tree: Element) -> str | None:
    """The outlet named in the page's title beside the headline that the page prints."""
    element = tree.find(".//title")
    pieces = _SEPARATOR.split(" ".join((element.text or "").split())) if element is not None else []
    if len(pieces) < 2:
        return None
    printed = {fold("".join(h.itertext())) for h in tree.iter("h1")}
    if fold(pieces[0]) in printed or any(h.startswith(fold(pieces[0])) for h in printed):
        return pieces[-1]
    return pieces[0] if fold(pieces[-1]) in printed else None


def _json_ld(tree: Element) -> Iterator[dict[str, Any]]:
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or ""):
            continue
        try:
            yield from _objects(json.loads(script.text or "", strict=False), 0)
        except (ValueError, RecursionError):
            continue


def _objects(value: Any, depth: int) -> Iterator[dict[str, Any]]:
    if isinstance(value, list) and depth < 5:
        for one in value:
            yield from _objects(one, depth + 1)
    elif isinstance(value, dict):
        yield value
        for key in ("@graph", "mainEntity"):
            if depth < 5:
                yield from _objects(value.get(key), depth + 1)


def _is_article(one: dict[str, Any]) -> bool:
    kinds = one.get("@type")
    return any(
        isinstance(k, str) and _ARTICLE.search(k) for k in (kinds if isinstance(kinds, list) else [kinds])
    )


def _text(value: Any) -> str | None:
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        value = value.get("name") or value.get("@id")
    if not isinstance(value, str):
        return None
    if "&" in value:
        from html import unescape

        value = unescape(value)
    return value.strip() or None


def _name(value: Any) -> str | None:
    if isinstance(value, list):
        value = value[0] if value else None
    return _text(value.get("name")) if isinstance(value, dict) else _text(value)


def _metas(tree: Element) -> dict[str, str]:
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        key = (
            element.get("property")
            or element.get("name")
            or element.get("itemprop")
            or element.get("http-equiv")
        )
        value = " ".join((element.get("content") or "").split())
        if key and value:
            found.setdefault(key.lower(), value)
    if found.get("parsely-page", "").startswith("{"):
        with suppress(ValueError):
            for name, value in json.loads(found["parsely-page"]).items():
                found.setdefault(f"parsely-{name.replace('_', '-')}", str(value))
    return found


def strip_site(title: str, site: str | None) -> str:
    """A headline without the site's name behind it.

    >>> strip_site("Lula lands in Lima - World - The Post", "The Post"), strip_site("Lula - a life", None)
    ('Lula lands in Lima', 'Lula - a life')
    """
    pieces = _SEPARATOR.split(title)
    if len(pieces) > 1 and site and fold(pieces[-1]) in (fold(site), fold(site).removeprefix("the ")):
        pieces = pieces[:-1]
        while len(pieces) > 1 and (fold(pieces[-1]) in phrases("section") or len(pieces[-1].split()) == 1):
            pieces.pop()
        return title[: title.find(pieces[-1], sum(map(len, pieces[:-1]))) + len(pieces[-1])].strip()
    if len(pieces) > 1 and site and fold(pieces[0]) == fold(site):
        return title[title.find(pieces[1], len(pieces[0])) :].strip()
    return title.strip()


def _title(tree: Element, meta: Metadata) -> str | None:
    """The headline printed on the page where it is the stated one in other words, else the stated one."""
    headings = [" ".join("".join(h.itertext()).split()) for h in tree.iter("h1")]
    headings = [h for h in headings if len(h.split()) >= 3 and fold(h) != fold(meta.source or "")]
    if meta.headline and any(fold(h) == fold(meta.headline) for h in headings):
        return meta.headline
    if meta.headline and any(fold(h).endswith(f" {fold(meta.headline)}") for h in headings):
        return meta.headline  # a kicker shares the heading
    if len(headings) == 1 or (headings and not meta.headline):
        return strip_site(headings[0], meta.source)
    if meta.headline:
        return meta.headline
    element = next(tree.iter("title"), None)
    text = " ".join("".join(element.itertext()).split()) if element is not None else ""
    printed = _printed(tree)
    for m in _IN_TITLE.finditer(text[:400]) if fold(text) not in printed else ():
        before, after = text[: m.start()], text[m.end() :]
        for piece, rest in ((before, after), (after, before)):
            if len(piece.split()) >= 3 and fold(piece) in printed:
                meta.source = meta.source or (rest if len(rest.split()) <= 5 else None)
                return piece
    stripped = strip_site(text, meta.source)
    pieces = _SEPARATOR.split(stripped)
    while (
        stripped == text
        and len(pieces) > 1
        and len(pieces[-1].split()) <= 4 < len(" ".join(pieces[:-1]).split()) + 1
    ):
        pieces.pop()
        text = stripped = text[: text.find(pieces[-1], sum(map(len, pieces[:-1]))) + len(pieces[-1])].strip()
    return stripped if len(stripped.split()) >= 3 else None


def _printed(tree: Element) -> set[str]:
    """The folded short lines that a page sets apart from the rest."""
    found = set()
    for element in islice(tree.iter("h2", "h3", "h4", "b", "strong", "font", "td", "p", "div", "span"), 3000):
        if len(element) <= 2:
            text = "".join(islice(element.itertext(), 6))
            if len(text) < 300:
                found.add(fold(text))
    return found


def _published(tree: Element, article: dict[str, Any], metas: dict[str, str]) -> date | None:
    stated = parse_published(_text(article.get("datePublished"))) or parse_published(
        _text(article.get("dateCreated"))
    )
    for key in _DATES:
        stated = stated or parse_published(metas.get(key))
    printed: list[date] = []
    for element in _times()(tree):
        prop = (element.get("itemprop") or element.get("property") or "").lower()
        if element.tag == "meta" or "modified" in prop or _is_updated(element):
            continue
        words = " ".join("".join(element.itertext()).split())
        shown = next((d.resolve() for d in find_printed_dates(words) if d.label != "updated"), None)
        machine = parse_published(element.get("datetime") or element.get("content"))
        if shown or machine:
            day = shown or machine
            if day and (stated is None or abs((day - stated).days) <= 1):
                printed.append(day)
                break
        if len(printed) > 3:
            break
    return printed[0] if printed else stated


@cache
def _times() -> Any:
    from lxml import etree

    named = " | ".join(
        f"//*[@{name}][contains(@{name}, 'datePublished')]" for name in ("itemprop", "property")
    )
    return etree.XPath(f"//time | {named}")


@cache
def _updated_words() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(re.escape(p) for p in phrases('updated') if len(p) > 4)})")


def _is_updated(element: Element) -> bool:
    around = [element.get("class") or "", element.get("itemprop") or ""]
    before = element.getprevious()
    parent = element.getparent()
    if before is not None:
        around.append(before.tail or "" if (before.tail or "").strip() else "".join(before.itertext())[-40:])
    elif parent is not None:
        around.append((parent.text or "")[-40:] + " " + (parent.get("class") or ""))
    around.append("".join(element.itertext())[:40])
    return bool(_updated_words().search(fold(" ".join(around))))


def _url(tree: Element, article: dict[str, Any], metas: dict[str, str]) -> str | None:
    links = [link.get("href") for link in tree.iter("link") if (link.get("rel") or "").lower() == "canonical"]
    page = article.get("mainEntityOfPage")
    stated = page.get("@id") if isinstance(page, dict) else page
    for url in (*links, metas.get("og:url"), stated, article.get("url")):
        if isinstance(url, str) and re.match(r"https?://\S+$", url.strip()):
            return url.strip()
    return None


def _section(
    tree: Element, article: dict[str, Any], objects: list[dict[str, Any]], metas: dict[str, str]
) -> str | None:
    stated = _text(article.get("articleSection"))
    for key in ("article:section", "articlesection", "section", "parsely-section"):
        stated = stated or metas.get(key)
    if stated:
        return stated
    for one in objects:
        if one.get("@type") == "BreadcrumbList" and isinstance(one.get("itemListElement"), list):
            entries = [item for item in one["itemListElement"] if isinstance(item, dict)]
            names = [_text(item.get("name")) or _name(item.get("item")) for item in entries]
            kept = [
                name
                for name in names
                if name and fold(name) not in phrases("line") | phrases("home") and len(name.split()) < 5
            ]
            if kept:
                return " > ".join(kept)
    for element in tree.iter("nav", "div", "ul", "ol", "p"):
        if re.search(
            r"bread-?crumb|\bcrumbs?\b",
            f"{element.get('class')} {element.get('id')} {element.get('aria-label')}",
            re.I,
        ):
            names = [" ".join("".join(a.itertext()).split()) for a in element.iter("a", "li", "span")]
            kept = list(
                dict.fromkeys(
                    n
                    for n in names
                    if n and len(n.split()) < 5 and fold(n) not in phrases("line") | phrases("home")
                )
            )
            kept = [name for name in kept if name not in (">", "/", "»", "›")]
            if kept:
                return " > ".join(kept)
    return None
