"""No rule of a platform is silently missing."""

from tests.platform_rules import PAGE, held, page, rules


def test_the_page_says_what_the_names_of_the_tests_say() -> None:
    """`make rules` writes it."""
    assert PAGE.read_text(encoding="utf-8") == page()


def test_every_rule_that_a_test_names_is_known() -> None:
    assert set(held()) <= {one.id for one in rules()}


def test_a_rule_is_either_exempt_or_held_or_said_to_be_missing() -> None:
    assert [one.id for one in rules() if one.exempt and (one.tests or one.missing)] == []
