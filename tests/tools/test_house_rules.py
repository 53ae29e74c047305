"""Each house rule finds what it is there for, and nothing else."""

import pytest
from tools.house_rules import RULES, Rule, breaches


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_rule_knows_its_own_lines(rule: Rule) -> None:
    assert rule.good
    assert rule.bad
    for text in rule.good:
        assert list(rule.find(text)) == [], text
    for text in rule.bad:
        assert list(rule.find(text)), text


def test_names_are_unique() -> None:
    assert len({rule.name for rule in RULES}) == len(RULES)


def test_a_breach_names_file_line_and_reason() -> None:
    (found,) = breaches("src/tinhgon/ledger/effects/x.py", "import datetime\n\nx = datetime.date.today()\n")
    assert found.startswith("src/tinhgon/ledger/effects/x.py:3: no-clock: today() (the domain takes")


def test_a_rule_holds_where_it_says() -> None:
    text = "x = date.today()\n"
    assert breaches("src/tinhgon/basis/x.py", text)
    assert not breaches("src/tinhgon/web/x.py", text)
    assert breaches("src/tinhgon/web/x.py", "Decision.objects.all()\n")
    assert not breaches("src/tinhgon/ledger/x.py", "Decision.objects.all()\n")
