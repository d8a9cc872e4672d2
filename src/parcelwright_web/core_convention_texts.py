# ruff: noqa: E501  # sentences stay whole, as translators see them
"""Names and sentences of conventions and of who holds the claim."""

from __future__ import annotations

from django.utils.translation import gettext_noop as _

CONVENTIONS = (
    _("or as soon as the carrier admits the loss"),
    _(
        "30 days after a day agreed with the carrier; where none was agreed, 60 days after it was taken over"
    ),
    _("from the day it counts as lost, or as soon as the carrier confirms the loss"),
    _(
        "The court's two years count from the arrival that was due; where that day is not known they are counted from acceptance, which is never later."
    ),
    _("Geneva 2008"),
    _("Doha 2012"),
    _("Istanbul 2016 and later"),
    _("Montreal 1999, limits until 2009"),
    _("Montreal 1999, limits of 2009"),
    _("Montreal 1999, limits of 2019"),
    _("Montreal 1999, limits of 2024"),
    _("Warsaw 1929, with its protocols"),
    _("CMR with the protocol of 1978"),
    _("HGB, text of 2022"),
    _("CIM, COTIF 1999"),
    _("Hague-Visby with the protocol of 1979"),
    _("fault or instruction of the claimant"),
    _("circumstances the carrier could not avoid"),
    _("missing or defective packing"),
    _("decision of customs"),
    _("fault of the sender or nature of the contents"),
    _("records destroyed by force majeure"),
    _("Carriage by rail between countries, 17 SDR per kilogram"),
    _(
        "Holds where both countries are members of COTIF; which law governs the parcel says whether they are on its list."
    ),
    _("A written claim stops the year until the carrier refuses it in writing."),
    _("Interest of 5 percent a year runs from the day of the claim."),
    _(
        "The year becomes two years, and the limit falls, where the carrier acted with intent or recklessly."
    ),
    _("Rail convention (CIM)"),
    _("it counts as lost when 30 days have passed since the end of the time for delivery"),
    _(
        "for damage that does not show; taking the parcel without a reservation ends claims for damage that does"
    ),
    _("The loss that the delay caused, proved, up to four times the price of the carriage."),
    _("Duties and other costs of the carriage come on top."),
    _("Carriage by road between countries, 8.33 SDR per kilogram"),
    _(
        "A written claim stops the year until the carrier refuses it in writing and returns the papers; a second claim does not."
    ),
    _("Interest of 5 percent a year runs from the day the written claim was sent."),
    _(
        "The limit and the year do not hold where the carrier acted willfully or with a fault that counts as that."
    ),
    _(
        "Parties are those of March 2023; whether each has joined the protocol of 1978 is not checked."
    ),
    _("Ask in writing to be told if the parcel is found within a year after it was paid for."),
    _("Road convention (CMR)"),
    _(
        "in writing for damage that does not show, at delivery for damage that does; holidays do not count either, but the law does not say whose, so they are not relied on"
    ),
    _("complain in writing within 21 days, or nothing is owed for delay"),
    _("The loss that the delay caused, proved, up to the price of the carriage."),
    _(
        "The limit counts the weight of what is missing or damaged; the price of the carriage and duties come back in the same share."
    ),
    _("Carriage by sea under a bill of lading"),
    _(
        "Holds for carriage from a party, and from elsewhere where the bill of lading was issued in one or names these rules; the rules of 1924 and those of the United States differ and could not be read."
    ),
    _("The year can be made longer by agreement once the loss has happened."),
    _("Packages count one by one, even inside a container, where the bill of lading lists them."),
    _("Hague-Visby Rules"),
    _("for damage that does not show; a later notice only makes the proof harder"),
    _("Carriage within Germany, 8.33 SDR per kilogram"),
    _("Counts as lost when the time for delivery has run once more, and 20 days at least."),
    _(
        "The year becomes three years where the carrier acted willfully or with a fault that counts as that."
    ),
    _("German commercial code"),
    _("later where the time for delivery was longer than 20 days"),
    _("for damage that does not show; at delivery for damage that does"),
    _("complain within 21 days, or nothing is owed for delay"),
    _("counted from acceptance, which is never later than the law's first day"),
    _("The loss that the delay caused, proved, up to three times the price of the carriage."),
    _("Mail carried by air"),
    _("The airline or haulier that carried the mail"),
    _(
        "The airline answers for mail to the post alone: the sender has no claim on it, only on the post."
    ),
    _("Mail carried by road"),
    _(
        "The road convention leaves out mail carried under a postal convention: the sender has no claim on the haulier, only on the post."
    ),
    _(
        "Holds where both countries are parties to the convention; which law governs the parcel says whether they are on its list."
    ),
    _("The limit holds even for gross fault; a value declared for an extra charge replaces it."),
    _(
        "It travelled several ways: the convention covers the air part only. Pick-up and delivery by road under the air contract count as air until the contrary is proved."
    ),
    _(
        "Delay is paid as the loss that it caused, and not where the carrier took all reasonable measures."
    ),
    _("complain in writing at once, and within 14 days of receipt at the latest"),
    _("complain in writing within 21 days of receipt"),
    _("Carriage by rail from or to China or another country of the SMGS alone"),
    _(
        "One of the two countries is in the SMGS and not in COTIF, as China is. The SMGS could not be read, so no day and no sum is given: ask the carrier which consignment note it used."
    ),
    _("Rail agreement of the East (SMGS)"),
    _("Until 2013 the recipient had the claim once a rifled or damaged item was taken over."),
    _("Only the charges paid for posting come back."),
    _("The postage comes back only where everything is lost or damaged."),
    _(
        "Some posts agree among themselves on one sum for a parcel of any weight, up to 130 XDR as Indian texts say; it is not counted here."
    ),
    _("The costs of the return come on top; ask for them as well."),
    _("Your post has reserved the right to charge for an inquiry about a letter."),
    _("Your post has reserved the right to charge for an inquiry that proves unjustified."),
    _("Your post may charge for inquiries about items of countries that charge too."),
    _(
        "One of the two countries admits no valuables in registered mail: coins, notes, precious metals or jewels inside can end the claim."
    ),
    _(
        "One of the two countries declines liability for valuables in registered or insured mail, such as coins, notes, precious metals or jewels."
    ),
    _("Your post has reserved the right to charge for an inquiry about a parcel."),
    _(
        "The acts of the congresses since 2016 could not be read: article numbers changed, and whether sums did is not known."
    ),
    _("Mail that came late"),
    _("The postal convention pays nothing for delay."),
    _("Business reply mail"),
    _("The postal convention pays nothing for business reply mail."),
    _("Bag of printed matter (M bag)"),
    _(
        "Only a registered M bag is paid for; the number does not tell whether it was registered, and the sum could not be read."
    ),
    _("Mail under terms of the posts alone"),
    _(
        "These letters are for mail within a country or under what posts agreed between themselves; ask the post that issued the number for its terms."
    ),
    _("Carriage by air under the Warsaw Convention"),
    _(
        "Holds only between countries that are not both parties to the Montreal Convention: confirm which of them have joined."
    ),
    _("Warsaw Convention of 1929"),
    _("complain in writing within 7 days of receipt, Sundays and holidays counted"),
    _("complain in writing within 14 days of receipt"),
    _(
        "The limit is 250 gold francs for each kilogram, and no market price turns gold francs into money of today; between parties to Montreal Protocol no. 4 it is said to be 17 SDR, in a text that was not read."
    ),
    _("Whose account bought the label of the last mile"),
    _(
        "both countries are in the protocol of The Hague; without it 7 days hold: complain in writing at once"
    ),
    _(
        "both countries are in the protocol of The Hague; without it 14 days hold: complain in writing at once"
    ),
    _(
        "The country of departure is no party by the list, so the limit is that of these rules only if the bill of lading names them or was issued in a party."
    ),
    _(
        "Where force majeure ends the claim, the postage still comes back, without a charge for insurance."
    ),
)
# Forms of sentences with parts.
FORMS = (
    _(
        "it was accepted on %(day)s, before the oldest edition in the rule book, which holds from %(other)s; what held then is not known, and every period of the later editions is over"
    ),
    _(
        "The number of %(name)s gives you no claim on it: the label belongs to the account that bought it, which is not yours."
    ),
)
