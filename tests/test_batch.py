"""`form4lib batch`: every kind of input and output, and runs that are killed."""

from __future__ import annotations

import csv
import gzip
import io
import json
import os
import struct
import subprocess
import sys
import tarfile
import time
import zipfile
from collections.abc import Sequence
from pathlib import Path
from random import Random

import pytest

from form4lib import TABLES, Filing, from_dict, from_json, parse_text, to_json
from form4lib.bulk import _run
from form4lib.bulk._report import Report, band_of
from form4lib.bulk._rows import COLUMNS, Summary
from form4lib.cli import main
from form4lib_bench.invent import invent_filing
from form4lib_bench.writer import layout_named, print_filing

LAYOUT = layout_named("tabs/viewer")
_RNG = Random(11)
TEXTS = [print_filing(invent_filing(_RNG), LAYOUT) for _ in range(12)]
FILINGS = [parse_text(text) for text in TEXTS]


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def write_texts(folder: str, texts: Sequence[str] = TEXTS) -> None:
    """A folder with a file for each text."""
    Path(folder).mkdir()
    for number, text in enumerate(texts):
        (Path(folder) / f"{number:03}.txt").write_text(text, encoding="utf-8")


def names_here() -> list[str]:
    """What stands in the current folder."""
    return sorted(path.name for path in Path().iterdir())


def batch(*arguments: str) -> int:
    """Run the command in this process."""
    return main(["batch", "--workers", "0", *arguments])


def lines_of(path: str) -> list[dict[str, object]]:
    """The documents of a file of JSON Lines."""
    return [json.loads(line) for line in Path(path).read_text(encoding="utf-8").splitlines()]


def filings_in(path: str) -> list[Filing]:
    """The filings of a file of JSON Lines."""
    return [from_dict(line) for line in lines_of(path)]


def test_a_folder_goes_into_json_lines_in_order(capsys: pytest.CaptureFixture[str]) -> None:
    write_texts("in")
    (Path("in") / ".hidden").write_text("no", encoding="utf-8")
    assert batch("in", "-o", "out.jsonl") == 0
    assert filings_in("out.jsonl") == FILINGS
    assert [line["key"] for line in lines_of("out.jsonl")] == [f"in/{i:03}.txt" for i in range(12)]
    assert names_here() == ["in", "out.jsonl"]
    out, err = capsys.readouterr()
    assert err == ""
    assert out.splitlines()[:3] == ["documents         12", "  failed           0", "filings           12"]


def test_processes_write_the_same_to_the_byte() -> None:
    write_texts("in")
    for workers in ("0", "2"):
        for end in ("jsonl", "csv"):
            assert main(["batch", "in", "-o", f"{workers}.{end}", "--workers", workers]) == 0
    assert Path("0.jsonl").read_bytes() == Path("2.jsonl").read_bytes()
    assert Path("0.csv").read_bytes() == Path("2.csv").read_bytes()


def test_archives_lines_and_patterns_are_inputs() -> None:
    write_texts("in", TEXTS[:2])
    with zipfile.ZipFile("a.zip", "w") as archive:
        archive.writestr("x/", "")
        archive.writestr("x/2.txt", TEXTS[2])
        archive.writestr("3.txt", TEXTS[3])
    with tarfile.open("b.tar.gz", "w:gz") as tar:
        for number in (4, 5):
            data = TEXTS[number].encode()
            member = tarfile.TarInfo(f"{number}.txt")
            member.size = len(data)
            tar.addfile(member, io.BytesIO(data))
    lines = [{"text": TEXTS[6], "id": 66}, {"text": TEXTS[7], "id": "seven"}]
    Path("c.jsonl").write_text("".join(f"{json.dumps(line)}\n\n" for line in lines), encoding="utf-8")
    with gzip.open("d.ndjson.gz", "wt", encoding="utf-8") as file:
        file.write(json.dumps({"text": TEXTS[8]}))
    inputs = ["in/*.txt", "in", "a.zip", "b.tar.gz", "c.jsonl", "d.ndjson.gz"]
    assert batch(*inputs, "-o", "out.jsonl", "--key-column", "id") == 0
    assert filings_in("out.jsonl") == FILINGS[:9]
    assert [line["key"] for line in lines_of("out.jsonl")] == [
        "in/000.txt",
        "in/001.txt",
        "a.zip!x/2.txt",
        "a.zip!3.txt",
        "b.tar.gz!4.txt",
        "b.tar.gz!5.txt",
        "66",
        "seven",
        "d.ndjson.gz:1",
    ]


