"""Dateline: articles in; visits, trade figures and mentions out, each with its sentence.

    document → read → Article → parse → rows → store → query(Filters) → DataFrame → chart → page

Layers; a module imports only from the lines above its own, and from its own package:

    records, errors                     what a row is; what can go wrong
    tables                              data/*.csv → dicts
    countries, format, codes, rates     names and points; values in words; CAMEO and PLOVER codes; exchange rates
    scores, workers                     right, false, missed; processes
    cluster                             the same on the machines of a Dask cluster
    corrections                         what people changed by hand: lines of CSV, what they may say
    read, parse                         bytes → Article; Article → rows, pure but for the tables under data/
    store                               rows ↔ disk; reports merged into visits
    chunks                              read and parse over a chunk of documents, in any process
    ingest, query                       read + parse + store over many documents; (Store, Filters) → DataFrame
    charts                              DataFrame → figure
    export, icalendar, check            DataFrame → file; visits → calendar; accuracy against labelled articles
    takeaway                            view → bundle to cite, report to print
    ui, cli                             Streamlit pieces; the command line
"""
