"""The dashboard opened through its real entry point."""

from pathlib import Path

from streamlit.testing.v1 import AppTest

ROOT = Path(__file__).parents[2]
PAGES = tuple(sorted(path.stem for path in (ROOT / "pages").glob("*.py")))
SECONDS = 60


def open_page(name="overview", **address) -> AppTest:
    """The page as someone sees it who opens its address cold."""
    app = AppTest.from_file(str(ROOT / "dashboard" / "app.py"), default_timeout=SECONDS)
    if name != "overview":
        app.run()
        app.switch_page(f"../pages/{name}.py")
    for key, value in address.items():
        app.query_params[key] = value
    return app.run()


def texts(app) -> str:
    """Everything written on the page."""
    kinds = (
        app.title,
        app.header,
        app.subheader,
        app.markdown,
        app.caption,
        app.info,
        app.error,
        app.success,
    )
    return "\n".join(str(one.value) for kind in kinds for one in kind)


def tab_names(app) -> list[str]:
    return [tab.label for tab in app.tabs]
