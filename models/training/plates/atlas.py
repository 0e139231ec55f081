"""The distance fields of glyphs.py on a device, and which of them a line of signs takes."""
import numpy as np
import torch

from .signs import DIGITS, INDEX, LETTERS, PROVINCES, SPECIALS

SAME_FONT = 0.3     # of the plates: digits and provinces from one font, as the street has them


class Atlas:
    """Held-out fonts (`apart`) are those that a development set is drawn in and nothing is learnt from."""

    def __init__(self, path, device):
        held = np.load(path)
        self.own = int(held["own"])
        parts = [held[name] for name in ("latin", "chinese", "strangers")]
        shapes = [held[name] for name in ("latin_shapes", "chinese_shapes", "stranger_shapes")]
        self.fonts = [len(part) for part in parts]
        self.counts = [part.shape[1] for part in parts]
        self.starts = np.cumsum([0] + [fonts * count for fonts, count in zip(self.fonts, self.counts)])
        flat = np.concatenate([part.reshape(-1, *part.shape[2:]) for part in parts])
        # one more, empty, for places without a sign
        self.fields = torch.from_numpy(np.concatenate([flat, np.zeros_like(flat[:1])])).to(device)
        self.shapes = np.concatenate([one.reshape(-1) for one in shapes] + [[1.0]])
        self.empty = len(flat)
        self.latin = np.full(len(INDEX), -1)
        self.latin[[INDEX[sign] for sign in DIGITS + LETTERS]] = np.arange(len(DIGITS + LETTERS))
        self.chinese = np.full(len(INDEX), -1)
        self.chinese[[INDEX[sign] for sign in PROVINCES + SPECIALS]] = np.arange(len(PROVINCES + SPECIALS))

    def choose(self, rng, signs, apart=False):
        """Classes of signs (n x places, -1 for none) -> which field each takes, and its natural width over height."""
        count = len(signs)
        latin, chinese = self.picked(rng, count, 0, apart), self.picked(rng, count, 1, apart)
        same = rng.random(count) < SAME_FONT
        own = rng.choice(self.own, count, p=np.array([3] + [1] * (self.own - 1)) / (self.own + 2))
        latin, chinese = np.where(same, own, latin), np.where(same, own, chinese)
        rows = np.full(signs.shape, self.empty)
        known = np.maximum(signs, 0)
        letter, province = self.latin[known], self.chinese[known]
        rows = np.where(letter >= 0, latin[:, None] * self.counts[0] + letter, rows)
        rows = np.where(province >= 0, self.starts[1] + chinese[:, None] * self.counts[1] + province, rows)
        strange = rng.integers(0, self.counts[2], signs.shape) + self.counts[2] * rng.integers(0, self.fonts[2], (count, 1))
        rows = np.where(known == INDEX["?"], self.starts[2] + strange, rows)
        rows = np.where(signs < 0, self.empty, rows)
        return rows, self.shapes[rows]

    def picked(self, rng, count, part, apart):
        """The last fonts of a part are those kept apart: two of digits, none of provinces (there are few)."""
        kept = 2 if part == 0 else 0
        if apart and kept:
            return rng.integers(self.fonts[part] - kept, self.fonts[part], count)
        return rng.integers(0, self.fonts[part] - kept, count)
