"""The contract of every reader: the same article is the same row, and bad input is a clear refusal."""

import csv
import gzip
import io
import json
import tracemalloc
import zipfile
from datetime import date
from pathlib import Path

import pyarrow
import pyarrow.parquet
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfWriter

from lib.errors import DatelineError, ReadError
from lib.read import MAX_BYTES, READERS, SUFFIXES, find_documents, read
from lib.records import Article

SAMPLE = Path(__file__).resolve().parents[1] / "data" / "sample"
BODY = (
    "President Lula arrived in Lima on Monday for talks with his colleague Dina Boluarte, his office said. "
    * 3
)
RECORD = {"title": "Lula in Lima", "published": "2024-11-14", "text": BODY, "source": "The Andes Post"}


def articles(name: str, data: bytes) -> tuple[list[Article], list[DatelineError]]:
    problems: list[DatelineError] = []
    return list(read(name, data, problems.append)), problems


def refusal(name: str, data: bytes) -> ReadError:
    with pytest.raises(ReadError) as caught:
        articles(name, data)
    assert caught.value.path == name and caught.value.remedy
    return caught.value


def as_csv(rows: list[dict[str, str]], delimiter: str = ",") -> bytes:
    file = io.StringIO()
    writer = csv.DictWriter(file, list(rows[0]), delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    return file.getvalue().encode()


def as_parquet(rows: list[dict[str, str]]) -> bytes:
    sink = io.BytesIO()
    pyarrow.parquet.write_table(pyarrow.Table.from_pylist(rows), sink)
    return sink.getvalue()


def as_zip(members: dict[str, bytes]) -> bytes:
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return sink.getvalue()


def as_pdf(lines: list[str], password: str | None = None) -> bytes:
    """A PDF with one page of Helvetica, written by hand."""
    shown = " ".join(f"({line}) Tj T*" for line in lines)
    stream = f"BT /F1 11 Tf 14 TL 50 800 Td {shown} ET".encode()
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
        b"/Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>",
        b"<< /Length %d >> stream\n" % len(stream) + stream + b"\nendstream",
    ]
    out = b"%PDF-1.4\n"
    offsets = []
    for number, one in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n" % number + one + b"\nendobj\n"
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    tail = b"xref\n0 5\n0000000000 65535 f \n" + table + b"trailer << /Size 5 /Root 1 0 R >>\nstartxref\n"
    data = out + tail + b"%d\n%%%%EOF" % len(out)
    if password is None:
        return data
    writer = PdfWriter(clone_from=io.BytesIO(data))
    writer.encrypt(password, algorithm="RC4-128")
    sink = io.BytesIO()
    writer.write(sink)
    return sink.getvalue()


def as_zstd(data: bytes) -> bytes:
    sink = pyarrow.BufferOutputStream()
    with pyarrow.CompressedOutputStream(sink, "zstd") as file:
        file.write(data)
    return bytes(sink.getvalue())


def as_warc(url: str, page: bytes, headers: str = "Content-Type: text/html", status: str = "200 OK") -> bytes:
    """One record of a crawl, as its server answered."""
    answer = f"HTTP/1.1 {status}\r\n{headers}\r\n\r\n".encode() + page
    lines = (
        "WARC/1.0",
        "WARC-Type: response",
        f"WARC-Target-URI: {url}",
        "WARC-Date: 2024-11-15T08:00:00Z",
        "WARC-Record-ID: <urn:uuid:4d4d4d4d-0000-4000-8000-000000000000>",
        "Content-Type: application/http; msgtype=response",
        f"Content-Length: {len(answer)}",
    )
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + answer + b"\r\n\r\n"


