#!/usr/bin/env python3
"""Fuzz the library's doors with atheris: coverage-guided, with a mutator that knows what a form is made of.

usage: fuzz.py [--door text|html|xml|submission|read|pdf|dict] [--seconds N] [--findings FOLDER] [--corpus FOLDER]

Without --door every door has its share of the time, one after the other. Seeds are invented filings, printed in every
layout. What must hold of every input: a Filing or a Form4Error and nothing else; evidence whose spans give the raw
text; plain data that comes back as the same filing. What breaks that is written to the folder of findings, once for
each place in the code, and fuzzing goes on. Prints how much was run; exit status 1 when anything was found.

Needs atheris, which has wheels for Linux and macOS; `nox -s fuzz` installs it.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import subprocess
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "bench")]

DOORS = ("text", "html", "xml", "submission", "read", "pdf", "dict")
SLOW = 5.0
"""Seconds after which an input counts as a finding: instrumented code is some five times slower than plain code."""
MAX_LENGTH = 40_000
SEEDS_PER_LAYOUT = 3
_NUMBER = re.compile(r"\$?\d[\d,./]*")
_CELL = re.compile(r"\t| {2,}|\||</td>")
_LABEL = re.compile(
    r"(?:Table I{1,2}|\d{1,2}A?\.|Explanation of Responses:|Remarks:|FORM [345]|\*\* Signature)[^\n\t|<]*"
)


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--door", choices=DOORS)
    options.add_argument("--seconds", type=int, default=210, help="for all doors together (default: 210)")
    options.add_argument("--findings", type=Path, default=ROOT / "findings")
    options.add_argument("--corpus", type=Path, help="keep what reaches new code here, and begin with it")
    options.add_argument("--in-child", action="store_true", help=argparse.SUPPRESS)
    chosen = options.parse_args()
    chosen.findings.mkdir(exist_ok=True, parents=True)
    if chosen.in_child:
        fuzz(chosen.door, chosen.seconds, chosen.findings, chosen.corpus)
        return 0
    doors = [chosen.door] if chosen.door else list(DOORS)
    for door in doors:
        run_child(door, chosen.seconds // len(doors), chosen.findings, chosen.corpus)
    return report(chosen.findings)


def run_child(door: str, seconds: int, findings: Path, corpus: Path | None) -> None:
    """Fuzz one door in a process of its own: libFuzzer ends the process it runs in."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = (corpus or Path(scratch)) / door
        command = [sys.executable, __file__, "--in-child", "--door", door, "--seconds", str(seconds)]
        command += ["--findings", str(findings), "--corpus", str(folder)]
        subprocess.run(command, check=False, stderr=subprocess.DEVNULL)


def report(findings: Path) -> int:
    """Print how much was run, and what was found."""
    runs: dict[str, list[float]] = {}
    for line in (findings / "runs.jsonl").read_text().splitlines():
        run = json.loads(line)
        total = runs.setdefault(run["door"], [0, 0])
        total[0] += run["inputs"]
        total[1] += run["seconds"]
    print(f"{'door':<12}{'inputs':>10}{'seconds':>9}")
    for door, (inputs, seconds) in runs.items():
        print(f"{door:<12}{inputs:>10,.0f}{seconds:>9,.0f}")
    print(f"{'all':<12}{sum(r[0] for r in runs.values()):>10,.0f}{sum(r[1] for r in runs.values()):>9,.0f}")
    found = sorted(findings.glob("*.txt"))
    for path in found:
        print(f"finding: {path.name}: {path.read_text().splitlines()[-1][:160]}")
    print(f"{len(found)} findings")
    return 1 if found else 0


def fuzz(door: str, seconds: int, findings: Path, corpus: Path) -> None:
    """Run libFuzzer on one door until the time is over."""
    import atheris

    with atheris.instrument_imports(include=["form4lib"]):
        import form4lib
        import form4lib.engine
        import form4lib.inputs
        import form4lib.inputs._pdf
        import form4lib.outputs  # noqa: F401
    corpus.mkdir(exist_ok=True, parents=True)
    for i, seed in enumerate(seeds(door)):
        (corpus / f"seed{i:03d}").write_bytes(seed)
    began, count = time.monotonic(), 0
    target = targets()[door]

    def one_input(data: bytes) -> None:
        nonlocal count
        count += 1
        if count % 50 == 0 or time.monotonic() - began > seconds:
            note(findings, door, count, time.monotonic() - began, final=time.monotonic() - began > seconds)
        start = time.monotonic()
        try:
            target(data)
            if time.monotonic() - start > SLOW:
                raise TimeoutError(f"{time.monotonic() - start:.1f} seconds for {len(data)} bytes")
        except Exception as error:  # noqa: BLE001 - what escapes is what is looked for
            keep(findings, door, data, error)

    arguments = [
        sys.argv[0],
        f"-max_total_time={seconds}",
        f"-max_len={MAX_LENGTH}",
        "-timeout=120",
        "-rss_limit_mb=2000",
    ]
    arguments += [f"-artifact_prefix={findings}/{door}-", "-verbosity=0", "-print_final_stats=0", str(corpus)]
    atheris.Setup(arguments, one_input, custom_mutator=None if door == "pdf" else mutate)
    atheris.Fuzz()


