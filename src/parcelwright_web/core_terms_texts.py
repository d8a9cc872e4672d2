# ruff: noqa: E501  # sentences stay whole, as translators see them
"""Forms of what is wrong with the seller's own terms, and of what they say of a remedy."""

from __future__ import annotations

from django.utils.translation import gettext_noop as _

FORMS = (
    # What is wrong with a field, in a form and in a file.
    _("missing; a value is needed"),
    _('"%(word)s" is not known here; did you mean "%(other)s"?'),
    _('"%(word)s" is not known here; expected one of %(words)s'),
    _('not known here; did you mean "%(word)s"?'),
    _("not known here; expected one of %(words)s"),
    _("%(n)s characters, at most %(most)s are kept"),
    _("1 to %(most)s days"),
    _("text in quotation marks"),
    _("true or false"),
    _("a whole number"),
    _('a number such as "12.50"'),
    _("a day such as 2026-01-31"),
    _("a list in square brackets"),
    _("a country as two letters such as DE"),
    _("more than 0 and less than 100 percent"),
    _("a table"),
    _("enter the currency as three letters, such as CNY or USD"),
    _("enter a number above zero for this kind of pay-out"),
    _("enter a cap above zero, or leave it out"),
    _("enter a sum above zero, or leave it out"),
    _("enter the premium, or leave both out"),
    _("say what the premium is counted by"),
    _("say what the number stands for, or leave it out"),
    _("goes with freight times a number only; leave it out"),
    _("freight times a number without a cap has no currency; leave it out"),
    _("is before the first day, %(day)s"),
    _("is less than %(n)s, where it begins"),
    _("a deductible is either a sum or a percentage; leave one out"),
    _("an open cover has terms of its own; enter them"),
    _("the rule book has no terms of this insurer; enter those of the policy"),
    _("counts only with terms of your own; choose them or leave it out"),
    _("%(kind)s %(number)s: two editions both begin on %(day)s; give the later one its first day"),
    _("%(kind)s %(number)s: two editions both hold from the beginning; give the later one its first day"),
    # Where it stands in a file.
    _("%(file)s, line %(line)s, %(table)s: %(field)s: %(what)s"),
    _("%(file)s, %(table)s: %(field)s: %(what)s"),
    _("contract %(n)s (%(name)s)"),
    _("cover %(n)s (%(name)s)"),
    # What own terms say of a remedy.
    _("Under your policy %(number)s."),
    _("The claim is made in the name of %(company)s."),
    _("Whether the policy covers this parcel is not sure: its %(name)s is not known."),
    _("day of acceptance"),
    _("programme"),
    _("carrier account"),
    _("the carrier"),
    _("Your policy with %(insurer)s"),
    _("%(sum)s less %(other)s that you bear yourself"),
    _("%(sum)s less %(percent)s percent"),
)  # fmt: skip
