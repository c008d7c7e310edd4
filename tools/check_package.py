#!/usr/bin/env python3
"""Build what is released, twice, and check it; send nothing.

usage: check_package.py [--out FOLDER]

The distributions are built from two copies of the checkout, made in folders of different names, and have to be
the same to the byte. The wheel has to hold the library's files and nothing else, stay under `MOST_BYTES` and ask
for the three dependencies alone; the sdist has to hold every file that git tracks. The first build is left in
FOLDER (default: dist). Needs git and `build`; contents, sizes and digests are printed.
"""

from __future__ import annotations

import argparse
import email
import hashlib
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MOST_BYTES = 300_000
"""The wheel is copied to every machine of a cluster."""
DEPENDENCIES = {"attrs", "python-dateutil", "regex"}


class UnfitError(Exception):
    """Something that must not be released; the message says what."""


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--out", type=Path, default=ROOT / "dist", help="folder of the distributions (default: dist)")
    out: Path = options.parse_args().out.resolve()
    shutil.rmtree(out, ignore_errors=True)
    try:
        with tempfile.TemporaryDirectory() as scratch:
            one, other = copied(Path(scratch) / "one"), copied(Path(scratch) / "another-name")
            built = build(one, out)
            check_same(built, build(other, Path(scratch) / "dist"))
        check_wheel(next(path for path in built if path.suffix == ".whl"))
        check_sdist(next(path for path in built if path.suffix == ".gz"))
    except UnfitError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def tracked() -> list[str]:
    """The files of the checkout as git knows them, and new ones that it does not ignore."""
    command = ["git", "-C", str(ROOT), "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    files = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split("\0")
    return sorted(file for file in set(files) if file and (ROOT / file).is_file())


def copied(folder: Path) -> Path:
    """A copy of the checkout, without what is not its own."""
    for file in tracked():
        (folder / file).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / file, folder / file)  # with the time of now: times must not count
    return folder


def build(source: Path, out: Path) -> list[Path]:
    """The sdist, and the wheel made of it."""
    subprocess.run([sys.executable, "-m", "build", "--outdir", out, source], check=True, stdout=subprocess.DEVNULL)
    return sorted(out.iterdir())


def check_same(built: list[Path], again: list[Path]) -> None:
    for one, other in zip(built, again, strict=True):
        digest = hashlib.sha256(one.read_bytes()).hexdigest()
        print(f"{digest}  {one.name}  {one.stat().st_size:,} bytes")
        if one.read_bytes() != other.read_bytes():
            raise UnfitError(f"{one.name} is not the same when it is built again")


def check_wheel(path: Path) -> None:
    with zipfile.ZipFile(path) as wheel:
        names = wheel.namelist()
        (metadata,) = (name for name in names if name.endswith(".dist-info/METADATA"))
        fields = email.message_from_bytes(wheel.read(metadata))
    own = {file.removeprefix("src/") for file in tracked() if file.startswith("src/")}
    told = {metadata.replace("METADATA", name) for name in ("METADATA", "WHEEL", "RECORD", "entry_points.txt")}
    told.add(metadata.replace("METADATA", "licenses/LICENSE"))
    if set(names) != own | told:
        raise UnfitError(f"the wheel holds what it should not, or lacks a file: {sorted(set(names) ^ (own | told))}")
    needs = [field for field in fields.get_all("Requires-Dist", []) if "extra ==" not in field]
    if {re.split(r"[^\w.-]", need)[0] for need in needs} != DEPENDENCIES:
        raise UnfitError(f"the wheel needs {needs}")
    print(*sorted(names), sep="\n")
    print(f"wheel: {len(own)} files of the library, {len(told)} beside them; needs {', '.join(needs)}")
    if path.stat().st_size >= MOST_BYTES:
        raise UnfitError(f"the wheel has {path.stat().st_size:,} bytes, and {MOST_BYTES:,} are too many")


def check_sdist(path: Path) -> None:
    with tarfile.open(path) as sdist:
        names = {member.name.partition("/")[2] for member in sdist.getmembers()} - {"PKG-INFO"}
    if names != set(tracked()):
        raise UnfitError(f"the sdist holds what it should not, or lacks a file: {sorted(names ^ set(tracked()))}")
    print(f"sdist: {len(names)} files")


if __name__ == "__main__":
    sys.exit(main())
