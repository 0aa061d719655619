"""One line of a page: what kind of line it is. The layout of whole pages is in lib.read.page."""

import re
from dataclasses import dataclass
from functools import lru_cache

from lib.read.credit import CREDIT_START, is_labelled_caption, is_prose, words
from lib.read.phrases import bare, contains, fold, may_open, phrases, starts, whole
from lib.read.printed_date import PrintedDate, find_printed_dates, has_time, residue

_PIECES = re.compile(r"\s*[|•·‧\t]\s*|\s{3,}|\s+[–—/]\s+")
_SHORT = 60  # characters
_COLUMN = re.compile(r"[|•·‧\t]|\s{2}|\s[–—/]\s")
_DIGIT = re.compile(r"\d")
_TOKENS = re.compile(r"[\s|/,:]+")
_COLUMNS = re.compile(r"\s*[|•·‧\t]\s*|\s{2,}")
TRAIL = re.compile(r"\s*[>›»→]\s*")
"""between the crumbs of a trail"""
_DESK = re.compile(
    r"^\(?\(?[\w.+-]+@[\w.-]+\b.{0,60}$"  # an address
    r"|^\((?-i:[A-ZА-ЯÇĞİÖŞÜ]{2,8})\)?\s*[\w/ .-]{0,20}\)?$"  # (ACS) rg/mm
    r"|^(?-i:[a-z]{2,4}(?:/[a-z]{2,5})+\.?)$"  # rg/mm
    r"|^(?:https?://|www\.)\S+$|^@\w+$|^\W+$"
    r"|^\d+(?:[.,]\d+)?\s*[KkM]?$"
    r"|^(?:ZCZC|NNNN)\b.{0,20}$"  # a cable's first and last line
    r"|^(?:[^\W\d_]+[ ,:]+){0,3}[-–]?\d{1,2}\s?°\s?[CF]?(?-i:\s?[,|/A-Z(].{0,25})?$"  # the weather
    r"|^\([^().]{1,90}\)$"  # (Updates with reaction), (à suivre)
    r"|^(?:issue|vol|volume|edition|ausgabe|año|ano)\b[.:]?\s*\d.{0,50}$"
    r"|^(?:no|nr|núm|nº|n°|№|page|pág|página|seite|s)\b[.:]?\s*\d{1,5}(?:\s*(?:/|of|von|de)\s*\d+)?$"
    r"|^(?:[^\W\d_]+ ){0,3}(?:no|nr|issue|vol|núm)\b\.?\s?\d{1,4}\s?[,|/(·–-].{0,25}(?:19|20)\d\d\)?$"
    r"|^https?://\S+\s.{0,30}$|^[-–—]\s*\d{1,4}\s*[-–—]$"
    r"|^\d+\s?min(?:s|ut\w{0,3})?\b.{0,20}$"  # 2 minutes de lecture
    r"|^\d+ (?:shares|comments|likes|views|replies)\b.{0,40}$",
    re.I,
)
_WRITTEN = re.compile(
    r"\b\d(?:st|nd|rd|th)[ -]?(?:ld|lead|add|nl|take)\b|\b[1-9](?:st|nd|rd|th)?ld\b|\bwritethru\b", re.I
)
_SLUG = re.compile(r"(?:BC-)?[A-Z]{2,}(?:[-/][A-Z]{2,})+(?:[ ,]*\([\w ]{1,12}\))?")
_WITH_AGENCIES = re.compile(r"\s(?:with|avec|con|com|mit|et|and|y|und)\s(?:agenc|agênc|agentur)\w*$", re.I)
_CALL = re.compile(r"[.!]\s(?:subscribe|sign up|join us)(?: (?:here|now|today))?[.!]?$")
_NOTICE = re.compile(r"(?:©|\(c\)|copyright)\s*(?:by\s)?.{0,40}\b(?:19|20)\d\d|\b(?:19|20)\d\d\s*(?:©|\(c\))")


