"""The words a person looks for, and where a text says them: accents count where the person typed some."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from dashboard.words.marked_text import Mark
from data_loaders.catalogue.folding import fold_words, nfc
from data_loaders.sentences.folded_text import fold_in_place, plain_letters

_PIECE = re.compile(r"[\"“”«»]([^\"“”«»]+)[\"“”«»]|([^\"“”«»\s]+)")
_NOT_WORD = re.compile(r"[\W_]+")
_BEFORE, _AFTER, _CLOSE = 110, 240, 60


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for: all of `pieces`, words or "phrases", in the order typed.

    `folded` are the pieces without accents. Where `accented`, a text has to say them with the accents typed.
    """

    pieces: tuple[str, ...] = ()
    folded: tuple[str, ...] = ()
    accented: bool = False

    def closeness(self, text: str) -> int:
        """2 where the text says all pieces side by side in the order typed, 1 where it says all, else 0."""
        plain = self._plain(text)
        if _pattern(" ".join(self._said)).search(plain):
            return 2
        return int(len(self._said) > 1 and all(_pattern(one).search(plain) for one in self._said))

    def places_in(self, text: str) -> list[tuple[int, int]]:
        """[start, end) of what matched in a text: the pieces side by side, else each of them."""
        return self._spans(text, (" ".join(self._said),)) or self._spans(text, self._said)

    @property
    def _said(self) -> tuple[str, ...]:
        return self.pieces if self.accented else self.folded

    def _spans(self, text: str, said: Sequence[str]) -> list[tuple[int, int]]:
        plain = self._plain(text)
        found = (_pattern(one).finditer(plain) for one in said if one)
        return sorted(match.span() for matches in found for match in matches)

    def _plain(self, text: str) -> str:
        return plain_letters(text) if self.accented else fold_in_place(text)


def wanted_of(asked: str) -> Wanted:
    """What a person typed: words in any order, "phrases" in quotation marks as they stand."""
    found = _PIECE.findall(nfc(asked))
    pieces = [piece for phrase, word in found for piece in _pieces(phrase, word) if fold_words(piece)]
    pieces = list(dict.fromkeys(pieces))
    accented = any(fold_words(one) != one for one in pieces)
    return Wanted(tuple(pieces), tuple(dict.fromkeys(map(fold_words, pieces))), accented)


def snippet(text: str, wanted: Wanted) -> tuple[str, tuple[Mark, ...]]:
    """The piece of a text around the first hit, with the hits in it to be coloured."""
    found = wanted.places_in(text)
    start, end = _bounds(text, _densest(found))
    opening = "… " if start else ""
    piece = opening + text[start:end] + (" …" if end < len(text) else "")
    shift = len(opening) - start
    inside = [(a + shift, b + shift) for a, b in found if start <= a and b <= end]
    return piece.replace("\n", " "), hit_marks(inside)


def hit_marks(places: Sequence[tuple[int, int]]) -> tuple[Mark, ...]:
    """The colour of what was looked for."""
    return tuple(Mark(start, end, "yellow", strong=True) for start, end in places)


def _pieces(phrase: str, word: str) -> list[str]:
    """A phrase as one piece, what stands outside quotation marks word by word; small letters, no signs."""
    said = " ".join(_NOT_WORD.split(plain_letters(phrase or word))).strip()
    return [said] if phrase else said.split()


@lru_cache(maxsize=256)
def _pattern(said: str) -> re.Pattern[str]:
    """The words of a piece one after the other, each a whole word."""
    words = r"[\W_]+".join(map(re.escape, said.split()))
    return re.compile(rf"(?<![^\W_]){words}(?![^\W_])")


def _densest(found: Sequence[tuple[int, int]]) -> int:
    """Where most hits stand close together; the first of equals."""
    near = [sum(start <= other < start + _CLOSE for other, _ in found) for start, _ in found]
    return found[near.index(max(near))][0] if found else 0


def _bounds(text: str, around: int) -> tuple[int, int]:
    """A piece of text about a place, cut between words."""
    start, end = max(around - _BEFORE, 0), min(around + _AFTER, len(text))
    start = text.find(" ", start) + 1 if start else 0
    end = text.rfind(" ", start, end) if end < len(text) else end
    return start, max(end, start)
