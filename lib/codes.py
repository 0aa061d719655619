"""CAMEO and PLOVER codes of visits, so that other event data can be joined to them."""

from dataclasses import dataclass, fields
from functools import cache
from typing import NamedTuple, get_type_hints

import pandas as pd

from lib.tables import load

GOVERNMENT = "GOV"
"""the sector of every official whose role names no other"""


@dataclass(frozen=True, slots=True)
class VisitCodes:
    """What an export adds to each visit, and to each report of one."""

    visitor_actor: str | None
    """CAMEO code of who travels: the country, then the sector (GOV, LEG, MIL, JUD, OPP) that the role tells"""
    host_actor: str | None
    """CAMEO code of the host country"""
    cameo_visitor: str | None
    """CAMEO event of the visitor towards the host: 042 makes a visit, 036 intends to, 160 calls it off"""
    cameo_host: str | None
    """CAMEO event of the host towards the visitor: 043 hosts a visit, 036 invites"""
    plover_event: str | None
    """PLOVER event type of the visit: CONSULT, AGREE or SANCTION"""
    plover_mode_visitor: str | None
    """PLOVER mode on the visitor's side: visit"""
    plover_mode_host: str | None
    """PLOVER mode on the host's side: host"""
    plover_context: str | None
    """PLOVER context: diplomatic for a visit agreed on but not made"""


COLUMNS = tuple(field.name for field in fields(VisitCodes))
HINTS = get_type_hints(VisitCodes)
READ = ("visitor_role", "visitor_country", "host_country", "status")
"""the columns that codes follow from"""


class _Event(NamedTuple):
    cameo: str
    plover: str
    mode: str
    context: str


_NONE = _Event("", "", "", "")


def with_codes(frame: pd.DataFrame) -> pd.DataFrame:
    """Visits or reports of visits with `VisitCodes` as further columns; any other frame as it is.

    >>> row = {"visitor_role": ["president"], "visitor_country": ["RUS"], "host_country": ["CUB"]}
    >>> with_codes(pd.DataFrame({**row, "status": ["completed"]})).iloc[0, 4:8].tolist()
    ['RUSGOV', 'CUB', '042', '043']
    >>> with_codes(pd.DataFrame({"status": ["actual"]})).columns.tolist()
    ['status']
    """
    if not set(READ) <= set(frame.columns):
        return frame
    given = frame[list(READ)].astype(object).where(frame[list(READ)].notna(), None)
    coded = [codes(*row) for row in given.itertuples(index=False, name=None)]
    added = {
        name: pd.Series([getattr(one, name) for one in coded], index=frame.index, dtype=object)
        for name in COLUMNS
    }
    return frame.assign(**added)


@cache
def codes(role: str | None, country: str | None, host: str | None, status: str | None) -> VisitCodes:
    """The codes of a visit, None for each that does not apply.

    >>> codes("house speaker", "USA", "KOR", "planned").visitor_actor
    'USALEG'
    >>> codes(None, "EUE", "MEX", "invited").cameo_host
    '036'
    >>> codes(None, None, "MEX", "rumoured")
    ... # doctest: +ELLIPSIS
    VisitCodes(visitor_actor=None, host_actor='MEX', cameo_visitor=None, cameo_host=None, ...)
    """
    visitor, receiver = (_events().get((status or "", party), _NONE) for party in ("visitor", "host"))
    either = visitor if visitor.cameo else receiver
    return VisitCodes(
        actor(country, role),
        actor(host),
        visitor.cameo or None,
        receiver.cameo or None,
        either.plover or None,
        visitor.mode or None,
        receiver.mode or None,
        either.context or None,
    )


def actor(country: str | None, role: str | None = None) -> str | None:
    """The CAMEO code of a country, of its official where a role is given; None without a country.

    >>> actor("FRA"), actor("FRA", "army chief"), actor("EUE", "commissioner"), actor(None, "envoy")
    ('FRA', 'FRAMIL', 'IGOEUREEC', None)
    """
    if not country:
        return None
    organisation = _forms("country").get(country)
    if organisation or not role:
        return organisation or country
    words = f" {role.lower()} "
    return country + next(
        (code for form, code in _forms("sector").items() if f" {form} " in words), GOVERNMENT
    )


@cache
def _events() -> dict[tuple[str, str], _Event]:
    return {
        (row["status"], row["party"]): _Event(row["cameo"], row["plover"], row["mode"], row["context"])
        for row in load("codes/visit_events")
    }


@cache
def _forms(kind: str) -> dict[str, str]:
    return {row["form"]: row["code"] for row in load("codes/actors") if row["kind"] == kind}
