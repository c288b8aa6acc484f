"""One report: what it states, where, what is doubtful, and how it changed."""

import streamlit as st

from dashboard.language import speaker

st.header(speaker().say("Báo cáo"))
