"""*Loading…*, in the place of a list that is still read."""

from PySide6.QtCore import Qt, QTimer

from outreach.translation import N_, Translator
from outreach.ui.shared.labels import Label

_PATIENCE_MS = 300


class Waiting(Label):
    """Says nothing for a moment: mostly the list is there before anybody could read it."""

    def __init__(self, words: Translator) -> None:
        super().__init__(role="small3")
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._patience = QTimer(self, singleShot=True, interval=_PATIENCE_MS)
        self._patience.timeout.connect(lambda: self.set_text(words(N_("Loading…"))))

    def show_reading(self, *, is_reading: bool) -> None:
        if not is_reading:
            self._patience.stop()
            self.set_text("")
        elif not self._patience.isActive() and not self.text():
            self._patience.start()
