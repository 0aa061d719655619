"""Trade figures in other wordings: lenders, lists of partners, goods on their way. Published on 2023-06-01."""

import pytest

from tests.test_trade import figures, line

# text, figures, why
WORDINGS: list[tuple[str, tuple[str, ...], str]] = [
    (
        "The Asian Development Bank will lend Pakistan $1.3 billion.",
        ("1300000000 USD loan - PAK - target",),
        "a lender that is no country",
    ),
    (
        "Ecuador secured $900 million from the World Bank to steady its economy.",
        ("900000000 USD loan - ECU - actual",),
        "what a bank hands over is a loan, whatever is said behind",
    ),
    (
        "Argentina repaid $2.7 billion to the IMF on Friday.",
        ("2700000000 USD debt - ARG - actual",),
        "what is paid back was owed",
    ),
    (
        "The Export-Import Bank of China put up 70 percent of the Kenyan railway's cost.",
        ("70 % loan CHN KEN - actual",),
        "a state's bank lends for the state",
    ),
    (
        "Russian lenders are owed $3 billion by Venezuela.",
        ("3000000000 USD debt RUS VEN - actual",),
        "a creditor in the passive",
    ),
    (
        "China is Ghana's biggest creditor with about $1.9 billion.",
        ("1900000000 USD debt CHN GHA - actual",),
        "a creditor by name",
    ),
    (
        "Japan wrote off 500 billion yen that Myanmar owed it.",
        ("500000000000 JPY debt JPN MMR - actual",),
        "a debt let go stands as a debt",
    ),
    (
        "Jordan will not have to pay back 25 million euros to France.",
        ("25000000 EUR debt FRA JOR - actual",),
        "a debt not to be paid is no aim",
    ),
    (
        "Ghana is to waive arrears of $4 million that Togo owes it.",
        ("4000000 USD debt GHA TGO - target",),
        "only letting go may be to come",
    ),
    (
        "Tashkent cut supplies over arrears of $7 million, the Tajik utility said.",
        ("7000000 USD debt UZB TJK - actual",),
        "who acts over a debt is the creditor",
    ),
    (
        "Iceland asked Russia for a credit of 4 billion euros.",
        ("4000000000 EUR loan RUS ISL - target",),
        "who asks takes",
    ),
    (
        "The Netherlands gave Mali 50 million euros in development aid, Belgium 20 million.",
        (
            "50000000 EUR aid NLD MLI - actual",
            "20000000 EUR aid BEL MLI - actual",
        ),
        "another donor, its verb and unit borrowed",
    ),
    (
        "Investors from Singapore have poured $110 billion into Chinese industry since 1994.",
        ("110000000000 USD investment SGP CHN - actual",),
        "investors from somewhere",
    ),
    (
        "Denmark is the largest foreign investor in Greenland, with 2.6 billion kroner.",
        ("2600000000 DKK investment DNK GRL - actual",),
        "an investor by name",
    ),
    (
        "Emirati companies hold Turkish assets of some 20 billion dirhams.",
        ("20000000000 AED investment ARE TUR - actual",),
        "assets abroad, both sides named",
    ),
    (
        "The company holds assets of some 20 billion dirhams.",
        (),
        "assets of nobody abroad",
    ),
    (
        "Turkey's biggest customers were Germany with $21 billion, the United States with $15 billion and Iraq with $13 billion.",
        (
            "21000000000 USD export TUR DEU - actual",
            "15000000000 USD export TUR USA - actual",
            "13000000000 USD export TUR IRQ - actual",
        ),
        "customers with one figure each",
    ),
    (
        "In 2022 Spain became Morocco's first supplier with goods worth 12 billion euros.",
        ("12000000000 EUR export ESP MAR 2022-01-01..2022-12-31 actual",),
        "a supplier and its owner",
    ),
    (
        "Italy took 25 percent of Algeria's gas exports last year.",
        ("25 % export DZA ITA 2022-01-01..2022-12-31 actual",),
        "the share that a buyer takes",
    ),
    (
        "The United States bought 70 percent of Mexico's exports, Canada 3 percent.",
        (
            "70 % export MEX USA - actual",
            "3 % export MEX CAN - actual",
        ),
        "a list of buyers, the seller told once",
    ),
    (
        "China takes 20 percent of everything Chilean mines sell abroad.",
        ("20 % export CHL CHN - actual",),
        "a share of what somebody sells",
    ),
    (
        "Russian oil made up 40 percent of India's crude imports in April.",
        ("40 % import IND RUS 2023-04-01..2023-04-30 actual",),
        "whose imports they are",
    ),
    (
        "Its share of Finland's exports, the Soviet Union's, dropped to 15 percent.",
        ("15 % export FIN RUS - actual",),
        "a share that fell to a level is no fall",
    ),
    (
        "Danish importers bought cheese for 30 million euros from France.",
        ("30000000 EUR import DNK FRA - actual",),
        "importers buy",
    ),
    (
        "Canadian wheat does well: Algeria bought 412,000 tonnes, and Morocco, after a drought, 540,000.",
        (
            "412000 t import DZA CAN - actual",
            "540000 t import MAR CAN - actual",
        ),
        "the seller told before the colon; a bare number borrows its unit",
    ),
    (
        "Uganda bought motorcycles worth $92 million from India in 2022. In the opposite direction went coffee for $21 million.",
        (
            "92000000 USD import UGA IND 2022-01-01..2022-12-31 actual",
            "21000000 USD export UGA IND 2022-01-01..2022-12-31 actual",
        ),
        "the other direction sells",
    ),
    (
        "Imports from Bolivia, nearly all of them gas, dropped 22 percent to $1.3 billion, Argentina's customs office reported.",
        (
            "-22 % import ARG BOL - actual",
            "1300000000 USD import ARG BOL - actual",
        ),
        "who counts the imports",
    ),
    (
        "Exports rose. The pipeline brings Italy 8 billion cubic metres of Azeri gas a year.",
        ("8000000000 m3 export AZE ITA - actual",),
        "goods brought to somebody",
    ),
    (
        "Kabul gets electricity for $220 million a year from Uzbekistan.",
        ("220000000 USD import AFG UZB - actual",),
        "what is got against money is bought",
    ),
    (
        "Germany shipped goods for 107 billion euros to China and received goods for 191 billion from it.",
        (
            "107000000000 EUR export DEU CHN - actual",
            "191000000000 EUR import DEU CHN - actual",
        ),
        "goods shipped, goods received",
    ),
    (
        "Kuwait bought 28 fighter jets from Italy for 8 billion euros.",
        ("8000000000 EUR contract ITA KWT - actual",),
        "arms by the piece are a contract",
    ),
    (
        "A contract between Poland's armaments agency and two South Korean manufacturers is worth $5 billion.",
        ("5000000000 USD contract KOR POL - actual",),
        "a manufacturer sells, an agency buys",
    ),
    (
        "Commerce between Uzbekistan and Kazakhstan grew by 30 per cent from January to September 2022.",
        ("30 % trade UZB KAZ 2022-01-01..2022-09-30 actual",),
        "from one month to another",
    ),
    (
        "Exports to China rose 5 percent to 9 trillion yen in fiscal 2021, Japan's finance ministry said.",
        (
            "5 % export JPN CHN 2021-04-01..2022-03-31 actual",
            "9e+12 JPY export JPN CHN 2021-04-01..2022-03-31 actual",
        ),
        "a fiscal year named for its first half",
    ),
    (
        "Pakistan imported goods worth $2 billion from China in 2021/22.",
        ("2000000000 USD import PAK CHN 2021-07-01..2022-06-30 actual",),
        "a fiscal year from July to June",
    ),
    (
        "Nepal imported goods worth Rs 100 billion from India last year.",
        ("100000000000 NPR import NPL IND 2022-01-01..2022-12-31 actual",),
        "whose rupees: of the country first named",
    ),
    (
        "Trade between Peru and Chile stood at $3.1 billion in 2022, and both governments hope for $5 billion by 2025.",
        (
            "3100000000 USD trade PER CHL 2022-01-01..2022-12-31 actual",
            "5000000000 USD trade PER CHL 2025-01-01..2025-12-31 target",
        ),
        "an aim beside a fact",
    ),
    (
        "Peru and Chile traded $3 billion last year. By 2026 both sides want to see $5 billion.",
        (
            "3000000000 USD trade PER CHL 2022-01-01..2022-12-31 actual",
            "5000000000 USD trade PER CHL 2026-01-01..2026-12-31 target",
        ),
        "the aim of two sides",
    ),
    (
        "The oil group's profit rose 4 percent to $3 billion on sales of $40 billion.",
        (),
        "a company's results",
    ),
    (
        "A bike sells for 3.3 million shillings in Uganda, and exports of them to Kenya rose.",
        (),
        "a price",
    ),
    (
        "A tonne of Chilean copper, for export to China, costs $7,000.",
        (),
        "small change is a price",
    ),
    (
        "Eskom, the state utility, had a debt of 423 billion rand.",
        (),
        "a company's debt",
    ),
    (
        "The Swiss central bank gave up its cap and holds 495 billion francs.",
        (),
        "nothing is given",
    ),
    (
        "Wages in Vietnam rose 6 percent to 8 million dong a month.",
        (),
        "wages",
    ),
]


@pytest.mark.parametrize(("text", "expected", "reason"), WORDINGS)
def test_reads_other_wordings(text: str, expected: tuple[str, ...], reason: str) -> None:
    assert tuple(line(figure) for figure in figures(text)) == expected, reason
