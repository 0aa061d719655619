"""Trade figures of single sentences and short paragraphs. Published on 2023-06-01."""

from datetime import date

import pytest

from lib.parse.document import Document
from lib.parse.people import People
from lib.parse.trade import find_trade_figures
from lib.records import Article, TradeFigure


def figures(text: str, language: str = "en", published: date | None = date(2023, 6, 1)) -> list[TradeFigure]:
    doc = Document(Article("a", None, None, None, published, None, language, text))
    return find_trade_figures(doc, People(doc))


def line(figure: TradeFigure) -> str:
    """A figure as the tables below write it: amount, unit, flow, reporter, partner, period, status."""
    period = f"{figure.period_start}..{figure.period_end}" if figure.period_start else "-"
    pair = f"{figure.reporter or '-'} {figure.partner or '-'}"
    return f"{figure.amount:.12g} {figure.unit} {figure.flow} {pair} {period} {figure.status}"


# language, text, figures, why
STATED = [
    (
        "en",
        "Trade between Peru and Thailand reached $1.2 billion in 2022.",
        ("1200000000 USD trade PER THA 2022-01-01..2022-12-31 actual",),
        "a year's turnover",
    ),
    (
        "en",
        "Bilateral trade between Kenya and Uganda is expected to hit 2 billion dollars by 2027.",
        ("2000000000 USD trade KEN UGA 2027-01-01..2027-12-31 target",),
        "a forecast with its year",
    ),
    (
        "en",
        "Norway exported fish worth 3 billion kroner to Poland last year.",
        ("3000000000 NOK export NOR POL 2022-01-01..2022-12-31 actual",),
        "goods worth, and a currency that three countries share",
    ),
    (
        "en",
        "Polish imports of Norwegian gas rose by 12 percent in 2022.",
        ("12 % import POL NOR 2022-01-01..2022-12-31 actual",),
        "the buyer reports an import; a demonym names the goods",
    ),
    (
        "en",
        "Chile shipped 40,000 tonnes of cherries to China in January 2023.",
        ("40000 t export CHL CHN 2023-01-01..2023-01-31 actual",),
        "a month; tonnes",
    ),
    (
        "en",
        "The Philippines bought 200,000 tonnes of rice from Vietnam in 2021, and 50,000 tonnes "
        "from Thailand.",
        (
            "200000 t import PHL VNM 2021-01-01..2021-12-31 actual",
            "50000 t import PHL THA 2021-01-01..2021-12-31 actual",
        ),
        "the second buyer's figure borrows verb and year",
    ),
    (
        "en",
        "Japan will lend Indonesia 100 billion yen for a railway.",
        ("100000000000 JPY loan JPN IDN - target",),
        "a loan to come",
    ),
    (
        "en",
        "Zambia received a loan of 250 million dollars from India.",
        ("250000000 USD loan IND ZMB - actual",),
        "the borrower is the subject",
    ),
    (
        "en",
        "Sweden has donated 20 million euros to Moldova.",
        ("20000000 EUR aid SWE MDA - actual",),
        "aid granted",
    ),
    (
        "en",
        "Bolivia owes Brazil 300 million dollars for electricity.",
        ("300000000 USD debt BRA BOL - actual",),
        "the creditor reports a debt",
    ),
    (
        "en",
        "Laos's debt to China has reached 5 billion dollars.",
        ("5000000000 USD debt CHN LAO - actual",),
        "a debt that a country owns",
    ),
    (
        "en",
        "French companies invested 4 billion euros in Morocco in the past decade.",
        ("4000000000 EUR investment FRA MAR - actual",),
        "companies stand for their country",
    ),
    (
        "en",
        "South Korean investment in Hungary amounts to 6 billion euros.",
        ("6000000000 EUR investment KOR HUN - actual",),
        "investment in a country",
    ),
    (
        "en",
        "Qatar signed a contract worth 7 billion euros with France for 24 fighter jets.",
        ("7000000000 EUR contract FRA QAT - actual",),
        "arms by the piece are a contract, the seller reports",
    ),
    (
        "en",
        "A Turkish company won a contract worth 900 million dollars in Senegal.",
        ("900000000 USD contract TUR SEN - actual",),
        "a company's contract",
    ),
    (
        "en",
        "Canadian exports to India fell 8% to C$4.3 billion in the first half of 2021.",
        (
            "-8 % export CAN IND 2021-01-01..2021-06-30 actual",
            "4300000000 CAD export CAN IND 2021-01-01..2021-06-30 actual",
        ),
        "a fall, and the level it led to, in half a year",
    ),
    (
        "en",
        "China accounts for 30 percent of Chile's exports.",
        ("30 % export CHL CHN - actual",),
        "the buyer of a share is the partner",
    ),
    (
        "en",
        "Russia supplies 40 percent of Turkey's gas imports.",
        ("40 % import TUR RUS - actual",),
        "the seller of a share is the partner",
    ),
    (
        "en",
        "Ethiopia and Djibouti want to raise their trade from $1 billion to $3 billion by 2026.",
        (
            "1000000000 USD trade ETH DJI - actual",
            "3000000000 USD trade ETH DJI 2026-01-01..2026-12-31 target",
        ),
        "from … to: what is and what is aimed at",
    ),
    (
        "en",
        "Beijing has pledged $200 million in aid to Tajikistan.",
        ("200000000 USD aid CHN TJK - target",),
        "a pledge",
    ),
    (
        "en",
        "Under the deal Rosatom will build a reactor in Egypt for 30 billion dollars.",
        ("30000000000 USD contract RUS EGY - target",),
        "a national company builds",
    ),
    (
        "en",
        "Iraq imports 1,200 tonnes of dates from Iran every year.",
        ("1200 t import IRQ IRN - actual",),
        "every year gives no period",
    ),
    (
        "en",
        "Exports from Georgia to Armenia were worth 700 million dollars in 2022, according to "
        "Geostat, and imports 300 million dollars.",
        (
            "700000000 USD export GEO ARM 2022-01-01..2022-12-31 actual",
            "300000000 USD import GEO ARM 2022-01-01..2022-12-31 actual",
        ),
        "one verb for both flows, a source",
    ),
    (
        "en",
        "Portugal forgave Cape Verde debts of 12 million euros.",
        ("12000000 EUR debt PRT CPV - actual",),
        "debts forgiven",
    ),
    (
        "en",
        "The Netherlands, which bought Kenyan flowers for 500 million euros in 2021, is the "
        "largest customer.",
        ("500000000 EUR import NLD KEN 2021-01-01..2021-12-31 actual",),
        "a relative clause",
    ),
    (
        "en",
        "Oman hopes that Indian firms will invest 2 billion dollars.",
        ("2000000000 USD investment IND OMN - target",),
        "investors who are hoped for",
    ),
    (
        "en",
        "Saudi Arabia will deposit 3 billion dollars in Pakistan's central bank as a loan.",
        ("3000000000 USD loan SAU PAK - target",),
        "a deposit as a loan",
    ),
    (
        "en",
        "Angola exported 400,000 barrels a day to China in 2019.",
        ("400000 bbl/d export AGO CHN 2019-01-01..2019-12-31 actual",),
        "a daily rate",
    ),
    (
        "en",
        "Ukraine was granted 18 billion euros by the European Union in loans.",
        ("18000000000 EUR loan EUE UKR - actual",),
        "passive, with an agent",
    ),
    (
        "es",
        "El comercio entre Chile y Corea del Sur sumó 8.000 millones de dólares en 2021.",
        ("8000000000 USD trade CHL KOR 2021-01-01..2021-12-31 actual",),
        "turnover in Spanish",
    ),
    (
        "es",
        "Las exportaciones de Ecuador a Rusia cayeron un 15 % en 2022.",
        ("-15 % export ECU RUS 2022-01-01..2022-12-31 actual",),
        "a fall in Spanish",
    ),
    (
        "es",
        "China prestará 500 millones de dólares a Bolivia.",
        ("500000000 USD loan CHN BOL - target",),
        "a future by its ending",
    ),
    (
        "es",
        "Uruguay compró a Argentina gas por 40 millones de dólares en 2020.",
        ("40000000 USD import URY ARG 2020-01-01..2020-12-31 actual",),
        "bought from, in Spanish",
    ),
    (
        "es",
        "Japón donó 3 millones de dólares a Honduras.",
        ("3000000 USD aid JPN HND - actual",),
        "aid in Spanish",
    ),
    (
        "es",
        "La deuda de Cuba con Rusia asciende a 2.300 millones de dólares.",
        ("2300000000 USD debt RUS CUB - actual",),
        "debt with a country",
    ),
    (
        "es",
        "Empresas españolas invirtieron 900 millones de euros en Perú.",
        ("900000000 EUR investment ESP PER - actual",),
        "Spanish companies",
    ),
    (
        "pt",
        "O comércio entre o Brasil e o Egito somou 3 bilhões de dólares em 2022.",
        ("3000000000 USD trade BRA EGY 2022-01-01..2022-12-31 actual",),
        "turnover in Portuguese",
    ),
    (
        "pt",
        "A China comprou 60 milhões de toneladas de soja do Brasil em 2021.",
        ("60000000 t import CHN BRA 2021-01-01..2021-12-31 actual",),
        'the article before a country is no "to"',
    ),
    (
        "pt",
        "As exportações angolanas para a China caíram 10% em 2020.",
        ("-10 % export AGO CHN 2020-01-01..2020-12-31 actual",),
        "a demonym behind its noun",
    ),
    (
        "pt",
        "Portugal vai emprestar 50 milhões de euros a Moçambique.",
        ("50000000 EUR loan PRT MOZ - target",),
        "vai emprestar",
    ),
    (
        "fr",
        "Les échanges entre la France et le Vietnam ont atteint 5 milliards d'euros en 2021.",
        ("5000000000 EUR trade FRA VNM 2021-01-01..2021-12-31 actual",),
        "turnover in French",
    ),
    (
        "fr",
        "La Tunisie a exporté pour 200 millions d'euros d'huile vers l'Italie en 2022.",
        ("200000000 EUR export TUN ITA 2022-01-01..2022-12-31 actual",),
        "exports for a sum",
    ),
    (
        "fr",
        "L'Allemagne versera 30 millions d'euros d'aide au Mali.",
        ("30000000 EUR aid DEU MLI - target",),
        "aid to come",
    ),
    (
        "de",
        "Deutschland exportierte 2022 Waren im Wert von 107 Milliarden Euro nach China.",
        ("107000000000 EUR export DEU CHN 2022-01-01..2022-12-31 actual",),
        "worth, in German",
    ),
    (
        "de",
        "Japan gewährte Usbekistan einen Kredit von 300 Millionen Dollar.",
        ("300000000 USD loan JPN UZB - actual",),
        "a loan with an indirect object",
    ),
    (
        "de",
        "Ungarn kaufte 2021 Gas für zwei Milliarden Euro von Russland.",
        ("2000000000 EUR import HUN RUS 2021-01-01..2021-12-31 actual",),
        "bought from, in German",
    ),
    (
        "ru",
        "Товарооборот между Россией и Турцией в 2021 году составил 33 млрд долларов.",
        ("33000000000 USD trade RUS TUR 2021-01-01..2021-12-31 actual",),
        "turnover in Russian",
    ),
    (
        "ru",
        "Россия поставила в Египет 5 млн тонн пшеницы в 2020 году.",
        ("5000000 t export RUS EGY 2020-01-01..2020-12-31 actual",),
        "a delivery",
    ),
    (
        "ru",
        "Китай предоставит Пакистану кредит в 2 млрд долларов.",
        ("2000000000 USD loan CHN PAK - target",),
        "a credit to come",
    ),
    (
        "ru",
        "Импорт Белоруссии из Казахстана вырос на 7% в 2019 году.",
        ("7 % import BLR KAZ 2019-01-01..2019-12-31 actual",),
        "a genitive owns the noun",
    ),
    (
        "it",
        "L'interscambio tra Italia e Brasile ha raggiunto 9 miliardi di euro nel 2021.",
        ("9000000000 EUR trade ITA BRA 2021-01-01..2021-12-31 actual",),
        "turnover in Italian",
    ),
    (
        "nl",
        "De handel tussen Nederland en Indonesië bereikte in 2019 5 miljard euro.",
        ("5000000000 EUR trade NLD IDN 2019-01-01..2019-12-31 actual",),
        "turnover in Dutch",
    ),
    (
        "en",
        "President Ruto met Prime Minister Modi in New Delhi. Kenya exports tea worth 120 million "
        "dollars a year to India, and India sells its partner medicines for 600 million dollars.",
        (
            "120000000 USD export KEN IND - actual",
            "600000000 USD export IND KEN - actual",
        ),
        "the partner of the sentence before",
    ),
    (
        "en",
        "Uruguay and Qatar met on Tuesday. Trade between the two countries was only 20 million "
        "dollars in 2021.",
        ("20000000 USD trade URY QAT 2021-01-01..2021-12-31 actual",),
        "the two countries of the sentence before",
    ),
    (
        "en",
        "Vietnam is the largest customer of Laos. It imported 800 megawatts and coal worth 90 "
        "million dollars from its neighbour in 2022.",
        ("90000000 USD import VNM LAO 2022-01-01..2022-12-31 actual",),
        "it, its neighbour",
    ),
    (
        "en",
        "Sales of Ecuadorean bananas to Turkey increased by 20 percent between January and September 2022.",
        ("20 % export ECU TUR 2022-01-01..2022-09-30 actual",),
        "a share of months",
    ),
    (
        "en",
        "Mexico received foreign direct investment of 3 billion dollars from Canada in 2022.",
        ("3000000000 USD investment CAN MEX 2022-01-01..2022-12-31 actual",),
        "a recipient of investment",
    ),
    (
        "en",
        "Denmark and Greenland aside, Iceland sold the United Kingdom cod for £200 million in the "
        "first quarter of 2023.",
        ("200000000 GBP export ISL GBR 2023-01-01..2023-03-31 actual",),
        "a quarter, pounds",
    ),
    (
        "en",
        "Malaysia ordered 36 helicopters from Italy for 1 billion euros.",
        ("1000000000 EUR contract ITA MYS - actual",),
        "helicopters ordered are a contract",
    ),
    (
        "en",
        "Nigeria's imports from China climbed to $20 billion in 2022 from $16 billion the year before.",
        (
            "20000000000 USD import NGA CHN 2022-01-01..2022-12-31 actual",
            "16000000000 USD import NGA CHN 2021-01-01..2021-12-31 actual",
        ),
        "from: last year's level is a figure too",
    ),
    (
        "en",
        "Hungary will receive 4.5 billion cubic meters of gas a year from Russia.",
        ("4500000000 m3 import HUN RUS - target",),
        "gas received is an import",
    ),
    (
        "en",
        "Tehran exports some 700,000 barrels of oil per day to China, analysts say.",
        ("700000 bbl/d export IRN CHN - actual",),
        "a capital that acts",
    ),
    (
        "en",
        "The United Kingdom has committed £2.3 billion in military support to Ukraine for 2023.",
        ("2300000000 GBP aid GBR UKR - target",),
        "support promised",
    ),
    (
        "en",
        "China's Exim Bank lent Kenya $3.6 billion for the Mombasa railway.",
        ("3600000000 USD loan CHN KEN - actual",),
        "a national bank stands for its country",
    ),
    (
        "en",
        "Bangladesh has secured a $500 million line of credit from India.",
        ("500000000 USD loan IND BGD - actual",),
        "a line of credit secured",
    ),
    (
        "en",
        "Serbia is Hungary's largest partner in the region, with trade worth 4 billion euros in 2022.",
        ("4000000000 EUR trade SRB HUN 2022-01-01..2022-12-31 actual",),
        "the region is no party here",
    ),
    (
        "en",
        "Azerbaijan plans to double gas exports to the European Union to 20 billion cubic metres by 2027.",
        ("20000000000 m3 export AZE EUE 2027-01-01..2027-12-31 target",),
        "a target with its year",
    ),
    (
        "en",
        "South African exports to Mozambique rose by a tenth to 60 billion rand in 2022.",
        ("60000000000 ZAR export ZAF MOZ 2022-01-01..2022-12-31 actual",),
        "a fraction in words is no figure",
    ),
    (
        "en",
        "Two-way trade in goods between Ireland and Japan totalled 9.2 billion euros in 2021, the Irish embassy in Tokyo says.",
        ("9200000000 EUR trade IRL JPN 2021-01-01..2021-12-31 actual",),
        "an embassy says so",
    ),
    (
        "en",
        "Singapore is the top investor in Indonesia, having put in $13.3 billion in 2022.",
        ("13300000000 USD investment SGP IDN 2022-01-01..2022-12-31 actual",),
        "put in, after an investor",
    ),
    (
        "en",
        "Lithuania will buy 88 Boxer vehicles from Germany in a deal worth 600 million euros.",
        ("600000000 EUR contract DEU LTU - target",),
        "a deal to come; the seller reports",
    ),
    (
        "en",
        "Wellington promised Fiji NZ$12 million to rebuild schools.",
        ("12000000 NZD aid NZL FJI - target",),
        "a capital that promises",
    ),
    (
        "en",
        "Exports to Belarus dropped 60 percent last year, Ukraine's statistics service said.",
        ("-60 % export UKR BLR 2022-01-01..2022-12-31 actual",),
        "the exporter speaks",
    ),
    (
        "es",
        "México envía a Estados Unidos el 80 % de sus exportaciones.",
        ("80 % export MEX USA - actual",),
        "a share of its exports",
    ),
    (
        "es",
        "El intercambio entre Paraguay y Taiwán ronda los 200 millones de dólares al año.",
        ("200000000 USD trade PRY TWN - actual",),
        "about, a year",
    ),
    (
        "es",
        "Venezuela debe a Rusia unos 3.150 millones de dólares, según Moscú.",
        ("3150000000 USD debt RUS VEN - actual",),
        "debts with a source",
    ),
    (
        "pt",
        "Moçambique exportou carvão no valor de 1,5 mil milhões de dólares para a Índia em 2022.",
        ("1500000000 USD export MOZ IND 2022-01-01..2022-12-31 actual",),
        "a sum behind the goods",
    ),
    (
        "fr",
        "La Chine a prêté 1,2 milliard de dollars au Cameroun.",
        ("1200000000 USD loan CHN CMR - actual",),
        "a loan in French",
    ),
    (
        "fr",
        "Les importations algériennes de blé français ont reculé de 30 % en 2022.",
        ("-30 % import DZA FRA 2022-01-01..2022-12-31 actual",),
        "goods of the seller",
    ),
    (
        "de",
        "Österreich lieferte im ersten Halbjahr 2022 Waren für 1,2 Milliarden Euro nach Rumänien.",
        ("1200000000 EUR export AUT ROU 2022-01-01..2022-06-30 actual",),
        "a half-year",
    ),
    (
        "de",
        "China investierte 2021 rund 800 Millionen Euro in Serbien.",
        ("800000000 EUR investment CHN SRB 2021-01-01..2021-12-31 actual",),
        "around, in German",
    ),
    (
        "ru",
        "Экспорт Казахстана в Узбекистан достиг 3,7 млрд долларов по итогам 2022 года.",
        ("3700000000 USD export KAZ UZB 2022-01-01..2022-12-31 actual",),
        "by the results of a year",
    ),
    (
        "ru",
        "Индия закупила у России 16 млн тонн угля в 2022 году.",
        ("16000000 t import IND RUS 2022-01-01..2022-12-31 actual",),
        "bought from, in Russian",
    ),
    (
        "ru",
        "Россия списала долг Сомали на 684 млн долларов.",
        ("684000000 USD debt RUS SOM - actual",),
        "debts written off",
    ),
]

