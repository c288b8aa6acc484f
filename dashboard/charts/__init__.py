"""Figures from plain data: plotly graph objects in one style, no Streamlit, no database."""
