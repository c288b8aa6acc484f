"""What stands on a page of a PDF: words with their places, straight lines. Places count from the top left."""

from __future__ import annotations

import ctypes
import math
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

import pypdfium2
from pypdfium2 import raw

from data_loaders.catalogue.folding import nfc
from data_loaders.documents.broken_syllables import is_syllable
from data_loaders.files.file_limits import at_most, file_limits

_SHORTEST_LINE, _STRAIGHT = 3.0, 0.7
_DEEPEST_FORM = 3
_STRUCK = 0.4, 0.15
_FORCED_BOLD = 1 << 18
_BOLD_NAMES = ("bold", "black", "heavy", "demi")
_NOTHING = ("\r", "\n", "\x00", "\ufffe", "\u200b", "\ufeff")
_SAME_HEIGHT, WORD_GAP, _NARROW_GAP = 0.8, 0.11, 0.05
_HYPHENS = {"\x02": "-", "\xad": "-", "\u2010": "-", "\u2011": "-"}
Place = Callable[[float, float], tuple[float, float]]


@dataclass(slots=True)
class Word:
    """A run of letters without a space: text, left, right, baseline, size of its letters, bold.

    `spaced` tells that the file has a space after it (at a line's end it may lack one all the same).
    """

    text: str
    x0: float
    x1: float
    baseline: float
    size: float
    bold: bool
    spaced: bool = False


@dataclass(frozen=True, slots=True)
class Stroke:
    """A straight line along the page's edges: (x0, y0) to (x1, y1), the smaller numbers first."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def is_level(self) -> bool:
        """Whether it runs from left to right."""
        return self.y1 - self.y0 <= _STRAIGHT


@dataclass(slots=True)
class PdfPage:
    """One page: number from 1, width, height, words in the order of the file, straight lines, any picture."""

    number: int
    width: float
    height: float
    words: list[Word]
    strokes: list[Stroke]
    has_picture: bool


def read_page(document: pypdfium2.PdfDocument, index: int) -> PdfPage:
    """Page `index`. Raises `UnreadableFile` when it holds too much."""
    page = document[index]
    try:
        count = raw.FPDFPage_CountObjects(page)
        at_most(f"số thành phần ở trang {index + 1}", count, file_limits().page_objects)
        width, height = page.get_size()
        place = _place(page, width, height)
        strokes, has_picture = _drawn(page, count, place)
        words = list(_words(page, place, _Strikes(strokes)))
        return PdfPage(index + 1, width, height, words, strokes, has_picture)
    finally:
        page.close()


def _place(page: pypdfium2.PdfPage, width: float, height: float) -> Place:
    """How a point of the page lies as the page is shown, turned pages set upright."""
    turn = page.get_rotation()
    return {
        90: lambda x, y: (y, x),
        180: lambda x, y: (width - x, y),
        270: lambda x, y: (width - y, height - x),
    }.get(turn, lambda x, y: (x, height - y))


class _Strikes:
    """The level lines of a page, to tell which letters are struck out (changes printed with the text)."""

    def __init__(self, strokes: list[Stroke]) -> None:
        self._lines = sorted((one for one in strokes if one.is_level), key=lambda one: one.y0)
        self._heights = [one.y0 for one in self._lines]

    def hit(self, letter: Word) -> bool:
        """Whether a line runs through the middle of a letter."""
        top, bottom = (letter.baseline - share * letter.size for share in _STRUCK)
        middle = (letter.x0 + letter.x1) / 2
        between = self._lines[bisect_left(self._heights, top) : bisect_right(self._heights, bottom)]
        return any(one.x0 <= middle <= one.x1 for one in between)


def _words(page: pypdfium2.PdfPage, place: Place, strikes: _Strikes) -> Iterator[Word]:
    """The words of a page, line by line; told by where the letters stand, not by their order in the file."""
    text = page.get_textpage()
    standing = (one for one in _letters(text, place) if not strikes.hit(one))
    letters = sorted(standing, key=lambda one: one.baseline)
    start = 0
    for index in range(1, len(letters) + 1):
        if index == len(letters) or letters[index].baseline - letters[index - 1].baseline > _SAME_HEIGHT:
            yield from _words_of_line(sorted(letters[start:index], key=lambda one: (one.x0, one.x1)))
            start = index
    text.close()


def _letters(text: pypdfium2.PdfTextPage, place: Place) -> Iterator[Word]:
    """Every letter and space that is really in the file, as a word of its own."""
    fonts: dict[int, tuple[float, bool]] = {}
    for index in range(text.count_chars()):
        code = raw.FPDFText_GetUnicode(text, index)
        if raw.FPDFText_IsGenerated(text, index) == 1 or not _is_written(code):
            continue
        owner = ctypes.cast(raw.FPDFText_GetTextObject(text, index), ctypes.c_void_p).value or 0
        if owner not in fonts:
            fonts[owner] = _font(text, index)
        yield Word(_HYPHENS.get(chr(code), chr(code)), *_box(text, index, place), *fonts[owner])


@lru_cache(maxsize=4096)
def _is_written(code: int) -> bool:
    """Whether a code is a letter, a mark or a space, and not one of those no text keeps."""
    if not 0 < code < 0x110000 or chr(code) in _NOTHING:
        return False
    return chr(code) in _HYPHENS or chr(code).isspace() or bool(nfc(chr(code)))


def _words_of_line(letters: list[Word]) -> Iterator[Word]:
    """Letters from left to right put together; a space or a gap ends a word."""
    word: list[Word] = []
    for letter in letters:
        if word and (letter.text.isspace() or letter.x0 - word[-1].x1 > WORD_GAP * letter.size):
            yield from _parts(word, spaced=letter.text.isspace())
            word = []
        if not letter.text.isspace() and not (word and _is_double(word[-1], letter)):
            word.append(letter)
    if word:
        yield from _parts(word, spaced=False)


def _parts(letters: list[Word], *, spaced: bool) -> Iterator[Word]:
    """A word, or the syllables a narrow space joins: "chếmột" is no word, "chế" and "một" are."""
    cuts = [
        i for i in range(1, len(letters)) if letters[i].x0 - letters[i - 1].x1 > _NARROW_GAP * letters[i].size
    ]
    pieces = [letters[start:end] for start, end in zip([0, *cuts], [*cuts, len(letters)], strict=True)]
    if cuts and not (not is_syllable(_text(letters)) and all(is_syllable(_text(piece)) for piece in pieces)):
        pieces = [letters]
    for piece in pieces:
        first, end = piece[0], max(one.x1 for one in piece)
        cut = spaced if piece is pieces[-1] else True
        yield Word(_text(piece), first.x0, end, first.baseline, first.size, first.bold, cut)


def _text(letters: list[Word]) -> str:
    return "".join(letter.text for letter in letters)


def _is_double(before: Word, letter: Word) -> bool:
    """Whether a letter is drawn twice at one place to look bold."""
    return before.text == letter.text and before.x1 - letter.x0 > 0.8 * (letter.x1 - letter.x0) > 0


def _box(text: pypdfium2.PdfTextPage, index: int, place: Place) -> tuple[float, float, float]:
    """Left, right and baseline of a letter."""
    box, x, y = raw.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    raw.FPDFText_GetLooseCharBox(text, index, box)
    raw.FPDFText_GetCharOrigin(text, index, x, y)
    first, second = place(box.left, box.bottom), place(box.right, box.top)
    return min(first[0], second[0]), max(first[0], second[0]), place(x.value, y.value)[1]


def _font(text: pypdfium2.PdfTextPage, index: int) -> tuple[float, bool]:
    """Size as shown and weight of the letter's font."""
    matrix, flags, name = raw.FS_MATRIX(), ctypes.c_int(), ctypes.create_string_buffer(160)
    raw.FPDFText_GetMatrix(text, index, matrix)
    scale = math.hypot(matrix.c, matrix.d) or 1.0
    raw.FPDFText_GetFontInfo(text, index, name, len(name), flags)
    named = name.value.decode("utf-8", "replace").lower()
    bold = any(one in named for one in _BOLD_NAMES) or bool(flags.value & _FORCED_BOLD)
    return raw.FPDFText_GetFontSize(text, index) * scale or 1.0, bold


