"""What a look at a vehicle should be read as, from the table of a set (vehicles.csv)."""
import csv
import os
from dataclasses import dataclass

LOADS = ("empty", "level", "heaped", "unknown")
COVERS = ("rigid", "tarpaulin", "net", "partial", "none", "unknown")

PER_BATCH = {"streets": 36, "loads": 40, "covers": 18}
# makes that no reader has learnt from
APART = ("tipper-mix-14", "tipper-mix-19")


@dataclass(frozen=True)
class Example:
    """One vehicle in one picture. `box` is left, top, right, bottom in pixels; targets sum to 1."""

    picture: str
    actor: str
    box: tuple
    load: str
    cover: str
    seen: float          # 0: the view shows nothing of the load, 1: all of it
    visibility: float
    aspect: float        # degrees from the front
    down: float          # degrees under which the camera looks down on it
    tipper: bool
    light: str
    weather: str
    mount: str
    kind: str            # class of the street
    asset: str           # its make
    torn: bool
    batch: str

    @property
    def short_px(self):
        left, top, right, bottom = self.box
        return min(right - left, bottom - top)


def load_shown(load, cover):
    """The load that can be told through a cover: a heap by its shape, but nothing under a lid.

    An empty box and a level load look the same under a tarpaulin and under a net.
    """
    closed = cover in ("rigid", "tarpaulin", "net")
    return "unknown" if cover == "rigid" or closed and load != "heaped" else load


def read_table(folder):
    """All vehicles of the set in `folder`."""
    with open(os.path.join(folder, "vehicles.csv"), newline="") as file:
        return [example(row) for row in csv.DictReader(file)]


def example(row):
    tipper = row["tipper"] == "1"
    cover = (row["cover"] or "none") if tipper else "unknown"
    seen = seen_share(float(row["open"]), float(row["sight"])) if tipper else 0.0
    return Example(
        picture=row["picture"],
        actor=row["actor"],
        box=tuple(float(row[side]) for side in ("left", "top", "right", "bottom")),
        load=load_shown(row["load"], cover) if tipper else "unknown",
        cover=cover,
        seen=seen,
        visibility=float(row["visibility"]),
        aspect=float(row["aspect"]),
        down=float(row["down"]),
        tipper=tipper,
        light=row["light"],
        weather=row["weather"],
        mount=row["mount"],
        kind=row["class"],
        asset=row["asset"],
        torn=row["torn"] == "1",
        batch=batch_of(row["picture"]),
    )


def seen_share(opened, sight):
    """How surely a load can be told: not at all behind the cab or the boards, surely where most of it shows.

    `opened` is the share that the angle shows, `sight` that of the part carrying it which is in the picture and not
    hidden: from half (the oracle's READABLE) to three quarters of that (CLEAR) it grows.
    """
    grown = lambda value, least, most: min(1.0, max(0.0, (value - least) / (most - least)))
    return grown(opened, 0.05, 0.7) * grown(sight, 0.5, 0.75)


def batch_of(picture):
    """Pictures with the same vehicles: a batch of a set, or a film."""
    if "@" in picture:
        return picture.split("@")[0]
    kind, _, number = picture.rpartition("-")
    kind = kind or "streets"
    return f"{kind}-{int(number) // PER_BATCH[kind]}"


def target(states, state, seen):
    """Probabilities over `states`: what the view does not show is unknown."""
    out = [0.0] * len(states)
    out[states.index(state)] += seen
    out[states.index("unknown")] += 1.0 - seen
    return out


def is_kept_apart(one):
    """Not learnt from: temperatures are found on it. Every fifth batch, and of `covers` some makes."""
    kind, number = one.batch.rsplit("-", 1)
    return one.asset in APART if kind == "covers" else int(number) % 5 == 3
