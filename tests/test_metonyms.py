"""When a capital or a palace stands for its government, in several languages, and when it is a place."""

import pytest

from lib.parse.document import Document
from lib.parse.mentions import find_mentions
from lib.parse.people import People
from lib.records import Article


def forms(text: str, language: str) -> dict[str, str]:
    """Surface → "metonym" or the kind of mention."""
    doc = Document(Article("a", None, None, None, None, None, language, text))
    return {m.surface: m.form or m.kind for m in find_mentions(doc, People(doc))}


@pytest.mark.parametrize(
    ("text", "language", "surface"),
    [
        ("Moscow said it would answer.", "en", "Moscow"),  # a capital speaks
        ("Ankara reckons on a vote soon.", "en", "Ankara"),
        ("Nairobi has also protested.", "en", "Nairobi"),  # words skipped between
        ("Last month Tehran rejected the plan.", "en", "Tehran"),  # not the first word
        ("Relations between Hanoi and Beijing cooled.", "en", "Hanoi"),
        ("Relations between Hanoi and Beijing cooled.", "en", "Beijing"),  # the second of a pair
        ("Canberra and Wellington step up their aid.", "en", "Wellington"),  # a plural verb
        ("Washington has asked Beijing to wait.", "en", "Beijing"),  # who is asked
        ("He kept his distance from Riyadh.", "en", "Riyadh"),
        ("A quarrel with Ankara broke out.", "en", "Ankara"),
        ("Pyongyang's chief negotiator left.", "en", "Pyongyang"),  # what a government has
        ("Berlin’s finance minister smiled.", "en", "Berlin"),  # a curly apostrophe
        ("Tehran-backed fighters withdrew.", "en", "Tehran"),
        ("Accra, which owes the fund money, paid.", "en", "Accra"),
        ("The White House declined to comment.", "en", "White House"),
        ("A spokesman for the Kremlin spoke.", "en", "Kremlin"),
        ("Londres anunció nuevas sanciones.", "es", "Londres"),
        ("Las relaciones con Caracas empeoraron.", "es", "Caracas"),
        ("Paris a promis une aide.", "fr", "Paris"),
        ("Washington livrera des avions.", "fr", "Washington"),
        ("Brasília rejeitou o acordo.", "pt", "Brasília"),
        ("Paris unterhält dort eine Basis.", "de", "Paris"),
        ("Москва заявила, что ответит.", "ru", "Москва"),
    ],
)
def test_government(text: str, language: str, surface: str) -> None:
    assert forms(text, language).get(surface) == "metonym"


@pytest.mark.parametrize(
    ("text", "language", "surface"),
    [
        ("He arrived in Moscow on Monday.", "en", "Moscow"),  # a preposition of place
        ("She flew from Ankara to Paris.", "en", "Paris"),
        ("The mayor of Paris said no.", "en", "Paris"),  # the mayor speaks
        ("A shop in Tehran has closed.", "en", "Tehran"),
        ("Paris's mayor agreed.", "en", "Paris"),  # a city has a mayor
        ("London streets were empty.", "en", "London"),
        ("A London-based bank lent the money.", "en", "London"),  # seated there
        ("Tokyo residents want shade.", "en", "Tokyo"),
        ("The Moscow summit agreed on little.", "en", "Moscow"),
        ("NAIROBI, Feb 26 - The shilling fell.", "en", "NAIROBI"),  # a dateline
        ("They met at the White House on Friday.", "en", "White House"),  # where, not who
        ("Talks were held in the Kremlin.", "en", "Kremlin"),
        ("Llegó a Londres el lunes.", "es", "Londres"),
        ("Il est arrivé à Paris lundi.", "fr", "Paris"),
        ("Er landete in Paris.", "de", "Paris"),
    ],
)
def test_place(text: str, language: str, surface: str) -> None:
    assert forms(text, language).get(surface) == "place"
