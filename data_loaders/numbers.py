"""Numbers as Vietnamese offices write them: `1.234,5`, `1.000` (a thousand), `04`, `5,65 ngàn`, `87, 34 %`.

The rule (DESIGN 4.7): a point groups thousands, a comma starts decimals. What can be read in two ways
is said to be ambiguous, never guessed.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace

from data_loaders.catalogue.folding import fold

_SCALES = {"ty": 1e9, "ti": 1e9, "trieu": 1e6, "tr": 1e6, "ngan": 1e3, "nghin": 1e3}
_WORDS = {
    "không": 0, "một": 1, "hai": 2, "ba": 3, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "bẩy": 7, "tám": 8,
    "chín": 9, "mười": 10,
}  # fmt: skip
_PLAIN_WORDS = {fold(word): value for word, value in _WORDS.items()}
_ABOUT = re.compile(r"^(?:(?:hon|gan|tren|khoang|xap xi|duoi)\s+|[~≈><]\s*)")
_NUMBER = r"[+-]?\s?\d[\d.,\s]*"
_WHOLE = re.compile(
    rf"^(?P<number>{_NUMBER})\s*(?:(?P<scale>ty|ti|trieu|tr|ngan|nghin)(?![a-z]))?\s*(?P<rest>.*)$"
)
_PAIR = re.compile(rf"^(?P<part>{_NUMBER}[^\d/]*)/\s*(?P<whole>{_NUMBER}[^\d/]*)$")
_DATE = re.compile(r"\d{1,2}[/.-]\d{1,2}[/.-]\d{4}|\d{4}-\d{1,2}-\d{1,2}")
_REMARK = re.compile(r"\([^()\d]*\)")
_GROUPED_POINTS = re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+(?:,\d+)?")
_GROUPED_COMMAS = re.compile(r"[1-9]\d{0,2}(?:,\d{3})+\.\d+|[1-9]\d{0,2}(?:,\d{3}){2,}")
_GROUPED_SPACES = re.compile(r"[1-9]\d{0,2}(?: \d{3})+(?:,\d+)?")
_PLAIN = re.compile(r"\d+(?:,\d+)?")
_ONE_COMMA = re.compile(r"[1-9]\d{0,2},\d{3}")
_POINT_DECIMAL = re.compile(r"\d+\.\d{1,2}|\d+\.\d{4,}|0\.\d+")
_MOST_DIGITS = 18


@dataclass(frozen=True, slots=True)
class Number:
    """A number read from text.

    `value` already multiplied by the word of scale (5,65 ngàn -> 5650). `unit` is the folded text
    after it ("%", "d", "trieu dong" -> "dong"). `whole` is b of a pair a/b. `scaled` says that a word
    of scale was written. `doubtful` marks "1,234": 1,234 in Vietnamese, 1.234 in English notation; only a
    percent can be sure. `error` is "" or why the text is no clear number: "text" or "ambiguous".
    """

    value: float = 0.0
    unit: str = ""
    whole: float | None = None
    approximate: bool = False
    scaled: bool = False
    doubtful: bool = False
    error: str = ""


def read_number(text: str) -> Number:
    """Read one number written by a person; never raises.

    `error` is "text" where there is no number (blank, words, a date), "ambiguous" where more than one
    reading is possible ("1.8835.779.000", "12 3").
    """
    written = unicodedata.normalize("NFC", text).strip().lower()
    if (word := (_PLAIN_WORDS if written.isascii() else _WORDS).get(written)) is not None:
        return Number(value=float(word))
    folded = fold(written.replace("−", "-").replace("–", "-").replace("\u00a0", " ")).lstrip("'")
    plain = _REMARK.sub(" ", _ABOUT.sub("", folded)).strip()
    if _DATE.fullmatch(plain):
        return Number(error="text")
    if pair := _PAIR.match(plain):
        return _read_pair(pair)
    return replace(_read_single(plain), approximate=bool(_ABOUT.match(folded)))


def shown(value: float) -> str:
    """A number as an official reads it: 1234.5 -> "1.234,5"."""
    whole, _, rest = f"{value:,.4f}".partition(".")
    decimals = rest.rstrip("0")
    return whole.replace(",", ".") + (f",{decimals}" if decimals else "")


def money_shown(value: float) -> str:
    """A sum in đồng as an official reads it: 1200000000 -> "1,2 tỷ đồng"."""
    for factor, word in ((1e9, "tỷ đồng"), (1e6, "triệu đồng")):
        if abs(value) >= factor and round(value / factor, 3) * factor == value:
            return f"{shown(value / factor)} {word}"
    return f"{shown(value)} đồng"


def is_blank(text: str) -> bool:
    """Whether a cell's text says nothing: empty, or a dash that stands for nothing."""
    return text.strip().strip("-–—−.…") == ""


def _read_pair(pair: re.Match[str]) -> Number:
    """a/b; a word of scale or a unit written once, after b, holds for both."""
    part, whole = _read_single(pair["part"].strip()), _read_single(pair["whole"].strip())
    if part.error or whole.error:
        return Number(error=part.error or whole.error)
    if whole.scaled and not part.scaled and not part.unit:
        part = _read_single(f"{pair['part'].strip()} {_scale_word(pair['whole'])}")
    return Number(
        value=part.value,
        whole=whole.value,
        unit=whole.unit or part.unit,
        scaled=part.scaled,
        doubtful=part.doubtful,
    )


def _scale_word(text: str) -> str:
    match = _WHOLE.match(text)
    return (match["scale"] or "") if match else ""


def _read_single(text: str) -> Number:
    match = _WHOLE.match(text)
    if not match:
        return Number(error="text")
    digits = re.sub(r"\s*([.,])\s*", r"\1", match["number"].strip()).rstrip(".,")
    if any(c.isdigit() for c in match["rest"]) or sum(c.isdigit() for c in digits) > _MOST_DIGITS:
        return Number(error="ambiguous")
    sign = -1.0 if digits.startswith("-") else 1.0
    bare = digits.lstrip("+-").strip()
    value = _value_of(bare)
    if value is None:
        return Number(error="ambiguous")
    scale = _SCALES.get(match["scale"] or "", 1.0)
    return Number(
        value=sign * value if scale == 1.0 else round(sign * value * scale, 2),
        unit=match["rest"].strip(" .;,"),
        scaled=bool(match["scale"]),
        doubtful=not match["scale"] and bool(_ONE_COMMA.fullmatch(bare)),
    )


def _value_of(digits: str) -> float | None:
    """The value of bare digits with separators, or None when they can be read in two ways."""
    if _GROUPED_POINTS.fullmatch(digits):
        return float(digits.replace(".", "").replace(",", "."))
    if _GROUPED_COMMAS.fullmatch(digits):
        return float(digits.replace(",", ""))
    if _GROUPED_SPACES.fullmatch(digits):
        return float(digits.replace(" ", "").replace(",", "."))
    if _PLAIN.fullmatch(digits):
        return float(digits.replace(",", "."))
    if _POINT_DECIMAL.fullmatch(digits):
        return float(digits)
    return None
