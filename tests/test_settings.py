"""Settings from the environment."""

import pytest

from reportedly import resources
from reportedly.settings import Settings, from_environment


def test_no_statement_is_taken_for_sure_below_the_score_that_training_found() -> None:
    sure = resources.table("lexicons/en/statements-scores.toml")["encoder"]["sure"]
    assert sure <= Settings().min_statement_score < 0.95


def test_claims_and_statements_have_a_threshold_each() -> None:
    told = from_environment({"REPORTEDLY_MIN_SCORE": "0.4", "REPORTEDLY_MIN_STATEMENT_SCORE": "0.9"})
    assert (told.min_score, told.min_statement_score) == (0.4, 0.9)


@pytest.mark.parametrize("name", ["REPORTEDLY_MIN_SCORE", "REPORTEDLY_MIN_STATEMENT_SCORE"])
@pytest.mark.parametrize("given", ["1.5", "-1", "much"])
def test_a_score_that_is_none_is_refused_by_its_name(name: str, given: str) -> None:
    with pytest.raises(ValueError, match=name):
        from_environment({name: given})
