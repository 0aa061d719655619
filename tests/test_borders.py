"""Maps are honest: every country has an outline or a point, and what is said of disputed areas is so."""

import json
from datetime import date
from pathlib import Path

import plotly.graph_objects as go
import pycountry
import pytest
from gold_store import FrameStore
from test_charts import ranking_of

from lib import charts, countries, query
from lib.charts.borders import WITHOUT_OUTLINE
from lib.parse import parse
from lib.query import EVERYTHING
from lib.records import Article
from lib.tables import load

ROOT = Path(__file__).parents[1]
OUTLINED = {
    shape["id"]
    for shape in json.loads((ROOT / "static" / "world_110m.json").read_text())["objects"]["countries"][
        "geometries"
    ]
}
COUNTRIES = {country.alpha_3 for country in pycountry.countries} | {"XKX", "EUE"}
NOBODYS = {"XAC": "Aksai Chin", "XAP": "Arunachal Pradesh", "XBT": "Bir Tawil", "XHT": "Hala'ib Triangle",
           "XIT": "Ilemi Triangle", "XJK": "Jammu and Kashmir"}  # fmt: skip
"""shapes of the outlines that are of no country"""


def test_the_countries_without_an_outline_are_these() -> None:
    assert WITHOUT_OUTLINE == COUNTRIES - OUTLINED
    assert set(NOBODYS) == OUTLINED - COUNTRIES


@pytest.mark.parametrize("code", sorted(WITHOUT_OUTLINE))
def test_a_country_without_an_outline_has_a_point_to_click(empty_store: FrameStore, code: str) -> None:
    latitude, longitude = countries.point(code) or (None, None)
    figure = charts.visited_map(
        ranking_of([code]), query.travelled(empty_store, EVERYTHING), selection=(code,)
    ).figure
    (marks,) = (trace for trace in figure.data if trace.name == "country marks")
    assert (list(marks.lat), list(marks.lon)) == ([latitude], [longitude])
    assert marks.customdata[0] == code
    assert marks.marker.line.color[0] == charts.LIGHT.selection, "what is selected is outlined"


def test_a_country_only_mentioned_shows_without_an_outline(gold_store: FrameStore) -> None:
    mentioned = query.mention_ranking(gold_store, EVERYTHING, "country", None).head(2)
    mentioned = mentioned.assign(entity_id=["SGP", "PER"], entity=["Singapore", "Peru"])
    figure = charts.visited_map(
        ranking_of(["CUB"]), query.travelled(gold_store, EVERYTHING), mentioned=mentioned
    ).figure
    (marks,) = (trace for trace in figure.data if trace.name == "only mentioned marks")
    assert list(marks.customdata) == ["SGP"], "Peru has its outline"
    assert "Singapore" in marks.text[0]


def test_disputed_borders_are_dashed_on_every_map(gold_store: FrameStore) -> None:
    given = query.visit_ranking(gold_store, EVERYTHING), query.travelled(gold_store, EVERYTHING)
    for small in (False, True):
        lines = _disputed(charts.visited_map(*given, small=small).figure)
        assert lines.line.dash not in (None, "solid")
        assert all(
            latitude is None or (-90 <= latitude <= 90 and -180 <= longitude <= 180)
            for latitude, longitude in zip(lines.lat, lines.lon, strict=True)
        )
        assert sum(latitude is None for latitude in lines.lat) == len(load("gazetteer/disputed_borders"))


def _disputed(figure: go.Figure) -> go.Scattergeo:
    (lines,) = (trace for trace in figure.data if trace.name == "disputed borders")
    return lines


def test_every_shape_of_no_country_has_a_dashed_border() -> None:
    drawn = {row["area"] for row in load("gazetteer/disputed_borders")}
    assert set(NOBODYS.values()) <= drawn
    assert {"Kosovo", "Palestine", "Crimea", "Western Sahara"} <= drawn


def test_the_cases_people_ask_about_are_said() -> None:
    areas = {row["area"]: row["code"] for row in load("gazetteer/disputed_areas")}
    asked = {"Kosovo": "XKX", "Palestine": "PSE", "Taiwan": "TWN", "Crimea": "UKR", "Western Sahara": "ESH"}
    assert asked.items() <= areas.items() and "Kashmir" in areas


@pytest.mark.parametrize(
    ("place", "code"),
    [
        example.rsplit(" ", 1)
        for row in load("gazetteer/disputed_areas")
        for example in row["examples"].split("|")
    ],
)
def test_places_count_as_it_is_said(place: str, code: str) -> None:
    text = f"Prime Minister Keir Starmer spoke of {place} on Monday."
    rows = parse(Article("a", None, None, None, date(2031, 9, 10), None, "en", text))
    assert [mention.country for mention in rows.mentions if mention.surface == place] == [code]
