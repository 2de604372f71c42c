"""Optional questions: what is asked, and in which answers."""

import json
from collections.abc import Sequence
from typing import TextIO

from outreach import question_sets
from outreach.catalog import UnknownName, folded
from outreach.catalog_editing import in_languages
from outreach.catalog_editing import questions as editing
from outreach.catalog_editing.questions import Rule
from outreach.commands.asking import Person
from outreach.commands.desk import Desk, at_desk
from outreach.paths import resources
from outreach.question_sets import Sets
from outreach.questionnaire import Choice, Question
from outreach.vocabulary import AskAgain, Named, QuestionId

_AGAIN = {
    AskAgain.NEVER: "asked once",
    AskAgain.AFTER_MONTHS: "asked again after {months} months",
    AskAgain.EVERY_VISIT: "asked at every visit",
}


def listed(person: Person, *, as_json: bool, out: TextIO) -> int:
    """Show what is asked, what was, and what could be."""
    with at_desk(person) as desk:
        language = desk.catalog.language
        others = _others(desk)
        if as_json:
            said = [_json(question) for question in desk.catalog.questions]
            said += [{"key": one.key, "name": one.name[language], "is_asked": False} for one in others.questions]
            out.write(json.dumps(said, ensure_ascii=False, indent=1) + "\n")
            return 0
        for question in desk.catalog.questions:
            out.write(
                f"{'on ' if question.is_asked else 'off'}  {question.name} ({question.key}), {_again(question)}\n"
            )
            out.writelines(
                f"       {choice.name}{' (retired)' if choice.is_retired else ''}\n" for choice in question.choices
            )
        out.writelines(f"off  {one.name[language]} ({one.key})\n" for one in others.questions)
    return 0


def on(person: Person, name: str, layouts: Sequence[str] | None, out: TextIO) -> int:
    """Ask a question from now on: one of the starter sets by its key, or one that was asked before."""
    with at_desk(person) as desk:
        sets = question_sets.load(resources() / "questions")
        known = {question.key for question in desk.catalog.questions}
        counties = list(dict.fromkeys(place.county for place in desk.catalog.places if place.county))
        starter = next((one.key for one in sets.questions if name in (one.key, *one.name.values())), None)
        for layout in layouts or ():
            _is_a_layout(sets, layout)
        with desk.writing() as session:
            if starter is not None and starter not in known:
                editing.switch_on(session, desk.by, desk.at, sets.question(starter, layouts, counties))
            else:
                question = _question(desk, name)
                in_languages.bring_back(session, desk.by, desk.at, Named.QUESTION, question.id)
        out.write(f"{name} is asked from now on. Nobody has to answer.\n")
    return 0


def off(person: Person, name: str, out: TextIO) -> int:
    """Ask a question no more; what was said stays."""
    with at_desk(person) as desk:
        question = _question(desk, name)
        with desk.writing() as session:
            in_languages.retire(session, desk.by, desk.at, Named.QUESTION, question.id)
        out.write(f"{question.name} is no longer asked.\n")
    return 0


def add(person: Person, name: str, spanish: str, answers: Sequence[str], *, several: bool, out: TextIO) -> int:
    """Ask a question of the center's own."""
    choices = []
    for answer_ in answers:
        english, _, other = answer_.partition("=")
        choices.append({"en": english, "es": other})
    with at_desk(person) as desk:
        with desk.writing() as session:
            called = {"en": name, "es": spanish}
            editing.add(session, desk.by, desk.at, called, choices, takes_several=several)
        out.write(f"{name} is asked from now on. Nobody has to answer.\n")
    return 0


def answer(person: Person, name: str, english: str, spanish: str, out: TextIO) -> int:
    """Offer one more answer to a question."""
    with at_desk(person) as desk:
        question = _question(desk, name)
        with desk.writing() as session:
            editing.add_choice(session, desk.by, desk.at, question.id, {"en": english, "es": spanish})
        out.write(f"{question.name} can be answered with {english}.\n")
    return 0


def rename(person: Person, name: str, choice: str | None, english: str, spanish: str, out: TextIO) -> int:
    """Call a question or an answer otherwise from today on."""
    with at_desk(person) as desk:
        question = _question(desk, name)
        what, id_ = Named.QUESTION, int(question.id)
        if choice is not None:
            what, id_ = Named.CHOICE, int(_choice(question, choice).id)
        with desk.writing() as session:
            before = in_languages.names_of(session, what, id_)
            called = {"en": english, "es": spanish or before.get("es", "")}
            in_languages.rename(session, desk.by, desk.at, what, id_, called)
        out.write(f"It is called {english} from today on. Pages about earlier days keep its old name.\n")
    return 0


def retire(person: Person, name: str, choice: str, out: TextIO) -> int:
    """Offer an answer no more."""
    with at_desk(person) as desk:
        found = _choice(_question(desk, name), choice)
        with desk.writing() as session:
            in_languages.retire(session, desk.by, desk.at, Named.CHOICE, found.id)
        out.write(f"{found.name} is no longer offered. What was said stays.\n")
    return 0


def again(person: Person, name: str, months: int | None, *, every_visit: bool, out: TextIO) -> int:
    """Say for how long an answer stands."""
    rule = Rule(AskAgain.EVERY_VISIT if every_visit else AskAgain.AFTER_MONTHS if months else AskAgain.NEVER, months)
    with at_desk(person) as desk:
        question = _question(desk, name)
        with desk.writing() as session:
            editing.ask_again(session, desk.by, desk.at, question.id, rule)
        out.write(f"{question.name}: {_AGAIN[rule.ask_again].format(months=months)}.\n")
    return 0


def against(person: Person, one: str, other: str, out: TextIO) -> int:
    """Print two questions against each other, or no longer."""
    with at_desk(person) as desk:
        first, second = _question(desk, one), _question(desk, other)
        with desk.writing() as session:
            editing.pair(session, desk.by, desk.at, first.id, second.id)
        out.write(f"{first.name} and {second.name}: changed.\n")
    return 0


def _others(desk: Desk) -> Sets:
    """The starter sets that were never asked here."""
    sets = question_sets.load(resources() / "questions")
    known = {question.key for question in desk.catalog.questions}
    return Sets(tuple(one for one in sets.questions if one.key not in known), sets.age_layouts, sets.band_words)


def _question(desk: Desk, name: str) -> Question:
    by_key = {question.key: question for question in desk.catalog.questions}
    return by_key.get(name) or desk.catalog.question[QuestionId(desk.catalog.find("question", name))]


def _choice(question: Question, name: str) -> Choice:
    for choice in question.choices:
        if folded(choice.name) == folded(name):
            return choice
    raise UnknownName("choice", name, "")


def _is_a_layout(sets: Sets, key: str) -> None:
    if key not in {layout.key for layout in sets.age_layouts}:
        raise UnknownName("layout", key, ", ".join(layout.key for layout in sets.age_layouts))


def _again(question: Question) -> str:
    return _AGAIN[question.ask_again].format(months=question.months)


def _json(question: Question) -> dict[str, object]:
    return {
        "key": question.key,
        "name": question.name,
        "is_asked": question.is_asked,
        "takes_several": question.takes_several,
        "ask_again": question.ask_again.value,
        "months": question.months,
        "answers": [{"name": choice.name, "retired": choice.is_retired} for choice in question.choices],
    }
