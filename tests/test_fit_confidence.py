"""The tool that fits the confidence models."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("numpy", reason="numpy is not installed: no model is fitted")

import fit_confidence

import form4lib
from form4lib.spec.confidence import BIAS, WEIGHTS

EXAMPLE = (Path(__file__).parent.parent / "examples" / "form4.txt").read_text(encoding="utf-8")
FITTED = (dict(BIAS), {model: dict(of) for model, of in WEIGHTS.items()})


@pytest.fixture
def fitted() -> Iterator[None]:
    yield
    fit_confidence.use_weights(FITTED)


def stated() -> list[float]:
    return [found.confidence for found in form4lib.parse_text(EXAMPLE).evidence.values()]


@pytest.mark.usefixtures("fitted")
def test_what_was_weighed_with_other_weights_is_forgotten() -> None:
    before = stated()
    fit_confidence.use_weights(({}, {}))
    assert stated() != before
    fit_confidence.use_weights(FITTED)
    assert stated() == before
