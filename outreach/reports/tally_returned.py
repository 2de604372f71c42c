"""How used syringes were measured, and how many of what: the words of a line, at visits and without one."""

from outreach.reports.writing import figure
from outreach.tallies.tally import CollectedLine, ReturnedLine
from outreach.translation import N_, Translator
from outreach.vocabulary import ReturnedHow


def how(line: ReturnedLine | CollectedLine, words: Translator) -> str:
    match line.how:
        case ReturnedHow.TOLD:
            return words(N_("They say"))
        case ReturnedHow.COUNTED:
            return words(N_("Counted"))
        case ReturnedHow.CONTAINER:
            return words(N_("{container}, {per} when full"), container=line.container, per=line.per)
        case _:
            return words(N_("By weight, {per} per pound, less the bag"), per=line.per)


def amount(line: ReturnedLine | CollectedLine, words: Translator) -> str:
    match line.how:
        case ReturnedHow.TOLD | ReturnedHow.COUNTED if isinstance(line, CollectedLine):
            said = words.count(N_("{n} time"), N_("{n} times"), int(line.amount))
        case ReturnedHow.TOLD | ReturnedHow.COUNTED:
            said = words.count(N_("{n} visit"), N_("{n} visits"), int(line.amount))
        case ReturnedHow.WEIGHT:
            said = f"{figure(line.amount, words)} {line.unit}"
        case _:
            said = figure(line.amount, words)
    return said.replace(" ", "\u00a0")