def test_parquet_is_an_input_and_an_output() -> None:
    arrow = pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    table = arrow.table({"name": ["a", "b", None, "d"], "body": [TEXTS[0], TEXTS[1], None, "Dear Sir"]})
    parquet.write_table(table, "in.parquet")
    assert batch("in.parquet", "-o", "out.parquet", "--text-column", "body", "--key-column", "name") == 1
    rows = parquet.read_table("out.parquet").to_pylist()
    assert [row["key"] for row in rows] == ["a", "b", "in.parquet:2", "d"]
    assert [row["failure"] for row in rows] == [None, None, "document_refused", "document_refused"]
    assert [from_json(row["filing"]) for row in rows[:2]] == FILINGS[:2]
    assert list(rows[0]) == [name for name, _ in COLUMNS]
    assert rows[1]["issuer_name"] == FILINGS[1].issuer.name
    assert rows[1]["non_derivative_lines"] == len(FILINGS[1].non_derivative)
    assert batch("in.parquet", "-o", "out2.parquet") == 2


def test_the_tables_number_the_filings_of_the_run() -> None:
    write_texts("in")
    assert batch("in", "-o", "out.csv") == 0
    with Path("out.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    expected = [(f"in/{i:03}.txt", str(i)) for i, f in enumerate(FILINGS) for _ in (*f.non_derivative, *f.derivative)]
    assert [(row["key"], row["filing"]) for row in rows] == expected
    assert list(rows[0]) == ["key", *(column.name for column in TABLES["lines"].columns)]
    assert batch("in", "-o", "owners.csv", "--table", "REPORTINGOWNER") == 0
    with Path("owners.csv").open(encoding="utf-8") as file:
        assert [row["RPTOWNERNAME"] for row in csv.DictReader(file)] == [
            owner.name for filing in FILINGS for owner in filing.reporting_owners
        ]


def test_duckdb_has_forms_and_lines() -> None:
    duckdb = pytest.importorskip("duckdb")
    write_texts("in")
    Path("in/letter.txt").write_text("Dear Sir", encoding="utf-8")
    assert batch("in", "-o", "out.duckdb") == 1
    with duckdb.connect("out.duckdb", read_only=True) as database:
        assert database.sql("select count(*), count(failure) from filings").fetchall() == [(13, 1)]
        found = database.sql("select key, shares from lines where shares is not null").fetchall()
    expected = [
        (f"in/{i:03}.txt", row.shares)
        for i, filing in enumerate(FILINGS)
        for row in (*filing.non_derivative, *filing.derivative)
        if row.kind == "transaction" and row.shares is not None
    ]
    assert found == expected


def test_documents_that_give_no_record_are_told_and_kept_apart(capsys: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("pyarrow")
    write_texts("in", TEXTS[:1])
    Path("in/b.txt").write_text("Dear Sir", encoding="utf-8")
    Path("in/c.zip").write_bytes(b"PK\x03\x04 and no more")
    Path("in/d.tar.gz").write_bytes(b"\x1f\x8b and no more")
    Path("in/e.jsonl").write_text('{"text": 5}\n{"body": ""}\nno JSON\n' + json.dumps({"text": TEXTS[1]}))
    Path("in/f.parquet").write_bytes(b"PAR1 and no more")
    assert batch("in", "-o", "out.jsonl") == 1
    assert filings_in("out.jsonl") == FILINGS[:2]
    failed = lines_of("out.jsonl.failures.jsonl")
    assert [(line["key"], line["failure"]) for line in failed] == [
        ("in/b.txt", "document_refused"),
        ("in/c.zip", "document_refused"),
        ("in/d.tar.gz", "document_refused"),
        ("in/e.jsonl:1", "document_refused"),
        ("in/e.jsonl:2", "document_refused"),
        ("in/e.jsonl:3", "document_refused"),
        ("in/f.parquet", "document_refused"),
    ]
    assert "  error document_refused          7" in capsys.readouterr().out


def test_a_run_says_which_extra_a_parquet_needs(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    Path("in.parquet").write_bytes(b"PAR1")
    assert batch("in.parquet", "-o", "out.jsonl") == 2
    assert "pip install 'form4lib[arrow]'" in capsys.readouterr().err


def test_several_forms_of_a_document_are_several_lines() -> None:
    Path("both.txt").write_text(f"{TEXTS[0]}\n{TEXTS[1]}", encoding="utf-8")
    batch("both.txt", "-o", "out.csv", "--table", "SUBMISSION")
    with Path("out.csv").open(encoding="utf-8") as file:
        assert [row["FILING_SK"] for row in csv.DictReader(file)] == ["0", "1"]


@pytest.mark.parametrize(
    ("end", "needs"), [("jsonl", "json"), ("csv", "csv"), ("parquet", "pyarrow"), ("duckdb", "duckdb")]
)
def test_halves_of_surrogate_pairs_do_not_end_a_run(end: str, needs: str) -> None:
    pytest.importorskip(needs)
    text = TEXTS[0].replace(FILINGS[0].issuer.name or "", "Half \ud800 Inc", 1)
    Path("in.jsonl").write_text(json.dumps({"text": text}), encoding="utf-8")
    assert batch("in.jsonl", "-o", f"out.{end}") == 0


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["nowhere", "-o", "out.jsonl"], "nowhere: there is no such file or folder"),
        (["in", "-o", "out.xlsx"], "what to write is told by the end of the name"),
        (["in", "-o", "out.jsonl", "--table", "lines"], "--table is for csv and parquet"),
        (["in", "-o", "there.jsonl"], "there.jsonl is there already: pass --overwrite"),
        (["in", "there.jsonl", "-o", "there.jsonl", "--overwrite"], "there.jsonl: is what the run writes"),
        (["in", "-o", "out.jsonl", "--budget", "0"], "--budget 1 or more"),
        (["in", "-o", "out.jsonl", "--workers", "-1"], "--workers may be 0 or more"),
    ],
)
def test_what_cannot_begin_is_told(arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]) -> None:
    write_texts("in", TEXTS[:1])
    Path("there.jsonl").touch()
    assert main(["batch", *arguments]) == 2
    assert message in capsys.readouterr().err
    assert names_here() == ["in", "there.jsonl"]


