"""Where a file is to be kept: the system's own question, beginning among the documents."""

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from outreach.translation import N_, Translator


def ask_where(parent: QWidget, words: Translator, name: str, suffix: str = "pdf") -> QFileDialog:
    """The question, open: `fileSelected` gives the path.  `name` is proposed, without its suffix."""
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    dialog = QFileDialog(parent, words(N_("Save")), documents, f"{suffix.upper()} (*.{suffix})")
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix(suffix)
    dialog.selectFile(f"{name}.{suffix}")
    dialog.open()
    return dialog
