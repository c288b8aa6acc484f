"""Which phrases there are to translate: those said in the code and the words of the catalogue."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from data_loaders.catalogue.indicators import indicators

ROOT = Path(__file__).parents[2]
_VIETNAMESE = re.compile(r"[À-ỹ]")
_SPEAKING = ("dashboard.words.wording", "dashboard.words.language")


def phrases() -> tuple[str, ...]:
    """Every phrase, sorted.

    From a module that speaks: what stands in a call of `say`, and any other text with Vietnamese letters,
    for it reaches `say` by way of a table. From the catalogue: units of measure and states.
    """
    files = [*(ROOT / "dashboard").rglob("*.py"), *(ROOT / "pages").glob("*.py")]
    said = {text for file in files for text in _phrases_in(ast.parse(file.read_text(encoding="utf-8")))}
    return tuple(sorted((said | set(_catalogue_words())) - {""}))


def places(phrase: str) -> set[str]:
    """The names in braces."""
    return set(re.findall(r"{(\w*)[^}]*}", phrase))


def _phrases_in(tree: ast.Module) -> Iterator[str]:
    if not _speaks(tree):
        return
    silent = set(_docstrings(tree)) | set(_parts_of_formatted(tree))
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and _is_say(node) and isinstance(node.args[0], ast.Constant):
            yield node.args[0].value
        if isinstance(node, ast.Constant) and node not in silent and _is_vietnamese(node.value):
            yield node.value
        if isinstance(node, ast.Dict):
            yield from _words_of_table(node)


def _words_of_table(node: ast.Dict) -> Iterator[str]:
    """The texts of a table that holds Vietnamese ones, for not every word has an accent: "hai", "ba"."""
    texts = [value.value for value in node.values if isinstance(value, ast.Constant)]
    if any(map(_is_vietnamese, texts)):
        yield from (text for text in texts if isinstance(text, str))


def _speaks(tree: ast.Module) -> bool:
    wanted = [node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    return any(module in _SPEAKING for module in wanted) or any(
        isinstance(node, ast.ClassDef) and node.name == "Speaker" for node in tree.body
    )


def _is_say(node: ast.Call) -> bool:
    return isinstance(node.func, ast.Attribute) and node.func.attr == "say" and bool(node.args)


def _is_vietnamese(value: object) -> bool:
    return isinstance(value, str) and bool(_VIETNAMESE.search(value))


def _docstrings(tree: ast.Module) -> Iterator[ast.AST]:
    """Texts that stand alone as a statement: explanations."""
    return (node.value for node in ast.walk(tree) if isinstance(node, ast.Expr))


def _parts_of_formatted(tree: ast.Module) -> Iterator[ast.AST]:
    return (part for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values)


def _catalogue_words() -> Iterator[str]:
    for one in indicators().values():
        yield one.unit
        yield from (name for _, name in one.states)
