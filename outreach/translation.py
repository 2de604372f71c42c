"""Words become text here and only while something is drawn, by the translator of the thing drawn.

Constants hold message ids marked `N_("…")`; the window has one translator, each printed page its own.  Ids are
the English text, so English needs no catalog.  A catalog is a .po file, read as it is: there is no build step.
"""

import gettext
import string
from functools import cache, cached_property, lru_cache
from io import BytesIO
from numbers import Number
from typing import TYPE_CHECKING, Any

from outreach.paths import resources

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

    from babel import Locale

# The language of the words, and how days and numbers are written beside them: ours are centers in the US.
LOCALES = {"en": "en_US", "es": "es_US", "qps": "en_US"}
# The languages people may choose.  One stands here when its catalog is complete; a test sees to it.
LANGUAGES = ("en", "es")
PSEUDO = "qps"


MINUS = "−"
_WRITTEN_ALIKE = 1000  # every language we have writes whole numbers below this as Python does


def N_(message: str, /) -> str:  # noqa: N802 - the name every extraction tool knows
    """Mark a constant as a message id; it is translated where it is drawn."""
    return message


def N_plural(singular: str, plural: str, /) -> tuple[str, str]:  # noqa: N802 - see `N_`
    """Mark a pair of constants that a number chooses from: `words.count(*PAIR, n)`."""
    return singular, plural


class Translator:
    """One language: `words("{n} visits", n=3)`.

    A field without a format of its own is written as the language writes it: a number with its separators (give
    a number that is a name, such as a lot's, as `str`), a day as `day` does.
    """

    def __init__(self, language: str, catalog: gettext.NullTranslations) -> None:
        self.language = language
        self._catalog = catalog
        self._fields = _Fields(self)

    def __call__(self, message: str, /, **data: object) -> str:
        if not message:  # gettext answers "" with the head of its catalog
            return ""
        return self._fields.vformat(self._catalog.gettext(message), (), data)

    def count(self, singular: str, plural: str, n: int, /, **data: object) -> str:
        """Choose the form that goes with `n`, which the message may show as {n}."""
        return self._fields.vformat(self._catalog.ngettext(singular, plural, n), (), {"n": n, **data})

    def number(self, n: "float | Decimal", /) -> str:
        """Write a number, below zero with a true minus: a dash is another sign."""
        if isinstance(n, int) and abs(n) < _WRITTEN_ALIKE:  # pages are full of these, and Babel takes its time
            return str(n) if n >= 0 else f"{MINUS}{-n}"
        written = _written(n, LOCALES[self.language])
        return written if n >= 0 else written.replace("-", MINUS)

    def signed(self, n: "float | Decimal", /) -> str:
        """The same, with a plus where something came."""
        return f"+{self.number(n)}" if n > 0 else self.number(n)

    def measure(self, n: "Decimal", /) -> str:
        """Write what was measured: two decimals at least, so that those of a column stand under each other."""
        from babel.numbers import format_decimal  # noqa: PLC0415 - see `Translator._locale`

        return format_decimal(n, format="#,##0.00#", locale=LOCALES[self.language])

    def day(self, day: "date", /) -> str:
        """Write a day so that nobody takes the month for the day: 3 Oct 2026."""
        return self._date(day, "d MMM y")

    def weekday(self, day: "date", /) -> str:
        """Write a day as the desk speaks of it: Sat 3 Oct 2026."""
        return self._date(day, "EEE d MMM y")

    def month(self, day: "date", /) -> str:
        """Write the month a day is in: October 2026."""
        return self._date(day, "LLLL y")

    def short_month(self, day: "date", /) -> str:
        """Write the month alone, where room is short: Oct."""
        return self._date(day, "LLL")

    def day_short(self, day: "date", /) -> str:
        """Write a day without its year, where that goes without saying: 12 Nov."""
        return self._date(day, "d MMM")

    def weekday_long(self, day: "date", /) -> str:
        """Write a day as it is said aloud: Sunday 8 Nov 2026."""
        return self._date(day, "EEEE d MMM y")

    def weekday_day(self, day: "date", /) -> str:
        """The same without the year: Sunday 8 Nov."""
        return self._date(day, "EEEE d MMM")

    def months(self) -> tuple[str, ...]:
        """The names of the months, January first."""
        names = self._locale.months["stand-alone"]["wide"]
        return tuple(names[number] for number in range(1, 13))

    def weekdays(self) -> tuple[str, ...]:
        """The names of the days of a week, Monday first."""
        names = self._locale.days["stand-alone"]["wide"]
        return tuple(names[number] for number in range(7))

    def hour(self, hour: int, /) -> str:
        """Write an hour of the day, and nothing finer: 2 pm."""
        from datetime import time  # noqa: PLC0415 - with Babel

        from babel.dates import format_time  # noqa: PLC0415 - see `_locale`

        return format_time(time(hour), "h a", locale=self._locale).replace(" ", " ").lower()

    def _date(self, day: "date", pattern: str) -> str:
        from babel.dates import format_date  # noqa: PLC0415 - see `_locale`

        return format_date(day, pattern, locale=self._locale)

    @cached_property
    def _locale(self) -> "Locale":
        from babel import Locale  # noqa: PLC0415 - the lock page must not wait for Babel (50 ms)

        return Locale.parse(LOCALES[self.language])


