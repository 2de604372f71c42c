"""The end of a report: what its figures mean, and the lines a person signs on."""

from xml.sax.saxutils import escape

from reportlab.platypus import Flowable, Paragraph

from outreach.reports.blocks import LastLines, heading, section, signature
from outreach.reports.definitions import Definitions
from outreach.reports.page import NOTE, strong
from outreach.translation import N_, Translator


def ending(definitions: Definitions, words: Translator) -> list[Flowable]:
    texts = [Paragraph(_by_subject(subject, words), NOTE) for subject in definitions]
    signed = signature(words(label) for label in (N_("Name and role"), N_("Signature"), N_("Date")))
    *first, last = texts
    return [*section(heading(escape(words(N_("Definitions")))), *first)[:-1], LastLines(last, signed)]


def _by_subject(subject: tuple[tuple[str, str], ...], words: Translator) -> str:
    return " ".join(f"{strong(words(term) + ':')} {escape(_sentence(words(text)))}" for term, text in subject)


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]
