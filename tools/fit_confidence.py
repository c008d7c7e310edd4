#!/usr/bin/env python3
"""Fit the constants of the confidence models and write `src/form4lib/spec/confidence.py`.

usage: fit_confidence.py [CORPUS] [--part dev] [--dry] [--processes N]

Every text of every view is read; for each cell the features that the engine saw are set beside whether the scorer finds
the value right. For each kind of cell a logistic model is fitted by Newton's method with a penalty on large weights, in
plain Python (equal sets of features are counted together). Before anything is written, the models are fitted on four
fifths of the filings and tried on the last, five times over, and what they promise there is printed. Feature names that
hold of fewer than `RARE` cells get no weight of their own.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections import Counter, defaultdict
from concurrent.futures import ProcessPoolExecutor
from math import exp, log
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

import corpus

from form4lib import to_dict
from form4lib.engine import _features, _pipeline

TARGET = Path(corpus.ROOT) / "src" / "form4lib" / "spec" / "confidence.py"
FOLDS = 5
RARE = 60
PENALTY = 2.0
"""The precision of a prior around 0 for each weight: a feature seen a few dozen times moves little."""
ROUNDS = 12
SURE = 0.9

Features = tuple[str, ...]


class Example(NamedTuple):
    """One cell: which filing and view, which model, what was seen, and whether the value was right."""

    filing: str
    view: str
    model: str
    features: Features
    right: bool
    is_core: bool
    given: bool


def labels(scorer: ModuleType, truth: dict[str, Any], parsed: dict[str, Any]) -> dict[str, tuple[bool, bool]]:
    """Path -> is the value right, is it a core one."""
    ids = {str(note["id"]): i for i, note in enumerate(parsed["footnotes"])}
    out: dict[str, tuple[bool, bool]] = {}
    for path, key, wanted, given, core in scorer.compare(truth, parsed):
        if key in ("footnote_ref", "kind") or "[None]" in path:
            continue
        right = bool(scorer.same(key, wanted, given)) if key != "text" or given is not None else False
        if path.endswith("address.street"):
            for part in ("1", "2"):
                out[path + part] = (right, core)
        elif key == "text":
            if (index := ids.get(path[len("footnotes[") : -1])) is not None:
                out[f"footnotes[{index}].text"] = (right, core)
        else:
            out[path] = (right, core)
    return out


def examples_of(folder: Path) -> list[Example]:
    """Every cell of every view of one filing."""
    scorer = corpus.scorer(folder.parent.parent)
    truth = scorer.from_truth(json.loads((folder / "truth.json").read_text(encoding="utf-8")))
    out: list[Example] = []
    for text_path in sorted(folder.glob("*.txt")):
        text = text_path.read_text(encoding="utf-8")
        reading = _pipeline.resolve(text)
        if reading is None:
            continue
        _, seen = _features.see(reading)
        sights = [(s.path, s.model, s.features, s.cell.value is not None) for s in seen]
        known = labels(scorer, truth, to_dict(_pipeline.build(text, reading)))
        for path, model, features, given in sights:
            if path in known:
                right, core = known[path]
                out.append(Example(folder.name, text_path.stem, model, features, right, core, given))
    return out


class Model:
    """A bias and a weight for each feature name."""

    def __init__(self, examples: list[Example]) -> None:
        counts = Counter(name for e in examples for name in e.features)
        names = sorted(name for name, n in counts.items() if RARE <= n <= len(examples) - RARE)
        self.index = {name: i + 1 for i, name in enumerate(names)}
        self.weights = [0.0] * (len(names) + 1)
        self._fit(examples)

    def columns(self, features: Features) -> tuple[int, ...]:
        """The places of the features that have a weight; 0 is the bias."""
        return (0, *sorted({self.index[f] for f in features if f in self.index}))

    def score(self, features: Features) -> float:
        """How likely a value with these features is right."""
        return _logistic(sum(self.weights[i] for i in self.columns(features)))

    def _fit(self, examples: list[Example]) -> None:
        groups: dict[tuple[int, ...], list[int]] = defaultdict(lambda: [0, 0])
        for e in examples:
            group = groups[self.columns(e.features)]
            group[0] += 1
            group[1] += e.right
        right = sum(e.right for e in examples)
        self.weights[0] = log((right + 1) / (len(examples) - right + 1))
        for _ in range(ROUNDS):
            step = self._newton(list(groups.items()))
            if max(abs(x) for x in step) < 1e-3:
                break

    def _newton(self, groups: list[tuple[tuple[int, ...], list[int]]]) -> list[float]:
        size = len(self.weights)
        slope = [0.0 if i == 0 else -PENALTY * w for i, w in enumerate(self.weights)]
        bend = [[0.0] * size for _ in range(size)]
        for i in range(size):
            bend[i][i] = PENALTY if i else 1e-6
        for columns, (count, right) in groups:
            p = _logistic(sum(self.weights[i] for i in columns))
            rest = right - count * p
            weight = count * p * (1 - p)
            for i in columns:
                slope[i] += rest
                row = bend[i]
                for j in columns:
                    row[j] += weight
        step = _solve(bend, slope)
        largest = max(abs(x) for x in step)
        scale = min(1.0, 2.0 / largest) if largest else 1.0
        self.weights = [w + scale * x for w, x in zip(self.weights, step, strict=True)]
        return step


def _logistic(x: float) -> float:
    return 1.0 / (1.0 + exp(-max(-30.0, min(30.0, x))))


def _solve(matrix: list[list[float]], right: list[float]) -> list[float]:
    """Solve a symmetric positive definite system by Cholesky's method."""
    size = len(right)
    lower = [[0.0] * size for _ in range(size)]
    for i in range(size):
        li = lower[i]
        for j in range(i + 1):
            lj = lower[j]
            rest = matrix[i][j] - sum(a * b for a, b in zip(li[:j], lj[:j], strict=True))
            li[j] = rest**0.5 if i == j else rest / lj[j]
    y = [0.0] * size
    for i in range(size):
        y[i] = (right[i] - sum(a * b for a, b in zip(lower[i][:i], y[:i], strict=True))) / lower[i][i]
    x = [0.0] * size
    for i in reversed(range(size)):
        x[i] = (y[i] - sum(lower[k][i] * x[k] for k in range(i + 1, size))) / lower[i][i]
    return x