class _Fields(string.Formatter):
    """Fill in the {fields} of a message."""

    def __init__(self, words: Translator) -> None:
        self._words = words

    def format_field(self, value: Any, format_spec: str) -> str:
        if format_spec or isinstance(value, str | bool):
            return str(super().format_field(value, format_spec))
        if isinstance(value, Number):
            return self._words.number(value)  # type: ignore[arg-type]
        from datetime import date  # noqa: PLC0415 - the lock page shows none

        if isinstance(value, date):
            return self._words.day(value)
        return str(value)


class Pseudo(gettext.NullTranslations):
    """No language at all: every letter accented, a third longer, in brackets, fields kept.

    What shows without brackets on a page drawn with it never went through a translator; what shows only one of
    its brackets has too little room for a longer language.
    """

    _LETTERS = str.maketrans(
        {
            **dict(zip("bcdghjklnprstwyz", "ƀçđğĥĵķľñƥřšťŵýž", strict=True)),
            **dict(zip("BCDGHJKLNRSTWYZ", "ƁÇĐĞĤĴĶĽÑŘŠŤŴÝŽ", strict=True)),
            **{plain: accented * 2 for plain, accented in zip("aeiou", "áéíóú", strict=True)},
            **{plain: accented + accented.lower() for plain, accented in zip("AEIOU", "ÁÉÍÓÚ", strict=True)},
        }
    )

    def gettext(self, message: str) -> str:
        parts = string.Formatter().parse(message)
        return "[" + "".join(_escaped(text.translate(self._LETTERS)) + _field(*field) for text, *field in parts) + "]"

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self.gettext(msgid1 if n == 1 else msgid2)


def _escaped(text: str) -> str:
    return text.replace("{", "{{").replace("}", "}}")


def _field(name: str | None, spec: str | None, conversion: str | None) -> str:
    if name is None:
        return ""
    return "{" + name + (f"!{conversion}" if conversion else "") + (f":{spec}" if spec else "") + "}"


@lru_cache(maxsize=4096, typed=True)
def _written(n: "float | Decimal", locale: str) -> str:
    """Written once: the same counts are drawn at one key press after another."""
    from babel.numbers import format_decimal  # noqa: PLC0415 - see `Translator._locale`

    return format_decimal(n, locale=locale)


def name_of(language: str) -> str:
    """A language by the name those who speak it know: Español."""
    from babel import Locale  # noqa: PLC0415 - see `Translator._locale`

    locale = Locale.parse(language)
    name = locale.get_language_name(locale) or language
    return name[:1].upper() + name[1:]


@cache
def translator(language: str) -> Translator:
    """Give the translator of a language; English for one this version does not know."""
    if language not in LOCALES:
        return translator("en")
    return Translator(language, _catalog(language))


def _catalog(language: str) -> gettext.NullTranslations:
    if language == PSEUDO:
        return Pseudo()
    file = resources() / "locale" / language / "LC_MESSAGES" / "outreach.po"
    if not file.exists():
        return gettext.NullTranslations()
    # Only a language other than English pays for these.
    from babel.messages.mofile import write_mo  # noqa: PLC0415
    from babel.messages.pofile import read_po  # noqa: PLC0415

    compiled = BytesIO()
    with file.open("rb") as po:
        write_mo(compiled, read_po(po, locale=language))
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)