def test_an_output_is_overwritten_when_told_so_and_not_read_as_input() -> None:
    write_texts("in", TEXTS[:2])
    for _ in range(2):
        assert batch("in", "-o", "in/out.jsonl", "--overwrite") == 0
    assert filings_in("in/out.jsonl") == FILINGS[:2]


def test_an_input_named_like_the_output_is_read() -> None:
    with gzip.open("crawl.jsonl.gz", "wt", encoding="utf-8") as file:
        file.write(json.dumps({"text": TEXTS[3]}))
    assert batch("*", "-o", "crawl.jsonl") == 0
    assert filings_in("crawl.jsonl") == [FILINGS[3]]


def test_parts_of_other_settings_are_not_mixed(capsys: pytest.CaptureFixture[str]) -> None:
    write_texts("in", TEXTS[:2])
    Path("out.jsonl.parts").mkdir()
    Path("out.jsonl.parts/settings.json").write_text("{}", encoding="utf-8")
    assert batch("in", "-o", "out.jsonl") == 2
    assert "holds parts of a run with other settings" in capsys.readouterr().err
    assert batch("in", "-o", "out.jsonl", "--overwrite") == 0


_SMALL_PARTS = """
import sys
from form4lib.bulk import _run
from form4lib.cli import main
if __name__ == "__main__":
    _run._DOCUMENTS = 3
    sys.exit(main(sys.argv[1:]))
"""


def killed_after(parts: int, arguments: list[str]) -> None:
    """Start a run and kill it, without any warning, once it has written so many parts."""
    Path("run.py").write_text(_SMALL_PARTS, encoding="utf-8")
    run = subprocess.Popen([sys.executable, "run.py", *arguments], stdout=subprocess.DEVNULL)
    while len(list(Path("out.jsonl.parts").glob("*.journal.json"))) < parts:
        assert run.poll() is None, "the run was over before it could be killed"
        time.sleep(0.001)
    run.kill()
    run.wait()


@pytest.mark.parametrize("workers", ["0", "2"])
def test_a_run_killed_twice_loses_and_doubles_nothing(workers: str) -> None:
    texts = [TEXTS[i % len(TEXTS)] for i in range(90)]
    write_texts("in", texts)
    arguments = ["batch", "in", "-o", "out.jsonl", "--workers", workers]
    for parts in (2, 9):
        killed_after(parts, arguments)
        assert not Path("out.jsonl").exists()
    read_before = len(list(Path("out.jsonl.parts").glob("*.journal.json")))
    assert read_before >= 9
    assert main(arguments) == 0
    assert [line["key"] for line in lines_of("out.jsonl")] == [f"in/{i:03}.txt" for i in range(90)]
    assert main(["batch", "in", "-o", "whole.jsonl", "--workers", "0"]) == 0
    assert Path("out.jsonl").read_bytes() == Path("whole.jsonl").read_bytes()
    assert not Path("out.jsonl.parts").exists()


