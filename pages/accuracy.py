"""How far the rows can be trusted, and how that was measured."""

import streamlit as st

from app import PAGES
from lib import charts, format
from lib.ui import accuracy, prose
from lib.ui.chart import chart
from lib.ui.data import theme
from lib.ui.figures import key_figures
from lib.ui.shell import enter
from lib.ui.table import table

enter(PAGES)
tables, sure = accuracy.figures("table"), accuracy.figures("confidence")
summed = accuracy.by_use(tables)

st.title("Accuracy", anchor=False)
prose.lead(accuracy.lead(summed))
key_figures(
    ("Labelled articles", accuracy.articles(tables), f"{accuracy.articles(tables, 'Unseen')} of them unseen"),
    ("Labelled country mentions", accuracy.judged(tables, "country counts"), ""),
    ("Labelled visits", accuracy.judged(tables, "visit reports"), ""),
    ("Labelled trade figures", accuracy.judged(tables, "trade figures"), ""),
)

left, right = st.columns([2, 1], gap="large")
with left:
    source = f"{format.count(accuracy.articles(tables), 'labelled article')}, measured by dateline check"
    chart(charts.accuracy_bars(summed, theme=theme(), source=source), "accuracy")
with right:
    st.subheader("How it was measured", anchor=False)
    for note in accuracy.METHOD:
        prose.note(note)

st.subheader("Rows found", anchor=False)
prose.note(accuracy.ROWS)
table(tables, accuracy.TABLES, "accuracy of tables", "figure", height=360)
st.subheader("Columns of rows found", anchor=False)
prose.note(accuracy.COLUMNS)
table(accuracy.figures("field"), accuracy.FIELDS, "accuracy of columns", "figure", height=360)

st.subheader("How true certainty is", anchor=False)
prose.note(accuracy.certain(accuracy.left_out()))
table(accuracy.left_out(), accuracy.LEFT_OUT, "certainty in articles left out", "group")
if len(sure):
    prose.note("Mean certainty beside the share of rows right, in each set of articles.")
    table(sure, accuracy.CERTAINTY, "certainty by set", "figure")

st.subheader("Labelled texts of other makers", anchor=False)
prose.note(accuracy.ELSEWHERE)
table(accuracy.public(), accuracy.PUBLIC, "accuracy on public texts", "figure")
