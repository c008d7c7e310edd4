"""What each module may know: imports go one way, as the page on the architecture has it."""

from __future__ import annotations

import ast
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import form4lib

SOURCE = Path(form4lib.__file__).parent
MAY_IMPORT = {
    "record": {"record"},
    "spec": {"spec"},
    "engine": {"engine", "spec", "record"},
    "inputs": {"inputs", "engine", "spec", "record"},
    "outputs": {"outputs", "spec", "record"},
    "bulk": {"bulk", "outputs", "inputs", "engine", "spec", "record"},
    "commands": {"commands", "bulk", "outputs", "inputs", "engine", "spec", "record"},
}
"""Layer -> the layers it may import. What stands in no folder belongs to the record, but for these:"""
ROOMS = {"cli": "commands", "__main__": "commands"}
LATE = {"records": {"outputs._card", "outputs._rich"}, "commands._completion": {"cli"}}
"""Imported when it is asked for, against the order: a filing shows itself, and completion asks for all commands."""
VERSIONED = {"commands", "bulk"}
"""Layers that import the package itself, for its version: to print it, and to go on with a run of the same alone."""
EXTRAS = ("numpy", "pandas", "PIL", "polars", "pyarrow", "pypdfium2")

MODULES = {".".join(path.relative_to(SOURCE).with_suffix("").parts): path for path in sorted(SOURCE.rglob("*.py"))}
BELOW_THE_TOP = [module for module in MODULES if module != "__init__"]


def layer(module: str) -> str:
    first = module.partition(".")[0]
    return ROOMS.get(first, first if first in MAY_IMPORT else "record")


def statements(node: ast.AST) -> Iterator[ast.AST]:
    """All of a module but what is for type checkers alone."""
    for child in ast.iter_child_nodes(node):
        if not (isinstance(child, ast.If) and ast.unparse(child.test) == "TYPE_CHECKING"):
            yield child
            yield from statements(child)


def imported(module: str) -> set[str]:
    """The modules of the library that a module imports, in its functions, too."""
    found = set()
    for node in statements(ast.parse(MODULES[module].read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.level:
            base = [*module.split(".")[: -node.level], *([node.module] if node.module else [])]
            for alias in node.names:
                named = ".".join([*base, alias.name])
                found.add(named if named in MODULES else ".".join(base))
    return {f"{name}.__init__" if f"{name}.__init__" in MODULES else name or "__init__" for name in found}


def test_the_layers_are_those_of_the_library() -> None:
    folders = {path.name for path in SOURCE.iterdir() if path.is_dir() and path.name != "__pycache__"}
    assert folders <= set(MAY_IMPORT)
    assert {"engine._page", "spec.labels"} <= imported("engine._several")
    assert "engine._pipeline" in imported("inputs._read")
    assert "outputs.__init__" in imported("bulk._digest")


@pytest.mark.parametrize("module", BELOW_THE_TOP)
def test_a_module_imports_what_its_layer_may(module: str) -> None:
    others = imported(module) - LATE.get(module, set()) - ({"__init__"} if layer(module) in VERSIONED else set())
    assert not {other for other in others if layer(other) not in MAY_IMPORT[layer(module)] or other == "__init__"}


@pytest.mark.parametrize("module", MODULES)
def test_the_library_imports_itself_by_relative_imports(module: str) -> None:
    for node in ast.walk(ast.parse(MODULES[module].read_text(encoding="utf-8"))):
        names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
        names += [node.module or ""] if isinstance(node, ast.ImportFrom) and not node.level else []
        assert not [name for name in names if name.partition(".")[0] == "form4lib"]


def test_no_module_imports_in_a_circle() -> None:
    left = {module: imported(module) - {"__init__", module} - LATE.get(module, set()) for module in BELOW_THE_TOP}
    while free := [module for module, needs in left.items() if not needs & set(left)]:
        for module in free:
            del left[module]
    assert not left


def test_every_stage_has_a_name_of_its_own() -> None:
    docs = [ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or "" for path in MODULES.values()]
    names = [doc.partition(":")[0] for doc in docs if doc.startswith("Stage ")]
    assert len(names) > len(MODULES) / 4
    assert sorted(names) == sorted(set(names))


def test_every_public_name_is_there_without_the_extras() -> None:
    program = f"import sys; sys.modules.update(dict.fromkeys({EXTRAS})); import form4lib; "
    program += "print([name for name in form4lib.__all__ if getattr(form4lib, name) is None])"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert (done.stdout.strip(), done.stderr) == ("[]", "")


def test_the_text_engine_works_as_a_part_of_another_program(tmp_path: Path) -> None:
    vendored = tmp_path / "program" / "_vendor" / "form4lib"
    left_out = ("cli.py", "__main__.py", "commands", "bulk*", "inputs", "outputs", "__pycache__")
    shutil.copytree(SOURCE, vendored, ignore=shutil.ignore_patterns(*left_out))
    text = Path(__file__).resolve().parent.parent / "examples" / "form4.txt"
    program = "import sys; from pathlib import Path; from program._vendor import form4lib; "
    program += f"print(form4lib.parse_text(Path({str(text)!r}).read_text(encoding='utf-8')).non_derivative[1].shares, "
    program += "[name for name in sys.modules if name.startswith('form4lib')])"
    command = [sys.executable, "-B", "-c", program]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("2000 []\n", "")
