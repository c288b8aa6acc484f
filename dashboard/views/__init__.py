"""Pieces of screens that draw with Streamlit, shared by pages."""