HTML = f"""<html lang="en"><head><title>Lula in Lima for talks</title>
<meta property="article:published_time" content="2024-11-14T23:30:00-05:00"></head>
<body><article><h1>Lula in Lima for talks</h1><p>{BODY}</p></article></body></html>"""
FEED = f"""<?xml version="1.0"?><rss version="2.0"><channel><title>The Andes Post</title>
<item><title>Lula in Lima</title>
<pubDate>Thu, 14 Nov 2024 23:30:00 -0500</pubDate><link>https://andes.example/1</link><description>{BODY}</description>
</item></channel></rss>"""
GOOD = {
    "text": ("a.txt", f"Lula in Lima for talks\n\n14 November 2024\n\n{BODY}".encode()),
    "html": ("a.html", HTML.encode()),
    "markdown": ("a.md", f"---\ntitle: Lula in Lima\ndate: 2024-11-14\n---\n\n{BODY}\n".encode()),
    "feed": ("a.xml", FEED.encode()),
    "json lines": ("a.jsonl", json.dumps(RECORD).encode()),
    "json": ("a.json", json.dumps([RECORD]).encode()),
    "csv": ("a.csv", as_csv([RECORD])),
    "parquet": ("a.parquet", as_parquet([RECORD])),
    "pdf": ("a.pdf", as_pdf(["Lula in Lima for talks", "", "14 November 2024", "", BODY[:101]])),
    "zip": ("a.zip", as_zip({"one/a.jsonl": json.dumps(RECORD).encode()})),
    "gzip": ("a.jsonl.gz", gzip.compress(json.dumps(RECORD).encode(), mtime=0)),
    "zstd": ("a.html.zst", as_zstd(HTML.encode())),
    "warc": ("a.warc", as_warc("https://andes.example/1", HTML.encode())),
}
ARCHIVES = ("zip", "gzip", "zstd", "warc")


def test_every_reader_has_a_good_document() -> None:
    assert set(GOOD) == set(READERS) == set(SUFFIXES.values())


@pytest.mark.parametrize("kind", GOOD)
def test_contract(kind: str) -> None:
    name, data = GOOD[kind]
    (one,), problems = articles(name, data)
    (again,), _ = articles(f"elsewhere/{name}", data)
    assert not problems
    assert one.title in ("Lula in Lima", "Lula in Lima for talks")
    assert (one.published, one.language) == (date(2024, 11, 14), "en")
    assert "Dina Boluarte" in one.text
    assert one.article_id == again.article_id and len(one.article_id) == 16
    assert one.url
    assert (
        one.url.startswith("https://")
        if kind in ("feed", "warc")
        else one.url.endswith(name) or kind == "zip"
    )


@pytest.mark.parametrize("kind", GOOD)
def test_nothing_inside(kind: str) -> None:
    name, _ = GOOD[kind]
    assert "empty" in refusal(name, b"").reason
    if kind not in (*ARCHIVES, "pdf", "parquet"):
        assert refusal(name, b"  \n \n")
        assert refusal(name, bytes(range(256)) * 40)  # binary


