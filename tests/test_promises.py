"""What users count on beside the reading: where the package may stand, and under which Python it runs."""

from __future__ import annotations

import hashlib
import json
import multiprocessing
import os
import shutil
import subprocess
import sys
import zipfile
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from pathlib import Path

import pytest

import form4lib
from form4lib._deprecation import deprecated
from form4lib_bench.measure import printed_in
from form4lib_bench.writer import LAYOUTS

PACKAGE = Path(form4lib.__file__).parent
EXAMPLE = Path(__file__).parent.parent / "examples" / "form4.txt"
PROGRAM = """
import json, pathlib, sys
{imports}
text = pathlib.Path({example!r}).read_text(encoding="utf-8")
filing = lib.parse_text(text)
if lib.from_json(lib.to_json(filing)) != filing or lib.read(text.encode()) != filing:
    sys.exit("the doors differ")  # -O takes assertions away
print(json.dumps(lib.to_dict(filing), sort_keys=True))
"""


def told(imports: str, *options: str, cwd: Path | None = None, **environment: str) -> str:
    """What a Python of its own says of the example."""
    program = PROGRAM.format(imports=imports, example=str(EXAMPLE))
    path = environment.pop("PYTHONPATH", str(PACKAGE.parent))
    done = subprocess.run(
        [sys.executable, *options, "-c", program],
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": path, "PYTHONDONTWRITEBYTECODE": "1", **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    return done.stdout


@pytest.fixture(scope="module")
def expected() -> str:
    filing = form4lib.parse_text(EXAMPLE.read_text(encoding="utf-8"))
    return json.dumps(form4lib.to_dict(filing), sort_keys=True) + "\n"


@pytest.mark.parametrize("options", [("-O",), ("-OO",), ("-W", "error"), ("-X", "dev", "-W", "error")])
def test_options_of_the_interpreter(options: tuple[str, ...], expected: str) -> None:
    assert told("import form4lib as lib", *options) == expected


@pytest.mark.parametrize("seed", ["0", "1", "4711"])
def test_hash_seeds_do_not_matter(seed: str, expected: str) -> None:
    assert told("import form4lib as lib", PYTHONHASHSEED=seed) == expected


@pytest.mark.parametrize("locale", ["C", "C.UTF-8", "POSIX"])
def test_the_locale_and_the_time_zone_do_not_matter(locale: str, expected: str) -> None:
    assert told("import form4lib as lib", LC_ALL=locale, TZ="Asia/Kathmandu") == expected


def test_vendored_under_another_name(tmp_path: Path, expected: str) -> None:
    home = tmp_path / "vendor" / "x"
    shutil.copytree(PACKAGE, home / "form4lib", ignore=shutil.ignore_patterns("__pycache__"))
    for folder in (home, home.parent):
        (folder / "__init__.py").touch()
    imports = "import vendor.x.form4lib as lib\nassert 'form4lib' not in sys.modules"
    checked = imports + "\nfor name in lib.__all__: getattr(lib, name)\nassert 'form4lib' not in sys.modules"
    assert told(checked, PYTHONPATH=str(tmp_path)) == expected


def test_from_a_zip_file(tmp_path: Path, expected: str) -> None:
    archive = tmp_path / "form4lib.zip"
    with zipfile.ZipFile(archive, "w") as out:
        for path in sorted(PACKAGE.rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                out.write(path, Path("form4lib") / path.relative_to(PACKAGE))
    imports = "import form4lib as lib\nassert '.zip' in lib.__file__\nlib.json_schema()"
    assert told(imports, PYTHONPATH=str(archive)) == expected


TEXTS = [printed_in(layout, seed)[2] for layout in LAYOUTS for seed in (8, 11)]


def digest(text: str) -> str:
    """A short name of all that is read of a text."""
    return hashlib.sha256(form4lib.to_json(form4lib.parse_text(text)).encode()).hexdigest()


def test_threads_read_the_same() -> None:
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(digest, TEXTS * 2)) == [digest(text) for text in TEXTS] * 2


@pytest.mark.parametrize("method", multiprocessing.get_all_start_methods())
@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
def test_processes_read_the_same(method: str) -> None:
    with ProcessPoolExecutor(2, mp_context=multiprocessing.get_context(method)) as pool:
        assert list(pool.map(digest, TEXTS[:12])) == [digest(text) for text in TEXTS[:12]]


def test_what_is_deprecated_says_so_once_where_it_is_called() -> None:
    @deprecated("0.2", "parse_text", "1.0")
    def old_name(text: str) -> str:
        """What it did."""
        return text + "!"

    with pytest.warns(
        DeprecationWarning, match=r"old_name\(\) is deprecated since form4lib 0\.2.*1\.0.*parse_text"
    ) as seen:
        assert old_name("a") == "a!"
    assert seen[0].filename == __file__
    assert old_name.__doc__ == "What it did."
