from parcelwright.claims.papers_from import how_to_get
from parcelwright.rulebook.load import shipped_book


def test_a_paper_with_its_own_way_is_got_that_way():
    assert how_to_get("handover_list_signed", "seller") == (
        "The handover list that the driver or counter signed."
    )


def test_any_other_paper_is_got_from_who_has_it():
    assert how_to_get("something", "platform") == (
        "Ask the platform for it; its order page may offer it for download."
    )
    assert how_to_get("something", "seller") == ""


def test_every_paper_that_another_than_the_seller_has_says_how_it_is_got():
    papers = {(p.code, p.who) for rule in shipped_book().rules for p in rule.papers}
    silent = {pair for pair in papers if pair[1] != "seller" and not how_to_get(*pair)}
    assert silent == set()