def test_what_was_written_without_its_journal_is_written_again(monkeypatch: pytest.MonkeyPatch) -> None:
    write_texts("in")
    monkeypatch.setattr(_run, "_DOCUMENTS", 5)

    def dies(path: Path, data: object) -> None:
        if "journal" in path.name and path.name.startswith("00000001"):
            raise KeyboardInterrupt
        put(path, data)  # type: ignore[arg-type]  # it is what _put takes

    put = _run._put
    monkeypatch.setattr(_run, "_put", dies)
    with pytest.raises(KeyboardInterrupt):
        batch("in", "-o", "out.jsonl")
    assert Path("out.jsonl.parts/00000001.lines.jsonl").exists()
    monkeypatch.setattr(_run, "_put", put)
    assert batch("in", "-o", "out.jsonl") == 0
    assert filings_in("out.jsonl") == FILINGS


def test_a_run_killed_while_it_joins_its_parts_is_joined_again(monkeypatch: pytest.MonkeyPatch) -> None:
    write_texts("in")
    with monkeypatch.context() as patched:
        patched.setattr(_run.Run, "_remove", lambda self: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            batch("in", "-o", "out.jsonl")
    assert Path("out.jsonl.parts").exists()
    Path("out.jsonl").write_text("half of", encoding="utf-8")
    assert batch("in", "-o", "out.jsonl") == 0
    assert filings_in("out.jsonl") == FILINGS


def test_a_second_process_does_not_join_in(capsys: pytest.CaptureFixture[str]) -> None:
    fcntl = pytest.importorskip("fcntl")
    write_texts("in", TEXTS[:1])
    Path("out.jsonl.parts").mkdir()
    with Path("out.jsonl.parts/lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        assert batch("in", "-o", "out.jsonl") == 2
    assert "another process is at work there" in capsys.readouterr().err


def test_reports_of_parts_add_up() -> None:
    forms = [
        Summary("4", ("value_repaired",), False, 0, 0.995),
        Summary("3/A", ("table_incomplete", "xml_damaged"), True, 2, 0.4),
        Summary("4", (), True, 5, 0.93),
    ]
    whole, first, second = Report(), Report(), Report()
    for number, form in enumerate(forms):
        whole.count(f"k{number}", [form])
        (first if number else second).count(f"k{number}", [form])
    total = Report.from_data(json.loads(json.dumps(first.to_data())))
    total.add(second)
    assert str(total) == str(whole)
    assert str(whole).splitlines() == [
        "documents          3",
        "  failed           0",
        "filings            3",
        "  review           2",
        "",
        "filings by form",
        "  3/A          1",
        "  4            2",
        "",
        "filings by the confidence of their least sure value",
        "  0.99 and above          1",
        "  0.95 to 0.99            0",
        "  0.90 to 0.95            1",
        "  0.50 to 0.90            0",
        "  under 0.50              1",
        "",
        "filings and documents by diagnostic",
        "  warning table_incomplete          1",
        "  info value_repaired               1",
        "  error xml_damaged                 1",
        "",
        "to review first",
        "  k1 (2 in doubt)",
        "  k2 (5 in doubt)",
    ]


def test_only_the_keys_most_in_doubt_are_kept() -> None:
    report = Report()
    for number in range(50):
        report.count(f"k{number:02}", [Summary("4", (), True, number, 0.5)])
    assert [line for line in str(report).splitlines() if line.startswith("  k")] == [
        f"  k{number} ({number} in doubt)" for number in range(49, 29, -1)
    ]


@pytest.mark.parametrize(
    ("confidence", "band"),
    [(1.0, "0.99 and above"), (0.99, "0.99 and above"), (0.9, "0.90 to 0.95"), (0.1, "under 0.50")],
)
def test_bands(confidence: float, band: str) -> None:
    assert band_of(confidence) == band


def test_a_terminal_gets_a_progress_bar() -> None:
    pytest.importorskip("tqdm")
    write_texts("in", TEXTS[:3])
    pty = pytest.importorskip("pty")
    fcntl, termios = pytest.importorskip("fcntl"), pytest.importorskip("termios")
    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 120, 0, 0))
    command = [sys.executable, "-m", "form4lib", "batch", "in", "-o", "out.jsonl", "--workers", "0"]
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=slave, check=False)
    os.write(slave, b"<end>")
    shown = b""
    while not shown.endswith(b"<end>"):
        shown += os.read(master, 100_000)
    os.close(slave)
    os.close(master)
    assert done.returncode == 0
    assert b"3/3" in shown
    assert b"doubtful=" in shown


def test_json_beside_a_key_is_read_back() -> None:
    write_texts("in", TEXTS[:1])
    batch("in", "-o", "out.jsonl")
    assert to_json(filings_in("out.jsonl")[0]) == to_json(FILINGS[0])
