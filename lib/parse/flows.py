"""Which word of trade governs an amount, and what a percentage says of it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from lib.parse.amounts import VOLUMES, Amount
from lib.parse.document import Document
from lib.parse.sentences import Span
from lib.parse.trade_words import FLOWS, Sign, last_link, link_pattern, links

_FAR = 200
_BEHIND = 30
_NEAR = 14
_ACROSS = 60
"""characters that a comma counts for"""


@dataclass(frozen=True, slots=True)
class Piece:
    """An amount with the part of its sentence that speaks of it."""

    amount: Amount
    start: int
    end: int
    apart: bool
    """a clause of its own: what came before does not reach into it"""


def cut(doc: Document, span: Span, amounts: Sequence[Amount], signs: Sequence[Sign]) -> list[Piece]:
    """The sentence cut between its amounts: at a clause's end, else a comma, else an "and"."""
    cuts: list[tuple[int, bool]] = [(span[0], True)]
    for left, right in pairwise(amounts):
        cuts.append(_cut(doc, left.end, right.start, signs))
    ends = [start for start, _ in cuts[1:]] + [span[1]]
    pieces = []
    for amount, (start, apart), end in zip(amounts, cuts, ends, strict=True):
        pieces.append(Piece(amount, start, end, apart))
    first, last = pieces[0], pieces[-1]
    if (at := _last_clause(doc, span[0], first.amount.start)) is not None:
        pieces[0] = Piece(first.amount, at, first.end, True)
    if (at := _first_clause(doc, last.amount.end, span[1])) is not None:
        pieces[-1] = Piece(last.amount, pieces[-1].start, at, pieces[-1].apart)
    return pieces


def _cut(doc: Document, start: int, end: int, signs: Sequence[Sign]) -> tuple[int, bool]:
    clause = _first_clause(doc, start, end)
    if clause is not None:
        return clause, True
    text, folded = doc.text, doc.folded
    ands = [m.start() - 1 for m in link_pattern("and", doc.language).finditer(folded, start + 1, end + 1)]
    for at in reversed(ands):
        if text[start:at].rstrip().endswith(","):
            return at, False
    comma = text.find(", ", start, end)
    if comma >= 0:
        return comma + 1, False
    if ands:
        return ands[-1], False
    if any(s.sense in FLOWS and start <= s.start < end for s in signs):
        return start, False
    words = [m.start() - 1 for m in link_pattern("before", doc.language).finditer(folded, start + 1, end + 1)]
    return (words[-1] if words and end - words[-1] <= _NEAR else end), False


def _first_clause(doc: Document, start: int, end: int) -> int | None:
    at = [i for mark in ("; ", " – ", ": ") if (i := doc.text.find(mark, start, end)) >= 0]
    word = link_pattern("clause", doc.language).search(doc.folded, start + 1, end + 1)
    if word:
        at.append(word.start() - 1)
    return min(at, default=None)


def _last_clause(doc: Document, start: int, end: int) -> int | None:
    """Where the last clause before `end` begins, if trade is not spoken of across the cut."""
    at = doc.text.rfind("; ", start, end)
    words = [
        m.start() - 1 for m in link_pattern("clause", doc.language).finditer(doc.folded, start + 1, end + 1)
    ]
    best = max([at, *words], default=-1)
    return best if best > start else None


