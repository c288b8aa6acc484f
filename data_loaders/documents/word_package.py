"""The XML parts of a Word file, opened without running or fetching anything."""

from __future__ import annotations

import io
import posixpath
import zipfile
from dataclasses import dataclass
from functools import cached_property

from lxml import etree

from data_loaders.files.file_limits import UnreadableFile, at_most, file_limits

Element = etree._Element
_MAIN = "officeDocument"
_MACROS = "vbaproject.bin"
_TAKEN_IN = ("attachedTemplate", "oleObject", "frame", "subDocument", "aFChunk")
"""What Word loads by itself when it opens a file; links to click and pictures are no part of it."""
_NETWORK = ("http:", "https:", "ftp:")


def local(element: Element) -> str:
    """The name of an element without its namespace ("" for comments): strict and transitional files alike."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def attribute(element: Element | None, name: str) -> str:
    """The attribute of that local name, or ""."""
    if element is None:
        return ""
    return next((value for key, value in element.attrib.items() if key.rpartition("}")[2] == name), "")


def child(element: Element | None, *path: str) -> Element | None:
    """The first descendant along a path of local names, or None."""
    for name in path:
        element = next((one for one in element if local(one) == name), None) if element is not None else None
    return element


def children(element: Element | None, name: str) -> list[Element]:
    """The direct children of that local name."""
    return [one for one in element if local(one) == name] if element is not None else []


def is_on(element: Element | None) -> bool:
    """Whether a switch such as `w:b` is set: present and not switched off."""
    return element is not None and attribute(element, "val") not in ("0", "false", "off", "none")


@dataclass(frozen=True)
class WordPackage:
    """A Word file: its main part and the parts that belong to it, by the last word of their relation."""

    archive: zipfile.ZipFile
    main: str

    def part(self, relation: str) -> Element | None:
        """The root of the part with that relation (styles, numbering, footnotes), or None."""
        path = self._related.get(relation, "")
        return self._parsed(path) if path in self.archive.NameToInfo else None

    @property
    def body(self) -> Element:
        """The body of the document. Raises `UnreadableFile` when there is none."""
        body = child(self._parsed(self.main), "body")
        if body is None:
            raise UnreadableFile("document_unreadable", reason="không có nội dung văn bản")
        return body

    @cached_property
    def _related(self) -> dict[str, str]:
        folder, name = posixpath.split(self.main)
        return relations(self.archive, f"{folder}/_rels/{name}.rels", folder)

    def _parsed(self, path: str) -> Element:
        return parse_part(self.archive, path)


def open_word(content: bytes) -> WordPackage:
    """Open a Word file. Raises `UnreadableFile` when it is broken, too large or no Word file."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise UnreadableFile("document_unreadable", reason="tệp hỏng hoặc tải thiếu") from error
    main = relations(archive, "_rels/.rels", "").get(_MAIN, "")
    if main not in archive.NameToInfo:
        raise UnreadableFile("document_wrong_ending", value=".docx")
    _refuse_active(archive)
    return WordPackage(archive, main)


def _refuse_active(archive: zipfile.ZipFile) -> None:
    """Neither is ever run or fetched here; but who opens the kept original in Word should not meet it."""
    names = archive.namelist()
    if any(name.lower().endswith(_MACROS) for name in names):
        raise UnreadableFile("document_active", what="có macro")
    if any(_takes_in(archive, name) for name in names if name.endswith(".rels")):
        raise UnreadableFile("document_active", what="tự tải mẫu hoặc nội dung từ mạng khi mở")


def _takes_in(archive: zipfile.ZipFile, path: str) -> bool:
    return any(
        attribute(one, "TargetMode") == "External"
        and attribute(one, "Type").rpartition("/")[2] in _TAKEN_IN
        and attribute(one, "Target").strip().lower().startswith(_NETWORK)
        for one in parse_part(archive, path)
    )


def relations(archive: zipfile.ZipFile, path: str, folder: str) -> dict[str, str]:
    """Last word of a relation -> path of its part; parts outside the file are left out."""
    if path not in archive.NameToInfo:
        return {}
    found: dict[str, str] = {}
    for one in parse_part(archive, path):
        if attribute(one, "TargetMode") != "External":
            target = attribute(one, "Target")
            place = (
                target.lstrip("/")
                if target.startswith("/")
                else posixpath.normpath(posixpath.join(folder, target))
            )
            found.setdefault(attribute(one, "Type").rpartition("/")[2], place)
    return found


def parse_part(archive: zipfile.ZipFile, path: str) -> Element:
    """The root of one XML part: no entities, no network, no part over the limit."""
    size = archive.NameToInfo[path].file_size / (1 << 20)
    at_most("dung lượng giải nén của phần văn bản (MB)", size, file_limits().part_megabytes)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True
    )
    try:
        root = etree.fromstring(archive.read(path), parser)
    except (
        etree.XMLSyntaxError,
        zipfile.BadZipFile,
        RuntimeError,
        NotImplementedError,
        EOFError,
        ValueError,
    ) as error:
        raise UnreadableFile("document_unreadable", reason="tệp hỏng hoặc tải thiếu") from error
    if root.getroottree().docinfo.doctype:
        raise UnreadableFile("document_unreadable", reason="có khai báo thực thể lạ")
    return root
