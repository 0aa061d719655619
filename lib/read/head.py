"""One walk over an HTML page: what is dropped, and what stands around the headline."""

from collections.abc import Iterator
from functools import lru_cache
from itertools import islice
from typing import Any

from lib.read.credit import strip_credit, words
from lib.read.line import classify
from lib.read.metadata import Metadata, strip_site
from lib.read.phrases import fold, phrases

Element = Any  # lxml brings no types

_NEVER = frozenset({
    "html", "head", "body", "main", "article", "h1", "meta", "link", "script",
    "title",
})  # fmt: skip
_DROPPED = frozenset({
    "aside", "nav", "footer", "form", "button", "noscript", "iframe", "svg", "select",
    "textarea", "template", "dialog",
})  # fmt: skip
_SILENT = frozenset({
    "head", "script", "style",
})  # fmt: skip
_HEAD = 60  # elements after the headline among which the standfirst may be
_UNDER = frozenset({
    "p", "h2", "h3", "h4", "div", "span", "em", "strong", "section",
    "header",
})  # fmt: skip


def content(element: Element) -> str:
    """The words inside an element on one line."""
    return " ".join("".join(element.itertext()).split())


@lru_cache(maxsize=4096)
def marked(marks: str) -> frozenset[str]:
    """What classes and ids say that an element is: `drop`, `caption`, `credit`, `standfirst`.

    >>> sorted(marked("field--name-field-lead")), sorted(marked("story__share")), sorted(marked("story"))
    (['standfirst'], ['drop'], [])
    """
    names = set()
    for token in marks.lower().split():
        names |= {token, token.rsplit("--", 1)[-1], token.rsplit("__", 1)[-1], token.rsplit("field-", 1)[-1]}
    kinds = ("drop", "caption", "credit", "standfirst")
    return frozenset(kind for kind in kinds if not names.isdisjoint(phrases(f"class_{kind}")))


def _marks(element: Element) -> frozenset[str]:
    get = element.get
    stated = f"{get('class') or ''} {get('id') or ''} {get('data-role') or ''}"
    return marked(stated) if len(stated) > 2 else frozenset()


class Head:
    """What stands around the headline, found while the page is cleared of what is no part of the article."""

    def __init__(self, tree: Element, meta: Metadata) -> None:
        self.meta = meta
        self.heading = _heading(tree, meta)
        self.title = strip_site(content(self.heading), meta.source) if self.heading is not None else None
        self.paragraphs: list[tuple[int, str]] = []
        """place in the page and words of every `p`"""
        self._captions: list[tuple[int, Element]] = []
        self._under: list[tuple[Element, frozenset[str]]] = []
        self._doomed: list[Element] = []
        self._before: list[int] = []
        self._walk(tree)
        self._clear()

    def _walk(self, tree: Element) -> None:
        from lxml import etree

        walker = etree.iterwalk(tree, events=("start",))
        seen = self.heading is None
        for place, (_, element) in enumerate(walker):
            tag = element.tag
            if tag in _SILENT:
                walker.skip_subtree()
                continue
            if element is self.heading:
                seen = True
                self._before = [len(self.paragraphs)]
                walker.skip_subtree()
                continue
            if tag == "a" or tag == "br":
                continue
            marks = _marks(element)
            if tag not in _NEVER and (tag in _DROPPED or "drop" in marks):
                self._doomed.append(element)
                walker.skip_subtree()
                continue
            if tag == "figcaption" or "caption" in marks:
                self._captions.append((place, element))
            elif tag == "p" or (tag in ("h4", "h5", "strong") and len(element) == 1):
                text = content(element)
                if len(element) == 1 and _is_lone_link(element, text):
                    self._doomed.append(element)
                elif tag == "p" and text:
                    self.paragraphs.append((place, text))
            if seen and len(self._under) < _HEAD and tag in _UNDER:
                self._under.append((element, marks))

    def _clear(self) -> None:
        """Drops the doomed and what stands before the headline, unless most of the words are in it."""
        whole = sum(len(text) for _, text in self.paragraphs)
        self._standfirsts = list(_standfirsts(self._under))
        for element in self._doomed:
            inside = sum(len(content(p)) for p in element.iter("p")) if element.tag not in ("p", "a") else 0
            if element.getparent() is None or inside > whole:
                continue
            if element.find(".//h1") is None:
                element.drop_tree()
        before = self._before[0] if self._before else 0
        if before and 2 * sum(len(text) for _, text in self.paragraphs[:before]) > whole:
            return
        self.paragraphs = self.paragraphs[before:]
        node = self.heading
        while node is not None and node.tag != "body":
            for sibling in list(node.itersiblings(preceding=True)):
                if (
                    isinstance(sibling.tag, str)
                    and sibling.find(".//figcaption") is None
                    and sibling.tag != "figure"
                ):
                    sibling.drop_tree()
            node = node.getparent()

    def standfirst(self, first: str) -> str | None:
        """The words under the headline, None where the body, which begins with `first`, follows at once."""
        for number, (tag, text, marks, itemprop) in enumerate(self._standfirsts):
            said = "standfirst" in marks or itemprop in ("description", "alternativeHeadline")
            if first and text[:60] == first[:60] and not said:
                return None
            line = classify(text)
            if line.kind not in ("prose", "text"):
                continue
            if said or fold(text) in self.meta.descriptions or (number == 0 and tag == "h2"):
                return text
        return None

    def captions(self) -> list[tuple[int, str]]:
        """Place and words of the article's captions, without credits, each once."""
        found: list[tuple[int, str]] = []
        for place, element in self._captions:
            if next(element.iterancestors("a", "li"), None) is not None:
                continue
            for child in list(element.iterdescendants()):
                if "credit" in _marks(child):
                    child.drop_tree()
            text = strip_credit(content(element))
            if words(text) >= 3 and text not in (other for _, other in found):
                found.append((place, text))
        return found


def _heading(tree: Element, meta: Metadata) -> Element | None:
    headings = [(h, content(h)) for h in tree.iter("h1")]
    headings = [(h, text) for h, text in headings if text]
    wanted, site = fold(meta.headline or ""), fold(meta.source or "")
    named = [h for h, text in headings if wanted and fold(text) == wanted]
    likely = [h for h, text in headings if words(text) >= 3 and fold(text) != site]
    second = (
        []
        if named or likely
        else [h for h in islice(tree.iter("h2"), 30) if words(content(h)) >= 4 and not _aside(h)]
    )
    return next(iter(named or likely or second or [h for h, _ in headings]), None)


def _aside(element: Element) -> bool:
    return any(outer.tag in _DROPPED or "drop" in _marks(outer) for outer in element.iterancestors())


def _standfirsts(
    under: list[tuple[Element, frozenset[str]]],
) -> Iterator[tuple[str, str, frozenset[str], str]]:
    """Tag, words, marks and item property of what may stand between the headline and the body."""
    for element, marks in under:
        if len(element) >= 12:
            continue
        text = content(element)
        if 4 <= words(text) <= 90:
            yield element.tag, text, marks, element.get("itemprop") or ""
            if element.tag == "p" and words(text) > 20 and "standfirst" not in marks:
                return


def _is_lone_link(element: Element, text: str) -> bool:
    """Whether a paragraph is nothing but a link to another article."""
    link = element[0] if element[0].tag == "a" else element[0].find("a")
    return link is not None and words(text) >= 4 and text[-1] not in '.!?”"' and content(link) == text
