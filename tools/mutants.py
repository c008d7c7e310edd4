#!/usr/bin/env python3
"""Change the stages that decide, one place at a time, and see whether a test notices.

usage: mutants.py [--each N] [--seed N] [--stage atoms|rows|reconcile] [--show]

Of all the small changes that can be made to a stage (a comparison, a sum, a constant, a condition turned, a branch
left out), N are drawn with a seed and each is tested by itself against the tests of that stage. Prints how many were
killed; with --show the survivors, with what was changed. Mutants that are the
same program are named below, with the reason.
"""

from __future__ import annotations

import argparse
import ast
import os
import signal
import sys
import tempfile
from collections.abc import Iterator
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from pathlib import Path
from random import Random
from types import ModuleType

import attrs
import pytest

ROOT = Path(__file__).resolve().parent.parent
ENGINE = Path("src/form4lib/engine")
STAGES = {
    "atoms": (("_atoms.py",), ("test_atoms.py",)),
    "rows": (("_solver.py", "_cells.py"), ("test_solver.py", "test_cells.py")),
    "reconcile": (
        ("_reconcile.py", "_relations.py", "_repair.py", "_standing.py", "_consensus.py", "_quoted.py"),
        ("test_relations.py", "test_reconcile.py", "test_neighbours.py"),
    ),
}
"""Stage -> its modules, and the tests that are its own; tests of whole filings come after them."""
AFTER = ("test_whole_filings.py",)
EQUIVALENT = {
    "_relations.py, _is_known: 0 -> 1 in known = s.titles.get(squeeze(title), 0) > 1 "
    "or all(w in TITLE_WORDS or w.isdigit() for w in plain if w)": "neither 0 nor 1 is more than 1",
    "_consensus.py, _infer_amounts: owned > before -> owned >= before": "the two are told apart where they are equal",
    "_repair.py, _spellings: 5 -> 6 in for places in range(1, min(5, len(digits))):": "no number has five decimals",
}
"""Mutants that no input tells from the module as it is, and why; they are not drawn."""
TIME_LIMIT = 120
_COMPARED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
}
_COUNTED: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Add,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult,
}


@attrs.frozen
class Mutant:
    """One change: in which module and function of it, at which node of its tree, and how."""

    module: str
    function: str
    line: int
    what: str
    source: str

    @property
    def name(self) -> str:
        """What tells it from the others, wherever its line moves."""
        return f"{self.module}, {self.function}: {self.what}"


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--each", type=int, default=100, metavar="N", help="mutants of each stage (default: 100)")
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--stage", choices=sorted(STAGES))
    options.add_argument("--show", action="store_true", help="print the survivors")
    chosen = options.parse_args()
    print(f"{'stage':<12}{'possible':>9}{'equivalent':>12}{'tried':>7}{'killed':>8}{'share':>8}", flush=True)
    with tempfile.TemporaryDirectory() as scratch:
        sys.dont_write_bytecode, sys.pycache_prefix = False, scratch  # each child compiles only what was changed
        sys.path[:0] = [str(ROOT / folder) for folder in ("src", "tests")]
        for stage in [chosen.stage] if chosen.stage else STAGES:
            modules, tests = STAGES[stage]
            if is_killed(None, tests):
                sys.exit(f"the tests of {stage} fail on what was not changed")
            found = [m for module in modules for m in mutants_of(module)]
            possible = [m for m in found if m.name not in EQUIVALENT]
            tried = Random(chosen.seed).sample(possible, min(chosen.each, len(possible)))
            killed = 0
            for mutant in tried:
                if is_killed(mutant, tests):
                    killed += 1
                elif chosen.show:
                    print(f"  line {mutant.line} of {mutant.name}", flush=True)
            counts = f"{len(possible):>9}{len(found) - len(possible):>12}{len(tried):>7}{killed:>8}"
            print(f"{stage:<12}{counts}{killed / len(tried):>8.1%}", flush=True)
    return 0


def is_killed(mutant: Mutant | None, tests: tuple[str, ...]) -> bool:
    """Does a test fail on the changed module? A process of its own, forked from this one, imports and tests it."""
    child = os.fork()
    if not child:
        signal.alarm(TIME_LIMIT)
        if mutant is not None:
            sys.meta_path.insert(0, _Changed(mutant))
        silence = os.open(os.devnull, os.O_WRONLY)
        os.dup2(silence, 1)
        os.dup2(silence, 2)
        files = [str(ROOT / "tests" / name) for name in (*tests, *AFTER)]
        os._exit(pytest.main(["-x", "-q", "-p", "no:cacheprovider", "--rootdir", str(ROOT), *files]) != 0)
    return os.waitpid(child, 0)[1] != 0


