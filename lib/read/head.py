"""What stands around the headline of an HTML page: headline, standfirst, captions."""

from typing import Any

from lib.read.line import classify, strip_credit, words
from lib.read.metadata import Metadata, strip_site
from lib.read.phrases import fold, phrases

Element = Any  # lxml brings no types


def content(element: Element) -> str:
    """The words inside an element on one line."""
    return " ".join("".join(element.itertext()).split())


def tokens(element: Element) -> list[str]:
    """The words of an element's class and id."""
    return " ".join(element.get(name) or "" for name in ("class", "id", "data-role")).lower().split()


class Head:
    """What stands around the headline: read before trafilatura, which reshapes the tree."""

    def __init__(self, tree: Element, meta: Metadata) -> None:
        headings = [h for h in tree.iter("h1") if content(h)]
        named = [h for h in headings if meta.headline and fold(content(h)) == fold(meta.headline)]
        likely = [
            h for h in headings if words(content(h)) >= 3 and fold(content(h)) != fold(meta.source or "")
        ]
        self.heading = (named or likely or headings or [None])[0]
        self.title = strip_site(content(self.heading), meta.source) if self.heading is not None else None
        self.meta = meta
        self.after: list[tuple[str, str, list[str], str]] = []
        scope = tree
        if self.heading is not None:
            scope = next(self.heading.iterancestors("article", "main"), tree)
        seen = self.heading is None
        for element in scope.iter():
            if element is self.heading:
                seen = True
            elif seen and element.tag in (
                "p",
                "h2",
                "h3",
                "div",
                "span",
                "em",
                "strong",
                "section",
                "header",
            ):
                text = content(element) if len(element) < 12 else ""
                if 4 <= words(text) <= 90:
                    self.after.append((element.tag, text, tokens(element), element.get("itemprop") or ""))
            if len(self.after) > 60:
                break
        self._captions = [
            element
            for element in scope.iter("figcaption", "div", "p", "span", "small")
            if (element.tag == "figcaption" or phrases("class_caption").intersection(tokens(element)))
            and next(element.iterancestors("a", "li"), None) is None
        ]

    def standfirst(self, first: str) -> str | None:
        """The words under the headline, None where the body follows at once."""
        known = phrases("class_standfirst")
        for number, (tag, text, marks, itemprop) in enumerate(self.after):
            if first and text[:60] == first[:60] and not known.intersection(marks):
                return None
            line = classify(text)
            if line.kind not in ("prose", "text"):
                continue
            said = (
                known.intersection(marks)
                or "standfirst" in marks
                or itemprop in ("description", "alternativeHeadline")
            )
            described = fold(text) in self.meta.descriptions
            if said or described or (number == 0 and tag == "h2"):
                return text
        return None

    def captions(self) -> list[str]:
        """The captions of the article's pictures, without credits, each once."""
        found: list[str] = []
        for element in self._captions:
            for child in list(element.iter()):
                if child is not element and phrases("class_credit").intersection(tokens(child)):
                    child.drop_tree()
            text = strip_credit(content(element))
            if words(text) >= 3 and text not in found:
                found.append(text)
        return found
