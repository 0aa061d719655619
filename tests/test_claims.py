"""Who is said to claim a figure. Published on 2023-06-01."""

from datetime import date

import pytest

from lib.parse.document import Document
from lib.parse.people import People
from lib.parse.trade import find_trade_figures
from lib.records import Article

# language, text, claimants by place, why
CLAIMS = [
    (
        "en",
        "Peruvian President Dina Boluarte met the press. Trade between Peru and Chile reached 3 billion dollars, "
        "Boluarte said.",
        ["Dina Boluarte"],
        "a surname, behind the figure; the full name of the article",
    ),
    (
        "en",
        "Kenyan President William Ruto said that trade between Kenya and Egypt was worth 600 million dollars.",
        ["William Ruto"],
        "a person before the figure",
    ),
    (
        "en",
        "Peruvian President Dina Boluarte came. Trade between Peru and Chile is 3 billion dollars, she added.",
        ["Dina Boluarte"],
        "a pronoun",
    ),
    (
        "en",
        "According to the Polish statistics office, Poland exported goods worth 9 billion euros to Sweden.",
        ["Polish statistics office"],
        "a source, without its article",
    ),
    (
        "en",
        "Poland exported goods worth 9 billion euros to Sweden, according to a report by the Swedish customs service.",
        ["Swedish customs service"],
        "a report gives way to who made it",
    ),
    (
        "en",
        "Japan exported cars worth 9 billion dollars to Brazil last year, the trade ministry in Tokyo reported.",
        ["trade ministry"],
        "a body, without its town",
    ),
    (
        "en",
        "Amy Low, an economist in Singapore, noted that Vietnam sold Laos fuel for 90 million dollars.",
        ["Amy Low"],
        "a name with an apposition between it and its verb",
    ),
    (
        "en",
        "Ghana sold Togo power for 90 million dollars, the Prime Minister's Office said.",
        ["Prime Minister's Office"],
        "an office is no person",
    ),
    (
        "en",
        "Officials said that Mali owed Senegal 20 million dollars; Gambia owes Senegal 5 million dollars.",
        ["Officials", None],
        "a semicolon ends what is said",
    ),
    (
        "en",
        "Sweden announced aid of 20 million euros to Moldova.",
        [None],
        "a deed is no claim",
    ),
    (
        "en",
        "Trade between Peru and Chile reached 3 billion dollars in 2022.",
        [None],
        "the article's own voice",
    ),
    (
        "es",
        "Según el Banco Central, el comercio entre Chile y Perú sumó 3.000 millones de dólares en 2021.",
        ["Banco Central"],
        "a source in Spanish",
    ),
    (
        "pt",
        "Angola deve à China 20 mil milhões de dólares, calcula Luanda.",
        ["Luanda"],
        "the subject behind its verb",
    ),
    (
        "fr",
        "Selon la douane, la France a exporté pour 2 milliards d'euros vers le Vietnam en 2021.",
        ["douane"],
        "a source in French",
    ),
    (
        "ru",
        "Россия поставила в Египет 5 млн тонн пшеницы, сообщило министерство.",
        ["министерство"],
        "a Russian body behind its verb",
    ),
]


@pytest.mark.parametrize(("language", "text", "expected", "reason"), CLAIMS)
def test_claimants(language: str, text: str, expected: list[str | None], reason: str) -> None:
    doc = Document(Article("a", None, None, None, date(2023, 6, 1), None, language, text))
    assert [f.claimed_by for f in find_trade_figures(doc, People(doc))] == expected, reason
