"""One table of what the reader makes of a judging set, and of photographs where there are some.

  python3 -m truck_load.evaluate --model truck-load.onnx --set JUDGE [--photos FOLDER --detector yolox.onnx]
"""
import argparse
import os
from collections import defaultdict

import cv2
import numpy as np

from .fuse import fused, quality
from .noise import noise_figures
from .photos import judge_photos
from .reader import Reader
from .truth import COVERS, LOADS, read_table

CLEAR = 0.9              # share of the load that must be seen for a look to have a right answer
LOOKS = 8                # of one truck, as the agent takes them
LEAST_LOOKS = 3
POSTERIOR = 0.9
OPEN = ("none", "partial")


def read_all(reader, folder, examples, seed=3):
    """-> per example (probabilities of load, of cover, quality). Boxes are moved as a detector's would be."""
    rng = np.random.default_rng(seed)
    answers, last, picture = [], None, None
    for one in examples:
        if one.picture != last:
            last, picture = one.picture, cv2.imread(os.path.join(folder, "images", one.picture + ".jpg"))
        left, top, right, bottom = one.box
        sides = np.array((right - left, bottom - top) * 2)
        box = tuple(np.array(one.box) + rng.normal(0, 0.03, 4) * sides)
        answers.append((*reader.read(picture, box), quality(picture, box)))
    return answers


def right_share(rows):
    """Of looks [(probabilities, states, truth)]: share right, share called unknown, count."""
    if not rows:
        return "-"
    said = [states[int(p.argmax())] if p[states.index("unknown")] < 0.5 else "unknown" for p, states, _ in rows]
    known = [(s, truth) for s, (_, _, truth) in zip(said, rows) if s != "unknown"]
    right = np.mean([s == truth for s, truth in known]) if known else float("nan")
    return f"{right:.3f} ({1 - len(known) / len(rows):.2f} unknown, n {len(rows)})"


def calibration(rows, bins=10):
    """Expected calibration error of the likeliest state."""
    top = np.array([p.max() for p, _, _ in rows])
    right = np.array([states[int(p.argmax())] == truth for p, states, truth in rows])
    at = np.minimum((top * bins).astype(int), bins - 1)
    return sum(abs(top[at == b].mean() - right[at == b].mean()) * (at == b).mean() for b in range(bins) if (at == b).any())


def per_look(examples, answers):
    usable = [(one, a) for one, a in zip(examples, answers) if a[2] >= 0.3]
    clear = [(one, a) for one, a in usable if one.tipper and one.seen >= CLEAR and not one.torn]
    print(f"\n{len(examples)} vehicles, {sum(o.tipper for o in examples)} tippers; good enough to read {len(usable)}, "
          f"of these tippers in clear view {len(clear)}")
    rows = lambda pairs, which: [(a[which], STATES[which], getattr(o, NAMES[which])) for o, a in pairs]
    told = lambda pairs: [p for p in pairs if p[0].load != "unknown"]
    print(f"{'a look at a tipper in clear view':38} {'load':34} cover")

    def line(name, pairs):
        print(f"{name:38} {right_share(rows(told(pairs), 0)):34} {right_share(rows(pairs, 1))}")

    line("all", clear)
    for light in sorted({o.light for o, _ in clear}):
        line(light, [p for p in clear if p[0].light == light])
    for least, most in ((0, 64), (64, 96), (96, 160), (160, 9999)):
        line(f"short side {least} to {most} px", [p for p in clear if least <= p[0].short_px < most])
    for least, most, name in ((0, 60, "front"), (60, 120, "side"), (120, 181, "back")):
        line(name, [p for p in clear if least <= p[0].aspect < most])
    for cover in COVERS[:-1]:
        line(f"cover {cover}", [p for p in clear if p[0].cover == cover])
    for load in LOADS[:-1]:
        line(f"load {load}", [p for p in clear if p[0].load == load])
    blind = [p for p in usable if p[0].tipper and p[0].seen == 0]
    other = [p for p in usable if not p[0].tipper]
    for name, pairs in (("tippers whose load the view hides", blind), ("other vehicles", other)):
        unknown = [np.mean([a[w][-1] >= 0.5 for _, a in pairs]) for w in (0, 1)]
        wrong = np.mean([open_mass(a) >= POSTERIOR for _, a in pairs])
        print(f"{name}: load unknown {unknown[0]:.3f}, cover unknown {unknown[1]:.3f}, surely open and laden {wrong:.3f}, n {len(pairs)}")
    for which in (0, 1):
        pairs = told(clear) if which == 0 else clear
        print(f"calibration error of {NAMES[which]} (looks in clear view): {calibration(rows(pairs, which)):.3f}; "
              f"of all vehicles: {calibration(rows([p for p in usable if not p[0].tipper or p[0].seen in (0, 1)], which)):.3f}")
        confusion(rows(pairs, which), NAMES[which])


