from hypothesis import given
from hypothesis import strategies as st

from reportedly.model import Claim, EventMention, Mention, Place, Report, ReportEntity, Sentence, Statement, Timex
from reportedly.store.codec import decode, encode
from reportedly.store.tables import storable

st.register_type_strategy(float, st.floats(allow_nan=False))  # nothing equals NaN, not even itself
records = st.one_of(*(st.from_type(kind) for kind in (EventMention, Mention, Place, ReportEntity, Sentence, Statement, Timex, Claim)))


@given(records)
def test_every_record_comes_back(record):
    assert decode(type(record), encode(record)) == record


@given(st.text(alphabet=st.characters(exclude_categories=())))
def test_what_is_storable_keeps_its_length(text):
    kept = storable(text)
    assert len(kept) == len(text)
    kept.encode("utf-8")
    assert "\x00" not in kept


def test_a_word_that_many_records_have_is_kept_once():
    one, other = (decode(Report, f'{{"id":"{id}","text":"","credits":["Sudland News Agency"]}}') for id in "ab")
    assert one.credits == ("Sudland News Agency",)
    assert one.credits[0] is other.credits[0]
