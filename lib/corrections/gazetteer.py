"""Names that people add to the gazetteer from the screen: lines of a CSV beside the store ↔ rows of its tables."""

import csv
import io
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields
from typing import NamedTuple
from unicodedata import normalize

from lib import countries
from lib.corrections.fields import checked
from lib.corrections.log import Fault
from lib.corrections.stays import stay
from lib.format import guarded, unguarded
from lib.tables import bundled

NAME_KINDS = ("nickname", "person")


@dataclass(frozen=True, slots=True)
class Name:
    """A nickname of a country in a language, or a person, with an office and its days as far as known."""

    kind: str
    name: str
    country: str
    language: str = ""
    role: str = ""
    start: str = ""
    end: str = ""
    who: str = ""
    when: str = ""
    why: str = ""


NAME_COLUMNS = tuple(field.name for field in fields(Name))
NAME_HEADER = ",".join(NAME_COLUMNS)


class Names(NamedTuple):
    """The names of a file, and the lines that are none."""

    names: tuple[Name, ...] = ()
    faults: tuple[Fault, ...] = ()


def checked_name(name: Name) -> Name:
    """A name as the tables take it; ValueError, which says what is wrong, where they do not.

    >>> checked_name(Name("nickname", "land of teranga", "sen")).country
    'SEN'
    >>> checked_name(Name("nickname", "Mexico", "SEN"))
    Traceback (most recent call last):
        ...
    ValueError: “Mexico” already names Mexico
    >>> checked_name(Name("person", "Quispe", "PER"))
    Traceback (most recent call last):
        ...
    ValueError: give a person's name and surname, in Latin letters
    """
    if name.kind not in NAME_KINDS:
        raise ValueError(f"“{name.kind}” is none of {', '.join(NAME_KINDS)}")
    said = {field: " ".join(value.split()) for field, value in asdict(name).items()}
    said["country"] = checked("visits", "visitor_country", said["country"])
    if not said["country"]:
        raise ValueError("choose a country")
    if name.kind == "nickname":
        said["language"] = said["language"] or "en"
        if said["language"] not in languages():
            raise ValueError(f"“{said['language']}” is none of the languages {', '.join(languages())}")
        if len(said["name"]) < 3:
            raise ValueError("a nickname has three letters or more, or it would be found everywhere")
        taken = {row["form"].casefold(): row["alpha3"] for row in bundled("gazetteer/country_names")}
        if (other := taken.get(said["name"].casefold())) and other != said["country"]:
            raise ValueError(f"“{said['name']}” already names {countries.name(other)}")
    else:
        if not re.search(r"\w[ -]\w", said["name"]) or not re.search("[a-z]", slug(said["name"])):
            raise ValueError("give a person's name and surname, in Latin letters")
        if said["role"] and said["role"] not in roles():
            raise ValueError(
                f"“{said['role']}” is no office that the table of titles knows, such as president"
            )
        for field in ("start", "end"):
            if said[field] and stay(said[field]).precision != "day":
                raise ValueError(f"“{said[field]}” is no day, such as 2031-07-28")
        if said["role"] and not said["start"]:
            raise ValueError("say since when the person holds the office")
    return Name(**said)


def languages() -> list[str]:
    """The languages that names of countries are known in."""
    return sorted({row["language"] for row in bundled("gazetteer/country_names")} - {""})


def roles() -> list[str]:
    """The offices that titles name."""
    return sorted({row["role"] for row in bundled("gazetteer/titles")} - {""})


def read_names(data: bytes) -> Names:
    """The names in a file, and each line that is none; one bad line spoils no other.

    >>> read_names(f"{NAME_HEADER}\\nnickname,x,SEN\\n".encode()).faults[0].reason
    'it has 3 cells instead of 10'
    """
    lines = data.removeprefix(b"\xef\xbb\xbf").splitlines()
    if not lines:
        return Names()
    if lines[0].decode("utf-8", "replace").strip() != NAME_HEADER:
        remedy = f"write “{NAME_HEADER}” there"
        return Names((), (Fault(1, "the first line does not name the columns", remedy, repr(lines[0])),))
    names, faults = [], []
    for number, line in enumerate(lines[1:], 2):
        if not line.strip():
            continue
        try:
            cells = next(csv.reader([line.decode()], strict=True))
            if len(cells) != len(NAME_COLUMNS):
                raise ValueError(f"it has {len(cells)} cells instead of {len(NAME_COLUMNS)}")
            names.append(checked_name(Name(*map(unguarded, cells))))
        except (ValueError, csv.Error) as error:
            reason = "it is not in UTF-8" if isinstance(error, UnicodeDecodeError) else str(error)
            faults.append(
                Fault(number, reason, "mend the line, or remove it", line.decode("utf-8", "replace"))
            )
    return Names(tuple(names), tuple(faults))


def write_name(name: Name) -> str:
    """A name as a line of CSV."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerow([guarded(cell) for cell in asdict(name).values()])
    return text.getvalue()


def slug(name: str) -> str:
    """A name as an identifier.

    >>> slug("Ana María Quispe")
    'ana-maria-quispe'
    """
    return re.sub(
        r"[^a-z0-9]+", "-", normalize("NFD", name).encode("ascii", "ignore").decode().lower()
    ).strip("-")


def rows_of_names(names: Iterable[Name]) -> dict[str, list[dict[str, str]]]:
    """Names as rows of the tables under data/gazetteer, by table.

    >>> rows_of_names([Name("nickname", "land of teranga", "SEN", "en")])
    {'gazetteer/nicknames': [{'form': 'land of teranga', 'alpha3': 'SEN', 'language': 'en', 'case': 'any'}]}
    """
    known = {row["slug"] for row in bundled("gazetteer/people")}
    rows: dict[str, list[dict[str, str]]] = defaultdict(list)
    for name in names:
        if name.kind == "nickname":
            case = "any" if name.name == name.name.lower() else ""
            rows["gazetteer/nicknames"].append(
                {"form": name.name, "alpha3": name.country, "language": name.language, "case": case}
            )
            continue
        who = slug(name.name)
        if who not in known:
            known.add(who)
            surname = name.name.split()[-1]
            rows["gazetteer/people"].append(
                {"slug": who, "name": name.name, "alpha3": name.country, "surname": surname, "forms": ""}
            )
        if name.role:
            rows["gazetteer/offices"].append(
                {"slug": who, "role": name.role, "alpha3": name.country, "start": name.start, "end": name.end,
                 "source": f"{name.who}: {name.why}"}
            )  # fmt: skip
    return dict(rows)
