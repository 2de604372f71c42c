"""Rows and columns whose gaps and edges grow with the text size."""

from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLayout, QVBoxLayout, QWidget

from outreach.ui import theme

Edges = int | tuple[int, int] | tuple[int, int, int, int]
"""All four, (sides, top and bottom), or (left, top, right, bottom)."""


class Row(QHBoxLayout):
    """Side by side: `Row(label, field, None, button)`, where None is what stretches."""

    def __init__(self, *parts: QWidget | QLayout | None, gap: int = 8, edges: Edges = 0) -> None:
        super().__init__()
        self._gap, self._edges = gap, _four(edges)
        _fill(self, parts)
        theme.changed.connect(self._measure)
        self._measure()

    def set_edges(self, edges: Edges, gap: int | None = None) -> None:
        self._edges, self._gap = _four(edges), self._gap if gap is None else gap
        self._measure()

    def _measure(self) -> None:
        _apply(self, self._gap, self._edges)


class Column(QVBoxLayout):
    """One above the other."""

    def __init__(self, *parts: QWidget | QLayout | None, gap: int = 8, edges: Edges = 0) -> None:
        super().__init__()
        self._gap, self._edges = gap, _four(edges)
        _fill(self, parts)
        theme.changed.connect(self._measure)
        self._measure()

    def set_edges(self, edges: Edges, gap: int | None = None) -> None:
        self._edges, self._gap = _four(edges), self._gap if gap is None else gap
        self._measure()

    def _measure(self) -> None:
        _apply(self, self._gap, self._edges)


def _four(edges: Edges) -> tuple[int, int, int, int]:
    if isinstance(edges, int):
        return edges, edges, edges, edges
    if len(edges) == 2:  # noqa: PLR2004
        return edges[0], edges[1], edges[0], edges[1]
    return edges


def _fill(layout: QBoxLayout, parts: tuple[QWidget | QLayout | None, ...]) -> None:
    for part in parts:
        if part is None:
            layout.addStretch(1)
        elif isinstance(part, QLayout):
            layout.addLayout(part)
        else:
            layout.addWidget(part)


def _apply(layout: QBoxLayout, gap: int, edges: tuple[int, int, int, int]) -> None:
    layout.setSpacing(theme.px(gap))
    layout.setContentsMargins(*(theme.px(edge) for edge in edges))