@pytest.mark.parametrize("kind", GOOD)
def test_truncated(kind: str) -> None:
    """Half a document is refused, or gives what it holds; never another error."""
    name, data = GOOD[kind]
    for cut in range(1, len(data), max(1, len(data) // 40)):
        try:
            found, _ = articles(name, data[:cut])
        except ReadError:
            continue
        assert all(article.text for article in found)


@given(data=st.binary(max_size=400), kind=st.sampled_from(sorted(GOOD)))
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_random_bytes(data: bytes, kind: str) -> None:
    """No bytes raise anything but ReadError, alone or behind the beginning of a good document."""
    name, good = GOOD[kind]
    for one in (data, good[: len(good) // 2] + data):
        try:
            found, _ = articles(name, one)
        except ReadError:
            continue
        for article in found:
            assert "\x00" not in article.text
            article.text.encode()


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.txt", b"\x89PNG\r\n\x1a\n" + bytes(50), "image"),
        ("a.txt", b"\xd0\xcf\x11\xe0" + bytes(50), "Office"),
        ("a.docx", as_zip({"[Content_Types].xml": b"<x/>", "word/document.xml": b"<x/>"}), "Office"),
        ("a.txt", b"text\x00with\x00zeros" * 20, "binary"),
        ("a.txt", ("Díaz-Canel llegó a Bogotá, señaló. " * 9).encode().decode("cp1252").encode(), "garbled"),
        ("a.csv", b"title,price\nx,1\n", "columns: price, title"),
        ("a.jsonl", b'{"title": "x"}\n', "columns: title"),
        ("a.parquet", as_parquet([{"title": "x"}]), "columns: title"),
        ("a.parquet", b"PAR1" + bytes(100), "Parquet"),
        ("a.json", b'{"a": ', "JSON"),
        ("a.json", b"[" * 100_000, "JSON"),
        ("a.jsonl", b"no json\nat all\n", "JSON"),
        ("a.pdf", as_pdf(["secret"], password="x"), "password"),
        ("a.pdf", as_pdf([]), "no text"),
        ("a.pdf", b"%PDF-1.4\nnonsense", "damaged"),
        ("a.xml", b"<?xml version='1.0'?><nitf><body/></nitf>", "no RSS or Atom"),
        ("a.zip", b"PK\x03\x04nonsense", "damaged"),
        ("a.md", b"---\ntitle: [\n---\n\nText of some length.\n", "YAML"),
        ("a.html", b"<html><body><nav>Home</nav></body></html>", "no article"),
        ("a.txt", b"Home\nAbout\nShare\n", "no article"),
    ],
)
def test_refusals(name: str, data: bytes, said: str) -> None:
    assert said in refusal(name, data).reason


def test_xml_entities_are_never_expanded() -> None:
    bomb = "<!DOCTYPE rss [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;&a;'>]>"
    assert "entities" in refusal("a.xml", FEED.replace("<rss", f"{bomb}<rss", 1).encode()).reason
    found, _ = articles(
        "a.html", HTML.replace("<html", f"{bomb}<html", 1).replace("</p>", " &b;</p>").encode()
    )
    assert "haha" not in found[0].text


def test_yaml_aliases_are_not_multiplied() -> None:
    lines = ["a0: &a0 [x,x,x,x,x,x,x,x,x]"] + [
        f"a{n}: &a{n} [{','.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12)
    ]
    front = "\n".join([*lines, "title: *a11"])
    found, _ = articles("a.md", f"---\n{front}\n---\n\nLula in Lima\n\n{BODY}".encode())
    assert len(found[0].title or "") < 100


@pytest.mark.parametrize("tag", ["<div>", "<p>", "<b>", "<table><tr><td>", "<ul><li>", "<font>"])
def test_deeply_nested_html(tag: str) -> None:
    data = f"<html><body>{tag * 100_000}{BODY}".encode()
    try:
        found, _ = articles("a.html", data)
    except ReadError:
        return
    assert found[0].text


def test_enormous_file_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "big.txt"
    with path.open("wb") as file:
        file.truncate(2 * MAX_BYTES)
    ((name, load, _),) = find_documents([path], pytest.fail)
    tracemalloc.start()
    with pytest.raises(ReadError, match=r"100 MB is more than the 50 MB"):
        list(read(name, load(), pytest.fail))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 4_000_000  # the pieces that a stream reads at a time


def test_large_tables_are_read_record_by_record(tmp_path: Path) -> None:
    path = tmp_path / "big.jsonl"
    line = json.dumps(RECORD).encode() + b"\n"
    path.write_bytes(line * (9_000_000 // len(line)))
    ((name, load, _),) = find_documents([path], pytest.fail)
    data = load()
    assert isinstance(data, io.BufferedReader)
    assert next(read(name, data, pytest.fail)).title == "Lula in Lima"


def test_undated_article_is_kept_and_told() -> None:
    (article,), (problem,) = articles("a.txt", f"Lula in Lima for talks\n\n{BODY}".encode())
    assert article.published is None
    assert "no publication date" in problem.reason and "relative dates" in problem.remedy


def test_text_of_records_is_kept_character_for_character() -> None:
    text = "  Lula\u00a0went \r\n\r\n to  Lima.\tShare this:\n"
    (article,), _ = articles("a.jsonl", json.dumps(RECORD | {"text": text + "\x00\ud800"}).encode())
    assert article.text == text


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_broken_rows_are_told_and_the_rest_is_read(delimiter: str) -> None:
    data = (
        as_csv([RECORD], delimiter) + b"only one cell\r\n" + as_csv([RECORD], delimiter).split(b"\r\n", 1)[1]
    )
    found, problems = articles("a.csv", data)
    assert len(found) == 2 and found[0] == found[1]
    assert [problem.place for problem in problems] == ["line 3"]


def test_broken_json_line_is_told() -> None:
    good = json.dumps(RECORD).encode()
    found, problems = articles("a.jsonl", b"\n".join([good, b"{broken", b"[1]", b'{"title": "x"}', good]))
    assert len(found) == 2
    assert [problem.place for problem in problems] == ["line 2", "line 3", "line 4"]


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "iso-8859-1"]
)
def test_encodings(encoding: str) -> None:
    text = (
        "El canciller llegó a Bogotá\n\n3 de mayo de 2021\n\n"
        + "Señaló que la reunión será mañana en Ibagué. " * 9
    )
    (article,), _ = articles("a.txt", text.encode(encoding))
    assert article.title == "El canciller llegó a Bogotá" and "mañana en Ibagué" in article.text


def test_no_break_spaces_stay() -> None:
    for name, data in (GOOD["text"], GOOD["html"]):
        (article,), _ = articles(name, data.replace(b"Dina Boluarte", "Dina\u00a0Boluarte".encode()))
        assert "Dina\u00a0Boluarte" in article.text, name


def test_order_of_day_and_month() -> None:
    for printed, expected in [
        ("Published: 04/05/2021 8:00 AM EDT", date(2021, 4, 5)),
        ("Published: 04/05/2021 08:00 BST", date(2021, 5, 4)),
        ("Published: 25/12/2021", date(2021, 12, 25)),
        ("2021.05.04", date(2021, 5, 4)),
        ("Published 31 June 2021", None),
    ]:
        found, _ = articles("a.txt", f"Lula in Lima for talks\n\n{printed}\n\n{BODY}".encode())
        assert found[0].published == expected, printed


def test_folders_and_archives_are_walked_in_order(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "2.txt").write_bytes(GOOD["text"][1])
    (tmp_path / ".hidden.txt").write_text("x")
    (tmp_path / "a.txt").write_bytes(GOOD["text"][1])
    inner = as_zip({"deep.jsonl": GOOD["json lines"][1], "__MACOSX/._x": b"x"})
    (tmp_path / "c.zip").write_bytes(as_zip({"in.zip": inner, "z.txt": GOOD["text"][1]}))
    problems: list[DatelineError] = []
    found = list(find_documents([tmp_path, tmp_path / "missing"], problems.append))
    names = [Path(name).relative_to(tmp_path).as_posix() for name, _, _ in found]
    assert names == ["a.txt", "b/2.txt", "c.zip/in.zip/deep.jsonl", "c.zip/z.txt"]
    assert sum(len(list(read(name, load(), problems.append))) for name, load, _ in found) == 4
    assert [problem.reason for problem in problems] == ["there is no such file or folder"]


def test_archives_nested_too_deep() -> None:
    data = GOOD["json lines"][1]
    name = "a.jsonl"
    for _ in range(5):
        data, name = as_zip({name: data}), "a.zip"
    found, (problem,) = articles("a.zip", data)
    assert not found and "nested" in problem.reason


def test_zip_bomb_is_refused_and_the_rest_read() -> None:
    data = as_zip({"bomb.txt": bytes(40_000_000), "good.jsonl": GOOD["json lines"][1]})
    found, (problem,) = articles("a.zip", data)
    assert len(found) == 1
    assert problem.path == "a.zip/bomb.txt" and "bomb" in problem.reason


def test_password_protected_member() -> None:
    data = bytearray(as_zip({"secret.txt": b"x", "z.jsonl": GOOD["json lines"][1]}))
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.find(signature) + offset] |= 1
    found, (problem,) = articles("a.zip", bytes(data))
    assert len(found) == 1 and "password" in problem.reason


def test_sample_corpus() -> None:
    """Every labelled article comes out with its title, date, language, source, section and words."""
    expected: dict[str, list[dict[str, str]]] = {}
    with (SAMPLE / "articles.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            expected.setdefault(row["file"], []).append(row)
    for file_name, rows in expected.items():
        found, problems = articles(file_name, (SAMPLE / "articles" / file_name).read_bytes())
        assert not problems, file_name
        assert len(found) == len(rows), file_name
        for article, row in zip(found, rows, strict=True):
            for column in ("title", "source", "section", "language"):
                assert (getattr(article, column) or "") == row[column], (file_name, column)
            assert str(article.published) == row["published"], file_name
            assert article.url == (row["url"] or file_name)
            text = row["text"].removeprefix(row["title"]) if file_name.endswith(".jsonl") else row["text"]
            assert " ".join(article.text.split()) == " ".join(text.split()), file_name
