"""Whom a country's possessive and a surname mean: an office-holder of the day, or nobody."""

from datetime import date

import pytest

from lib.parse.document import Document
from lib.parse.people import People
from lib.records import Article

CASES = (
    ("Russia's Putin will come.", date(2019, 2, 14), [("Putin", "RUS")]),
    ("Russia's Putin will come.", None, []),  # no day
    ("Brazil's Lula will come.", date(2013, 4, 14), []),  # out of office
    ("Japan's Putin will come.", date(2019, 2, 14), []),  # not his country
    ("Russia's Putin Street is long.", date(2019, 2, 14), []),  # a longer name
    ("Brazil's Lula will come. Luiz Inácio Lula da Silva left.", date(2023, 4, 14),
     [("Luiz Inácio Lula da Silva", "BRA")]),  # one person
)  # fmt: skip


@pytest.mark.parametrize(("text", "day", "expected"), CASES)
def test_country_and_surname(text: str, day: date | None, expected: list[tuple[str, str]]) -> None:
    people = People(Document(Article("a", None, None, None, day, None, "en", text)))
    assert [(person.name, person.country) for person in people.persons] == expected