_NOTED: dict[str, float] = {}


def note(findings: Path, door: str, count: int, seconds: float, *, final: bool) -> None:
    """Say how much was run; libFuzzer ends the process without a word, so that it is said now and then."""
    path = findings / "runs.jsonl"
    lines = path.read_text().splitlines() if path.exists() else []
    key = _NOTED.setdefault("id", time.time())
    lines = [line for line in lines if json.loads(line)["run"] != key]
    lines.append(json.dumps({"run": key, "door": door, "inputs": count, "seconds": round(seconds, 1)}))
    path.write_text("\n".join(lines) + "\n")


def keep(findings: Path, door: str, data: bytes, error: Exception) -> None:
    """Write the input and its traceback down, once for each place it comes from."""
    frames = traceback.extract_tb(error.__traceback__)
    place = [f"{Path(f.filename).name}:{f.lineno}" for f in frames if "form4lib" in f.filename][-1:]
    name = hashlib.sha1(f"{door}{type(error).__name__}{place}".encode()).hexdigest()[:10]
    path = findings / f"{door}-{name}.bin"
    if not path.exists() or len(data) < path.stat().st_size:
        path.write_bytes(data)
        path.with_suffix(".txt").write_text("".join(traceback.format_exception(error)))


def targets() -> dict[str, Callable[[bytes], None]]:
    """What is done with the bytes at each door."""
    import form4lib
    from form4lib import Filing, Form4Error

    def door(parse: Callable[[str], Filing]) -> Callable[[bytes], None]:
        def target(data: bytes) -> None:
            text = (
                data.decode("utf-8", "surrogatepass" if len(data) % 2 else "replace")
                if is_utf8(data)
                else data.decode("latin-1")
            )
            try:
                filing = parse(text)
            except Form4Error:
                return
            check(filing, text)

        return target

    def read(data: bytes) -> None:
        try:
            check(form4lib.read(data), None)
        except Form4Error:
            return

    def pdf(data: bytes) -> None:
        try:
            check(form4lib.parse_pdf(data), None)
        except Form4Error:
            return

    def plain(data: bytes) -> None:
        try:
            value = json.loads(data)
        except (ValueError, RecursionError):
            return
        try:
            filing = form4lib.from_dict(value)
        except Form4Error:
            return
        except TypeError:
            return  # not a dict
        assert form4lib.from_dict(form4lib.to_dict(filing)) == filing

    return {
        "text": door(form4lib.parse_text),
        "html": door(form4lib.parse_html),
        "xml": door(form4lib.parse_xml),
        "submission": door(form4lib.parse_submission),
        "read": read,
        "pdf": pdf,
        "dict": plain,
    }


def is_utf8(data: bytes) -> bool:
    """Can the bytes be read as UTF-8, lone surrogates allowed?"""
    try:
        data.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return False
    return True


def check(filing: object, text: str | None) -> None:
    """What holds of every filing."""
    import form4lib

    assert isinstance(filing, form4lib.Filing), type(filing)
    source = text if text is not None and filing.source_text is None else filing.source_text
    for path, evidence in filing.evidence.items():
        assert 0 <= evidence.confidence <= 1, path
        if source is not None:
            assert evidence.raw == " ".join(source[a:b] for a, b in evidence.spans), path
    data = form4lib.to_dict(filing)
    assert form4lib.from_dict(data) == filing
    assert hash(filing) == hash(form4lib.from_dict(data))
    assert isinstance(filing.needs_review, bool)


