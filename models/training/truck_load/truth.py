"""What a look at a vehicle should be read as, from the table of a set (vehicles.csv)."""
import csv
import os
from dataclasses import dataclass

LOADS = ("empty", "level", "heaped", "unknown")
COVERS = ("rigid", "tarpaulin", "net", "partial", "none", "unknown")
# under these nothing but a heap shows; under a lid not even that
HIDES = ("rigid", "tarpaulin")


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
    torn: bool
    batch: str

    @property
    def short_px(self):
        left, top, right, bottom = self.box
        return min(right - left, bottom - top)


def load_shown(load, cover):
    """The load that can be told through a cover."""
    if cover == "rigid" or cover == "tarpaulin" and load != "heaped":
        return "unknown"
    return load


def read_table(folder):
    """All vehicles of the set in `folder`."""
    with open(os.path.join(folder, "vehicles.csv"), newline="") as file:
        return [example(row) for row in csv.DictReader(file)]


def example(row):
    tipper = row["tipper"] == "1"
    cover = (row["cover"] or "none") if tipper else "unknown"
    seen = float(row["open"]) * min(1.0, max(0.0, 2 * float(row["sight"]) - 1)) if tipper else 0.0
    name, per_batch = row["picture"], 60 if row["picture"].startswith("loads-") else 36
    return Example(
        picture=name,
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
        torn=row["torn"] == "1",
        batch=f"{name.split('-')[0] if '-' in name else 'streets'}-{int(name.split('-')[-1]) // per_batch}",
    )


def target(states, state, seen):
    """Probabilities over `states`: what the view does not show is unknown."""
    out = [0.0] * len(states)
    out[states.index(state)] += seen
    out[states.index("unknown")] += 1.0 - seen
    return out


def is_kept_apart(one):
    """Every fifth batch is not learnt from: temperatures are found on it."""
    return int(one.batch.split("-")[-1]) % 5 == 3
