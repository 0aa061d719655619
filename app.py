"""Dateline's entry point: the list of pages and the shell around them; `streamlit run app.py` starts it."""

from lib.ui.shell import run

PAGES = (
    ("overview", "Overview"),
    ("visits", "Visits"),
    ("tours", "Tours"),
    ("relations", "Relations"),
    ("trade", "Trade"),
    ("mentions", "Mentions"),
    ("articles", "Articles"),
    ("news", "News"),
    ("library", "Library"),
    ("corrections", "Corrections"),
    ("accuracy", "Accuracy"),
)
"""Each page: its file under pages/, which is also its address, and its name. The first is the start page."""

if __name__ == "__main__":
    run(PAGES)
