"""The entry point: `streamlit run dashboard/app.py`. This file runs again at every click."""

import sys
from pathlib import Path

_ROOT = str(Path(__file__).resolve().parents[1])
if _ROOT not in sys.path:
    sys.path.insert(0, _ROOT)

from dashboard.views.frame_view import show_dashboard  # noqa: E402

show_dashboard()
