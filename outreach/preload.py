"""What comes after the lock page, loaded while a passphrase is being typed."""

import gc
from datetime import date
from threading import Thread

from outreach.translation import translator


def begin() -> None:
    """Load it all behind the lock page, on a thread of its own."""
    Thread(target=_load, name="preload", daemon=True).start()


def _load() -> None:
    try:
        _load_the_rest()
    finally:
        gc.freeze()  # all this stays: no key waits until it has been looked through for rubbish
        gc.enable()


def _load_the_rest() -> None:
    """What unlocking needs, in the order it needs it; what SQLAlchemy and Babel make once is made here."""
    import outreach.pages  # noqa: PLC0415 - this is when it is loaded
    import outreach.preferences  # noqa: PLC0415
    import outreach.ui.crash_dialog  # noqa: PLC0415
    import outreach.ui.settings.appearance.view  # noqa: PLC0415
    import outreach.ui.settings.center.view  # noqa: PLC0415
    import outreach.ui.settings.codes.page  # noqa: PLC0415
    import outreach.ui.settings.conversions.view  # noqa: PLC0415
    import outreach.ui.settings.drug_checks.view  # noqa: PLC0415
    import outreach.ui.settings.happened.view  # noqa: PLC0415
    import outreach.ui.settings.questions.view  # noqa: PLC0415
    import outreach.ui.settings.steps.view  # noqa: PLC0415
    import outreach.upkeep.opening  # noqa: PLC0415
    from outreach import logs  # noqa: F401, PLC0415
    from outreach.db import files, schema  # noqa: PLC0415
    from outreach.safety import vault_sealing  # noqa: PLC0415

    vault_sealing.load()
    files.load()
    schema.get_ready()
    translator("en").weekday(date(2000, 1, 1))
    import outreach.ui.happened.page  # noqa: PLC0415
    import outreach.ui.history.page  # noqa: F401, PLC0415