def governor(doc: Document, piece: Piece, signs: Sequence[Sign]) -> Sign | None:
    """The flow word, or the word that forbids one ("budget"), which governs the amount of a piece."""
    best: tuple[float, Sign] | None = None
    amount = piece.amount
    for sign in signs:
        near = piece.start <= sign.start and 0 <= amount.start - sign.end <= _NEAR
        if near and (sign.sense, sign.tense) == ("share", "taker") and amount.unit in VOLUMES:
            sign = replace(sign, sense="import")  # "Pakistan took 31,200 tonnes"
        if (sign.sense not in FLOWS and sign.sense != "stop") or not piece.start <= sign.start < piece.end:
            continue
        if sign.end <= amount.start:
            cost: float = amount.start - sign.end
        elif sign.start >= amount.end:
            between = doc.text[amount.end : sign.start]
            goods = sign.sense in ("trade", "export", "import") and doc.before(sign.start, 4).endswith("as")
            goods = goods or (sign.verbal and doc.text[amount.end : sign.start].isspace())
            attached = (not goods and _attached(doc, amount.end, sign.start)) or _shared(doc, amount, sign)
            if sign.sense == "stop" and "," in between:
                continue
            cost = -1 if attached else sign.start - amount.end + _BEHIND + _ACROSS * ("," in between)
        else:
            continue
        if sign.tense == "weak":
            cost += _FAR
        elif sign.sense == "contract" and _under(doc, sign):
            cost += _FAR / 2
        if best is None or cost < best[0]:
            best = cost, sign
    if best is not None and best[1].verbal:
        firms = links("firm", doc.language)
        for sign in signs:  # "tourists brought in 5 million", unlike "the company bought"
            stops = sign.sense == "stop" and doc.folded[sign.start + 1 : sign.end + 1].strip() not in firms
            if stops and 0 <= best[1].start - sign.end <= 2 and sign.start >= piece.start:
                return sign
    if best is None or not best[1].verbal or best[1].sense != "aid":
        return best[1] if best else None
    for sign in signs:  # "granted 18 billion … in loans"
        words = doc.before(sign.start, 16).split()
        if (
            sign.sense in ("loan", "investment")
            and amount.end <= sign.start < piece.end
            and last_link(words, "as", doc.language)
        ):
            return sign
    return best[1]


def _under(doc: Document, sign: Sign) -> bool:
    """Whether a deal only frames a figure: "under the accord Jakarta receives"."""
    words = doc.before(sign.start, 30).split()
    while words and words[-1] in links("article", doc.language):
        words.pop()
    return last_link(words, "under", doc.language)


def _shared(doc: Document, amount: Amount, sign: Sign) -> bool:
    """Whether a percentage is a share of what a noun behind it names: "40 percent of Turkey's imports"."""
    if amount.unit != "%" or sign.verbal or sign.start - amount.end > 60:
        return False
    words = doc.folded[amount.end + 1 : sign.start + 1].split()
    return (
        bool(words)
        and words[0] in links("share", doc.language)
        and "," not in doc.text[amount.end : sign.start]
    )


def _attached(doc: Document, start: int, end: int) -> bool:
    """Whether only "in", "as a", "of new" stands between an amount and the word behind it."""
    words = doc.folded[start + 1 : end + 1].split()
    if doc.text[start:end].strip(" -\u00a0").startswith((",", ";", "(")):
        return False
    if not words:
        return end - start <= 2
    if words[0] in links("of", doc.language) and len(words) <= 3:
        return True  # "5 billion of loans"
    known = links("as", doc.language)
    return any(" ".join(words[:size]) in known for size in (1, 2, 3, 4)) and len(words) <= 4


def change(doc: Document, piece: Piece, signs: Sequence[Sign], flow: Sign | None) -> str:
    """What a percentage says: rise, fall or share; nothing where it is no change of a flow."""
    amount = piece.amount
    near: list[tuple[int, str]] = []
    for sign in signs:
        if sign.sense not in ("rise", "fall", "share"):
            continue
        if piece.start <= sign.start and sign.end <= amount.start:
            near.append((amount.start - sign.end, sign.sense))
        elif amount.end <= sign.start < min(piece.end, amount.end + 30):
            near.append((sign.start - amount.end, sign.sense))
    words = doc.before(amount.start, 16).split()
    level = any(last_link(words, tie, doc.language) for tie in ("to", "from", "at"))
    if level and any(s.sense == "share" and piece.start <= s.start < amount.start for s in signs):
        return "share"  # "its share fell to 15 percent"
    if near:
        return min(near)[1]
    if flow is not None and flow.start >= amount.end and _attached(doc, amount.end, flow.start):
        return "share"
    words = doc.after(amount.end, 24).split()
    return "share" if words and words[0] in links("share", doc.language) else ""