@dataclass(slots=True)
class Line:
    """A line or paragraph, with its kind: `prose`, `text` (words without a full stop), `item`, `date`,
    `section`, `byline`, `credit`, `source`, `slug`, `document`, `chrome`, `box`, `end` or `stop`."""

    text: str
    kind: str = ""
    dates: tuple[PrintedDate, ...] = ()
    mark: str = ""
    """`bullet`, or `blank`: one left over from a link at an edge"""
    value: str | None = None
    """of a section, source or byline line: what it names"""
    _folded: str = ""

    @property
    def folded(self) -> str:
        """The line in lower case, of a long one the beginning."""
        if not self._folded:
            self._folded = fold(self.text if len(self.text) <= 300 else self.text[:80])
        return self._folded


def is_title_case(text: str) -> bool:
    """Whether a line is written Like a Headline.

    >>> is_title_case("Lula Lands in Lima for Trade Talks"), is_title_case("A long road to the summit")
    (True, False)
    """
    long = [word.lstrip("‘“\"'(¿¡") for word in text.split() if len(word) > 3 and word[-1:] != "."]
    capital = sum(word[:1].isupper() or word[:1].isdigit() for word in long)
    return len(long) >= 2 and capital >= 0.85 * len(long)


def is_related(line: Line) -> bool:
    """Whether a lone line between paragraphs is another article's headline, not a subheading.

    >>> is_related(Line("Lula Lands in Cuba for Talks", "text")), is_related(Line("The road ahead", "text"))
    (True, False)
    """
    count = words(line.text)
    if line.text.endswith((":", ",", ";")) or (line.kind == "prose" and line.text[-1] not in "?!"):
        return False
    if is_title_case(line.text):
        return count >= (4 if line.mark else 5)
    return bool(line.mark) and count >= 6 and line.kind != "prose"


def classify(text: str, day_first: bool = True, mark: str = "") -> Line:
    """The line with its kind.

    >>> classify("News > Russia").kind, classify("Share   Print").kind, classify("Photo: AFP").kind
    ('section', 'chrome', 'credit')
    >>> classify("By Ana Díaz and Juan Pérez").kind, classify("Lula in Lima").kind, classify("He left.").kind
    ('byline', 'text', 'prose')
    """
    if len(text) > 80 and _is_plain(text):
        return Line(text, "prose", mark=mark)
    if len(text) > _SHORT:
        return _classified(text, day_first, mark)
    known = _short(text, day_first)
    return Line(text, known.kind, known.dates, mark, known.value, known.folded)


@lru_cache(maxsize=20_000)
def _short(text: str, day_first: bool) -> Line:
    """A short line, classified once: the pages of an outlet share their buttons, labels and menus."""
    return _classified(text, day_first, "")


def _classified(text: str, day_first: bool, mark: str) -> Line:
    line = Line(text, mark=mark)
    folded = line.folded
    if len(text) > 300:
        notice = (len(text) <= 500 and contains(fold(text))) or bool(starts("start", folded))
        line.kind = "chrome" if notice and words(text) < 60 else "prose"
        return line
    folded = folded.lstrip("•*▪●►▶▸» ")
    core = bare(folded)
    if _is_trail(line):
        line.kind = "section"
        return line
    line.kind = _phrase_kind(folded, core)
    if line.kind in ("stop", "end", "box"):
        return line
    if not line.kind and len(text) > 80 and is_prose(text) and not _is_labelled(folded):
        line.kind = "prose"
        return line
    if len(text) <= 200 and _DIGIT.search(text):
        line.dates = tuple(find_printed_dates(text, day_first))
    line.kind = _date_kind(line, folded) or line.kind or _shape_kind(line, folded, core)
    return line


_LABELS = ("published", "updated", "byline", "source_label", "credit")


def _is_plain(text: str) -> bool:
    """Whether a long line is running text at first sight."""
    if not is_prose(text) or not (text[0].isalpha() or text[0] in '“"«'):
        return False
    if may_open(text[:60].casefold(), "start", "stop", "end", "box", "line", *_LABELS):
        return False
    return len(text) > 500 or not (contains(text.casefold()) or "©" in text)


