"""The rules of the house, read off the source: who imports whom, what files are called, how long they are."""

import ast
import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from importlib.metadata import packages_distributions
from pathlib import Path

FLOORS = ("data_loaders.catalogue", "data_loaders", "dashboard", "pages")
"""From the ground up; a file imports from its own floor and from those below."""

OUTSIDE = {"tests": len(FLOORS) + 1, "run": len(FLOORS), "sample_data": 1}
"""The rest of the repository, by the highest floor it may look into."""

VIEW_FILES = ("app", "cached", "language")
KEPT_OFF_PAGES = {"sqlalchemy", "sqlite3", "psycopg", "pandas", "numpy", "plotly"}

SAME_NAME_ALLOWED = {"__init__", "__main__", "conftest"}
EMPTY_WORDS = {
    *("util", "utils", "utility", "utilities", "helper", "helpers", "common", "manager", "managers", "base")
}

LONGEST_FUNCTION = 60
LONGEST_FILE = 400

LEFT_ALONE = {"var", "node_modules", "__pycache__", "test-results"}


@dataclass(frozen=True)
class SourceFile:
    """A Python file of the project: its path from the root, its dotted name, its text as a tree."""

    path: Path
    text: str

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.text, filename=str(self.path))

    @property
    def module(self) -> str:
        parts = self.path.with_suffix("").parts
        return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)

    @property
    def package(self) -> str:
        return ".".join(self.path.parts[:-1])

    @property
    def is_test(self) -> bool:
        return self.path.parts[0] == "tests"

    @property
    def is_view(self) -> bool:
        stem = self.path.stem
        return self.path.parts[0] == "pages" or (
            self.path.parts[0] == "dashboard" and (stem in VIEW_FILES or stem.endswith("_view"))
        )


def violations(root: Path, libraries: set[str] | None = None) -> list[str]:
    """Every breach of a rule in the tree below root, as sentences; none is well."""
    files = list(source_files(root))
    found: list[str] = []
    for file in files:
        found += [*import_breaches(file, files), *length_breaches(file)]
    found += name_breaches(files, installed_libraries() if libraries is None else libraries)
    return sorted(found)


def source_files(root: Path) -> Iterator[SourceFile]:
    for path in sorted(root.rglob("*.py")):
        inside = path.relative_to(root)
        if not any(part.startswith(".") or part in LEFT_ALONE for part in inside.parts):
            yield SourceFile(inside, path.read_text(encoding="utf-8"))


def installed_libraries() -> set[str]:
    return {*packages_distributions(), *sys.stdlib_module_names}


# ---------------------------------------------------------------- who imports whom


def import_breaches(file: SourceFile, files: list[SourceFile]) -> Iterator[str]:
    own = floor_of(file.module)
    beside_entry = {other.path.stem for other in files if other.package == "dashboard"} - SAME_NAME_ALLOWED
    for line, name in imported_names(file):
        top = name.partition(".")[0]
        where = f"{file.path.as_posix()}:{line}"
        if (other := floor_of(name)) is not None and own is not None and not may_import(file, own, other):
            yield f"{where} imports {name}, which is not below it"
        if top == "streamlit" and not (file.is_view or file.is_test):
            yield f"{where} imports streamlit, which only pages and view files do"
        if top in KEPT_OFF_PAGES and file.path.parts[0] == "pages":
            yield f"{where} imports {top}: a page only picks, asks and draws"
        if top in beside_entry:
            yield f"{where} imports {top} without its package (dashboard.{top})"


def may_import(file: SourceFile, own: int, other: int) -> bool:
    if file.path.parts[0] == "pages":
        return other < own
    return other <= own


def floor_of(module: str) -> int | None:
    """The floor's number, None for what is not the project's."""
    for number, floor in enumerate(FLOORS):
        if module == floor or module.startswith(f"{floor}."):
            return number
    return OUTSIDE.get(module.partition(".")[0])


def imported_names(file: SourceFile) -> Iterator[tuple[int, str]]:
    """Every name a file imports, dotted from the root, also from inside functions and by name."""
    for node in ast.walk(file.tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            source = resolved(file, node)
            yield from ((node.lineno, f"{source}.{alias.name}") for alias in node.names)
        elif isinstance(node, ast.Call) and called(node) in {"import_module", "__import__"}:
            yield from ((node.lineno, given.value) for given in node.args[:1] if is_text(given))


def resolved(file: SourceFile, node: ast.ImportFrom) -> str:
    if not node.level:
        return node.module or ""
    package = file.package.split(".")
    upwards = package[: len(package) - node.level + 1]
    return ".".join([*upwards, *([node.module] if node.module else [])])


def called(node: ast.Call) -> str:
    return getattr(node.func, "attr", getattr(node.func, "id", ""))


def is_text(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


# ---------------------------------------------------------------- names


def name_breaches(files: list[SourceFile], libraries: set[str]) -> Iterator[str]:
    by_name: dict[str, list[str]] = defaultdict(list)
    for file in files:
        by_name[file.path.stem.lower()].append(file.path.as_posix())
        for word in sorted(words_of(file.path) & EMPTY_WORDS):
            yield f"{file.path.as_posix()} is called {word}: name the thing it holds"
    for name, paths in by_name.items():
        if len(paths) > 1 and name not in SAME_NAME_ALLOWED:
            yield f"{' and '.join(paths)} have the same name"
    for name in sorted({entry_name(file) for file in files if file.path.parts[0] == "dashboard"}):
        if name in libraries - SAME_NAME_ALLOWED:
            yield f"dashboard/{name} hides the library {name}: Streamlit puts dashboard/ on sys.path"


def words_of(path: Path) -> set[str]:
    return {word for part in path.with_suffix("").parts for word in part.lower().split("_")}


def entry_name(file: SourceFile) -> str:
    """What stands directly in dashboard/: the file's own name or that of its folder."""
    return Path(file.path.parts[1]).stem


# ---------------------------------------------------------------- length


def length_breaches(file: SourceFile) -> Iterator[str]:
    lines = len(file.text.splitlines())
    if lines > LONGEST_FILE and not file.is_test:
        yield f"{file.path.as_posix()} has {lines} lines, more than {LONGEST_FILE}"
    for node in ast.walk(file.tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            if length > LONGEST_FUNCTION:
                yield (
                    f"{file.path.as_posix()}:{node.lineno} {node.name} has {length} lines, "
                    f"more than {LONGEST_FUNCTION}"
                )
