"""How long the lock page waits after a wrong passphrase.

It keeps a guessing hand slow and forgets everything when the program ends: Argon2 is the protection.
"""

_FREE = 2
_LONGEST = 30.0


class Attempts:
    """Wrong tries since the last right one.  Takes the time, in seconds of any steady clock; has none of its own."""

    def __init__(self) -> None:
        self._wrong = 0
        self._free_at = 0.0

    def failed(self, now: float) -> float:
        """Note a wrong try; give the seconds until the next: 0, 0, 1, 2, 4, 8 … 30."""
        self._wrong += 1
        # The exponent is held down so that an automatic tester cannot make the number huge.
        delay = min(_LONGEST, 2.0 ** min(self._wrong - _FREE - 1, 10)) if self._wrong > _FREE else 0.0
        self._free_at = now + delay
        return delay

    def succeeded(self) -> None:
        self._wrong, self._free_at = 0, 0.0

    def wait(self, now: float) -> float:
        """Give the seconds still to wait."""
        return max(0.0, self._free_at - now) if self._wrong else 0.0
