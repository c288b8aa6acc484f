"""Choosing files, in the person's language: Streamlit's own file uploader speaks English only."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence

import streamlit as st

from dashboard.words.language import speaker
from data_loaders.documents.document_reader import DOCUMENT_FORMATS
from data_loaders.files.file_limits import file_limits
from data_loaders.files.spreadsheets import FORMATS

_ROUND = "file_picker_round"


def pick_files(take: Callable[[str, bytes], None]) -> None:
    """Draw the picker; each chosen file is handed to `take(name, content)` and leaves the picker."""
    say = speaker()
    number = st.session_state.setdefault(_ROUND, 0)
    st.html(f"<style>{_words_as_css(say.say('Chọn tệp'), say.say('hoặc kéo thả tệp vào đây'))}</style>")
    st.file_uploader(
        say.say("Tệp báo cáo"),
        accept_multiple_files=True,
        key=f"file_picker_{number}",
        max_upload_size=file_limits().file_megabytes,
        on_change=_hand_over,
        args=(number, take),
    )
    st.caption(
        say.say(
            "Biểu mẫu và bảng số liệu: {sheets}. Báo cáo bằng văn bản: {texts}. {limits}",
            sheets=_endings(FORMATS),
            texts=_endings(DOCUMENT_FORMATS),
            limits=_limits(),
        )
    )


def _hand_over(number: int, take: Callable[[str, bytes], None]) -> None:
    for file in st.session_state.get(f"file_picker_{number}") or []:
        take(file.name, file.getvalue())
    st.session_state[_ROUND] = number + 1


def _endings(formats: Sequence[str]) -> str:
    return ", ".join(one.removeprefix(".") for one in formats)


def _limits() -> str:
    say, limits = speaker(), file_limits()
    sizes = {"size": limits.file_megabytes, "rows": say.number(limits.rows)}
    return say.say("Mỗi tệp tối đa {size} MB, mỗi trang tính tối đa {rows} dòng.", **sizes)


def _words_as_css(button: str, hint: str) -> str:
    """Rules that put our words in place of the uploader's; without them it still works, in English."""
    zone = '[data-testid="stFileUploaderDropzone"]'
    words = {
        f'{zone} button[data-testid="stBaseButton-secondary"] p': (button, "1rem"),
        f'{zone} [data-testid="stFileUploaderDropzoneInstructions"] span': (hint, "0.875rem"),
    }
    return "".join(_rule(place, said, size) for place, (said, size) in words.items())


def _rule(place: str, said: str, size: str) -> str:
    quoted = json.dumps(said, ensure_ascii=False)
    return f"{place} {{ font-size: 0; }} {place}::after {{ content: {quoted}; font-size: {size}; }}"
