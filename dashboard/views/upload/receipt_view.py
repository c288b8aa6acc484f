"""After saving: the receipt, the way to each report, what others saved meanwhile, undo."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import streamlit as st

from dashboard.cached import engine
from dashboard.hand_in.batch_saving import undo_file
from dashboard.hand_in.batch_store import Batch
from dashboard.hand_in.receipts import WORD, receipt_document, receipt_name
from dashboard.hand_in.staging import StagedFile
from dashboard.views.report_link_view import link_report
from dashboard.words.language import speaker
from dashboard.words.plain_text import escaped

_LINKS = 6


def show_receipt(one: StagedFile) -> None:
    """Draw who saved the file and when, and a link to each report it changed."""
    say = speaker()
    if one.status == "unchanged":
        st.info(say.say("Tệp này đã được nộp trước đó, số liệu không thay đổi."))
    if one.status == "undone":
        st.info(say.say("Đã hủy lần nộp này, số liệu trước đó được dùng lại."))
    tell_of_others([one])
    who = one.by or say.say("không ghi người nộp")
    st.markdown(f":small[{escaped(f'{say.moment(one.saved_at)} · {who} · SHA-256 {one.sha256[:16]}…')}]")
    for saved in one.saved[:_LINKS]:
        label = say.say(
            "{unit}, {period}: lần {revision}, {figures} số liệu",
            unit=say.unit(saved.unit_code),
            period=say.period(saved.period),
            revision=saved.revision,
            figures=say.number(saved.figures),
        )
        link_report(saved.unit_code, saved.period, label=label)
    if len(one.saved) > _LINKS:
        st.caption(say.say("và {count} báo cáo khác", count=len(one.saved) - _LINKS))


def offer_receipt(batch: Batch, one: StagedFile) -> None:
    """Draw the button that downloads the receipt, and the one that takes the file back."""
    say = speaker()
    st.download_button(
        say.say("Tải biên nhận"),
        data=partial(receipt_document, batch, [one], say),
        file_name=receipt_name([one]),
        mime=WORD,
        key=f"receipt_{one.id}",
        on_click="ignore",
        icon=":material/download:",
    )
    if one.status != "saved":
        return
    with st.popover(say.say("Hủy lần nộp này"), type="tertiary"):
        st.markdown(say.say("Số liệu trước đó được dùng lại. Tệp và lịch sử vẫn được giữ."))
        words = say.say("Hủy lần nộp")
        st.button(
            words, key=f"undo_{one.id}", type="primary", on_click=undo_file, args=(engine(), batch, one.id)
        )


def tell_of_others(files: Sequence[StagedFile]) -> None:
    """Say what somebody else saved while this person was looking; nothing when nobody did."""
    say = speaker()
    told = [
        say.say(
            "Trong lúc xem, {who} đã nộp {file} cho {unit}: xem lịch sử báo cáo.",
            who=escaped(other.by or say.say("người khác")),
            file=escaped(other.file),
            unit=say.unit(saved.unit_code),
        )
        for one in files
        for saved in one.saved
        for other in saved.between
    ]
    if told:
        more = [say.say("và {count} báo cáo khác", count=len(told) - _LINKS)] if len(told) > _LINKS else []
        st.warning("\n\n".join([*told[:_LINKS], *more]))
