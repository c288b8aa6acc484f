"""A figure found in a sentence, and what becomes of it."""

from __future__ import annotations

from dataclasses import dataclass

from data_loaders.sentences.sentence_figures import Found


@dataclass(slots=True)
class Statement:
    """A figure found in the passage at place `passage`, and what becomes of it."""

    passage: int
    found: Found
    dropped: bool = False
    doubtful: bool = False
    assured: bool = False

    @property
    def key(self) -> tuple[str, str]:
        """What it is a value of."""
        return self.found.figure.indicator, self.found.figure.breakdown

    @property
    def value(self) -> float:
        """The value stated."""
        return self.found.figure.value

    @property
    def sure(self) -> bool:
        """Whether it needs no person to confirm it."""
        return (self.found.figure.confirmed or self.assured) and not self.doubtful
