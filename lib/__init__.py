"""Dateline: articles in; visits, trade figures and mentions out, each with its sentence.

    document → read → Article → parse → rows → store → query(Filters) → DataFrame → chart → page

Layers; each imports only from those before it:

    records, errors   what a row is; what can go wrong
    tables            data/*.csv → dicts
    read              bytes → Article
    parse             Article → rows (pure; its only I/O is loading the tables under data/)
    store             rows ↔ disk; reports merged into visits
    ingest            read + parse + store over many documents
    query             (Store, Filters) → DataFrame, one function per question
    charts, export    DataFrame → figure; DataFrame or figure → file
    ui, cli           Streamlit pieces; the command line
"""
