"""A part of a page that lies over it now and then: made when it is first wanted, so that no page waits for it."""

from collections.abc import Callable
from typing import Generic, TypeVar

from PySide6.QtWidgets import QWidget

Made = TypeVar("Made", bound=QWidget)


class Later(Generic[Made]):
    """`part()` is the widget; the rest can be asked without making it."""

    def __init__(self, make: Callable[[], Made]) -> None:
        self._make = make
        self.made: Made | None = None

    def __call__(self) -> Made:
        if self.made is None:
            self.made = self._make()
        return self.made

    @property
    def is_visible(self) -> bool:
        return self.made is not None and self.made.isVisible()

    def close(self) -> None:
        if self.made is not None:
            self.made.close()
