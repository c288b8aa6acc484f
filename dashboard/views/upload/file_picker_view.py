"""Choosing files, in the person's language: Streamlit's own file uploader speaks English only."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.uploaded_file_manager import DeletedFile

from dashboard.hand_in.hand_in_settings import hand_in_settings
from dashboard.words.language import speaker
from data_loaders.documents.document_reader import ASKED_FORMATS
from data_loaders.files.file_limits import file_limits
from data_loaders.files.spreadsheets import FORMATS

_ROUND = "file_picker_round"


Take = Callable[[Iterable[tuple[str, bytes]]], None]


def pick_files(take: Take) -> None:
    """Draw the picker; the chosen files (name, content) are handed to `take` and leave the picker.

    A file past the limit is taken too: one that the browser keeps back would vanish with the picker, untold.
    """
    say = speaker()
    number = st.session_state.setdefault(_ROUND, 0)
    words = _words_as_css(say.say("Chọn tệp"), say.say("hoặc kéo thả tệp vào đây"))
    st.html(f"<style>{words}{_refused()}</style>")
    st.file_uploader(
        say.say("Tệp báo cáo"),
        accept_multiple_files=True,
        key=f"file_picker_{number}",
        on_change=_hand_over,
        args=(number, take),
    )
    kinds = {"sheets": _endings(FORMATS), "texts": _endings(ASKED_FORMATS)}
    told = say.say("Biểu mẫu và bảng số liệu: {sheets}. Báo cáo bằng văn bản: {texts}.", **kinds)
    st.caption(f"{told} {_limits()}")


def _hand_over(number: int, take: Take) -> None:
    take(_chosen(number))
    st.session_state[_ROUND] = number + 1


def _chosen(number: int) -> Iterator[tuple[str, bytes]]:
    """The chosen files one by one; Streamlit would hold each in memory as long as the session lives."""
    held = get_script_run_ctx()
    for file in st.session_state.get(f"file_picker_{number}") or []:
        if isinstance(file, DeletedFile):  # a browser may tell of the same choice twice
            continue
        yield file.name, file.getvalue()
        file.close()
        if held:
            held.uploaded_file_mgr.remove_file(held.session_id, file.file_id)


def _endings(formats: Sequence[str]) -> str:
    return ", ".join(one.removeprefix(".") for one in formats)


def _limits() -> str:
    """Every limit that a person can come upon, from the settings."""
    say, limits = speaker(), asdict(file_limits()) | asdict(hand_in_settings())
    return say.say(
        "Mỗi đợt tối đa {files_in_a_batch} tệp, {batch_megabytes} MB. Mỗi tệp tối đa {file_megabytes} MB "
        "(giải nén {inflated_megabytes} MB), đọc không quá {seconds} giây: bảng tính đến {sheets} trang "
        "tính, {rows} dòng, {columns} cột, {cells} ô; văn bản đến {pages} trang PDF, {paragraphs} đoạn, "
        "{part_megabytes} MB chữ.",
        **{name: say.number(value) for name, value in limits.items() if isinstance(value, int)},
    )


def _words_as_css(button: str, hint: str) -> str:
    """Rules that put our words in place of the uploader's; without them it still works, in English."""
    zone = '[data-testid="stFileUploaderDropzone"]'
    words = {
        f'{zone} button[data-testid="stBaseButton-secondary"] p': (button, "1rem"),
        f'{zone} [data-testid="stFileUploaderDropzoneInstructions"] span': (hint, "0.875rem"),
    }
    return "".join(_rule(place, said, size) for place, (said, size) in words.items())


def _refused() -> str:
    """A rule that says below a choice what its red marks mean; Streamlit tells it in English to a pointer."""
    said = speaker().say(
        "Chưa nhận được tệp có dấu đỏ: tệp lớn quá {size} MB hoặc đường truyền bị gián đoạn. "
        "Giảm dung lượng hoặc chọn lại tệp.",
        size=speaker().number(file_limits().file_megabytes),
    )
    place = '[data-testid="stFileUploader"]:has([data-testid="stFileChipIconError"])'
    return f"{place}::after {{ content: {json.dumps(said, ensure_ascii=False)}; font-size: 0.875rem; }}"


def _rule(place: str, said: str, size: str) -> str:
    quoted = json.dumps(said, ensure_ascii=False)
    return f"{place} {{ font-size: 0; }} {place}::after {{ content: {quoted}; font-size: {size}; }}"
