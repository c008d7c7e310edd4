"""The command line, with hand-made filings in place of the engine's."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import attrs
import pytest

from form4lib import (
    Diagnostic,
    Filing,
    Form4Error,
    InputTooLargeError,
    NotAnOwnershipFormError,
    __version__,
    from_dict,
    to_xml,
)
from form4lib.cli import main
from form4lib.engine import _pipeline
from form4lib.engine._work import Work
from samples import BARE, FULL

FAILED = attrs.evolve(
    FULL, diagnostics=(Diagnostic(code="row_doubtful", severity="error", message="lost", path="derivative"),)
)


PLAIN = attrs.evolve(
    FULL,
    form_type="3",
    date_of_original_submission=None,
    issuer=attrs.evolve(FULL.issuer, cik=None),
    reporting_owners=(attrs.evolve(FULL.reporting_owners[0], cik=None),),
    non_derivative=FULL.non_derivative[1:],
    derivative=(),
    xml_extra={},
)
OTHER = attrs.evolve(PLAIN, remarks="Nothing.", issuer=FULL.issuer)
"""It differs from PLAIN in one thing that is printed and one that is not."""


@pytest.fixture
def real(monkeypatch: pytest.MonkeyPatch, engine: None) -> None:
    """The engine itself again."""
    monkeypatch.setattr("form4lib.inputs._read.all_filings", _pipeline.all_filings)


@pytest.fixture
def engine(monkeypatch: pytest.MonkeyPatch) -> None:
    """The engine reads `full`, `failed`, `two` and nothing else; lines are 80 characters."""
    known = {"full": (FULL,), "failed": (FAILED,), "two": (FULL, BARE), "plain": (PLAIN,), "other": (OTHER,)}

    def all_filings(text: str, work: Work) -> tuple[Filing, ...]:
        if text == "huge":
            raise InputTooLargeError(9, 8)
        if text.strip() not in known:
            raise NotAnOwnershipFormError
        return known[text.strip()]

    monkeypatch.setattr("form4lib.inputs._read.all_filings", all_filings)
    monkeypatch.setenv("COLUMNS", "80")


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Files in the current folder, each named by what it holds."""
    for name in ("full", "failed", "two", "huge", "letter", "plain", "other"):
        (tmp_path / name).write_text(name, encoding="utf-8")
    (tmp_path / "latin").write_bytes(b"full \xa0")
    monkeypatch.chdir(tmp_path)


pytestmark = pytest.mark.usefixtures("engine", "files")


def test_a_table_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["parse", "full"]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    lines = out.splitlines()
    assert lines[:5] == [
        "Form 4/A",
        "Issuer               Larkspur Instruments, Inc.",
        "Trading symbol       LKSP",
        "Period of report     2021-03-04",
        "Original filing      2021-03-08",
    ]
    assert "  officer            yes, Chief Financial Officer" in lines
    assert lines[lines.index("Table I: non-derivative securities") + 1 :][:5] == [
        "#  Security    Date        Code  A/D  Shares      Price     Owned  D/I  Nature",
        "                                                            after",
        "-  ----------  ----------  ----  ---  ------  ---------  --------  ---  --------",
        "0  Common      2021-03-04  S     D    1,250?    $17.305    48,750  D",
        "   Stock                                          (1,2)",
    ]
    assert "(2) Vests in a year." in lines
    assert "Signature            /s/ Ada R. Quennell, 2021-03-08" in lines
    assert lines[-5:] == [
        "? in doubt: check it against the form.  (1) see footnote 1.",
        "",
        "info: derivative: read 'Tabel II' as 'Table II' [label_fuzzy]",
        "warning: non_derivative[0].shares: 1,250 does not lead to 48,750",
        "    [relation_failed]",
    ]


