"""Questions and small steps as a person meets them: real keys in, answers with the visit, nothing told of a code."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QWidget
from sqlalchemy import text

from outreach import catalog, history
from outreach.catalog_editing import questions, steps
from outreach.step_list import Rules
from outreach.steps import set_rules
from outreach.translation import translator
from outreach.ui.desk import asking
from outreach.ui.desk.page import DeskPage
from outreach.ui.desk.state import StepsNot
from outreach.ui.theme import Scheme
from outreach.vocabulary import Said, StepIs
from tests.questions.made import SETS, STEP_AREAS
from tests.ui.desk.conftest import NOW, TODAY
from tests.ui.desk.tasks import InlineTasks
from tests.ui.looks import look, unnamed

K = Qt.Key
ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
# The offscreen platform has no keyboard to grab for a list that opens.
pytestmark = pytest.mark.qt_log_ignore("does not support (raise|grabbing)", extend=True)
ASKED = ("age", "gender", "housing", "race")


@pytest.fixture
def asked(store, desk_of):
    by = desk_of(InlineTasks(store)).desk.by
    with store.writing() as session:
        for key in ASKED:
            questions.switch_on(session, by, NOW, SETS.question(key, ("minors", "who", "ten-years")))
        steps.begin_with(session, by, NOW, STEP_AREAS)
        set_rules(session, by, NOW, Rules(is_offered=True))


@pytest.fixture
def page(qtbot, dressed, store, desk_of, asked):
    page = DeskPage(InlineTasks(store), desk_of(InlineTasks(store)).desk, translator("en"))
    qtbot.addWidget(page)
    page.resize(1290, 768)
    page.refresh()
    with qtbot.waitActive(page):
        page.show()
    page.focus_first()
    return page


@pytest.fixture
def press(qtbot, page):
    """Press keys as the window system does: in the list that is open, else at the window."""

    def press(*keys):
        for key in keys:
            code, modifiers = key if isinstance(key, tuple) else (key, Qt.KeyboardModifier.NoModifier)
            for letter in code if isinstance(code, str) else [code]:
                popup = QApplication.activePopupWidget()
                at = popup if popup is not None else page.window().windowHandle()
                qtbot.keyClick(at, letter, modifiers)

    return press


def said(page):
    state = page.presenter.state
    names = {}
    for answer in state.draft.answers:
        question = state.catalog.question[answer.question_id]
        names[question.key] = [question.choice(one).name for one in answer.choices] or answer.said
    return names


def saved(store):
    with store.reading() as session:
        newest = session.scalar(text("SELECT max(id) FROM encounters"))
        return history.entry_of(session, newest)


def step(page, name):
    return next(s.id for area in page.presenter.state.catalog.areas for s in area.steps if s.name == name)


def told(page):
    """Whatever stands on the page or in the accessibility tree."""
    faces = [
        QAccessible.queryAccessibleInterface(one) for one in (page, *page.findChildren(QWidget)) if one.isVisible()
    ]
    return sorted(face.text(QAccessible.Text.Name) for face in faces)


def test_alt_q_an_arrow_and_enter_answer_one_question_after_the_other(page, press, store):
    press("MA0785", K.Key_Return, (K.Key_Q, ALT))
    press(K.Key_Down, *[K.Key_Down] * 3, K.Key_Return)  # age: not asked, under 18, 18 to 24, 25 to 34
    press(K.Key_Down, *[K.Key_Down] * 2, K.Key_Return)
    assert said(page) == {"age": ["25 to 34"], "gender": ["Man"]}
    assert page._who.questions._fields[asking.questions(page.presenter.state)[2].id].button.hasFocus()

    press((K.Key_Return, CTRL))

    assert len(saved(store).answers) == 2
    assert not page.presenter.state.is_asking
    assert page.presenter.state.draft.answers == ()


def test_one_key_says_prefers_not_for_all_that_remain_and_only_while_open(page, press):
    press((K.Key_N, CTRL))
    assert said(page) == {}
    press((K.Key_Q, ALT), K.Key_Down, K.Key_Down, K.Key_Down, K.Key_Return, (K.Key_N, CTRL))

    assert said(page) == {"age": ["18 to 24"], **dict.fromkeys(ASKED[1:], Said.PREFERS_NOT)}
    assert not page._who.questions._rest.isVisible()


def test_space_chooses_several_and_enter_goes_on(page, press):
    press((K.Key_Q, ALT), K.Key_Tab, K.Key_Tab, K.Key_Tab, K.Key_Down)
    press(K.Key_Down, K.Key_Down, K.Key_Space, K.Key_Down, K.Key_Space, K.Key_Return)

    assert said(page) == {"race": ["Asian", "Black or African American"]}
    assert QApplication.activePopupWidget() is None
    assert page._line.hasFocus()


def test_an_answer_can_be_taken_back_to_not_asked(page, press):
    press((K.Key_Q, ALT), K.Key_Down, K.Key_Down, K.Key_Return)
    assert said(page) != {}
    page._who.questions._fields[asking.questions(page.presenter.state)[0].id].button.setFocus()
    press(K.Key_Down, K.Key_Up, K.Key_Return)

    assert said(page) == {}


def test_esc_and_alt_q_close_the_questions_and_keep_what_was_said(page, press):
    press((K.Key_Q, ALT), (K.Key_N, CTRL), K.Key_Escape)
    assert not page._who.questions.isVisible()
    press((K.Key_Q, ALT))
    assert page._who.questions.isVisible()
    press((K.Key_Q, ALT))

    assert len(said(page)) == 4
    assert "4" in page._who._ask.label


def test_the_questions_are_the_same_for_a_known_code_that_answered_and_for_one_nobody_has(page, press):
    press("MA0785", K.Key_Return, (K.Key_Q, ALT), (K.Key_N, CTRL), (K.Key_Return, CTRL))
    shown = []
    for code in ("MA0785", "ZZ9999"):
        press(code, K.Key_Return, (K.Key_Q, ALT))
        shown.append([
            (field.button.label, field.button.accessibleName()) for field in page._who.questions._fields.values()
        ])  # fmt: skip
        press(K.Key_Escape, K.Key_Escape)
        page.presenter.no_code()
        page.focus_first()

    assert shown[0] == shown[1]
    assert {label for label, _ in shown[0]} == {"Not asked"}


def test_a_visit_being_corrected_shows_its_answers_and_says_others(page, press, store):
    press("MA0785", K.Key_Return, (K.Key_Q, ALT), (K.Key_N, CTRL), (K.Key_Return, CTRL))
    with store.reading() as session:
        encounter = session.scalar(text("SELECT max(id) FROM encounters"))
    page.correct(encounter)
    page.presenter.asking.toggle()
    assert set(said(page).values()) == {Said.PREFERS_NOT}
    for question in asking.questions(page.presenter.state):
        page.presenter.asking.say(question.id, Said.DOES_NOT_KNOW)
    press((K.Key_Return, CTRL))

    assert {one.said for one in saved(store).answers} == {Said.DOES_NOT_KNOW}


def test_nothing_is_covered_while_the_questions_are_open(page, press):
    press((K.Key_Q, ALT))
    parts = [page._who, page._what, page._returned, page._care]
    boxes = [part.rect().translated(part.mapTo(page, part.rect().topLeft())) for part in parts]

    assert all(not one.intersects(other) for at, one in enumerate(boxes) for other in boxes[at + 1 :])
    assert unnamed(page) == []


def test_typing_a_code_shows_nothing_of_its_steps(page, press, store):
    press("MA0785", K.Key_Return, (K.Key_S, ALT), K.Key_Space, (K.Key_Return, CTRL))
    assert [one.standing for one in saved(store).steps] == [StepIs.WORKING_ON_IT]
    press("MA0785", K.Key_Return)
    known = told(page)
    page.presenter.no_code()

    assert not any("working on it" in one for one in known)
    assert page.presenter.state.stepping is None


def test_whoever_asks_sees_their_steps_and_says_one_is_done(page, press, store):
    press("MA0785", K.Key_Return, (K.Key_S, ALT), K.Key_Space, (K.Key_Return, CTRL))
    press("MA0785", K.Key_Return, (K.Key_S, ALT))
    first = next(iter(page._steps._chips.values()))
    assert "working on it" in first.accessibleName()
    press(K.Key_Space, K.Key_Escape)
    assert not page._steps.isVisible()
    press((K.Key_Return, CTRL))

    assert [(one.step_id, one.standing) for one in saved(store).steps] == [
        (step(page, "Eat something today"), StepIs.DONE)
    ]


@pytest.mark.parametrize("way", ["no code", "another day", "correction"])
def test_steps_are_off_where_nobody_is_there_to_choose_them(page, press, store, way):
    if way == "correction":
        press("MA0785", K.Key_Return, (K.Key_Return, CTRL), (K.Key_Return, CTRL))
        page.presenter.save_nothing()
        with store.reading() as session:
            page.correct(session.scalar(text("SELECT max(id) FROM encounters")))
    elif way == "another day":
        press("MA0785", K.Key_Return, (K.Key_D, CTRL))
    press((K.Key_S, ALT))

    expected = StepsNot.NOBODY_S if way == "no code" else StepsNot.NOT_HERE
    assert page.presenter.state.stepping.why_not is expected
    assert page._steps.isVisible()
    assert not page._steps._scroll.isVisible()


def test_another_letter_of_the_code_lets_go_of_the_steps(page, press):
    press("MA0785", K.Key_Return, (K.Key_S, ALT), K.Key_Space)
    assert page.presenter.state.draft.steps
    press(K.Key_Escape, (K.Key_C, ALT), "KR0391")

    assert page.presenter.state.draft.steps == ()


def test_a_blank_screen_and_a_lock_close_the_steps(page, press):
    for leave in (page.conceal, page.forget):
        press("MA0785", K.Key_Return, (K.Key_S, ALT))
        assert page._steps.isVisible()
        leave()
        assert not page._steps.isVisible()
        page.presenter.no_code()
        page.focus_first()


def test_a_center_that_asks_nothing_has_no_button(qtbot, dressed, store, desk_of):
    page = DeskPage(InlineTasks(store), desk_of(InlineTasks(store)).desk, translator("en"))
    qtbot.addWidget(page)
    page.refresh()
    page.presenter.asking.toggle()
    page.presenter.steps.open()

    assert not page.presenter.state.is_asking
    assert page.presenter.state.stepping is None
    with store.reading() as session:
        assert catalog.load(session, "en", TODAY).questions == ()


SIZES = {
    "questions": ((1290, 768), Scheme.LIGHT, 1.0),
    "questions-1366x690": ((1290, 690), Scheme.LIGHT, 1.0),
    "questions-1280x648": ((1204, 648), Scheme.LIGHT, 1.0),
    "questions-dark": ((1290, 768), Scheme.DARK, 1.0),
    "questions-150": ((1252, 768), Scheme.LIGHT, 1.5),
}


@pytest.mark.parametrize("name", SIZES)
def test_the_open_questions_fit_every_window(qtbot, dressed, page, name):
    size, scheme, factor = SIZES[name]
    dressed.choose(scheme, factor)
    page.resize(*size)
    page.presenter.code_typed("MA0785")
    page.presenter.asking.toggle()
    page._who.questions.focus_first()
    fields = [field.button for field in page._who.questions._fields.values()]
    qtbot.waitUntil(lambda: all(one.height() >= one.sizeHint().height() for one in (*fields, *page._tiles.tiles)))
    look(page, f"desk-{name}", size)
    page.presenter.asking.close()
    page.presenter.code_left()
    page.presenter.steps.open()
    look(page, f"desk-steps-{name}", size)

    assert (page.width(), page.height()) == size
    assert page._left.totalMinimumSize().width() <= page._scroll.viewport().width()
