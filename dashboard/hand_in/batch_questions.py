"""What the files of a batch leave open, each question once for all files it concerns."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain

from dashboard.hand_in.staging import StagedFile
from data_loaders.drafts import Question


@dataclass(frozen=True, slots=True)
class BatchQuestion:
    """A question and the ids of the files it is about; `candidates` best first."""

    about: str
    asked: str
    candidates: tuple[str, ...]
    file_ids: tuple[int, ...]
    file: str
    """The first file that leaves it open."""

    question: Question
    """As that file asks it."""


def batch_questions(files: Sequence[StagedFile]) -> list[BatchQuestion]:
    """The open questions, those that concern most files first.

    A file that names no unit is asked about on its own: another one's answer says nothing about it.
    """
    asked: defaultdict[tuple[str, str, int], list[tuple[StagedFile, Question]]] = defaultdict(list)
    for one in files:
        for question in one.questions if one.state == "read" else ():
            alone = one.id if question.about == "unit" and not question.asked else 0
            asked[question.about, question.asked, alone].append((one, question))
    common = _common_periods(files)
    found = [_joined(group, common) for group in asked.values()]
    return sorted(found, key=lambda one: (one.about != "period", -len(one.file_ids)))


def _joined(group: Sequence[tuple[StagedFile, Question]], common: Iterable[str]) -> BatchQuestion:
    first, question = group[0]
    named = Counter(chain.from_iterable(each.candidates for _, each in group))
    candidates = [one for one, _ in named.most_common()]
    if question.about == "period":
        candidates += [one for one in common if one not in named]
    ids = tuple(dict.fromkeys(one.id for one, _ in group))
    return BatchQuestion(question.about, question.asked, tuple(candidates), ids, first.name, question)


def _common_periods(files: Iterable[StagedFile]) -> list[str]:
    """The periods that other files of the batch are of, most frequent first."""
    counted = Counter(period for one in files for period in {line.period for line in one.reports})
    return [period for period, _ in counted.most_common(3)]