def test_json_is_the_plain_data_and_what_is_in_doubt(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["parse", "--format", "json", "full"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert document["file"] == "full"
    assert document["doubtful"] == ["non_derivative[0].shares"]
    assert document["issuer"]["trading_symbol"] == "LKSP"
    assert from_dict(document) == FULL


@pytest.mark.parametrize("arguments", [["full", "failed"], ["two"], ["letter", "two"]])
def test_json_of_several_forms_is_a_line_each(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    main(["parse", "--format", "json", *arguments])
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 2
    assert [json.loads(line)["file"] for line in lines] == (arguments if "full" in arguments else ["two", "two"])


def test_tables_of_several_forms_name_their_files(capsys: pytest.CaptureFixture[str]) -> None:
    main(["parse", "full", "failed"])
    headings = [line for line in capsys.readouterr().out.splitlines() if line.startswith("==")]
    assert headings == ["== full ==", "== failed =="]


@pytest.mark.parametrize("arguments", [[], ["-"]])
def test_standard_input_is_read(
    arguments: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"full"), encoding="ascii"))
    assert main(["parse", *arguments, "--format=json"]) == 0
    assert json.loads(capsys.readouterr().out)["file"] == "-"


@pytest.mark.parametrize(
    ("arguments", "status", "printed", "message"),
    [
        (["failed"], 1, 1, ""),
        (["letter"], 2, 0, "form4lib: letter: this is not the text of a Form 3, 4 or 5: looked for "),
        (["nowhere"], 2, 0, "form4lib: nowhere: cannot be read: No such file or directory\n"),
        (["."], 2, 0, "form4lib: .: cannot be read: Is a directory\n"),
        (["huge"], 2, 0, "form4lib: huge: the text has 9 characters and the limit is 8"),
        (["latin"], 0, 1, ""),
        (["latin", "--encoding", "cp1252"], 0, 1, ""),
        (
            ["latin", "--encoding", "utf-8"],
            2,
            0,
            "form4lib: latin: is not utf-8 text: byte 5 cannot be decoded; leave ",
        ),
        (["full", "--encoding", "klingon"], 2, 0, "form4lib: full: there is no encoding 'klingon'\n"),
        (["full", "letter", "failed"], 2, 2, "form4lib: letter: "),
        (["failed", "full"], 1, 2, ""),
    ],
)
def test_exit_status_and_message(
    arguments: list[str], status: int, printed: int, message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["parse", *arguments]) == status
    out, err = capsys.readouterr()
    assert out.count("Form 4/A") == printed
    assert err.startswith(message) if message else err == ""


def test_files_of_every_kind_are_read(capsys: pytest.CaptureFixture[str]) -> None:
    Path("form.xml").write_text("<ownershipDocument><documentType>3</documentType>", encoding="utf-16")
    assert main(["parse", "form.xml"]) == 1
    out, err = capsys.readouterr()
    assert (out.splitlines()[0], err) == ("Form 3", "")
    assert "error: filing: the document breaks off in ownershipDocument [xml_damaged]" in " ".join(out.split())


def test_a_file_that_fails_does_not_stop_the_others(capsys: pytest.CaptureFixture[str]) -> None:
    main(["parse", "--format", "json", "nowhere", "full", "letter", "failed"])
    out, err = capsys.readouterr()
    assert [json.loads(line)["file"] for line in out.splitlines()] == ["full", "failed"]
    assert [line.split(": ")[1] for line in err.splitlines()] == ["nowhere", "letter"]


@pytest.mark.parametrize("arguments", [[], ["read", "full"], ["parse", "--format", "yaml", "full"], ["diff", "full"]])
def test_wrong_usage_is_told_on_standard_error(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(arguments)
    out, err = capsys.readouterr()
    assert (caught.value.code, out) == (2, "")
    assert "usage: form4lib" in err


def test_json_lines_are_lines_even_for_one(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["parse", "--format", "jsonl", "full"]) == 0
    (line,) = capsys.readouterr().out.splitlines()
    assert from_dict(json.loads(line)) == FULL


def test_csv_is_one_table_of_all_files(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["parse", "--format", "csv", "plain", "letter", "two"]) == 2
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert [(row["file"], row["filing"], row["table"], row["line"]) for row in rows] == [
        ("plain", "0", "non_derivative", "0"),
        ("two", "1", "non_derivative", "0"),
        ("two", "1", "non_derivative", "1"),
        ("two", "1", "derivative", "0"),
        ("two", "1", "derivative", "1"),
    ]


def test_csv_gives_the_table_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["parse", "--format", "csv", "--table", "OWNER_SIGNATURE", "full"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "file,ACCESSION_NUMBER,OWNERSIGNATURENAME,OWNERSIGNATUREDATE,FILING_SK",
        "full,0000000123-21-000004,/s/ Ada R. Quennell,2021-03-08,0",
    ]


def test_xml_takes_what_the_form_does_not_give(capsys: pytest.CaptureFixture[str]) -> None:
    given = ["--issuer-cik", "12", "--owner-cik", "34", "--rule-10b5-1", "yes"]
    assert main(["parse", "--format", "xml", *given, "plain"]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    assert out == to_xml(PLAIN, issuer_cik="12", owner_ciks=["34"], rule_10b5_1=True)


def test_xml_says_what_it_lacks(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["parse", "--format", "xml", "plain"]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith(
        "form4lib: plain: the filing is not yet a valid ownership document:\n  issuer.cik: is missing"
    )


@pytest.mark.parametrize("named", [["two"], ["plain", "full"]])
def test_xml_is_one_form(named: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["parse", "--format", "xml", *named]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err == f"form4lib: {named[0]}: xml is one form, and 2 were read: give one file that holds one form\n"


def test_diff_prints_a_line_for_each_difference(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff", "plain", "other"]) == 1
    assert capsys.readouterr().out.splitlines() == [
        "issuer.cik: only in b: '0000000123'",
        "remarks: \"Émigré's remark.\" -> 'Nothing.'",
    ]
    assert main(["diff", "--printed", "plain", "other"]) == 1
    assert capsys.readouterr().out.count("\n") == 1


@pytest.mark.parametrize(
    ("named", "status", "message"),
    [
        (["full", "full"], 0, ""),
        (["full", "failed"], 0, ""),
        (["full", "letter"], 2, "form4lib: letter: this is not the text of a Form 3, 4 or 5"),
        (["nowhere", "full"], 2, "form4lib: nowhere: cannot be read"),
        (["full", "two"], 0, "form4lib: two: holds 2 forms; the first of them is compared\n"),
    ],
)
def test_diff_status_and_message(
    named: list[str], status: int, message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["diff", *named]) == status
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith(message) if message else err == ""


EXAMPLE = str(Path(__file__).resolve().parent.parent / "examples" / "form4.txt")


def test_a_terminal_gets_colour_only_if_it_is_one(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["parse", "full"])
    assert "\x1b" not in capsys.readouterr().out
    main(["parse", "--color", "always", "full"])
    assert "\x1b[33m1,250?\x1b[0m" in capsys.readouterr().out
    monkeypatch.setattr("form4lib.outputs._ink.takes_colour", lambda stream: True)
    main(["parse", "full"])
    assert "\x1b[33m1,250?\x1b[0m" in capsys.readouterr().out
    main(["parse", "--color", "never", "full"])
    assert "\x1b" not in capsys.readouterr().out


@pytest.mark.usefixtures("real")
def test_one_field_is_explained(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["parse", "--explain", "non_derivative[1].shares", EXAMPLE]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[:2] == ["non_derivative[1].shares: 2000", "  read as printed"]
    assert any(line.startswith("  for it: the amount owned is that of the row before") for line in lines)


def test_a_field_of_xml_is_explained_by_its_evidence(capsys: pytest.CaptureFixture[str]) -> None:
    Path("form.xml").write_text(
        "<ownershipDocument>\n<documentType>3</documentType>\n</ownershipDocument>", encoding="utf-8"
    )
    assert main(["parse", "--explain", "form_type", "form.xml"]) == 0
    assert capsys.readouterr().out.splitlines()[2:4] == ["  stands in line 2, characters 34 to 35", "  as '3'"]


@pytest.mark.usefixtures("real")
@pytest.mark.parametrize(
    ("named", "message"),
    [
        (["--explain", "issuer.nam", EXAMPLE], "'issuer.nam': Issuer has no 'nam'"),
        (["--explain", "issuer.name", "letter"], "letter: this is not the text of a Form 3, 4 or 5"),
        (["--explain", "issuer.name", "nowhere"], "nowhere: cannot be read"),
    ],
)
def test_what_cannot_be_explained_is_told(named: list[str], message: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["parse", *named]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert message in err


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_shells_complete_commands_options_and_files(shell: str, capsys: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("shtab")
    assert main(["completion", shell]) == 0
    script = capsys.readouterr().out
    for word in ("parse", "diff", "--explain", "jsonl") if shell != "fish" else ("parse", "diff", "explain", "jsonl"):
        assert word in script


@pytest.mark.parametrize("place", ["parse_pos_0", "diff_pos_0", "diff_pos_1", "batch_pos_0", "batch__o", "review__o"])
def test_completion_knows_which_arguments_are_files(place: str, capsys: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("shtab")
    assert main(["completion", "bash"]) == 0
    assert f"form4lib_{place}_COMPGEN=_shtab_compgen_files" in capsys.readouterr().out


def test_completion_says_what_it_needs(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setitem(sys.modules, "shtab", None)
    assert main(["completion", "bash"]) == 2
    assert "pip install form4lib[completion]" in capsys.readouterr().err


@pytest.mark.parametrize("command", [[], ["parse"], ["diff"], ["batch"], ["review"], ["completion"]])
def test_help_has_examples(command: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main([*command, "--help"])
    assert caught.value.code == 0
    shown = capsys.readouterr().out.partition("examples:\n")[2]
    assert shown.lstrip().startswith("form4lib ")


def _module(*arguments: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "form4lib", *arguments]
    return subprocess.run(command, capture_output=True, input=b"", env={**os.environ, **environment}, check=False)


def test_the_module_runs_and_gives_its_status() -> None:
    shown = _module("--version")
    assert (shown.returncode, shown.stdout.decode().strip()) == (0, f"form4lib {__version__}")
    failed = _module("parse", "nowhere")
    assert (failed.returncode, failed.stdout) == (2, b"")
    assert failed.stderr.startswith(b"form4lib: nowhere: cannot be read")


def test_an_output_without_the_letters_gets_replacements(monkeypatch: pytest.MonkeyPatch) -> None:
    raw = io.BytesIO()
    monkeypatch.setattr("sys.stdout", io.TextIOWrapper(raw, encoding="ascii"))
    assert main(["parse", "full"]) == 0
    assert b"?migr?'s remark." in raw.getvalue()


def test_our_own_errors_only_are_turned_into_a_message(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(text: str, work: Work) -> tuple[Filing, ...]:
        raise RuntimeError(text)

    monkeypatch.setattr("form4lib.inputs._read.all_filings", broken)
    assert not issubclass(RuntimeError, Form4Error)
    with pytest.raises(RuntimeError, match="full"):
        main(["parse", "full"])


@pytest.mark.skipif(sys.platform == "win32", reason="this system has no pseudo-terminals")
@pytest.mark.parametrize(("columns", "plain"), [(60, False), (110, False), (80, True)])
def test_a_real_terminal_gets_colour_within_its_width(columns: int, plain: bool) -> None:
    import fcntl
    import pty
    import struct
    import termios

    outer, inner = pty.openpty()
    fcntl.ioctl(inner, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    environment = {**os.environ, "TERM": "xterm-256color"} | ({"NO_COLOR": "1"} if plain else {})
    for name in ("COLUMNS", "LINES", *(() if plain else ("NO_COLOR",))):
        environment.pop(name, None)
    command = [sys.executable, "-m", "form4lib", "parse", EXAMPLE]
    with subprocess.Popen(command, stdout=inner, env=environment) as process:
        os.close(inner)
        shown = b""
        try:
            while piece := os.read(outer, 65536):
                shown += piece
        except OSError:  # Linux says so when the other end is closed
            pass
    os.close(outer)
    assert process.returncode == 0
    lines = shown.decode().splitlines()
    assert ("\x1b[1mForm 4\x1b[0m" in lines) is not plain
    assert max(len(re.sub(r"\x1b\[\d*m", "", line)) for line in lines) <= columns
