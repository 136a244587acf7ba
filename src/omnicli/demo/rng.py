"""Chance that falls the same way on every machine and Python version."""

import random
from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")


class Rng:
    """Draws built on `Random.random()` alone: the only method whose sequence Python promises."""

    def __init__(self, seed: int) -> None:
        """The same seed gives the same draws."""
        self._random = random.Random(seed)  # noqa: S311 - a demo needs no secrecy

    def below(self, limit: int) -> int:
        """A whole number from 0 up to, not including, `limit`."""
        return int(self._random.random() * limit)

    def between(self, low: int, high: int) -> int:
        """A whole number from `low` to `high`, both possible."""
        return low + self.below(high - low + 1)

    def chance(self, percent: int) -> bool:
        """True in `percent` of 100 cases."""
        return self.below(100) < percent

    def pick(self, options: Sequence[T]) -> T:
        """One of `options`, all equally likely."""
        return options[self.below(len(options))]

    def weighted(self, options: Sequence[tuple[T, int]]) -> T:
        """One of `options`, as likely as its weight says."""
        draw = self.below(sum(weight for _, weight in options))
        for option, weight in options:
            draw -= weight
            if draw < 0:
                return option
        raise AssertionError("weights add up")

    def code(self, length: int) -> str:
        """Capital letters and digits, as order numbers use them."""
        return "".join(self.pick("0123456789ABCDEFGHJKLMNPQRSTUVWXYZ") for _ in range(length))