REFUSED = [
    ("en", "Egypt's government approved a budget of 90 billion dollars.", "a budget"),
    ("en", "Shell was fined 2 million dollars in Nigeria.", "a fine"),
    ("en", "The film earned 60 million dollars in China and Japan.", "box office"),
    (
        "en",
        "Argentina's GDP fell by 3 percent, while its exports were hit by drought.",
        "output, and exports without a figure",
    ),
    ("en", "The kidnappers demanded a ransom of 5 million dollars from Japan.", "a ransom"),
    ("en", "The United States imposed tariffs of 25 percent on imports from Mexico.", "a tariff"),
    ("en", "Germany ran a trade deficit of 80 billion euros with China.", "a trade deficit"),
    ("en", "Apple's revenue in China dropped to 18 billion dollars.", "a company's revenue"),
    ("en", "Brent crude rose to $85 a barrel as Saudi Arabia cut exports.", "a price"),
    ("en", "Turkey's population is 85 million and it trades with Greece.", "a population"),
    ("en", "The wall on the border with Mexico cost 15 billion dollars.", "domestic spending"),
    ("es", "La inflación en Argentina llegó al 50 % y Brasil vende menos.", "inflation"),
    ("pt", "O orçamento do Brasil prevê gastos de 2 trilhões de reais.", "a budget in Portuguese"),
    ("fr", "Le PIB du Sénégal a augmenté de 5 %, porté par les exportations.", "output in French"),
    ("ru", "Бюджет России составил 300 млрд долларов.", "a budget in Russian"),
    ("en", "India's remittances from the Gulf reached 40 billion dollars.", "remittances"),
    ("en", "A ministry in Lima said that Peru's copper production rose by 5 percent.", "output"),
    (
        "en",
        "Taiwan's TSMC posted a profit of 9 billion dollars thanks to exports to the United States.",
        "a company's profit",
    ),
    ("en", "Police in Spain seized cocaine worth 20 million euros from Colombia.", "seized goods"),
    (
        "en",
        "The airline lost 2 billion dollars as trade between Britain and France stalled.",
        "a loss, beside trade",
    ),
    ("en", "Remittances from Russia to Tajikistan reached 5 billion dollars.", "remittances"),
    ("en", "Brazilian inflation hit 10 percent as exports to China fell.", "inflation, beside exports"),
]