class _Changed(MetaPathFinder, Loader):
    """Finds the one module that was changed, as it was changed."""

    def __init__(self, mutant: Mutant) -> None:
        self.mutant = mutant

    def find_spec(self, fullname: str, path: object, target: object = None) -> ModuleSpec | None:
        name = "form4lib.engine." + self.mutant.module.removesuffix(".py")
        return ModuleSpec(fullname, self) if fullname == name else None

    def exec_module(self, module: ModuleType) -> None:
        exec(compile(self.mutant.source, self.mutant.module, "exec"), module.__dict__)


_SHORT, _LONG = 10, 120
"""Characters of a change: what is shorter needs its line to be told from others, what is longer is cut."""


def mutants_of(module: str) -> Iterator[Mutant]:
    """Every change that can be made to a module."""
    text = (ROOT / ENGINE / module).read_text(encoding="utf-8")
    lines = text.splitlines()
    nodes = list(ast.walk(ast.parse(text)))
    functions = dict.fromkeys(range(len(lines) + 1), "module")
    for function in (node for node in nodes if isinstance(node, ast.FunctionDef)):
        functions |= dict.fromkeys(range(function.lineno, (function.end_lineno or 0) + 1), function.name)
    decorators = {d for node in nodes if isinstance(node, ast.FunctionDef) for d in node.decorator_list}
    of_decorators = {id(part) for decorator in decorators for part in ast.walk(decorator)}  # the sizes of caches
    places = [i for i, node in enumerate(nodes) if _ways(node) and id(node) not in of_decorators]
    for place in places:
        tree = ast.parse(text)
        node = list(ast.walk(tree))[place]
        for way in range(len(_ways(node))):
            tree = ast.parse(text)
            node = list(ast.walk(tree))[place]
            was = ast.unparse(node)
            _ways(node)[way]()
            now = ast.unparse(node)
            if was != now:
                of = "" if len(was) > _SHORT else f" in {lines[node.lineno - 1].strip()}"  # type: ignore[attr-defined]
                what = f"{was[:_LONG]} -> {now[:_LONG]}{of}"
                yield Mutant(module, functions[node.lineno], node.lineno, what, ast.unparse(tree))  # type: ignore[attr-defined]


def _ways(node: ast.AST) -> list[_Way]:
    """What can be done to a node."""
    ways: list[_Way] = []
    if isinstance(node, ast.Compare):
        ways += [_Way(node.ops, i, _COMPARED[type(op)]()) for i, op in enumerate(node.ops)]
    elif isinstance(node, ast.BinOp) and type(node.op) in _COUNTED and not _is_type(node):
        ways.append(_Way(node, "op", _COUNTED[type(node.op)]()))
    elif isinstance(node, ast.BoolOp):
        ways.append(_Way(node, "op", ast.Or() if isinstance(node.op, ast.And) else ast.And()))
    elif isinstance(node, ast.Constant) and isinstance(node.value, (int, float)) and not isinstance(node.value, bool):
        ways.append(_Way(node, "value", node.value + 1))
    elif isinstance(node, ast.If):
        ways.append(_Way(node, "test", ast.UnaryOp(ast.Not(), node.test)))
    elif isinstance(node, ast.Return) and node.value is not None and not _is_none(node.value):
        ways.append(_Way(node, "value", ast.Constant(None)))
    elif isinstance(node, ast.Continue):
        ways.append(_Way(node, "__class__", ast.Break))
    return ways


def _is_none(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value is None


def _is_type(node: ast.BinOp) -> bool:
    return any(isinstance(side, ast.Constant) and isinstance(side.value, str) for side in (node.left, node.right))


@attrs.frozen
class _Way:
    """One thing to do: set an item of a list, or an attribute of a node."""

    where: object
    key: int | str
    value: object

    def __call__(self) -> None:
        if isinstance(self.where, list):
            self.where[self.key] = self.value  # type: ignore[index]
        else:
            setattr(self.where, str(self.key), self.value)


if __name__ == "__main__":
    sys.exit(main())
