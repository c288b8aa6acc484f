"""The text of a Word paragraph: insertions kept; deleted, hidden, struck-out text not; raised digits kept."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field

from data_loaders.documents.document_model import SUPERSCRIPTS
from data_loaders.documents.word_package import Element, attribute, child, is_on, local

_LEFT_OUT = {
    "del",
    "moveFrom",
    "pPr",
    "rPr",
    "instrText",
    "delText",
    "annotationRef",
    "footnoteRef",
    "endnoteRef",
}
_BREAKS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_UNREAD = ("vanish", "strike", "dstrike")
_NOTES = ("footnoteReference", "endnoteReference")


@dataclass(slots=True)
class RunTexts:
    """A paragraph's text (`\\0` where a footnote is referred to), whether all is bold, notes, text boxes."""

    text: str = ""
    bold: bool = False
    notes: list[tuple[str, str]] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)


@dataclass(slots=True)
class _Gathered:
    pieces: list[str] = field(default_factory=list)
    bold: list[bool] = field(default_factory=list)


def read_runs(paragraph: Element, *, bold: bool = False) -> RunTexts:
    """The text of a paragraph; `bold` is what its style says."""
    found, gathered = RunTexts(), _Gathered()
    _walk(paragraph, found, gathered, bold)
    found.text = unicodedata.normalize("NFC", "".join(gathered.pieces))
    found.bold = bool(gathered.bold) and all(gathered.bold)
    return found


def _walk(parent: Element, found: RunTexts, gathered: _Gathered, bold: bool) -> None:
    for element in parent:
        name = local(element)
        if name in _LEFT_OUT:
            continue
        if name == "r":
            _run(element, found, gathered, bold)
        elif name == "AlternateContent":
            _first_choice(element, found, gathered, bold)
        elif name == "txbxContent":
            found.boxes.append(element)
        elif name != "p":
            _walk(element, found, gathered, bold)


def _run(run: Element, found: RunTexts, gathered: _Gathered, bold: bool) -> None:
    properties = child(run, "rPr")
    if any(is_on(child(properties, name)) for name in _UNREAD):
        return
    own = child(properties, "b")
    is_bold = bold if own is None else is_on(own)
    raised = attribute(child(properties, "vertAlign"), "val") == "superscript"
    for element in run:
        name = local(element)
        if name == "t":
            _add(element.text or "", gathered, is_bold, raised)
        elif name in _BREAKS:
            gathered.pieces.append(_BREAKS[name])
        elif name in _NOTES:
            gathered.pieces.append("\x00")
            found.notes.append((name, attribute(element, "id")))
        elif name not in _LEFT_OUT:
            _walk_inside(element, found, gathered, bold)


def _walk_inside(element: Element, found: RunTexts, gathered: _Gathered, bold: bool) -> None:
    """Pictures and shapes in a run may hold text boxes."""
    if local(element) == "AlternateContent":
        _first_choice(element, found, gathered, bold)
    elif local(element) in ("drawing", "pict", "object"):
        found.boxes += [one for one in element.iter() if local(one) == "txbxContent"]


def _first_choice(element: Element, found: RunTexts, gathered: _Gathered, bold: bool) -> None:
    """Of the forms a shape is written in only the first: the others repeat its text."""
    choice = next((one for one in element if local(one) in ("Choice", "Fallback")), None)
    if choice is not None:
        _walk(choice, found, gathered, bold)
        found.boxes += [
            one for one in choice.iter() if local(one) == "txbxContent" and one not in found.boxes
        ]


def _add(text: str, gathered: _Gathered, bold: bool, raised: bool) -> None:
    text = text.replace("\x00", "").replace("\xad", "")
    gathered.pieces.append(text.translate(SUPERSCRIPTS) if raised and text.strip().isdigit() else text)
    if text.strip():
        gathered.bold.append(bold)
