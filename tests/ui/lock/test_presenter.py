"""What happens at the lock page, without a window."""

import pytest

from outreach.errors import FileDamaged
from outreach.safety.vault_sealing import WrongPassphrase
from outreach.ui.lock.presenter import LockPresenter, State, Trouble

RIGHT = {"river stone"}


class Center:
    """A vault that knows one passphrase."""

    def __init__(self):
        self.tries = []
        self.damaged = False

    def initials(self):
        if self.damaged:
            raise FileDamaged("keys.json")
        return ("JM", "AR")

    def open(self, initials, passphrase):
        self.tries.append((initials, passphrase))
        if passphrase not in RIGHT:
            raise WrongPassphrase
        return "keys"


class Held:
    """What was asked to be done elsewhere."""

    def __init__(self):
        self.work = []

    def __call__(self, work, then, failed):
        self.work.append((work, then, failed))

    def let_go(self):
        work, then, failed = self.work.pop(0)
        try:
            result = work()
        except Exception as error:  # noqa: BLE001 - as the thread does
            failed(error)
        else:
            then(result)


@pytest.fixture
def center():
    return Center()


class Lock(LockPresenter):
    """Remembers what it showed and whom it let in, and goes by the time it is told."""

    def __init__(self, center):
        self.now, self.held = 0.0, Held()
        self.shown: list[State] = []
        self.entered: list[tuple[str, str]] = []
        super().__init__(center, self.held, lambda: self.now, self.shown.append, lambda *who: self.entered.append(who))


@pytest.fixture
def lock(center):
    lock = Lock(center)
    lock.start()
    return lock


def _try(lock, passphrase):
    lock.unlock(passphrase)
    lock.held.let_go()


def test_the_right_passphrase_lets_in_whose_it_is(lock):
    lock.choose("AR")

    _try(lock, "river stone")

    assert lock.entered == [("AR", "keys")]


def test_a_wrong_one_says_so_gently_and_can_be_tried_again(lock):
    _try(lock, "river")
    assert lock.state.trouble is Trouble.WRONG

    _try(lock, "river stone")

    assert lock.entered == [("JM", "keys")]


def test_the_third_wrong_one_has_to_wait_and_the_page_counts_down(lock, center):
    for _ in range(4):
        _try(lock, "river") if not lock.state.wait else None
    assert (lock.state.trouble, lock.state.wait) == (Trouble.WAIT, 1)

    lock.unlock("river stone")
    assert len(center.tries) == 3
    lock.now = 1.5
    lock.tick()

    assert (lock.state.trouble, lock.state.wait) == (Trouble.WRONG, 0)
    _try(lock, "river stone")
    assert lock.entered == [("JM", "keys")]


def test_locking_again_does_not_shorten_the_wait(lock):
    for _ in range(3):
        _try(lock, "river")

    lock.start(now="JM")

    assert lock.state.trouble is Trouble.WAIT


def test_pressing_twice_tries_once(lock, center):
    lock.unlock("river stone")
    lock.unlock("river stone")
    lock.held.let_go()

    assert lock.held.work == []
    assert len(center.tries) == 1


def test_nothing_typed_is_not_a_wrong_try(lock, center):
    lock.unlock("")

    assert lock.state.trouble is Trouble.NOTHING_TYPED
    assert center.tries == []


def test_someone_else_has_to_say_who(lock):
    lock.someone_else()
    lock.unlock("river stone")

    assert lock.state.trouble is Trouble.WHO


def test_locked_again_it_is_still_the_same_person_and_their_work_is_kept(lock):
    lock.start(now="AR", is_work_kept=True)

    assert (lock.state.chosen, lock.state.is_work_kept) == ("AR", True)


def test_damaged_keys_are_told_instead_of_a_list(lock, center):
    center.damaged = True

    lock.start()

    assert lock.state.trouble is Trouble.REFUSED
    assert isinstance(lock.state.refusal, FileDamaged)


def test_the_passphrase_is_in_no_state(lock):
    _try(lock, "a very secret river")

    assert "river" not in repr(lock.shown)


def test_our_own_mistakes_are_not_taken_for_a_wrong_passphrase(lock, center):
    center.open = lambda *_: 1 / 0
    lock.unlock("river stone")

    with pytest.raises(ZeroDivisionError):
        lock.held.let_go()

    assert lock.state.trouble is Trouble.NONE
