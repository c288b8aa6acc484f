"""The three floors and the other rules of the house hold everywhere, without exceptions."""

from pathlib import Path

import pytest

from tests.house_rules import violations

ROOT = Path(__file__).resolve().parent.parent


def test_the_house_is_in_order():
    assert violations(ROOT) == []


SOUND = {
    "data_loaders/catalogue/indicator.py": "import csv\n",
    "data_loaders/workbook.py": "from data_loaders.catalogue.indicator import x\nimport openpyxl\n",
    "dashboard/__init__.py": "",
    "dashboard/app.py": "import streamlit as st\nfrom dashboard import questions\n",
    "dashboard/questions.py": "import sqlalchemy\nfrom data_loaders import workbook\n",
    "dashboard/figure_view.py": "import streamlit as st\n",
    "pages/overview.py": "import streamlit as st\nfrom dashboard.questions import ask\n",
    "sample_data/province.py": "from data_loaders import workbook\n",
    "tests/test_overview.py": "import pages.overview\nfrom dashboard import app\nimport streamlit\n",
    ".venv/lib/utils.py": "import pages.overview\n",
    "run.py": "import sys\n",
}


def tree(root, files=None):
    """A tiny project that keeps all rules but for the files given."""
    files = SOUND | (files or {})
    for path, text in files.items():
        target = root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
    return root


def test_a_sound_tree_has_no_violation(tmp_path):
    assert violations(tree(tmp_path), libraries={"streamlit"}) == []


LONG_FUNCTION = "def long():\n" + "    x = 1\n" * 60

BREACHES = {
    "a loader looks up": (
        {"data_loaders/workbook.py": "from dashboard.questions import ask\n"},
        "data_loaders/workbook.py:1 imports dashboard.questions.ask, which is not below it",
    ),
    "the catalogue looks up": (
        {"data_loaders/catalogue/indicator.py": "import data_loaders.workbook\n"},
        "data_loaders/catalogue/indicator.py:1 imports data_loaders.workbook, which is not below it",
    ),
    "the dashboard looks up, inside a function": (
        {"dashboard/questions.py": "def f():\n    import pages.overview\n"},
        "dashboard/questions.py:2 imports pages.overview, which is not below it",
    ),
    "a relative import looks up": (
        {"data_loaders/catalogue/indicator.py": "from ..workbook import read\n"},
        "data_loaders/catalogue/indicator.py:1 imports data_loaders.workbook.read, which is not below it",
    ),
    "an import by name looks up": (
        {"data_loaders/workbook.py": "import importlib\nimportlib.import_module('dashboard.app')\n"},
        "data_loaders/workbook.py:2 imports dashboard.app, which is not below it",
    ),
    "a page imports a page": (
        {"pages/plan.py": "import pages.overview\n"},
        "pages/plan.py:1 imports pages.overview, which is not below it",
    ),
    "the program imports a test": (
        {"dashboard/questions.py": "from tests import house_rules\n"},
        "dashboard/questions.py:1 imports tests.house_rules, which is not below it",
    ),
    "sample data know of screens": (
        {"sample_data/province.py": "import dashboard\n"},
        "sample_data/province.py:1 imports dashboard, which is not below it",
    ),
    "streamlit outside a view": (
        {"dashboard/questions.py": "from streamlit import cache_data\n"},
        "dashboard/questions.py:1 imports streamlit, which only pages and view files do",
    ),
    "streamlit in a loader called a view": (
        {"data_loaders/cell_view.py": "import streamlit\n"},
        "data_loaders/cell_view.py:1 imports streamlit, which only pages and view files do",
    ),
    "a page computes": (
        {"pages/overview.py": "import pandas as pd\n"},
        "pages/overview.py:1 imports pandas: a page only picks, asks and draws",
    ),
    "a bare import": (
        {"dashboard/app.py": "import questions\n"},
        "dashboard/app.py:1 imports questions without its package (dashboard.questions)",
    ),
    "one name twice": (
        {"pages/questions.py": ""},
        "dashboard/questions.py and pages/questions.py have the same name",
    ),
    "an empty name": (
        {"dashboard/date_utils.py": ""},
        "dashboard/date_utils.py is called utils: name the thing it holds",
    ),
    "a folder with an empty name": (
        {"data_loaders/common/cells.py": ""},
        "data_loaders/common/cells.py is called common: name the thing it holds",
    ),
    "a library's name": (
        {"dashboard/plotly/axis.py": ""},
        "dashboard/plotly hides the library plotly: Streamlit puts dashboard/ on sys.path",
    ),
    "a long function": (
        {"tests/test_overview.py": LONG_FUNCTION},
        "tests/test_overview.py:1 long has 61 lines, more than 60",
    ),
    "a long file": (
        {"dashboard/questions.py": "x = 1\n" * 401},
        "dashboard/questions.py has 401 lines, more than 400",
    ),
}


@pytest.mark.parametrize(("files", "sentence"), BREACHES.values(), ids=BREACHES.keys())
def test_a_breach_is_found(tmp_path, files, sentence):
    assert violations(tree(tmp_path, files=files), libraries={"plotly"}) == [sentence]