def _is_labelled(folded: str) -> bool:
    """Whether a sentence may be furniture after all: a dated label, a byline, a credit."""
    return not folded[:1].isalnum() or words(folded) < 12 or any(starts(kind, folded) for kind in _LABELS)


def _phrase_kind(folded: str, core: str) -> str:
    kind = whole(folded) or whole(core) or whole(folded.rstrip(": "))
    if kind:
        return kind
    if core.startswith(("thoughts on", "thought on", "responses to")):
        return "stop"
    if folded[:1] in "©←→⟵⟶" or starts("start", folded) or (len(folded) <= 300 and contains(folded)):
        return "chrome"
    if _NOTICE.search(folded) or _CALL.search(folded) or folded[:1] + folded[-1:] in ("[]", "【】"):
        return "chrome"
    return ""


def _date_kind(line: Line, folded: str) -> str:
    text, dates = line.text, line.dates
    if not dates and not (
        len(text) < 40 and _DIGIT.search(text) and has_time(text) and not residue(text, ())
    ):
        return ""
    label = starts("source_label", folded)
    if label and folded[len(label) :].lstrip().startswith(":"):
        line.value = _named(text)
        return "date"
    if any(d.label for d in dates) and words(text) <= 25 and not (is_prose(text) and words(text) > 14):
        first = dates[0]
        if words(text[: first.start]) <= 6 or starts("byline", folded):
            return "date"
    pieces = [piece for piece in _PIECES.split(text) if piece]
    dashed = [piece for part in pieces for piece in re.split(r"\s+-\s+", part)]
    if all(words(piece) <= 5 for piece in dashed):
        pieces = dashed
    for piece in pieces if len(pieces) > 1 else ():
        own = tuple(find_printed_dates(piece))
        if own and len(residue(piece, own)) <= (words(piece) > 3 and "   " in text) and words(text) <= 25:
            other = [p for p in pieces if p is not piece]
            line.value = next((p for p in other if fold(p) in phrases("section")), None)
            if line.value is None and len(other) == 1 and words(other[0]) <= 4 and pieces[0] is other[0]:
                line.value = other[0]
            return "date"
    left = residue(text, dates)
    ends_there = not re.search(r"\w{3,}", text[dates[-1].end :]) if dates else False
    if len(left) <= 2 or (starts("byline", folded) and words(text) <= 16):
        return "date"
    comma = bool(dates) and text[: dates[0].start].rstrip().endswith((",", "-", "–", "—"))
    if comma and ends_there and len(left) <= 5 and words(text) <= 12:
        line.value = text[: dates[0].start].strip(" ,-–—")
        return "date"
    return ""


def _named(text: str) -> str | None:
    """What a `Source: …` line names, up to the next column, label or date."""
    value = text.split(":", 1)[1]
    value = re.split(r"\s{2,}|\t|\||\d{1,4}[-/.]\d|(?<=\w)\s+\w+:\s", value.strip())[0]
    return value.strip(" ,;-–—") or None


def _shape_kind(line: Line, folded: str, core: str) -> str:
    text = line.text
    if _DESK.match(text):
        return "chrome"
    if core in phrases("document"):
        return "document"
    if core in phrases("section"):
        line.value = text
        return "section"
    kind = _columns_kind(line) if _COLUMN.search(text) else ""
    if kind:
        return kind
    if words(text) > 2 and all(
        word in phrases("section") or word in phrases("line") for word in folded.split()
    ):
        return "chrome"
    tokens = map(bare, _TOKENS.split(folded))
    if all(not token or token in phrases("line") for token in tokens):
        return "chrome"
    if (
        may_open(folded.lstrip("([| "), "credit")
        and CREDIT_START.match(text)
        and words(text) <= 12
        and not is_labelled_caption(text)
    ):
        return "credit"
    label = starts("source_label", folded)
    if label and folded[len(label) :].lstrip().startswith(":"):
        line.value = _named(text)
        return "source"
    if _is_byline(text, folded):
        return "byline"
    if _is_slug(text):
        return "slug"
    if is_prose(text):
        return "prose"
    return "text"


