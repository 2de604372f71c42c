"""Made-up people, known by their codes only: regulars who come often, newcomers, people seldom seen again.

A code is built as the sample center's recipe says: two letters, birth month, the last two digits of the birth
year, as in MA0785; a letter is added when another person already has it.  No name exists anywhere.
"""

from random import Random
from typing import NamedTuple

from outreach.sample.places import SITES, share
from outreach.vocabulary import SeenBefore

# First two letters of what mothers are commonly called; more common ones stand there more often.
LETTERS = [
    *("MA", "MA", "MA", "MA", "MA", "MA", "AN", "AN", "AN", "JO", "JO", "JE", "JU", "LI", "LI", "LA", "LO", "SA"),
    *("SA", "SU", "SH", "CA", "CA", "CH", "CY", "DE", "DE", "DI", "DO", "KA", "KA", "KE", "KI", "KR", "PA", "PA"),
    *("BE", "BA", "BR", "RO", "RO", "RE", "RU", "TE", "TA", "TI", "TR", "VI", "VA", "GL", "GR", "GE", "ED", "EL"),
    *("EL", "EV", "HE", "HI", "IR", "IN", "NA", "NO", "NI", "OL", "PE", "PH", "RA", "RI", "ST", "SO", "TH", "WE"),
]
TWINS = "XYZWVU"
OFTEN = (1, 1, 1, 1, 1, 2, 2, 3, 4, 6)  # slots a person takes: most come now and then, a few very often
FIRST_SEEN_AS = (SeenBefore.FIRST,) * 12 + (SeenBefore.BEFORE,) * 3 + (SeenBefore.NOT_ASKED,) * 5
OLD_FRIENDS = (SeenBefore.BEFORE,) * 9 + (SeenBefore.FIRST,) * 4 + (SeenBefore.NOT_ASKED,) * 7
VISITS_OF_A_SLOT = 0.92  # a month; fits about 45 different people to 100 visits with a code
ALSO_ELSEWHERE = 0.08


class Person(NamedTuple):
    code: str
    style: int


class Crowd:
    """Everyone who may come, by site.  A person stands in as many slots as they come often."""

    def __init__(self, visits_a_month: float, styles: tuple[int, ...], year: int, chance: Random) -> None:
        self._styles, self._year, self._chance = styles, year, chance
        self._codes: set[str] = set()
        self.first_answer: dict[str, SeenBefore] = {}  # of people whose code nobody has typed yet
        self.slots: dict[str, list[Person]] = {}
        for site in SITES:
            self.slots[site] = self._regulars(max(6, int(visits_a_month * share(site) / VISITS_OF_A_SLOT)))
        for site in SITES:
            for _ in range(int(len(self.slots[site]) * ALSO_ELSEWHERE)):
                self._take_slots(site, chance.choice(self.slots[chance.choice(SITES)]), 1)

    def newcomer(self, site: str) -> Person:
        """Somebody whose code was never used here; they may come again, in the place of others who stop coming."""
        person = self._person(FIRST_SEEN_AS)
        self._take_slots(site, person, self._chance.choice(OFTEN))
        return person

    def _regulars(self, slots: int) -> list[Person]:
        filled: list[Person] = []
        while len(filled) < slots:
            filled += [self._person(OLD_FRIENDS)] * self._chance.choice(OFTEN)
        return filled[:slots]

    def _take_slots(self, site: str, person: Person, number: int) -> None:
        slots = self.slots[site]
        for _ in range(number):
            slots[int(self._chance.random() * len(slots))] = person

    def _person(self, answers: tuple[SeenBefore, ...]) -> Person:
        code = self._new_code()
        self.first_answer[code] = self._chance.choice(answers)
        return Person(code, self._chance.choice(self._styles))

    def _new_code(self) -> str:
        chance = self._chance
        while True:
            born = self._year - int(chance.triangular(18, 72, 34))
            code = f"{chance.choice(LETTERS)}{chance.randint(1, 12):02}{born % 100:02}"
            for own in (code, *(code + letter for letter in TWINS)):
                if own not in self._codes:
                    self._codes.add(own)
                    return own
