"""The end of a report: what its figures mean, and the lines a person signs on."""

from collections.abc import Sequence
from xml.sax.saxutils import escape

from reportlab.platypus import Flowable, Paragraph

from outreach.reports.blocks import heading, section, signature
from outreach.reports.page import NOTE, strong
from outreach.translation import N_, Translator


def ending(definitions: Sequence[tuple[str, str]], words: Translator) -> list[Flowable]:
    texts = [Paragraph(f"{strong(words(term) + ':')} {escape(words(text))}", NOTE) for term, text in definitions]
    signed = signature(words(label) for label in (N_("Name and role"), N_("Signature"), N_("Date")))
    return [*section(heading(escape(words(N_("Definitions")))), *texts), signed]
