"""Invented plates of every form in agent/core/plates/plate-grammar.ts; each province is as likely as any other."""
from dataclasses import dataclass

import numpy as np

from .signs import DIGITS, INDEX, LETTERS, PROVINCES

LONGEST = 12          # signs of a line; plates have eight at most
EITHER = DIGITS + LETTERS
DRIVES = "ABCDEFGHJK"
OFFICE = (PROVINCES, LETTERS)


@dataclass(frozen=True)
class Kind:
    slots: tuple          # per place, the signs that may stand there
    share: float          # of all plates made; rare ones far above their share of the road
    grounds: tuple
    counted: bool = False  # at most two letters from the third sign on
    tall: float = 0.0     # share in two rows


def times(signs, count):
    return (signs,) * count


KINDS = (
    Kind((*OFFICE, *times(EITHER, 5)), 0.48, ("blue", "blue", "blue", "yellow", "yellow", "black"), True, 0.3),
    Kind((*OFFICE, "DDDFFF" + DRIVES, EITHER, *times(DIGITS, 4)), 0.13, ("green",)),
    Kind((*OFFICE, *times(DIGITS, 5), "DDDFFF" + DRIVES), 0.09, ("yellow-green", "yellow-green", "green")),
    Kind((*OFFICE, *times(EITHER, 4), "警"), 0.07, ("white",), True),
    Kind((*OFFICE, *times(EITHER, 4), "学"), 0.04, ("yellow",), True),
    Kind((*OFFICE, *times(EITHER, 4), "挂"), 0.06, ("yellow",), True, 0.6),
    Kind(("使", *times(DIGITS, 6)), 0.02, ("black",)),
    Kind((*OFFICE, *times(DIGITS, 4), "领"), 0.02, ("black",)),
    Kind(("粤", "Z", *times(EITHER, 4), "港澳"), 0.03, ("black",), True),
    Kind((PROVINCES, "XS", *times(DIGITS, 4), "应", "急"), 0.02, ("white",)),
    Kind(("W", "J", PROVINCES, *times(DIGITS, 4), DIGITS + "XBTSHJD"), 0.015, ("white",), False, 0.2),
    Kind(("W", "J", *times(DIGITS, 5)), 0.01, ("white",), False, 0.2),
    Kind((*times(LETTERS, 2), *times(DIGITS, 5)), 0.015, ("white",), False, 0.2),
)


@dataclass(frozen=True)
class Lines:
    """Of n lines: class of each sign (n x LONGEST, -1 where there is none) and the ground's name."""

    signs: np.ndarray
    grounds: np.ndarray


def coded(signs):
    return np.array([INDEX[sign] for sign in signs])


def drawn(rng, kind, count):
    """-> count x signs of the kind."""
    columns = [rng.choice(coded(slot), count) for slot in kind.slots]
    if kind.counted:
        # letters and digits are drawn apart, so that plates with two letters are not the most
        free = [at for at, slot in enumerate(kind.slots) if slot == EITHER]
        letters = rng.integers(0, 3, count)
        rank = rng.random((count, len(free))).argsort(1).argsort(1)
        for at, order in zip(free, rank.T):
            columns[at] = np.where(order < letters, rng.choice(coded(LETTERS), count), rng.choice(coded(DIGITS), count))
    return np.stack(columns, 1)


def plates(rng, count, tall):
    """Plates of one row, or of two."""
    chances = np.array([kind.share * (kind.tall if tall else 1 - kind.tall) for kind in KINDS])
    which = rng.choice(len(KINDS), count, p=chances / chances.sum())
    signs = np.full((count, LONGEST), -1)
    grounds = np.empty(count, object)
    for at in np.unique(which):
        mine = np.flatnonzero(which == at)
        signs[mine, :len(KINDS[at].slots)] = drawn(rng, KINDS[at], len(mine))
        names = ("yellow",) if tall and at == 0 else KINDS[at].grounds
        grounds[mine] = rng.choice(names, len(mine))
    return Lines(signs, grounds)


def strangers(rng, count):
    """Lines that are no plates: words (OTHER), numbers, and both."""
    length = rng.integers(2, LONGEST + 1, (count, 1))
    place = np.arange(LONGEST)[None]
    word = rng.random((count, LONGEST)) < rng.choice([0, 0.3, 0.8, 1], (count, 1))
    signs = np.where(word, INDEX["?"], rng.choice(coded(DIGITS * 2 + LETTERS), (count, LONGEST)))
    grounds = rng.choice(["blue", "yellow", "green", "white", "black"], count).astype(object)
    return Lines(np.where(place < length, signs, -1), grounds)
