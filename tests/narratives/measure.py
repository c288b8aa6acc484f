"""How much of what narratives state is read, and how much of what is read is right.

    python -m tests.narratives.measure [FOLDER]

reads the made-up reports of `held_out/`, the sample data's own wording of five real reports and, where
FOLDER or the environment's REAL_REPORTS says, those five as Word, PDF and text, and compares with the
hand-made lists.
"""

import csv
import os
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from data_loaders.documents.document_parts import parts_of
from data_loaders.documents.document_reader import read_blocks
from data_loaders.documents.outline import outline_of
from data_loaders.drafts import Figure, Section
from data_loaders.sentences.passages import narrative_figures

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
FORMATS = ("docx", "pdf", "text")
REAL = {
    "huong-nguyen-2023-q1": ("000", "commune"),
    "tien-dong-2023-q3": ("001", "commune"),
    "pho-minh-2023-q3": ("002", "commune"),
    "an-lao-2023-h1": ("003", "district"),
    "quang-dien-2022-h1": ("004", "district"),
}
"""The five real reports: number of the text file, level."""

Key = tuple[str, str, float]


@dataclass(frozen=True)
class Case:
    """A report to read: where from, what it is called, the file, its level and the list of what it states."""

    origin: str
    name: str
    file: Path
    level: str
    expected: Path

    @property
    def period(self) -> str:
        """Read off the name: "…-2023-q1" -> "2023-Q1", "…-2023-nam" -> "2023"."""
        year, _, part = re.search(r"(20\d\d)(-)?(\w+)?$", self.name)[0].partition("-")
        return year if part in ("", "nam") else f"{year}-{part.upper()}"


@dataclass
class Score:
    """Counts of one or more reports. Only confirmed figures can be wrong; doubtful ones wait for a person."""

    expected: int = 0
    found: int = 0
    confirmed: int = 0
    wrong: int = 0
    doubtful: int = 0
    missed: list[str] = field(default_factory=list)
    mistakes: list[str] = field(default_factory=list)

    @property
    def recall(self) -> float:
        return self.found / self.expected if self.expected else 1.0

    @property
    def confirmed_recall(self) -> float:
        return self.confirmed / self.expected if self.expected else 1.0

    @property
    def precision(self) -> float:
        read = self.confirmed + self.wrong
        return self.confirmed / read if read else 1.0

    def add(self, other: "Score") -> None:
        for name in ("expected", "found", "confirmed", "wrong", "doubtful", "missed", "mistakes"):
            setattr(self, name, getattr(self, name) + getattr(other, name))


def held_out() -> Iterator[Case]:
    """The made-up reports."""
    for file in sorted((HERE / "held_out").glob("*.txt")):
        yield Case("made up", file.stem, file, _level(file.name), file.with_suffix(".csv"))


def _level(name: str) -> str:
    """Read off the first words of the file's name."""
    starts = {"province": "tinh-", "district": ("huyen-", "quan-", "thi-xa-")}
    return next((level for level, start in starts.items() if name.startswith(start)), "commune")


def reworded() -> Iterator[Case]:
    """The sample data's wording of the five real reports."""
    for name, (_, level) in REAL.items():
        file = ROOT / "sample_data" / "reports" / name / "bao-cao.md"
        yield Case("sample data", name, file, level, HERE / "expected" / f"{name}.csv")


def real(folder: Path) -> Iterator[Case]:
    """The five real reports in every format."""
    for kind in FORMATS:
        for name, (number, level) in REAL.items():
            place = re.sub(r"-20\d\d-\w+$", "", name)
            pattern = f"{number}*.txt" if kind == "text" else f"*{place}.{kind}"
            file = next((folder / kind).glob(pattern))
            yield Case(kind, name, file, level, HERE / "expected" / f"{name}.csv")


def sections_of(file: Path) -> list[Section]:
    parts = parts_of(read_blocks(file.name, file.read_bytes()).blocks)
    return [entry.section for entry in outline_of(parts.body)]


def figures_of(case: Case) -> list[Figure]:
    return narrative_figures(sections_of(case.file), level=case.level, period=case.period)


def score(case: Case) -> Score:
    """Compare what is read with what is listed; a row may name a second right indicator (`or`)."""
    read = {(one.indicator, one.breakdown, one.value): one for one in figures_of(case)}
    rows = list(csv.DictReader(case.expected.read_text("utf-8").splitlines()))
    result = Score(expected=len(rows))
    right: set[Key] = set()
    for row in rows:
        keys = [key for key in _keys(row) if key in read]
        right |= set(keys)
        result.found += bool(keys)
        result.confirmed += any(read[key].confirmed for key in keys)
        if not keys:
            result.missed.append(f"{row['indicator']} {row['breakdown']} {row['value']}: {row['quote']}")
    for key in read.keys() - right:
        result.doubtful += not read[key].confirmed
        if read[key].confirmed:
            result.wrong += 1
            result.mistakes.append(f"{key}: {read[key].quote[:120]}")
    return result


def _keys(row: dict[str, str]) -> list[Key]:
    names = [name for name in (row["indicator"], row.get("or", "")) if name]
    return [(name, row["breakdown"], float(row["value"])) for name in names]


def total(scores: Iterable[Score]) -> Score:
    whole = Score()
    for one in scores:
        whole.add(one)
    return whole


def main(arguments: list[str]) -> None:
    folder = arguments[0] if arguments else os.environ.get("REAL_REPORTS", "")
    cases = [*held_out(), *reworded(), *(real(Path(folder)) if folder else ())]
    scores: dict[str, list[Score]] = {}
    print(
        f"{'':12}{'report':28}{'listed':>7}{'read':>6}{'recall':>8}{'sure':>7}{'precision':>11}{'doubtful':>10}"
    )
    for case in cases:
        scores.setdefault(case.origin, []).append(score(case))
        _print(case.origin, case.name, scores[case.origin][-1])
    print()
    for origin, of_origin in scores.items():
        _print(origin, f"{len(of_origin)} reports", total(of_origin))
    for origin, of_origin in scores.items():
        whole = total(of_origin)
        for text in (
            *(f"missed  {one}" for one in whole.missed),
            *(f"wrong   {one}" for one in whole.mistakes),
        ):
            print(f"{origin:12}{text}")


def _print(origin: str, name: str, one: Score) -> None:
    print(
        f"{origin:12}{name:28}{one.expected:7}{one.found:6}{one.recall:8.1%}{one.confirmed_recall:7.1%}"
        f"{one.precision:11.1%}{one.doubtful:10}"
    )


if __name__ == "__main__":
    main(sys.argv[1:])