PARAGRAPHS = [
    (
        "en",
        "Finnish exports to Namibia totalled 12 million euros in 2021, while imports from the southern African "
        "country were just 3 million euros. Helsinki has granted Namibia 5 million euros in development aid.",
        (
            "12000000 EUR export FIN NAM 2021-01-01..2021-12-31 actual",
            "3000000 EUR import FIN NAM 2021-01-01..2021-12-31 actual",
            "5000000 EUR aid FIN NAM - actual",
        ),
        "a country told by its region; a capital that acts",
    ),
    (
        "en",
        "Trade between China and Brazil jumped 45% to $8.3 billion in the first five months of 2023. "
        "Brazil's shipments of iron ore rose 9%. Xi promised that Chinese firms would invest $10 billion in Brazil.",
        (
            "45 % trade CHN BRA 2023-01-01..2023-05-31 actual",
            "8300000000 USD trade CHN BRA 2023-01-01..2023-05-31 actual",
            "9 % export BRA CHN 2023-01-01..2023-05-31 actual",
            "10000000000 USD investment CHN BRA - target",
        ),
        "the same trade, the same months",
    ),
    (
        "en",
        "The World Bank approved a $500 million loan to Tanzania.",
        ("500000000 USD loan - TZA - actual",),
        "a lender that is no country leaves its side empty",
    ),
    (
        "en",
        "Gulf oil matters to Cuba. Venezuela, which shipped 55,000 barrels per day to the island last month, sent "
        "more than Mexico.",
        ("55000 bbl/d export VEN CUB 2023-05-01..2023-05-31 actual",),
        "a relative clause; the island is who the text is about",
    ),
    (
        "es",
        "Alemania y Colombia negocian. El comercio bilateral alcanzó los 4.300 millones de dólares en 2022, "
        "un 20 % más que en 2021. Colombia exportó carbón por 1.200 millones de dólares a Alemania.",
        (
            "4300000000 USD trade DEU COL 2022-01-01..2022-12-31 actual",
            "20 % trade DEU COL 2022-01-01..2022-12-31 actual",
            "1200000000 USD export COL DEU 2022-01-01..2022-12-31 actual",
        ),
        "a pair told once; the year of comparison is none",
    ),
    (
        "en",
        "Oman sold India urea for 300 million dollars in 2022, against 200 million in the other direction.",
        (
            "300000000 USD export OMN IND 2022-01-01..2022-12-31 actual",
            "200000000 USD export IND OMN 2022-01-01..2022-12-31 actual",
        ),
        "a unit and a flow borrowed, the direction turned",
    ),
    (
        "en",
        "Canada sold Cuba wheat for 90 million Canadian dollars last year. Fish alone brought in $20 million.",
        (
            "90000000 CAD export CAN CUB 2022-01-01..2022-12-31 actual",
            "20000000 CAD export CAN CUB 2022-01-01..2022-12-31 actual",
        ),
        "one dollar named makes the other",
    ),
    (
        "en",
        "Japan and Laos trade goods worth $150 million.\n\nTrade between Japan and Laos: goods worth $150 million.",
        ("150000000 USD trade JPN LAO - actual",),
        "told twice, one row",
    ),
]


