"""Which mentions a text yields: what counts towards which country, under which form, and what does not."""

from collections import Counter

import pytest

from lib.parse.document import Document
from lib.parse.mentions import find_mentions
from lib.parse.people import People
from lib.records import Article, Mention


def mentions(text: str, language: str = "en") -> list[Mention]:
    doc = Document(Article("a", None, None, None, None, None, language, text))
    return find_mentions(doc, People(doc))


def counts(text: str, language: str) -> dict[str, int]:
    return dict(Counter(m.country for m in mentions(text, language) if m.kind == "country" and m.country))


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("The U.S. and the US are one country.", "en", {"USA": 2}),
        ("Let us go.", "en", {}),  # the pronoun
        ("A Mexican and two Venezuelans sang.", "en", {"MEX": 1, "VEN": 1}),  # inhabitants
        (
            "The Russian Foreign Minister met his Cuban colleague.",
            "en",
            {"RUS": 1, "CUB": 1},
        ),  # before a title
        ("South African wine and South Africa's gold", "en", {"ZAF": 2}),
        ("Latin American and North American markets", "en", {}),  # regions
        ("New Mexico borders Mexico.", "en", {"MEX": 1}),  # a state inside
        ("He spoke in Mexico City.", "en", {}),  # the capital
        ("It cost 5 U.S. dollars and 3 Swiss francs.", "en", {}),  # currencies
        ("East Germany and the Soviet Union signed.", "en", {"DEU": 1, "RUS": 1}),  # states of the past
        ("Zaire's president wrote.", "en", {"COD": 1}),
        ("England, Scotland and Wales voted.", "en", {"GBR": 3}),  # parts count as the country
        ("The nurse is fluent in French and learned English.", "en", {}),  # languages
        ("French lessons begin on Monday.", "en", {}),
        ("French lessons cost money, French troops more.", "en", {"FRA": 1}),
        ("We polish the table and eat French fries.", "en", {}),  # a verb, a dish
        ("The Turkish bath stands in a Turkish town.", "en", {"TUR": 1}),
        ("A German shepherd barked at a German minister.", "en", {"DEU": 1}),  # a breed
        ("He studied Russian intentions.", "en", {"RUS": 1}),  # no language: a noun follows
        ("American Airlines cut flights.", "en", {}),  # a carrier
        ("The American airline cut flights.", "en", {"USA": 1}),
        ("British Aerospace Plc won.", "en", {}),
        ("The Kremlin and the White House spoke.", "en", {"RUS": 1, "USA": 1}),
        ("El Gobierno de España y los franceses", "es", {"ESP": 1, "FRA": 1}),
        ("La Universidad de Chile cerró.", "es", {}),  # a university
        ("Les Chinois et la Côte d’Ivoire", "fr", {"CHN": 1, "CIV": 1}),
        ("Die französische Regierung und Österreich", "de", {"FRA": 1, "AUT": 1}),
        ("Merkel sprach am Fluss Niger über Niger.", "de", {"NER": 1}),  # a river
        ("O governo de Moçambique e a China", "pt", {"MOZ": 1, "CHN": 1}),
        ("Россия и Китай подписали договор.", "ru", {"RUS": 1, "CHN": 1}),
        ("", "en", {}),
    ],
)
def test_country_counts(text: str, language: str, expected: dict[str, int]) -> None:
    assert counts(text, language) == expected


def test_mentions_are_in_order_and_say_what_they_cover() -> None:
    text = "Sergey Lavrov left Moscow.\n\nThe European Union and Mexico waited in Puebla."
    found = mentions(text)
    assert [m.start_char for m in found] == sorted(m.start_char for m in found)
    for mention in found:
        assert text[mention.start_char : mention.end_char] == mention.surface
        assert mention.surface in mention.sentence
        assert (mention.form is not None) == (mention.kind == "country")
    kinds = {m.surface: (m.kind, m.country) for m in found}
    assert kinds["Sergey Lavrov"] == ("person", "RUS")
    assert kinds["Moscow"] == ("place", "RUS")
    assert kinds["European Union"] == ("organisation", None)  # international bodies have no country
    assert kinds["Puebla"] == ("place", "MEX")


def test_a_name_inside_a_person_is_no_place() -> None:
    found = mentions("President Vladimir Putin spoke to Governor Austin Bolton.")
    assert [m.kind for m in found] == ["person", "person"]


def test_a_sentence_is_kept_once_however_many_names_it_has() -> None:
    found = mentions("the envoys of Peru and Chile asked Moscow " * 50)
    assert len(found) == 150
    assert (
        len({id(m.sentence) for m in found}) == 1
    )  # else a text of one line would take its square in memory
