"""Files handed in on the upload page, as the picker does it, and what became of them in the background."""

from dashboard.hand_in import batch_work
from dashboard.hand_in.batch_store import open_batch

SECONDS = 60


def hand_in(app, *files):
    """Choose files (name, content) on the opened page and wait until they are read."""
    app.file_uploader[0].set_value([(name, content, "application/octet-stream") for name, content in files])
    app.run()
    return settled(app)


def batch_of(app):
    """The batch in the page's address."""
    token = app.query_params["dot"]
    return open_batch(token[0] if isinstance(token, list) else token)


def settled(app):
    """The page once nothing is under way."""
    batch_work.wait(batch_of(app), SECONDS)
    return app.run()


def statuses(app):
    return [one.status for one in batch_of(app).files()]
