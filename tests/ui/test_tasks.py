"""Answers come back on this thread, once, and only if somebody still wants them."""

import logging
import threading
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from uuid import uuid4

import pytest

from outreach.errors import Refusal
from outreach.ui.tasks import BackgroundTasks, _Answer


@dataclass(eq=False)
class ShelfMissing(Refusal):
    pass


class Notes:
    """A store that keeps a list: what is asked of `Store`, without a file."""

    def __init__(self):
        self.kept, self.version, self.opened = [], 0, 0

    @contextmanager
    def reading(self):
        self.opened += 1
        yield tuple(self.kept)

    @contextmanager
    def writing(self):
        draft = list(self.kept)
        yield draft
        self.kept = draft

    def data_version(self):
        return self.version


class Gate:
    """Work that does not end before it is let through."""

    def __init__(self):
        self._event = threading.Event()
        self.begun = threading.Event()

    def __call__(self, _session):
        self.begun.set()
        assert self._event.wait(10)
        return "through"

    def open(self):
        self._event.set()


@pytest.fixture
def notes():
    return Notes()


@pytest.fixture
def bugs():
    return []


@pytest.fixture
def tasks(qapp, notes, bugs):
    def saved(session, entry):
        return entry if entry in session else None

    tasks = BackgroundTasks(notes, bugs.append, saved)
    yield tasks
    tasks.close()


def _until_quiet(qtbot, tasks):
    """Whatever was asked for has been answered or dropped."""
    done: list[object] = []
    tasks.read(lambda _: None, then=done.append)
    tasks.write(lambda _: None, then=done.append, refused=done.append)
    qtbot.waitUntil(lambda: len(done) == 2)


def test_work_happens_elsewhere_and_the_answer_comes_home(qtbot, tasks):
    seen = []

    tasks.read(
        lambda _: threading.current_thread().name, then=lambda name: seen.append((name, threading.current_thread()))
    )

    assert seen == []
    qtbot.waitUntil(lambda: bool(seen))
    assert seen == [("reads_0", threading.main_thread())]


def test_a_write_is_kept_answered_and_announced_in_that_order(qtbot, tasks, notes):
    order = []
    tasks.committed.connect(lambda: order.append("committed"))

    tasks.write(lambda session: session.append("visit"), then=lambda _: order.append("then"), refused=order.append)

    qtbot.waitUntil(lambda: len(order) == 2)
    assert order == ["then", "committed"]
    assert notes.kept == ["visit"]


def test_a_reading_goes_on_while_something_is_written(qtbot, tasks):
    gate = Gate()
    answers: list[object] = []
    tasks.write(gate, then=answers.append, refused=answers.append)
    tasks.read(lambda _: "read", then=answers.append)

    qtbot.waitUntil(lambda: answers == ["read"])
    gate.open()
    qtbot.waitUntil(lambda: answers == ["read", "through"])


def test_a_refusal_is_an_answer_and_nothing_was_written(qtbot, tasks, notes):
    answers: list[object] = []

    def refuse(session):
        session.append("half")
        raise ShelfMissing

    tasks.write(refuse, then=answers.append, refused=answers.append)

    qtbot.waitUntil(lambda: bool(answers))
    assert isinstance(answers[0], ShelfMissing)
    assert notes.kept == []


def test_a_refused_reading_is_told_to_who_asked_or_else_to_whoever_listens(qtbot, tasks):
    asked: list[object] = []
    listening: list[object] = []
    tasks.trouble.connect(listening.append)

    def refuse(_session):
        raise ShelfMissing

    tasks.read(refuse, then=asked.append, failed=asked.append)
    tasks.read(refuse, then=asked.append)

    qtbot.waitUntil(lambda: len(asked) == len(listening) == 1)


def test_after_lock_no_answer_asked_for_before_reaches_anybody(qtbot, tasks, notes):
    gate = Gate()
    answers: list[object] = []
    tasks.read(gate, then=answers.append)
    tasks.write(lambda session: session.append("visit"), then=answers.append, refused=answers.append)

    tasks.forget()
    gate.open()
    _until_quiet(qtbot, tasks)

    assert answers == []
    assert notes.kept == ["visit"]  # what was asked to be kept is kept


