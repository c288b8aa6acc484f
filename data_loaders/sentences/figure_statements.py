"""A figure found in a sentence, and what becomes of it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from data_loaders.drafts import Figure
from data_loaders.sentences.sentence_figures import Found


@dataclass(slots=True)
class Statement:
    """A figure found in the passage at place `passage`, and what becomes of it.

    `doubt` is the code of the problem kind for which the rest of the report leaves it to a person, or "".
    """

    passage: int
    found: Found
    dropped: bool = False
    doubt: str = ""
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
        return (self.found.figure.confirmed or self.assured) and not self.doubt

    @property
    def settled(self) -> Figure:
        """The figure with what became of it."""
        doubt = "" if self.sure else self.doubt or self.found.figure.mark
        return replace(self.found.figure, confirmed=self.sure, mark=doubt)

    def leave(self, doubt: str) -> None:
        """Leave it to a person; the first reason stays."""
        self.doubt = self.doubt or doubt
