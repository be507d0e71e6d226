"""Words in subword ids, by the WordPiece vocabulary that the encoder was trained with."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tokenizers import Tokenizer

MOST = 12
"""A word is read by its first subwords only; real words have fewer."""

KEPT = 20_000
"""How many words are remembered; then the memory starts anew."""


class Subwords:
    """Splits words; each different word is split once and remembered."""

    def __init__(self, tokenizer: "Tokenizer") -> None:
        self._tokenizer = tokenizer
        self._known: dict[str, tuple[int, ...]] = {}
        self.first, self.last, self.unknown = (int(tokenizer.token_to_id(t) or 0) for t in ("[CLS]", "[SEP]", "[UNK]"))

    def of(self, words: Iterable[str]) -> list[tuple[int, ...]]:
        """The ids of each word: at least one, at most MOST."""
        words = list(words)
        new = list({w for w in words if w not in self._known})
        if len(self._known) + len(new) > KEPT:
            self._known.clear()
            new = list(set(words))
        for word, encoding in zip(new, self._tokenizer.encode_batch([w[:200] for w in new], add_special_tokens=False), strict=True):
            self._known[word] = tuple(encoding.ids[:MOST]) or (self.unknown,)
        return [self._known[w] for w in words]