def test_an_answer_already_on_its_way_at_lock_is_dropped(qtbot, tasks):
    gate = Gate()
    answers: list[object] = []
    gate.open()
    tasks.read(gate, then=answers.append)
    tasks._reader.submit(lambda: None).result()  # it has answered, and the answer waits in this thread's queue

    tasks.forget()
    _until_quiet(qtbot, tasks)

    assert answers == []


def test_an_answer_delivered_twice_is_heard_once(qtbot, tasks):
    answers: list[object] = []
    request = tasks._new_request()
    answer = _Answer(request, lambda: answers.append("heard"))

    tasks._answered.emit(answer)
    tasks._answered.emit(answer)
    _until_quiet(qtbot, tasks)

    assert answers == ["heard"]


def test_answers_out_of_order_each_find_their_own(qtbot, tasks):
    answers: list[object] = []
    first, second = tasks._new_request(), tasks._new_request()

    tasks._answered.emit(_Answer(second, lambda: answers.append("second")))
    tasks._answered.emit(_Answer(first, lambda: answers.append("first")))
    _until_quiet(qtbot, tasks)

    assert answers == ["second", "first"]


def test_of_readings_with_one_key_only_the_last_is_answered(qtbot, tasks):
    gate = Gate()
    answers: list[object] = []
    asked: list[int] = []

    def note(_session, place):
        asked.append(place)
        return place

    tasks.read(gate, then=answers.append, key="levels")
    assert gate.begun.wait(10)
    for place in range(5):
        tasks.read(partial(note, place=place), then=answers.append, key="levels")

    gate.open()
    _until_quiet(qtbot, tasks)

    assert answers == [4]
    assert asked == [4]


def test_a_bug_is_told_with_its_place_and_without_what_was_typed(qtbot, tasks, bugs, caplog):
    def fall_over(_session):
        raise KeyError("MA0785")

    with caplog.at_level(logging.ERROR):
        tasks.read(fall_over, then=print)
        qtbot.waitUntil(lambda: bool(bugs))

    assert bugs[0].kind == "KeyError"
    assert any("fall_over" in frame for frame in bugs[0].frames)
    assert "MA0785" not in caplog.text + repr(bugs[0])
    assert "KeyError" in caplog.text


@pytest.mark.parametrize("was_saved", [True, False])
def test_after_a_bug_while_saving_the_file_itself_says_whether_it_was_saved(qtbot, tasks, notes, bugs, was_saved):
    entry = uuid4()
    notes.kept = [entry] if was_saved else []

    def fall_over(_session):
        raise ZeroDivisionError

    tasks.write(fall_over, then=print, refused=print, entry=entry)

    qtbot.waitUntil(lambda: bool(bugs))
    assert bugs[0].was_saved is was_saved
    assert notes.opened == 1


def test_when_even_asking_fails_it_is_not_known(qtbot, tasks, notes, bugs):
    def fall_over(_session):
        raise ZeroDivisionError

    notes.reading = fall_over

    tasks.write(fall_over, then=print, refused=print, entry=uuid4())

    qtbot.waitUntil(lambda: bool(bugs))
    assert bugs[0].was_saved is None


def test_closing_finishes_what_was_to_be_written(qapp, notes, bugs):
    tasks = BackgroundTasks(notes, bugs.append)

    def keep(session, place):
        session.append(place)

    for place in range(20):
        tasks.write(partial(keep, place=place), then=print, refused=print)

    tasks.close()

    assert notes.kept == list(range(20))


def test_what_another_program_wrote_is_noticed(qtbot, tasks, notes):
    with qtbot.assertNotEmitted(tasks.committed):
        tasks._look_for_others()
        _until_quiet_reads(qtbot, tasks)
    notes.version = 1

    with qtbot.waitSignal(tasks.committed):
        tasks._look_for_others()


def _until_quiet_reads(qtbot, tasks):
    done: list[object] = []
    tasks.read(lambda _: None, then=done.append)
    qtbot.waitUntil(lambda: bool(done))
