"""Handing in a report."""

import streamlit as st

from dashboard.language import speaker

st.header(speaker().say("Nộp báo cáo"))
