"""`outreach questions …` and `outreach steps …`: what they are called, take and are for."""

import sys
from argparse import ArgumentParser
from collections.abc import Callable
from typing import Any

from outreach.cli.acts import person, whole
from outreach.commands import questions, steps

Command = Callable[..., ArgumentParser]


def add(several: Any, command: Command) -> None:
    """Add both to the commands there are."""
    _questions(several, command)
    _steps(several, command)


def _questions(several: Any, command: Command) -> None:
    asked = command(
        several, "questions", "optional questions: what is asked, and in which answers", "outreach questions list",
        act=None,
    )  # fmt: skip
    acts = asked.add_subparsers(metavar="list|on|off|add|answer|rename|retire|again|against", required=True)
    listing = command(
        acts, "list", "show what is asked, and what could be", "outreach questions list --json",
        act=lambda o: questions.listed(person(o), as_json=o.json, out=sys.stdout),
    )  # fmt: skip
    listing.add_argument("--json", action="store_true")
    on = command(
        acts, "on", "ask a question from now on", "outreach questions on age --layout ten-years --layout who",
        act=lambda o: questions.on(person(o), o.question, o.layout, sys.stdout),
    )  # fmt: skip
    on.add_argument("question", help="its key, or its name if it was asked before; outreach questions list has both")
    on.add_argument("--layout", action="append", help="for age: whose bands; may be said several times")
    off = command(
        acts, "off", "ask a question no more", "outreach questions off Housing",
        act=lambda o: questions.off(person(o), o.question, sys.stdout),
    )  # fmt: skip
    off.add_argument("question")
    new = command(
        acts, "add", "ask a question of your own",
        'outreach questions add "Came by bus" --es "Vino en autobús" --answer "Yes" --answer "No"',
        act=lambda o: questions.add(person(o), o.name, o.es, o.answer, several=o.several, out=sys.stdout),
    )  # fmt: skip
    new.add_argument("name", help="in English")
    new.add_argument("--es", default="", help="in Spanish")
    new.add_argument("--answer", action="append", default=[], help="“English=Spanish”, or one for both")
    new.add_argument("--several", action="store_true", help="more than one answer can be given")
    answer = command(
        acts, "answer", "offer one more answer", 'outreach questions answer Housing "Hotel" --es "Hotel"',
        act=lambda o: questions.answer(person(o), o.question, o.name, o.es, sys.stdout),
    )  # fmt: skip
    answer.add_argument("question")
    answer.add_argument("name", help="in English")
    answer.add_argument("--es", default="", help="in Spanish")
    rename = command(
        acts, "rename", "call a question, or one of its answers, otherwise from today on",
        'outreach questions rename Housing --answer Shelter --to "Night shelter"',
        act=lambda o: questions.rename(person(o), o.question, o.answer, o.to, o.es, sys.stdout),
    )  # fmt: skip
    rename.add_argument("question")
    rename.add_argument("--answer")
    rename.add_argument("--to", required=True, help="in English")
    rename.add_argument("--es", default="", help="in Spanish")
    retire = command(
        acts, "retire", "offer an answer no more; what was said stays",
        "outreach questions retire Housing Shelter",
        act=lambda o: questions.retire(person(o), o.question, o.answer, sys.stdout),
    )  # fmt: skip
    retire.add_argument("question")
    retire.add_argument("answer")
    again = command(
        acts, "again", "say for how long an answer stands", "outreach questions again Housing --months 6",
        act=lambda o: questions.again(person(o), o.question, o.months, every_visit=o.every_visit, out=sys.stdout),
    )  # fmt: skip
    again.add_argument("question")
    how = again.add_mutually_exclusive_group(required=True)
    how.add_argument("--once", action="store_true", help="for good")
    how.add_argument("--months", type=whole(1, 120), metavar="N")
    how.add_argument("--every-visit", action="store_true")
    against = command(
        acts, "against", "print two questions against each other, or no longer",
        "outreach questions against Age Gender",
        act=lambda o: questions.against(person(o), o.one, o.other, sys.stdout),
    )  # fmt: skip
    against.add_argument("one")
    against.add_argument("other")


def _steps(several: Any, command: Command) -> None:
    small = command(
        several, "steps", "small steps: the center's own list, and for how long chosen ones are kept",
        "outreach steps list", act=None,
    )  # fmt: skip
    acts = small.add_subparsers(metavar="list|begin|add|rename|retire|keep", required=True)
    listing = command(
        acts, "list", "show areas and steps", "outreach steps list --json",
        act=lambda o: steps.listed(person(o), as_json=o.json, out=sys.stdout),
    )  # fmt: skip
    listing.add_argument("--json", action="store_true")
    command(
        acts, "begin", "put the starter list on the list, and offer it at the desk", "outreach steps begin",
        act=lambda o: steps.begin(person(o), sys.stdout),
    )  # fmt: skip
    add = command(
        acts, "add", "add an area, or a step of one",
        'outreach steps add "Cook once a week" --area Food --es "Cocinar"',
        act=lambda o: steps.add(person(o), o.name, o.es, o.area, sys.stdout),
    )  # fmt: skip
    add.add_argument("name", help="in English")
    add.add_argument("--es", default="", help="in Spanish")
    add.add_argument("--area", help="the step's; without it, an area is added")
    rename = command(
        acts, "rename", "call a step, or an area, otherwise from today on",
        'outreach steps rename "Find a shower" --to "Have a shower"',
        act=lambda o: steps.rename(person(o), o.name, o.to, o.es, sys.stdout),
    )  # fmt: skip
    rename.add_argument("name")
    rename.add_argument("--to", required=True, help="in English")
    rename.add_argument("--es", default="", help="in Spanish")
    retire = command(
        acts, "retire", "offer a step, or an area, no more", 'outreach steps retire "Find a shower"',
        act=lambda o: steps.retire(person(o), o.name, sys.stdout),
    )  # fmt: skip
    retire.add_argument("name")
    keep = command(
        acts, "keep", "say for how long chosen steps are kept, and whether the month counts them",
        "outreach steps keep --months 6 --print no",
        act=lambda o: steps.keep(person(o), o.months, o.offer, o.print, sys.stdout),
    )  # fmt: skip
    keep.add_argument("--months", type=whole(1, 24), metavar="N")
    keep.add_argument("--offer", choices=("yes", "no"), help="at the desk")
    keep.add_argument("--print", choices=("yes", "no"), help="one line in the monthly tally")
