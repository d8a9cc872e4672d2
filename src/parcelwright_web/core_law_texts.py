# ruff: noqa: E501  # sentences stay whole, as translators see them
"""Forms of which law governs a parcel, why, and whose the claim is."""

from __future__ import annotations

from django.utils.translation import gettext_noop as _

FORMS = (
    # Which law governs.
    _("A post took it as mail, so the Universal Postal Convention and the law of that post govern."),
    _("EMS is outside the convention's liability articles unless the post chose them; the post's own EMS terms decide."),
    _("Numbers with %(letters)s stay within a country or follow what posts agreed between themselves; the post's own terms decide."),
    _("It stays within DE: the German commercial code decides."),
    _("It stays within %(country)s: national law and the carrier's terms decide, no convention."),
    _("If it stays within one country, the post's national terms decide."),
    _('"%(name)s" is not in the rule book, so it cannot be told whether a post or a private carrier took the parcel.'),
    _("The carrier is unknown, so it cannot be told whether a post or a private carrier took the parcel."),
    _("If a post took it, the postal convention governs."),
    _("If a private carrier took it, its contract governs, with the convention of the way it travelled behind it."),
    _("%(payer)s took it in as a consolidator, so the contract with %(name)s decides."),
    _("The sender in the post's books is %(payer)s, so what the post owes is owed to it, not to you."),
    _("The waybill names %(payer)s or its agent, so claims under air law are theirs."),
    _("The carrier's own terms decide first; which convention stands behind them depends on how it travelled, which is not known."),
    _("A private carrier took it by air between countries, so the Montreal Convention governs where both are parties; whether they are is not checked here."),
    _("It travelled several ways and the leg of the loss is not known: the Montreal Convention covers the air part only, but pick-up and delivery by road under the air contract count as air until the contrary is proved; whether both countries are parties is not checked here."),
    _("A private carrier took it by sea, so the Hague-Visby Rules govern where they are in force and a bill of lading was issued; whether they are in force there is not checked here."),
    _("A private carrier took it by rail between countries, so CIM governs where both are members of COTIF; whether they are is not checked here."),
    _("Neither %(country)s nor %(country_b)s is a party to the road convention (CMR), so national law and the carrier's terms decide."),
    _("A private carrier took it by road between countries of which one at least is a party, so the road convention (CMR) governs."),
    _("A private carrier took it by road between countries, so the road convention (CMR) governs where one of them is a party."),
    _("It went by rail from or to China, which is in the SMGS and not in COTIF: CIM alone is wrong, and the text of the SMGS could not be read."),
    _("If one of the countries is in the SMGS, as China is, CIM alone is wrong."),
    # What somebody might try in vain, or what else could hold.
    _("The airline answers for mail to the post alone, so the sender has no claim on it (Montreal Convention, article 2)."),
    _("Trucks that carry mail under a postal convention are outside the road convention (CMR, article 1)."),
    _("If one of the two countries is no party to the Montreal Convention, an older text of the Warsaw system holds, with other sums and shorter days."),
    _("If it was accepted on any day, the edition %(name)s holds."),
    _("If it was accepted from %(day)s to %(last)s, the edition %(name)s holds."),
    _("If it was accepted from %(day)s, the edition %(name)s holds."),
    _("If it was accepted to %(day)s, the edition %(name)s holds."),
    _("it was accepted on %(day)s, before the oldest edition in the rule book, which holds from %(first)s; what held then is not known, and every period of the later editions is over"),
    # What is not known and would decide.
    _("day of acceptance"),
    _("an edition of that day"),
    _("carrier"),
    _("country of destination"),
    _("transport"),
    _("leg on which it was lost"),
    _("countries of the lane"),
    _("membership in the Montreal Convention"),
    _("membership in the Hague-Visby Rules"),
    _("membership in COTIF"),
    # What the letters of a postal number say.
    _("%(letters)s: no valid number begins so; compare the number with the label."),
    _("%(letters)s: The post answers for loss up to the fixed sum of registered letters."),
    _("%(letters)s: The post answers for loss up to the insured value."),
    _("%(letters)s: The post answers up to the insured value if one was declared, else as for a parcel."),
    _("%(letters)s: The post answers for loss up to a sum that grows with the weight."),
    _("%(letters)s: The post's own EMS terms say what it pays."),
    _("%(letters)s: The convention grants nothing for loss; a contract with the post or a consolidator may."),
    _("%(letters)s: The post's national terms say what it pays."),
    _("%(letters)s: The letters do not tell what is paid; ask the post that issued the number."),
    # Whose the claim is.
    _("%(payer)s posts under its own name: yours is the contract with %(name)s, not the claim on the post or the airline."),
    _("You hold the contract with %(payer)s, so what it owes is owed to you."),
    _("Another firm holds the contract with %(payer)s: yours is the contract with that firm."),
    _("The label came from a platform, which holds the account with %(payer)s: yours are the platform's terms."),
    _("Your own account bought the label of the last mile, so what that carrier owes is owed to you."),
    _("Nobody said who holds the contract with %(payer)s: its remedies are yours only if you hold the receipt or the account."),
)  # fmt: skip