def seeds(door: str) -> Iterator[bytes]:
    """Invented filings as the door takes them."""
    import form4lib
    from form4lib_bench.measure import printed_in
    from form4lib_bench.writer import LAYOUTS
    from support.pdf import make_pdf
    from support.pdf_form import one_page

    if door in ("pdf", "read"):
        yield make_pdf([one_page()])
        yield make_pdf([one_page(), one_page()], turned=90)
    for layout in LAYOUTS:
        for seed in range(SEEDS_PER_LAYOUT):
            filing, _, text = printed_in(layout, seed)
            if door in ("text", "read") or (door == "html" and layout.name.startswith("html")):
                yield text.encode()
            if door == "dict":
                yield json.dumps(form4lib.to_dict(filing)).encode()
            if door in ("xml", "submission", "read"):
                try:
                    ciks = tuple(str(i + 2) for i in range(len(filing.reporting_owners)))
                    xml = form4lib.to_xml(
                        filing, issuer_cik="1", owner_ciks=ciks, rule_10b5_1=False, transaction_form_type="5"
                    )
                except form4lib.Form4Error:
                    continue
                document = xml.encode()
                head = b"<SEC-DOCUMENT>1.txt : 20240506\n<SEC-HEADER>\nACCESSION NUMBER: 0000000001-24-000001\n"
                whole = (
                    head
                    + b"</SEC-HEADER>\n<DOCUMENT>\n<TYPE>4\n<TEXT>\n<XML>\n"
                    + document
                    + b"\n</XML>\n</TEXT>\n</DOCUMENT>\n"
                )
                yield document if door == "xml" else whole


def mutate(data: bytes, max_size: int, seed: int) -> bytes:
    """Change a text as converters and people do: labels moved, columns shifted, numbers glued; or a few bytes."""
    import atheris

    rng = Random(seed)
    if rng.random() < 0.3 or not is_utf8(data):
        return bytes(atheris.Mutate(data, max_size))
    text = data.decode("utf-8", "surrogatepass")
    for _ in range(rng.randint(1, 4)):
        text = rng.choice(CHANGES)(text, rng)
    return text.encode("utf-8", "surrogatepass")[:max_size]


def _some(pattern: re.Pattern[str], text: str, rng: Random) -> re.Match[str] | None:
    found = list(pattern.finditer(text))
    return rng.choice(found) if found else None


def move_label(text: str, rng: Random) -> str:
    """A label stands somewhere else."""
    label = _some(_LABEL, text, rng)
    if label is None:
        return text
    rest = text[: label.start()] + text[label.end() :]
    at = rng.randrange(len(rest) + 1)
    return rest[:at] + label[0] + rest[at:]


def shift_column(text: str, rng: Random) -> str:
    """A cell border is gone, doubled, or of another kind."""
    border = _some(_CELL, text, rng)
    if border is None:
        return text
    new = rng.choice(("", border[0] * 2, "\t", "  ", " | ", "\n", "</td><td>", "<br>"))
    return text[: border.start()] + new + text[border.end() :]


def glue_numbers(text: str, rng: Random) -> str:
    """A number stands at another one, or is another one, or is longer than any."""
    first, second = _some(_NUMBER, text, rng), _some(_NUMBER, text, rng)
    if first is None or second is None:
        return text
    new = rng.choice(
        (first[0] + second[0], second[0], first[0] * rng.randint(2, 40), "", f"({first[0]})", f"${first[0]}")
    )
    return text[: first.start()] + new + text[first.end() :]


def mix_lines(text: str, rng: Random) -> str:
    """A line is lost, doubled, cut, or changes place with another one."""
    lines = text.split("\n")
    i, j = rng.randrange(len(lines)), rng.randrange(len(lines))
    way = rng.randrange(4)
    if way == 0:
        del lines[i]
    elif way == 1:
        lines.insert(j, lines[i])
    elif way == 2:
        lines[i], lines[j] = lines[j], lines[i]
    else:
        lines[i] = lines[i][: rng.randrange(len(lines[i]) + 1)]
    return "\n".join(lines)


def spoil_glyphs(text: str, rng: Random) -> str:
    """A character becomes another one of those that converters leave behind."""
    if not text:
        return text
    at = rng.randrange(len(text))
    strange = "\x00\ufeff\u200b\u00a0\ud800\u0301\u2028|_—[]()$<>&;⁽¹⁾©®\x0c\x1b\u0660\uff11Ι０"
    return text[:at] + rng.choice(strange) * rng.choice((1, 1, 2, 30)) + text[at + rng.randrange(2) :]


def double_part(text: str, rng: Random) -> str:
    """A part of the text stands there twice, or is gone."""
    a, b = sorted(rng.randrange(len(text) + 1) for _ in range(2))
    piece = text[a:b][:4000]
    return rng.choice((text[:b] + piece + text[b:], text[:a] + text[b:], piece + text))


CHANGES = (move_label, shift_column, glue_numbers, mix_lines, spoil_glyphs, double_part)

if __name__ == "__main__":
    sys.exit(main())
