"""What was read from the sentences of a staged document, to be decided on before it is saved."""

from __future__ import annotations

from functools import partial

import streamlit as st

from dashboard.cached import engine
from dashboard.hand_in.batch_store import Batch
from dashboard.hand_in.preview import preview
from dashboard.hand_in.staged_words import level_of
from dashboard.hand_in.staging import StagedFile, with_decision
from dashboard.reports.told_figures import figures_of_draft, located
from dashboard.views.report.decisions_view import Deciding, ask_decisions, decision_sentence
from dashboard.views.report.statements_view import show_conflicts
from dashboard.words.plain_text import escaped
from data_loaders.drafts import Reading, ReportDraft
from data_loaders.store.decisions import Decision, FigureKey, decided


def show_staged_decisions(batch: Batch, one: StagedFile, reading: Reading) -> None:
    """Draw the figures of the file's sentences with the choice about each, and what contradicts itself."""
    for number, draft in enumerate(reading.drafts):
        if figures_of_draft(draft):
            with engine().connect() as connection:
                stated = preview(connection, decided(draft, one.decisions), one.name)
            decide = partial(_decide, batch, one.id)
            key = f"{batch.token[:8]}_{one.id}_{number}"
            _ask(draft, Deciding(draft.sections, stated, one.decisions, decide, key))
            show_conflicts(stated, level=level_of(draft.unit_code), expanded=True)


def _ask(draft: ReportDraft, deciding: Deciding) -> None:
    told = located(figures_of_draft(draft), draft.sections)
    doubtful = any(not each.figure.confirmed for each in told)
    label = escaped(decision_sentence(told, deciding.decisions))
    with st.expander(label, expanded=doubtful, key=f"told_{deciding.key}"):
        ask_decisions(told, deciding)


def _decide(batch: Batch, file_id: int, key: FigureKey, decision: Decision | None) -> None:
    batch.change([file_id], lambda one: with_decision(one, key, decision))