def fold_of(filing: str) -> int:
    """Filings, not cells, are set apart: the views of one filing err alike."""
    return int(hashlib.sha256(filing.encode()).hexdigest(), 16) % FOLDS


def fit(examples: list[Example]) -> dict[str, Model]:
    """One model for each kind of cell."""
    by_model: dict[str, list[Example]] = defaultdict(list)
    for e in examples:
        by_model[e.model].append(e)
    return {name: Model(of) for name, of in sorted(by_model.items())}


def cross_validate(examples: list[Example]) -> None:
    """Print what models promise on filings that they have not seen."""
    stated: list[tuple[Example, float]] = []
    for fold in range(FOLDS):
        models = fit([e for e in examples if fold_of(e.filing) != fold])
        stated += [(e, models[e.model].score(e.features)) for e in examples if fold_of(e.filing) == fold]
    print(f"{'view':<12}{'values':>8}{'right':>8}{'ece':>8}{'silent':>8}{'flagged':>9}{'at .9-.95':>11}{'.95-.99':>9}{'.99-1':>8}")
    for view in [*sorted({e.view for e, _ in stated}), None]:
        mine = [(e, p) for e, p in stated if view in (None, e.view)]
        given = [(e.right, p) for e, p in mine if e.is_core and e.given]
        claims = [(e.right, p) for e, p in mine if e.is_core and (e.given or (p >= SURE and not e.right))]
        if not given:
            continue
        silent = sum(p >= SURE and not right for right, p in claims)
        flagged = sum(p < SURE and right for right, p in given)
        print(f"{view or 'all':<12}{len(given):>8}{sum(r for r, _ in given) / len(given):>8.4f}{_ece(given):>8.4f}"
              f"{1000 * silent / len(claims):>8.2f}{flagged / sum(r for r, _ in given):>9.4f}"
              + "".join(_band(given, low, high) for low, high in ((0.9, 0.95), (0.95, 0.99), (0.99, 1.01))))
    for model in sorted({e.model for e, _ in stated}):
        mine_ = [(e, p) for e, p in stated if e.model == model]
        silent = sum(p >= SURE and not e.right for e, p in mine_)
        flagged = sum(p < SURE and e.right for e, p in mine_)
        print(f"{model:<10}{len(mine_):>8} sure but wrong {silent:>6}, right but unsure {flagged:>6}, wrong {sum(not e.right for e, _ in mine_):>6}")


def _ece(given: list[tuple[bool, float]]) -> float:
    bands: dict[int, list[float]] = defaultdict(lambda: [0.0, 0.0])
    for right, p in given:
        band = bands[min(int(p * 20), 19)]
        band[0] += right
        band[1] += p
    return sum(abs(r - p) for r, p in bands.values()) / len(given)


def _band(given: list[tuple[bool, float]], low: float, high: float) -> str:
    mine = [right for right, p in given if low <= p < high]
    return f"{sum(mine) / len(mine):>9.3f}" if mine else f"{'-':>9}"


HEAD = '''"""The fitted constants of the confidence models, written by `tools/fit_confidence.py`; not edited by hand.

For each kind of cell the log-odds that a value is right (`BIAS`), and what each named feature adds to them (`WEIGHTS`);
what the features mean is told in `engine._features`. Fitted on {filings} filings in {views} views, {cells:,} cells.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
'''


def render(models: dict[str, Model], examples: list[Example]) -> str:
    """The module as text."""
    out = [HEAD.format(filings=len({e.filing for e in examples}), views=len({e.view for e in examples}), cells=len(examples))]
    out.append("BIAS: Mapping[str, float] = MappingProxyType(\n    {")
    out += [f'        "{name}": {model.weights[0]:.2f},' for name, model in models.items()]
    out.append("    }\n)\n")
    out.append("WEIGHTS: Mapping[str, Mapping[str, float]] = MappingProxyType(\n    {")
    for name, model in models.items():
        out.append(f'        "{name}": MappingProxyType(\n            {{')
        for feature, i in model.index.items():
            if abs(model.weights[i]) >= 0.005:
                out.append(f"                {json.dumps(feature)}: {model.weights[i]:.2f},")
        out.append("            }\n        ),")
    out.append("    }\n)\n")
    return "\n".join(out)


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("corpus", type=Path, nargs="?", default=corpus.find())
    options.add_argument("--part", default="dev")
    options.add_argument("--dry", action="store_true", help="print the trial and write nothing")
    options.add_argument("--processes", type=int, default=2)
    options.add_argument("--dump", type=Path, help="write the examples as JSON lines, too")
    chosen = options.parse_args()
    if chosen.corpus is None:
        print(corpus.ABSENT)
        return 1
    folders = sorted(p.parent for p in (chosen.corpus / chosen.part).glob("*/truth.json"))
    with ProcessPoolExecutor(chosen.processes) as pool:
        examples = [e for part in pool.map(examples_of, folders, chunksize=4) for e in part]
    if chosen.dump:
        chosen.dump.write_text("\n".join(json.dumps(e) for e in examples), encoding="utf-8")
    cross_validate(examples)
    if not chosen.dry:
        TARGET.write_text(render(fit(examples), examples), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
