"""What a claim says of its parties."""

from reportedly.model import Claim, Origin, Party, Span


def test_a_party_counts_as_its_state_where_it_has_one():
    minister, company = Party("name:choe", "Choe"), Party("name:acme", "Acme")
    claim = Claim(
        id="cl-1",
        event="ev-1",
        report="r-1",
        type="CONSULT",
        mode=None,
        actor=(minister,),
        recipient=(company,),
        status="occurred",
        date=None,
        place=None,
        according_to=(),
        origin=Origin("o", "O"),
        trigger=Span(0, 1),
        evidence=Span(0, 1),
        score=1.0,
        made_by="test/1",
        countries={"name:choe": "PRK"},
    )
    assert (claim.unit(minister), claim.unit(company)) == ("PRK", "name:acme")