# text, figures, why; each text is on the trade of one country
ECONOMIES = [
    (
        "Kenya's tea exports rose 5 percent to $1.2 billion in 2022.\n\n"
        "Exports to Egypt fell to $180 million. Sales to Poland came to $20 million.\n\n"
        "Imports were up 4 percent at $9 billion.",
        (
            "5 % export KEN - 2022-01-01..2022-12-31 actual",
            "1200000000 USD export KEN - 2022-01-01..2022-12-31 actual",
            "180000000 USD export KEN EGY 2022-01-01..2022-12-31 actual",
            "20000000 USD export KEN POL 2022-01-01..2022-12-31 actual",
            "4 % import KEN - 2022-01-01..2022-12-31 actual",
            "9000000000 USD import KEN - 2022-01-01..2022-12-31 actual",
        ),
        "the seller is said once; a total has no partner",
    ),
    (
        "Chile's fruit exports were worth $6 billion in 2022.\n\n"
        "China took 700,000 tonnes, up from 600,000 tonnes in 2021.",
        (
            "6000000000 USD export CHL - 2022-01-01..2022-12-31 actual",
            "700000 t import CHN CHL 2022-01-01..2022-12-31 actual",
            "600000 t import CHN CHL 2021-01-01..2021-12-31 actual",
        ),
        "who takes a volume imports it; the year of the amount before stays with that amount",
    ),
    (
        "Japan will lend Nepal $300 million for a road.\n\nIndia has promised $500 million in credit.",
        (
            "300000000 USD loan JPN NPL - target",
            "500000000 USD loan IND NPL - target",
        ),
        "another lender lends to the same country",
    ),
    (
        "Exports of wool earned Uruguay $250 million in the fiscal year that ended in June 2022.",
        ("250000000 USD export URY - 2021-07-01..2022-06-30 actual",),
        "what exports earn is the seller's; a year that ends in a named month",
    ),
]


@pytest.mark.parametrize(("text", "expected", "reason"), ECONOMIES)
def test_fills_in_the_economy_a_text_is_about(text: str, expected: tuple[str, ...], reason: str) -> None:
    assert tuple(line(figure) for figure in figures(text)) == expected, reason


@pytest.mark.parametrize(("language", "text", "expected", "reason"), [*STATED, *PARAGRAPHS])
def test_states(language: str, text: str, expected: tuple[str, ...], reason: str) -> None:
    found = figures(text, language)
    assert sorted(map(line, found)) == sorted(expected), reason
    assert all(text[f.start_char : f.end_char] and f.sentence in text for f in found)


@pytest.mark.parametrize(("language", "text", "reason"), REFUSED)
def test_refuses(language: str, text: str, reason: str) -> None:
    assert figures(text, language) == [], reason


HOSTILE = [
    "",
    "trade",
    "$",
    "trade $1 " * 40,
    "and, ; – : $5 trade between and",
    "exports to to to 5% of of",
    "\u00ad5 € trade",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_never_raises(text: str) -> None:
    assert all(f.reporter or f.partner for f in figures(text, published=None))