def open_mass(answer):
    load, cover = answer[0], answer[1]
    return float((load[1] + load[2]) * (cover[3] + cover[4]))


def confusion(rows, name):
    states = rows[0][1]
    print(f"{name}, truth down, answer across: {' '.join(f'{s:>9}' for s in states)}")
    for truth in states:
        of = [int(p.argmax()) for p, _, t in rows if t == truth]
        if of:
            print(f"{truth:>36}  {' '.join(f'{of.count(at):9d}' for at in range(len(states)))}")


def passages(examples, answers):
    """Several looks at one truck, at most LOOKS of the largest, fused as the agent does."""
    looks = defaultdict(list)
    for one, answer in zip(examples, answers):
        if one.visibility >= 0.5:
            looks[(one.batch, one.actor)].append((one, answer))
    results = defaultdict(list)
    for group in looks.values():
        group = sorted(group, key=lambda p: -p[0].short_px)[:LOOKS]
        first = group[0][0]
        clear = [p for p in group if p[0].seen >= CLEAR and p[1][2] >= 0.3]
        posteriors = [fused([(a[w], a[2]) for _, a in group], STATES[w]) for w in (0, 1)]
        mass = [0.0, 0.0]
        if all(n >= LEAST_LOOKS for _, n in posteriors):
            mass = [posteriors[0][0][1] + posteriors[0][0][2], posteriors[1][0][3] + posteriors[1][0][4]]
        fires = mass[0] * mass[1] >= POSTERIOR
        if not first.tipper:
            results["other"].append(fires)
            continue
        shows = len(clear) >= LEAST_LOOKS
        if first.load != "unknown" and first.cover in OPEN and first.load != "empty" and shows:
            results["open"].append(fires)
        if first.load == "unknown" or first.cover not in OPEN or first.load == "empty":
            results["closed"].append(fires)
        for which in (0, 1):
            truth = getattr(first, NAMES[which])
            if not shows or truth == "unknown":
                continue
            p, count = posteriors[which]
            said = "unknown" if p is None or count < LEAST_LOOKS else STATES[which][int(p.argmax())]
            kind = "right" if said == truth else "unknown" if said == "unknown" else "wrong"
            results[NAMES[which]].append(kind)
            if kind == "wrong":
                results[f"{NAMES[which]} wrong"].append(f"{first.load}+{first.cover} as {said}")
    print(f"\nover a passage ({LEAST_LOOKS} and more clear looks, at most {LOOKS} fused)")
    for name in NAMES:
        kinds = results[name]
        decided = [k for k in kinds if k != "unknown"]
        share = lambda k: kinds.count(k) / max(1, len(kinds))
        print(f"{name}: right {share('right'):.3f}, wrong {share('wrong'):.3f}, unknown {share('unknown'):.3f}, n {len(kinds)}; "
              f"of those decided right {decided.count('right') / max(1, len(decided)):.3f}")
        wrong = results[f"{name} wrong"]
        print("  wrong:", ", ".join(f"{w} x{wrong.count(w)}" for w in sorted(set(wrong))) or "none")
    for name, text in (("open", "open and laden: reported"), ("closed", "closed or empty: reported"), ("other", "other vehicles: reported")):
        print(f"{text} {sum(results[name])} of {len(results[name])}")


STATES, NAMES = (LOADS, COVERS), ("load", "cover")


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--model", required=True)
    arguments.add_argument("--set", action="append", default=[])
    arguments.add_argument("--photos")
    arguments.add_argument("--detector")
    a = arguments.parse_args()
    reader = Reader(a.model)
    for folder in a.set:
        examples = read_table(folder)
        answers = read_all(reader, folder, examples)
        print(f"# {os.path.basename(folder)}")
        per_look(examples, answers)
        passages(examples, answers)
        noise_figures(examples, answers)
    if a.photos:
        judge_photos(reader, a.photos, a.detector)


if __name__ == "__main__":
    main()
