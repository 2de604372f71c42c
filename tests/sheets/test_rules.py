"""The center's rules for paper."""

import pytest

from outreach.safety.staff import NotAllowed
from outreach.sheets import rules
from outreach.sheets.rules import PaperRules, RuleTooLong


def test_a_coordinator_sets_the_rules_and_front_desk_does_not(sheets):
    wanted = PaperRules(codes_on_paper=True, record_rule="Shred after two years.")

    sheets.writing(rules.set_paper_rules, wanted)

    assert sheets.desk.read(rules.paper_rules) == wanted
    with pytest.raises(NotAllowed):
        sheets.writing(rules.set_paper_rules, PaperRules(), by="DS")
    sheets.writing(rules.set_paper_rules, PaperRules())


def test_a_rule_that_does_not_fit_the_foot_is_refused(sheets):
    with pytest.raises(RuleTooLong):
        sheets.writing(rules.set_paper_rules, PaperRules(record_rule="x" * 61))
