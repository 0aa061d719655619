"""Money in running text: what counts, what it is worth, and what is something else."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.parse.money import find_money
from lib.parse.numbers import number_at, numbers_before, parse_number

FOUND = [
    # text, language, [(amount, currency)], why
    ("a toll of $1", None, [(1, "USD")], "a lone dollar sign is the US dollar"),
    ("US$1.2bn", None, [(1.2e9, "USD")], "prefix and short magnitude"),
    ("US $ 150 million", None, [(1.5e8, "USD")], "tokenised text keeps its prefix"),
    ("$2.4 billion", None, [(2.4e9, "USD")], "magnitude in words"),
    ("2.4 billion dollars", None, [(2.4e9, "USD")], "currency behind"),
    ("1 billion US dollars", None, [(1e9, "USD")], "country between number and unit"),
    ("20 billion U.S. dollars", None, [(2e10, "USD")], "abbreviated country"),
    (
        "1.331 millones de dólares",
        None,
        [(1.331e9, "USD")],
        "a Spanish magnitude makes the point group thousands",
    ),
    ("23.700 millones de euros", "es", [(2.37e10, "EUR")], "the same for the whole language"),
    ("$1.331 million", "en", [(1.331e6, "USD")], "in English the point is a decimal"),
    ("1,331 million dollars", "en", [(1.331e9, "USD")], "in English the comma groups"),
    ("2,300 millones de pesos", "es", [(2.3e9, None)], "Mexico groups by commas; pesos of nowhere"),
    ("5,7 bilhões de dólares", None, [(5.7e9, "USD")], "Portuguese billion is 1e9"),
    ("R$ 2,3 bilhões", "pt", [(2.3e9, "BRL")], "real sign, decimal comma"),
    ("R$50 billion", None, [(5e10, "BRL")], "real sign in English"),
    ("1,6 млрд долларов США", None, [(1.6e9, "USD")], "Russian abbreviation"),
    ("100 млн. рублей", "ru", [(1e8, "RUB")], "full stop of an abbreviation"),
    ("миллиард долларов", "ru", [(1e9, "USD")], "Russian has no article"),
    ("полтора миллиарда евро", "ru", [(1.5e9, "EUR")], "one and a half in one word"),
    ("4,500 crore rupees", None, [(4.5e10, "INR")], "crore is ten million"),
    ("Rs 4,500 crore", None, [(4.5e10, "INR")], "mark before, magnitude behind"),
    ("12,34,567.89 rupees", None, [(1234567.89, "INR")], "Indian grouping"),
    ("7-9 lakh rupees", None, [(7e5, "INR"), (9e5, "INR")], "a range shares its magnitude"),
    ("1.9 trillion yen", None, [(1.9e12, "JPY")], "trillion"),
    ("¥1.9 trillion", None, [(1.9e12, "JPY")], "the sign is the yen by default"),
    ("€350m", None, [(3.5e8, "EUR")], "one-letter magnitude attached"),
    ("EUR 20", None, [(20, "EUR")], "code before"),
    ("10MNT", None, [(10, "MNT")], "code attached behind"),
    ("a 500-million-euro credit line", None, [(5e8, "EUR")], "hyphens join"),
    ("half a billion dollars", None, [(5e8, "USD")], "half of a magnitude"),
    ("a further billion dollars", None, [(1e9, "USD")], "an article counts one across an adjective"),
    ("six billion dollars", None, [(6e9, "USD")], "number word"),
    ("one hundred and fifty million dollars", None, [(1.5e8, "USD")], "compound number words"),
    ("two and a half million euros", None, [(2.5e6, "EUR")], "and a half"),
    ("three quarters of a billion dollars", None, [(7.5e8, "USD")], "quarters"),
    ("$3bn-$4bn", None, [(3e9, "USD"), (4e9, "USD")], "a range is two"),
    ("between $3bn and $4bn", None, [(3e9, "USD"), (4e9, "USD")], "between … and"),
    ("between $3 and $4 billion", None, [(3e9, "USD"), (4e9, "USD")], "the lower end shares the magnitude"),
    ("$2-3 billion", None, [(2e9, "USD"), (3e9, "USD")], "the upper end shares the sign"),
    ("from 3 to 20 billion dollars", None, [(3e9, "USD"), (2e10, "USD")], "from … to"),
    ("3 a 4 mil millones de dólares", "es", [(3e9, "USD"), (4e9, "USD")], "Spanish range, thousand millions"),
    ("3 bis 4 Milliarden Euro", "de", [(3e9, "EUR"), (4e9, "EUR")], "German range"),
    (
        "from $900 million to $1.1 billion",
        None,
        [(9e8, "USD"), (1.1e9, "USD")],
        "each end with its own magnitude",
    ),
    ("38 million euros", None, [(3.8e7, "EUR")], "euros"),
    ("66 billion yuan", None, [(6.6e10, "CNY")], "yuan"),
    ("66 billion renminbi", None, [(6.6e10, "CNY")], "its other name"),
    ("RMB 20 million", None, [(2e7, "CNY")], "its mark"),
    ("C$5, A$6, HK$7", None, [(5, "CAD"), (6, "AUD"), (7, "HKD")], "the letter tells the dollar"),
    ("NT$8, S$9, NZ$10", None, [(8, "TWD"), (9, "SGD"), (10, "NZD")], "the letters tell the dollar"),
    ("₹5 crore, ₽3 млн", None, [(5e7, "INR"), (3e6, "RUB")], "signs"),
    ("₺4, ₦5, ₩6, ₪7", None, [(4, "TRY"), (5, "NGN"), (6, "KRW"), (7, "ILS")], "more signs"),
    ("5 zł and CHF 3 million", None, [(5, "PLN"), (3e6, "CHF")], "mark behind, code before"),
    ("100 kr", None, [(100, None)], "kroner of which country is unknown"),
    ("420 million finnish markka", None, [(4.2e8, "FIM")], "a currency of the past"),
    ("300 million French francs", None, [(3e8, "FRF")], "the adjective tells the franc"),
    ("20 Mexican pesos", None, [(20, "MXN")], "the adjective tells the peso"),
    ("3.000 pesos mexicanos", "es", [(3000, "MXN")], "the adjective behind"),
    ("5 milliards d’euros", "fr", [(5e9, "EUR")], "elided preposition, curly apostrophe"),
    ("trois cents millions d'euros", "fr", [(3e8, "EUR")], "French hundreds are no cents"),
    ("10.000 Mio. Euro", "de", [(1e10, "EUR")], "German abbreviation with its stop"),
    ("1'200 Franken", "de", [(1200, "CHF")], "Swiss grouping"),
    ("1\u00a0200\u202f000 euros", "fr", [(1.2e6, "EUR")], "no-break spaces group"),
    ("mil\u00adlion\u00aden: 3 Mil\u00adlionen Euro", "de", [(3e6, "EUR")], "soft hyphens are not there"),
    ("R5 billion and N20bn", None, [(5e9, "ZAR"), (2e10, "NGN")], "rand and naira, attached and large"),
    ("20 dollars and 43 cents", None, [(20.43, "USD")], "cents join the dollars"),
    ("34 cents", None, [(34, None)], "bare cents have no ISO code and stay cents"),
    ("$1.5bn (€1.4bn)", None, [(1.5e9, "USD"), (1.4e9, "EUR")], "the sum in brackets is its own"),
    ("$ 10 dollars", None, [(10, "USD")], "sign and word once"),
    ("42 Lebanese Pounds", None, [(42, "LBP")], "the adjective tells the pound"),
    ("2 million pounds in aid", None, [(2e6, "GBP")], "pounds of money"),
]

REFUSED = [
    ("$HOME and US$ alone", "a sign without a number"),
    ("in 2016 and 2018", "years"),
    ("up 10 percent", "percentages"),
    ("300 pounds of gold", "a weight"),
    ("a 500-pound bomb", "a weight"),
    ("billions of dollars", "no number"),
    ("million-dollar deal", "no number"),
    ("a euro zone minister", "not one euro"),
    ("The US dollar 2020", "a year behind a currency"),
    ("the 12 won by the party", "a verb"),
    ("at COP 26 in Glasgow", "a conference"),
    ("All 70 of us, TOP 10", "words that are also codes"),
    ("en 2020 le président", "an article, not a mark"),
    ("$" + "9" * 60, "no amount has sixty digits"),
    ("", "nothing"),
]


@pytest.mark.parametrize(("text", "language", "expected", "why"), FOUND)
def test_amounts_are_found(text, language, expected, why):
    assert [(m.amount, m.currency) for m in find_money(text, language)] == [
        (pytest.approx(amount), currency) for amount, currency in expected
    ], why


@pytest.mark.parametrize(("text", "why"), REFUSED)
def test_other_things_are_refused(text, why):
    assert list(find_money(text)) == [], why


@pytest.mark.parametrize(
    ("text", "surfaces", "why"),
    [
        ("worth at least $5 now", ["at least $5"], "the qualifier belongs to the amount"),
        ("a C$5 note", ["C$5"], "the prefix belongs to the amount"),
        (
            "some 3\u00a0Mil\u00adlionen Euro.",
            ["some 3\u00a0Mil\u00adlionen Euro"],
            "offsets refer to the text as given",
        ),
        (
            "from 3 to 4 billion yen",
            ["3 to 4 billion yen", "4 billion yen"],
            "the lower end reaches to what it borrows",
        ),
        ("$1.2-billion, then", ["$1.2-billion"], "no punctuation"),
    ],
)
def test_spans_hold_what_was_read(text, surfaces, why):
    assert [text[m.start_char : m.end_char] for m in find_money(text)] == surfaces, why


@pytest.mark.parametrize(
    ("surface", "language", "value"),
    [
        ("1,331", "en", 1331),
        ("1.331", "en", 1.331),
        ("1.331", "de", 1331),
        ("1,331", "es", 1331),
        ("1,331", "de", 1.331),
        ("1.331,5", None, 1331.5),
        ("1,331.5", None, 1331.5),
        ("0.125", "es", 0.125),
        ("1.2.3", None, None),
        ("1,2,3", None, None),
        ("", None, None),
        ("12a", None, None),
    ],
)
def test_digits_are_read_by_language(surface, language, value):
    assert parse_number(surface, language) == value


ALPHABET = st.sampled_from(
    [*"0123456789.,$€£R -–'’\u00a0\u00ad()%", " million ", " dollars", " and ", "half a ", "US", "bn"]
)


@settings(deadline=None)  # the first call loads the tables
@given(st.lists(ALPHABET, max_size=40).map("".join), st.sampled_from([None, "en", "es", "ru", "xx"]))
def test_any_text_gives_ordered_spans_inside_it(text, language):
    previous = 0
    for money in find_money(text, language):
        assert 0 <= money.start_char < money.end_char <= len(text)
        assert money.start_char >= previous
        assert money.amount >= 0
        previous = money.start_char


@settings(deadline=None)  # the first call loads the tables
@given(st.text(max_size=60), st.integers(0, 60))
def test_number_readers_never_raise(text, at):
    at = min(at, len(text))
    found = number_at(text, at)
    assert found is None or found.start == at < found.end <= len(text)
    assert all(0 <= n.start < n.end <= at for n in numbers_before(text, at))
