"""Pictures → web pages that open anywhere, offline, and in which no text comes alive."""

import html
import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lib.export import HEAD

if TYPE_CHECKING:
    from lib.charts.picture import Picture

STATIC = Path(__file__).parents[2] / "static"


def figure_html(
    picture: "Picture", topojson: dict[str, Any] | None = None, notes: Sequence[str] = ()
) -> bytes:
    """A picture as a page that stands alone: script, outlines, legend, source line and alt text are in it, `notes`
    below it, and buttons that save it as PNG and SVG.

    `topojson` maps `world_110m` and the like to their outlines; by default a map's own are read from
    `static/`.
    """
    paper = picture.figure.layout.template.layout.paper_bgcolor or "#ffffff"
    head = _drawing_head([picture], f"padding:1rem;max-width:1100px;background:{paper}", topojson)
    caption = "".join(f"<p>{html.escape(note)}</p>" for note in notes)
    buttons = "".join(
        f'<button data-format="{form}">Save as {form.upper()}</button>' for form in ("png", "svg")
    )
    return (
        f'{head}<figure role="img" aria-label="{html.escape(picture.alt)}">{drawing(picture)}</figure>\n'
        f"<div class=notes>{caption}</div><div class=save>{buttons}</div>\n<script>{_SAVE}</script></body></html>\n"
    ).encode()


def drawing_page(pictures: "Sequence[Picture]", script: str, width: int) -> bytes:
    """A page that draws some pictures so many pixels wide, then runs a script of ours."""
    drawn = "".join(
        f"<div>{drawing(picture, script=not number)}</div>" for number, picture in enumerate(pictures)
    )
    return f"{_drawing_head(pictures, f'width:{width}px')}{drawn}<script>{script}</script></body></html>".encode()


def _drawing_head(pictures: "Sequence[Picture]", style: str, topojson: dict[str, Any] | None = None) -> str:
    head = HEAD.format(
        title=html.escape(pictures[0].title), policy=DRAWING_POLICY,
        style=f"body{{margin:0 auto;{style}}}figure{{margin:0}}{_NOTES_STYLE}",
    )  # fmt: skip
    return head + outlines(pictures, topojson)


def outlines(pictures: "Sequence[Picture]", topojson: dict[str, Any] | None = None) -> str:
    """The script that holds the outlines of the pictures that are maps, or those given."""
    held = topojson
    if held is None:
        held = {name: lines for picture in pictures for name, lines in _outlines(picture.figure).items()}
    script = json.dumps({"topojson": held}).replace("<", "\\u003c")
    return f"<script>window.PlotlyGeoAssets={script}</script>\n"


def drawing(picture: "Picture", script: bool = True) -> str:
    """A picture as a part of a page, with the script that draws it unless another on the page brought it."""
    keys = (STATIC / "playback.js").read_text(encoding="utf-8") if picture.figure.frames else None
    drawn: str = picture.figure.to_html(
        full_html=False, include_plotlyjs=script, default_width="100%", auto_play=False, post_script=keys,
        config={"displaylogo": False, "typesetMath": False, "responsive": True,
                "modeBarButtons": [["toImage"]]},
    )  # fmt: skip
    return drawn


DRAWING_POLICY = (
    "default-src 'none'; script-src 'unsafe-inline'; img-src data: blob:; connect-src blob: data:"
)
_NOTES_STYLE = (
    ".notes{font:13px/1.5 system-ui,sans-serif;color:#5b6775;overflow-wrap:anywhere}.notes p{margin:.3rem 0}"
    ".save{margin:.8rem 0}.save button{font:13px system-ui,sans-serif;margin-right:.5rem}"
    "@media print{.save,.modebar-container{display:none}}"
)
_SAVE = """
document.querySelectorAll(".save button").forEach((button) => button.addEventListener("click", () => {
  const drawn = document.querySelector(".js-plotly-plot");
  Plotly.downloadImage(drawn, {format: button.dataset.format, filename: document.title, scale: 2,
    width: drawn.clientWidth, height: drawn.clientHeight});
}));
"""


def _outlines(figure: Any) -> dict[str, Any]:
    if not any(trace.type in ("choropleth", "scattergeo") for trace in figure.data):
        return {}
    name = f"world_{figure.layout.geo.resolution or 110}m"
    return {name: json.loads((STATIC / f"{name}.json").read_text(encoding="utf-8"))}
