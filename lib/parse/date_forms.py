"""The forms of a date: a grammar over the letters of `date_words`, and the readers it calls."""

import re
from collections.abc import Callable

from lib.parse.calendar_spans import Span
from lib.parse.date_words import Token
from lib.parse.relative_dates import RelativeDates

_WD, _MO, _Y = r"(?:[wWV]q?c?[ki]?)", "[mM]", r"(?:c?[of]*k?[yY]o?)"
_DM, _MD = rf"(?:{_WD}?n[of]?{_MO})", rf"(?:{_WD}?{_MO}k?n)"
_TO = r"(?:[-&>][ki]?)"
_UNIT = r"(?:[pea]?[ofi]?k?)"

# read at an anchor in this order; the name says which method reads the tokens
_FORMS: tuple[tuple[str, str], ...] = (
    ("whole_range", rf"(?:{_DM}|{_MD}){_Y}?{_TO}(?:{_DM}|{_MD}){_Y}?"),
    ("day_range", rf"{_WD}?n{_TO}n[of]?{_MO}{_Y}?|{_WD}?{_MO}k?n{_TO}n(?![%u]){_Y}?"),
    ("one_day", rf"(?:{_DM}|{_MD}){_Y}?"),
    ("day_of_month", r"i?kn(?:&k?n)?(?![of]?[mMkuy%#])"),
    ("iso", r"I"),
    ("numeric", r"S"),
    ("holiday", rf"H{_Y}?"),
    ("weekday_number", r"[wWV](?:c?k?n(?![fo]?[mMnu%])|\(n\))"),
    ("month_range", rf"{_MO}[->]{_MO}{_Y}?|[fb]{_MO}{_Y}?{_TO}{_MO}{_Y}?"),
    ("month_year", rf"p?[of]?k?{_MO}{_Y}"),
    ("month_near", rf"p?[of]?k?{_MO}[of]?[of]?k?(?:[tlxh]u|u[lxt])|(?:k?p?[of]?k?[tlxP]p?{_MO})|{_MO}[lx]"),
    ("weekday_range", r"[wW]q?[->&]k?[wW]q?"),
    ("weekday", r"[pea]?[tlxP]?[wW]q?(?:[of]?[tlx]u|[lx])?|q?[pea]?[tlxP]?[wW]"),
    ("day_word", r"[peaq]?dq?"),
    ("part_of_today", r"[tl]q"),
    ("part_of_day", r"i?kq|hq"),
    ("ago", r"#ug|nug|G[#n]u"),
    ("distance", r"[#n]u[ea]"),
    ("ahead", r"i[#n]u"),
    ("unit_near", rf"{_UNIT}[tlx]p?u(?!g)|(?:p[of]?k?)?k?u[lx]|k?ut"),
    ("same_unit", r"hu"),
    ("other_unit", r"k?[zP]u|k?u[zP]|ku[ea]|kxu"),
    ("end_of_unit", r"p[of]k?u(?![lxtzPo])|u-?p"),
    ("weekend", r"ku(?![lxtzgea])"),
    ("month_bare", rf"(?:p[of]?k?-?)?{_MO}"),
    ("year_range", r"y[->]y|y[-/][nN]|byc?&y|fy[>-]y"),
    ("spelled_year", r"##(?:-?#)?"),
    ("whole_year", r"ik(?:\?|i)?u"),
    ("year_bare", r"p?[of]?-?y"),
)
_FORM = re.compile(r"(?![?.c>&)/-])(?:" + "|".join(f"(?P<{name}>{form})" for name, form in _FORMS) + ")")


class Reader(RelativeDates):
    """Reads dates off tokens by the first form that fits."""

    def read(self, tokens: list[Token], place: int) -> tuple[Span, int, int] | None:
        """The date whose tokens include the one at `place`: its days, where it begins and ends."""
        at = next((i for i, token in enumerate(tokens) if token.start <= place < token.end), None)
        if at is None:
            return None
        letters = "".join(token.letter for token in tokens)
        for match in _FORM.finditer(letters):
            if match.end() <= at:
                continue
            if match.start() > at:
                return None
            self.tokens = tokens[match.start() : match.end()]
            self.before = tokens[match.start() - 1] if match.start() else None
            self.after = tokens[match.end()] if match.end() < len(tokens) else None
            self.at = (self.tokens[0].start, self.tokens[-1].end)
            reader: Callable[[], Span | None] = getattr(self, f"_{match.lastgroup}")
            span = reader()
            if span is None:
                return None
            kept = self.tokens
            while len(kept) > 1 and kept[0].letter in "ofk" and kept[0].letter != "k":
                kept = kept[1:]
            return span, kept[0].start, kept[-1].end
        return None
