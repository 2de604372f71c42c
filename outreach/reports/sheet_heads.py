"""The headings over the columns of a visit sheet: lying, upright, or one over all supplies; a word is never broken."""

from collections.abc import Sequence
from dataclasses import dataclass

from outreach.reports.sheet_frame import TOP
from outreach.reports.sheet_pen import Pen, width_of
from outreach.translation import N_, Translator

_LINE, _UPRIGHT_LINE = 14.0, 12.5
_TALLEST = 84.0  # an upright heading that is longer gives way to one over all supplies
SUPPLIES = N_("Supplies given")


@dataclass(frozen=True, slots=True)
class Cell:
    """One column: what stands over it, upright or lying, how wide it is, whether the paper has a total of it."""

    title: str
    width: float
    is_upright: bool = True
    is_totalled: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    title: str
    cells: tuple[Cell, ...]

    @property
    def width(self) -> float:
        return sum(cell.width for cell in self.cells)

    @property
    def is_of_items(self) -> bool:
        return all(cell.is_totalled for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands over some groups, from the `first` on."""

    first: int
    x: float
    width: float
    lines: tuple[str, ...]
    is_upright: bool

    @property
    def height(self) -> float:
        if self.is_upright:
            return max(width_of(line, bold=True) for line in self.lines)
        return len(self.lines) * _LINE

    def draw(self, pen: Pen, head: float) -> None:
        middle = self.x + self.width / 2
        for place, line in enumerate(self.lines):
            beside = (place - (len(self.lines) - 1) / 2) * (_UPRIGHT_LINE if self.is_upright else _LINE)
            if self.is_upright:
                pen.upright(middle + beside + 4, TOP + (head + width_of(line, bold=True)) / 2, line, bold=True)
            else:
                pen.middle(middle, TOP + head / 2 + beside + 4, line, bold=True)


def heads_of(groups: Sequence[Group], words: Translator) -> list[Heading]:
    """A heading for each group; one for all supplies together where one of theirs would be too tall."""
    made = []
    x = 0.0
    for place, group in enumerate(groups):
        made.append(_heading(place, x, group))
        x += group.width
    supplies = [one for one, group in zip(made, groups, strict=True) if group.is_of_items]
    if all(one.height <= _TALLEST for one in supplies):
        return made
    first = supplies[0]
    over_all = Heading(first.first, first.x, sum(one.width for one in supplies), (words(SUPPLIES),), is_upright=False)
    return [over_all if one is first else one for one in made if one is first or one not in supplies]


def _heading(place: int, x: float, group: Group) -> Heading:
    lying = _in_lines(group.title, group.width - 4)
    if all(width_of(line, bold=True) <= group.width - 4 for line in lying):
        return Heading(place, x, group.width, lying, is_upright=False)
    most = max(1, int(group.width / _UPRIGHT_LINE))
    tall = max(width_of(word, bold=True) for word in group.title.split())
    upright = _in_lines(group.title, tall)
    lines = upright if len(upright) <= most else (group.title,)
    return Heading(place, x, group.width, lines, is_upright=True)


def _in_lines(text: str, room: float) -> tuple[str, ...]:
    lines: list[str] = []
    for word in text.split():
        if lines and width_of(f"{lines[-1]} {word}", bold=True) <= room:
            lines[-1] = f"{lines[-1]} {word}"
        else:
            lines.append(word)
    return tuple(lines)
