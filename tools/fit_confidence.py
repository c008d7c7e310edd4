#!/usr/bin/env python3
"""Fit the constants of the confidence models and write `src/form4lib/spec/confidence_*.py`.

usage: fit_confidence.py [CORPUS] [--part dev] [--more FOLDER] [--dry] [--processes N]

Every text of every view is read; for each cell the features that the engine saw are set beside whether the scorer
finds the value right. For each kind of cell a logistic model is fitted by Newton's method with a penalty on large
weights. Before anything is written, the models are fitted on four fifths of the filings and tried on the last, five
times over: the engine reads these filings with the weights so found, and what it promises there is printed. Feature
names that hold of fewer than `RARE` cells get no weight of their own.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections import Counter, defaultdict
from concurrent.futures import ProcessPoolExecutor
from itertools import repeat
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

import corpus
import numpy as np
import numpy.typing as npt

from form4lib import parse_text, to_dict
from form4lib.engine import _build, _confidence, _features, _pipeline
from form4lib.engine._confidence import SURE_ENOUGH
from form4lib.engine._work import Work

SPEC = Path(corpus.ROOT) / "src" / "form4lib" / "spec"
PARTS = {
    "blanks": ("no deemed date", "no exercise date", "no exercise price", "no nature", "no price", "no trade", "none"),
    "tables": ("clean", "form", "row", "side", "table"),
    "texts": ("head", "name", "nature", "notes", "tick", "title", "underlying"),
    "values": ("code", "date", "exercise price", "number", "price", "voluntary"),
}
"""The models of each module `confidence_*`."""
FOLDS = 5
RARE = 60
PENALTY = 2.0
"""The precision of a prior around 0 for each weight: a feature seen a few dozen times moves little."""
ROUNDS = 30
ENOUGH = 1e-3
"""The fit ends when no weight moves by more, or after so many rounds."""
OF_MADE = 0.3
"""What a cell of a filing made anew counts beside one of the filing itself: what people filed weighs more."""
LONGEST = 2.0
"""The longest step of one round: far ones do not come back."""
SURE = SURE_ENOUGH
TABLES = ("non_derivative", "derivative")
WIDTH = 118

Features = tuple[str, ...]
Array = npt.NDArray[np.float64]


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
    """Path -> is the value right, is it a core one. A row is right when most of it is, a table when no row is lost."""
    ids = {str(note["id"]): i for i, note in enumerate(parsed["footnotes"])}
    out: dict[str, tuple[bool, bool]] = dict.fromkeys(TABLES, (True, False))
    of_row: dict[str, list[bool]] = defaultdict(list)
    for path, key, wanted, given, core in scorer.compare(truth, parsed):
        if "[None]" in path:
            out[path.partition("[")[0]] = (False, False)
        if key in ("footnote_ref", "kind") or "[None]" in path:
            continue
        if core and path.startswith(TABLES) and given is not None:
            of_row[path.rpartition(".")[0]].append(bool(scorer.same(key, wanted, given)))
        right = bool(scorer.same(key, wanted, given)) if key != "text" or given is not None else False
        if path.endswith("address.street"):
            for part in ("1", "2"):
                out[path + part] = (right, core)
        elif key == "text":
            if (index := ids.get(path[len("footnotes[") : -1])) is not None:
                out[f"footnotes[{index}].text"] = (right, core)
        else:
            out[path] = (right, core)
    for row, found in of_row.items():
        out[row] = (sum(found) > len(found) / 2, False)
    return out


def examples_of(folder: Path, root: Path) -> list[Example]:
    """Every cell of every view of one filing, as the scorer of the corpus at `root` finds it."""
    scorer = corpus.scorer(root)
    truth = scorer.from_truth(json.loads((folder / "truth.json").read_text(encoding="utf-8")))
    out: list[Example] = []
    for text_path in sorted(folder.glob("*.txt")):
        text = text_path.read_text(encoding="utf-8")
        forms = _pipeline.read_forms(text, Work())
        if not forms:
            continue
        reading = _pipeline.resolve(*forms[0], Work())
        # what rules have doubted is left out: no weights decide there
        sights = [
            (s.path, s.model, s.features, s.cell.value is not None)
            for s in _features.see(reading)
            if s.cell.state != "ambiguous"
        ]
        known = labels(scorer, truth, to_dict(_build.build(text, reading, ())))
        for path, model, features, given in sights:
            if path in known:
                right, core = known[path]
                out.append(Example(folder.name, text_path.stem, model, features, right, core, given))
    return out


class Model:
    """A bias and a weight for each feature name."""

    def __init__(self, examples: list[Example]) -> None:
        counts = Counter(name for e in examples for name in set(e.features))
        names = sorted(name for name, n in counts.items() if RARE <= n <= len(examples) - RARE)
        self.index = {name: i + 1 for i, name in enumerate(names)}
        self.weights = np.zeros(len(names) + 1)
        counting = np.array([OF_MADE if "." in e.filing else 1.0 for e in examples])
        self._fit(self._matrix(examples), np.array([float(e.right) for e in examples]), counting)

    def _matrix(self, examples: list[Example]) -> Array:
        """One line a cell, one column a feature; column 0 is the bias."""
        matrix = np.zeros((len(examples), len(self.index) + 1))
        matrix[:, 0] = 1.0
        for line, e in zip(matrix, examples, strict=True):
            line[[self.index[f] for f in e.features if f in self.index]] = 1.0
        return matrix

    def scores(self, examples: list[Example]) -> list[float]:
        """How likely each value is right."""
        return [float(p) for p in _logistic(self._matrix(examples) @ self.weights)]

    def _fit(self, matrix: Array, right: Array, counting: Array) -> None:
        share = ((right * counting).sum() + 1) / (counting.sum() + 2)
        self.weights[0] = np.log(share / (1 - share))
        penalty = np.full(len(self.weights), PENALTY)
        penalty[0] = 1e-6
        for _ in range(ROUNDS):
            p = _logistic(matrix @ self.weights)
            slope = matrix.T @ (counting * (right - p)) - penalty * self.weights
            bend = (matrix * (counting * p * (1 - p))[:, None]).T @ matrix + np.diag(penalty)
            step = np.linalg.solve(bend, slope)
            largest = float(np.abs(step).max())
            self.weights = self.weights + step * min(1.0, LONGEST / largest)
            if largest < ENOUGH:
                break


def _logistic(x: Array) -> Array:
    return np.asarray(1.0 / (1.0 + np.exp(-np.clip(x, -30.0, 30.0))))


def fold_of(filing: str) -> int:
    """Filings, not cells, are set apart: the views of one filing err alike, and so does `<filing>.0`, made of it."""
    return int(hashlib.sha256(filing.partition(".")[0].encode()).hexdigest(), 16) % FOLDS


def fit(examples: list[Example]) -> dict[str, Model]:
    """One model for each kind of cell."""
    by_model: dict[str, list[Example]] = defaultdict(list)
    for e in examples:
        by_model[e.model].append(e)
    return {name: Model(of) for name, of in sorted(by_model.items())}


class Claim(NamedTuple):
    """One core value, or a blank that is claimed: is it right, how sure is it, and does anything mark it?"""

    view: str
    right: bool
    given: bool
    confidence: float
    flagged: bool


Weights = tuple[dict[str, float], dict[str, dict[str, float]]]
"""The bias and the weights of each model."""


def weights_of(models: dict[str, Model]) -> Weights:
    """The fitted constants, as the engine holds them."""
    return (
        {name: float(model.weights[0]) for name, model in models.items()},
        {name: {f: float(model.weights[i]) for f, i in model.index.items()} for name, model in models.items()},
    )


def use_weights(weights: Weights) -> None:
    """Let the engine weigh with these, and forget all that it weighed with others."""
    vars(_confidence).update(zip(("BIAS", "WEIGHTS"), weights, strict=True))
    for held in vars(_confidence).values():
        if hasattr(held, "cache_clear"):
            held.cache_clear()


def claims_of(folder: Path, root: Path, weights: Weights) -> list[Claim]:
    """What the engine, with these weights, says of every view of one filing."""
    use_weights(weights)
    scorer = corpus.scorer(root)
    truth = scorer.from_truth(json.loads((folder / "truth.json").read_text(encoding="utf-8")))
    out: list[Claim] = []
    for text_path in sorted(folder.glob("*.txt")):
        parsed = to_dict(parse_text(text_path.read_text(encoding="utf-8")))
        for path, key, wanted, given, core in scorer.compare(truth, parsed):
            empty = (key in scorer.FLAGS and not wanted and not given) or (wanted is None and given is None)
            if not core or empty or not (given is not None or scorer.claims_blank(path, parsed)):
                continue
            stated = (parsed["evidence"].get(path) or {}).get("confidence") or 0.0
            right = bool(scorer.same(key, wanted, given))
            out.append(Claim(text_path.stem, right, given is not None, stated, scorer.flagged(path, parsed)))
    return out


def cross_validate(examples: list[Example], folders: list[Path], root: Path, pool: ProcessPoolExecutor) -> None:
    """Print what the engine promises on filings that its weights were not fitted on."""
    claims: list[Claim] = []
    stated: list[tuple[Example, float]] = []
    for fold in range(FOLDS):
        models = fit([e for e in examples if fold_of(e.filing) != fold])
        for name, model in models.items():
            mine = [e for e in examples if fold_of(e.filing) == fold and e.model == name]
            stated += zip(mine, model.scores(mine), strict=True)
        unseen = [folder for folder in folders if fold_of(folder.name) == fold]
        for found in pool.map(claims_of, unseen, repeat(root), repeat(weights_of(models))):
            claims += found
    _print_views(claims)
    _print_kinds(stated)


def _print_views(claims: list[Claim]) -> None:
    """The table of `eval/score.py`, as far as it tells of trust."""
    heads = ("values", "right", "ece", "silent", "flagged", ".9-.95", ".95-.99", ".99-1")
    print(f"{'view':<12}" + "".join(f"{head:>9}" for head in heads))
    for view in [*sorted({c.view for c in claims}), None]:
        mine = [c for c in claims if view in (None, c.view)]
        given = [(c.right, c.confidence) for c in mine if c.given]
        right = sum(r for r, _ in given)
        silent = sum(not c.flagged and not c.right for c in mine)
        flagged = sum(c.flagged and c.right for c in mine)
        print(
            f"{view or 'all':<12}{len(given):>9}{right / len(given):>9.4f}{_ece(given):>9.4f}"
            f"{1000 * silent / len(mine):>9.2f}{flagged / right:>9.4f}"
            + "".join(_band(given, low, high) for low, high in ((0.9, 0.95), (0.95, 0.99), (0.99, 1.01)))
        )


def _print_kinds(stated: list[tuple[Example, float]]) -> None:
    """How often each model by itself is sure and wrong, or right and unsure."""
    for kind in sorted({e.model for e, _ in stated}):
        weighed = [(e.right, p) for e, p in stated if e.model == kind]
        silent = sum(p >= SURE and not right for right, p in weighed)
        flagged = sum(p < SURE and right for right, p in weighed)
        wrong = sum(not right for right, _ in weighed)
        print(
            f"{kind:<18}{len(weighed):>8} wrong {wrong:>6}, sure but wrong {silent:>6}, right but unsure {flagged:>6}"
        )


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


HEAD = '''"""The fitted confidence models of {part}, written by `tools/fit_confidence.py`; not edited by hand.

