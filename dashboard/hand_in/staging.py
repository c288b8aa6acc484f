"""Files on their way in: what was read of each, what a person answered, what became of it. Plain data."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

import pandas as pd

from data_loaders.drafts import Problem, Question, Reading, ReportDraft
from data_loaders.importing import problem_row, status_of
from data_loaders.reading.recognition import Answers
from data_loaders.store.decisions import Decision, FigureKey, decided
from data_loaders.store.storage import SavedReport

PROBLEM_COLUMNS = (
    "file_id", "file", "code", "severity", "sentence", "sheet", "cell", "section", "value", "indicator",
    "unit_code",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ReportLine:
    """One report of a file: whose, which period, how much it states; `slots` are the parts it speaks for."""

    unit_code: str
    period: str
    figures: int
    sections: int
    problems: int
    slots: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class StagedFile:
    """One file of a batch, without its bytes and its reading.

    `state` is waiting, stopped (not to be read for now), read, failed, saving or saved; `outcome` of a read
    file ready, needs_review or rejected. `failure` is the reference code of an error of ours. `edition`
    counts the answers: a reading made with older ones is not kept. `seen_version` is the data version
    the person saw the changes against.
    """

    id: int
    name: str
    sha256: str
    size: int
    state: str = "waiting"
    edition: int = 0
    outcome: str = ""
    kind: str = ""
    reports: tuple[ReportLine, ...] = ()
    questions: tuple[Question, ...] = ()
    errors: int = 0
    warnings: int = 0
    answers: Answers = field(default_factory=Answers)
    decisions: Mapping[FigureKey, Decision] = field(default_factory=dict)
    failure: str = ""
    seen_version: int | None = None
    by: str = ""
    saved: tuple[SavedReport, ...] = ()
    saved_at: str = ""
    undone: bool = False

    @property
    def status(self) -> str:
        """What became of it: its state, a read file's outcome; of a saved one saved, unchanged or undone."""
        if self.undone:
            return "undone"
        if self.state == "saved":
            return "saved" if any(one.changed for one in self.saved) else "unchanged"
        return self.outcome if self.state == "read" else self.state

    @property
    def figures(self) -> int:
        """How many figures it states."""
        return sum(one.figures for one in self.reports)


def with_reading(one: StagedFile, reading: Reading) -> StagedFile:
    """The file with what its reading says in short."""
    status = status_of(reading)
    severities = [problem_row(problem)["severity"] for problem, _ in problems_of(reading)]
    return replace(
        one,
        state="read",
        outcome="ready" if status == "saved" else status,
        kind=reading.kind,
        reports=tuple(_line(draft) for draft in reading.drafts),
        questions=tuple(reading.questions),
        errors=severities.count("error"),
        warnings=severities.count("warning"),
    )


def _line(draft: ReportDraft) -> ReportLine:
    counts = len(draft.figures), len(draft.sections), len(draft.problems)
    return ReportLine(draft.unit_code, draft.period, *counts, frozenset(draft.slots))


def with_answer(one: StagedFile, *, about: str, asked: str, said: str) -> StagedFile:
    """The file with an answer, waiting to be read again with it."""
    if about == "period":
        answers = replace(one.answers, period=said)
    elif asked:
        answers = replace(one.answers, names={**one.answers.names, asked: said})
    else:
        answers = replace(one.answers, unit=said)
    return replace(one, answers=answers, state="waiting", edition=one.edition + 1, failure="")


def with_decision(one: StagedFile, key: FigureKey, decision: Decision | None) -> StagedFile:
    """The file with what the person decided about a figure, or (None) that nothing is decided."""
    kept = {known: said for known, said in one.decisions.items() if known != key}
    return replace(one, decisions=kept | ({key: decision} if decision else {}))


def decided_drafts(one: StagedFile, reading: Reading) -> list[ReportDraft]:
    """The reports of a file with what the person decided about the figures in sentences."""
    return [decided(draft, one.decisions) for draft in reading.drafts]


FileProblem = tuple[Problem, str]
"""A problem and the code of the unit whose report it is of, or ""."""


def problems_of(reading: Reading) -> list[FileProblem]:
    """Every problem of a file."""
    found = [(problem, "") for problem in reading.problems]
    return found + [(problem, draft.unit_code) for draft in reading.drafts for problem in draft.problems]


def problem_table(found: Iterable[tuple[StagedFile, Iterable[FileProblem]]], language: str) -> pd.DataFrame:
    """The problems of files as a table (`PROBLEM_COLUMNS`), what has to be mended first."""
    rows = [
        {"file_id": one.id, "file": one.name, **_problem(problem, language), "unit_code": unit_code}
        for one, problems in found
        for problem, unit_code in problems
    ]
    frame = pd.DataFrame(rows, columns=list(PROBLEM_COLUMNS))
    return frame.sort_values("severity", kind="stable").reset_index(drop=True)


def _problem(problem: Problem, language: str) -> dict[str, str]:
    row = problem_row(problem, language)
    return {**row, "sentence": row["message"]}