def _columns_kind(line: Line) -> str:
    """What a line in columns is: a section among other things, or a row of buttons and links."""
    text = line.text
    pieces = [piece for piece in _PIECES.split(text) if piece]
    named = [piece for piece in pieces if fold(piece) in phrases("section")]
    if (
        named
        and len(named) < len(pieces) <= 3
        and all(p in named or fold(p) in phrases("home") for p in pieces)
    ):
        line.value = " > ".join(named)
        return "section"
    if len(pieces) > 1 and all(bare(fold(piece)) in phrases("line") for piece in pieces):
        return "chrome"
    if len(pieces) > 2 and not is_prose(text) and all(words(piece) <= 3 for piece in pieces):
        return "chrome"
    menu = _COLUMNS.split(text)
    if len(menu) > 2 and all(piece.replace(" ", "").isalpha() and words(piece) <= 3 for piece in menu):
        return "chrome"
    return "chrome" if _is_bar(text) else ""


def _is_trail(line: Line) -> bool:
    """Whether a line is a trail of crumbs, which may end in the headline; its value is the section.

    >>> _is_trail(Line("Home › Asia › Japan")), _is_trail(Line("Lula: 5 > 4"))
    (True, False)
    """
    text = line.text
    if not TRAIL.search(text):
        return False
    crumbs = [piece for piece in TRAIL.split(text) if piece]
    if len(crumbs) < 2 or len(text) > 240 or any(words(piece) > 5 for piece in crumbs[:-1]):
        return False
    if is_prose(text) or any(not piece[0].isalpha() or ":" in piece for piece in crumbs[:-1]):
        return False
    at_home = fold(crumbs[0]) in phrases("home")
    ends_in_title = words(crumbs[-1]) > 5
    if ends_in_title and not at_home:
        return False
    kept = crumbs[at_home : len(crumbs) - ends_in_title]
    if at_home and len(kept) > 1 and fold(kept[0]) == "news":
        kept = kept[1:]
    line.value = (" > ".join(kept) if at_home or ends_in_title else text) or None
    return True


def _is_slug(text: str) -> bool:
    """Whether a line is what agencies put over a story: capitals, figures, codes.

    >>> _is_slug("r i PM-X   09-09-66 0398"), _is_slug("BC-ZAIRE,330"), _is_slug("G20 LEADERS MEET IN ROME")
    (True, True, False)
    """
    parts = text.split()
    if len(parts) <= 8 and (_WRITTEN.search(text) or _SLUG.fullmatch(text)):
        return True
    if len(text) > 90 or len(parts) > 10 or not _DIGIT.search(text):
        return False
    if any(len(part) > 2 and any(c.isalpha() and not c.isupper() for c in part) for part in parts):
        return False
    named = sum(part.isalpha() and len(part) > 1 for part in parts)
    return named < 4 or bool(re.search(r"\d{3}", text)) or next(find_printed_dates(text), None) is not None


def _is_bar(text: str) -> bool:
    """Whether a line is a row of buttons: columns, one of them known.

    >>> _is_bar("f  t  in  Copy link   212 comments"), _is_bar("He left.  She stayed in Lima.")
    (True, False)
    """
    pieces = [bare(fold(piece)) for piece in _COLUMNS.split(text)]
    if len(pieces) < 2 or any(words(piece) > 6 for piece in pieces):
        return False
    return any(piece in phrases("line") or starts("start", piece) for piece in pieces if piece)


def _is_byline(text: str, folded: str) -> bool:
    label = starts("byline", folded)
    if label is None or words(text) > 14 or is_prose(text):
        return False
    rest = _WITH_AGENCIES.sub("", text[len(label) :].lstrip(": "))
    names = [word for word in rest.split() if len(word) > 3]
    return (
        bool(rest)
        and all(word[0].isupper() for word in names)
        and (words(text) <= 8 or " in " in text or "," in text)
    )
