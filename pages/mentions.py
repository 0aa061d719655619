"""Who is named, how often, when, with whom, in what words and by whom."""

import streamlit as st

from app import PAGES
from lib import query
from lib.ui import columns, prose, selection
from lib.ui.choices import choose
from lib.ui.evidence import MENTION
from lib.ui.mentions import SIDES, Asked
from lib.ui.shell import enter, nothing
from lib.ui.takeaway import take_away

view = enter(PAGES)

st.title("Mentions", anchor=False)
if not view.summary.mentions:
    nothing(view, "No mention fits the selection.")
opening = st.container()
side = choose("Show", "side", SIDES, labelled=False)
with st.container(horizontal=True, gap="medium"):
    kind = choose("Kind", "kind", columns.KINDS)
    form = choose("Form", "form", columns.FORMS) if kind == "country" else None
forms = (form,) if form else ()
extent = view.ask(query.mention_extent, kind, forms)
ranked = view.first(query.mention_ranking, extent.entities, kind, forms=forms)
if ranked.frame.empty:
    nothing(view, "Nothing of this kind is mentioned.", "Choose another kind or form.")
chosen = selection.read("entity", set(ranked.frame["entity_id"]).__contains__)
asked = Asked(view, kind, forms, ranked, extent, chosen)
lead, pictures = side(asked)
with opening:
    prose.lead(lead)
take_away(view, "Mentions", lead, pictures, asked.whole, columns.MENTIONS, MENTION)
