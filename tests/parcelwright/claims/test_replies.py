from datetime import date

import pytest

from parcelwright.claims.replies import reply_due
from parcelwright.rulebook.load import shipped_book
from parcelwright.rulebook.rule import Act

DAY = date(2026, 3, 20)


@pytest.mark.parametrize(
    ("rule", "act", "due"),
    [
        ("china-post/registered", Act.INQUIRY, date(2026, 5, 19)),
        ("china-post/registered", Act.CLAIM, None),
        ("contract/ACC-1", Act.INQUIRY, None),
        ("", Act.INQUIRY, None),
    ],
)
def test_the_rule_gives_the_time_to_answer_or_nobody_does(rule, act, due):
    assert reply_due(shipped_book(), rule, act, DAY) == due


def test_working_days_of_the_payers_country_are_counted():
    # 4PX answers within three working days; 20 March 2026 is a Friday.
    rule = next(
        rule.id for rule in shipped_book().rules if rule.payer.slug == "4px" and rule.replies
    )
    assert reply_due(shipped_book(), rule, Act.CLAIM, DAY) == date(2026, 3, 25)