def _drawn(page: pypdfium2.PdfPage, count: int, place: Place) -> tuple[list[Stroke], bool]:
    """The straight lines of a page, and whether it holds a picture."""
    strokes: list[Stroke] = []
    has_picture = False
    for index in range(count):
        one = raw.FPDFPage_GetObject(page, index)
        kind = raw.FPDFPageObj_GetType(one)
        has_picture = has_picture or kind == raw.FPDF_PAGEOBJ_IMAGE
        strokes += _strokes(one, kind, place, 0)
    return strokes, has_picture


def _strokes(one: object, kind: int, place: Place, depth: int) -> Iterator[Stroke]:
    matrix = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(one, matrix)

    def inside(x: float, y: float) -> tuple[float, float]:
        return place(matrix.a * x + matrix.c * y + matrix.e, matrix.b * x + matrix.d * y + matrix.f)

    if kind == raw.FPDF_PAGEOBJ_PATH:
        yield from _segments(one, inside)
    elif kind == raw.FPDF_PAGEOBJ_FORM and depth < _DEEPEST_FORM:
        for index in range(min(raw.FPDFFormObj_CountObjects(one), file_limits().page_objects)):
            part = raw.FPDFFormObj_GetObject(one, index)
            yield from _strokes(part, raw.FPDFPageObj_GetType(part), inside, depth + 1)


def _segments(path: object, place: Place) -> Iterator[Stroke]:
    x, y = ctypes.c_float(), ctypes.c_float()
    first = last = None
    for index in range(min(raw.FPDFPath_CountSegments(path), 1000)):
        segment = raw.FPDFPath_GetPathSegment(path, index)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        point = place(x.value, y.value)
        kind = raw.FPDFPathSegment_GetType(segment)
        if kind == raw.FPDF_SEGMENT_MOVETO:
            first = point
        elif kind == raw.FPDF_SEGMENT_LINETO and last:
            yield from _straight(last, point)
        if raw.FPDFPathSegment_GetClose(segment) and first:
            yield from _straight(point, first)
        last = point


def _straight(start: tuple[float, float], end: tuple[float, float]) -> Iterator[Stroke]:
    x0, x1 = sorted((start[0], end[0]))
    y0, y1 = sorted((start[1], end[1]))
    if min(x1 - x0, y1 - y0) <= _STRAIGHT and max(x1 - x0, y1 - y0) >= _SHORTEST_LINE:
        yield Stroke(x0, y0, x1, y1)