Fitted on {filings} filings and {made} made anew of them, in {views} views, {cells:,} cells. See `confidence`.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
'''


def render(part: str, models: dict[str, Model], examples: list[Example]) -> str:
    """The module of a part as text."""
    filings, views = {e.filing for e in examples}, len({e.view for e in examples})
    made = sum("." in filing for filing in filings)
    out = [HEAD.format(part=part, filings=len(filings) - made, made=made, views=views, cells=len(examples))]
    models = {name: models[name] for name in PARTS[part]}
    out.append("BIAS: Mapping[str, float] = MappingProxyType(\n    {")
    out += [f'        "{name}": {model.weights[0]:.2f},' for name, model in models.items()]
    out.append("    }\n)\n")
    out.append("# fmt: off")
    out.append("WEIGHTS: Mapping[str, Mapping[str, float]] = MappingProxyType(\n    {")
    for name, model in models.items():
        weights = [f"{json.dumps(feature)}: {model.weights[i]:.2f}," for feature, i in model.index.items()]
        lines = _filled([w for w in weights if not w.endswith((" 0.00,", " -0.00,"))], " " * 16)
        out += [f'        "{name}": MappingProxyType(\n            {{', *lines, "            }\n        ),"]
    out.append("    }\n)\n# fmt: on\n")
    return "\n".join(out)


def _filled(items: list[str], indent: str) -> list[str]:
    """The items on as few lines as hold them."""
    lines = [indent]
    for item in items:
        if len(lines[-1]) + 1 + len(item) > WIDTH:
            lines.append(indent)
        lines[-1] += item if lines[-1] == indent else f" {item}"
    return lines


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("corpus", type=Path, nargs="?", default=corpus.find())
    options.add_argument("--part", default="dev")
    options.add_argument("--more", type=Path, nargs="*", default=[], help="folders of filings made anew")
    options.add_argument("--dry", action="store_true", help="print the trial and write nothing")
    options.add_argument("--processes", type=int, default=2)
    options.add_argument("--dump", type=Path, help="write the examples as JSON lines, too")
    chosen = options.parse_args()
    if chosen.corpus is None:
        print(corpus.ABSENT)
        return 1
    folders = sorted(p.parent for p in (chosen.corpus / chosen.part).glob("*/truth.json"))
    made = sorted(p.parent for folder in chosen.more for p in folder.glob("*/truth.json"))
    with ProcessPoolExecutor(chosen.processes) as pool:
        found = pool.map(examples_of, [*folders, *made], repeat(chosen.corpus), chunksize=4)
        examples = [e for part in found for e in part]
        if chosen.dump:
            chosen.dump.write_text("\n".join(json.dumps(e) for e in examples), encoding="utf-8")
        cross_validate(examples, folders, chosen.corpus, pool)
    if not chosen.dry:
        models = fit(examples)
        for part in PARTS:
            (SPEC / f"confidence_{part}.py").write_text(render(part, models, examples), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
