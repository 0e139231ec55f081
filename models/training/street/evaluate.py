"""
The figures of the model card, each model beside the others. Nothing measured here is trained on.

  python3 -m street.evaluate --data DIR [--judging DIR] MODEL.onnx ...

DIR of --data holds vehicles-atl, stalls-aerial, trucks and mot; of --judging, pictures that
scripts/street/training.ts --half judging made.
"""
import argparse
import glob
import os

import cv2
import numpy as np

from .classes import RIDDEN, VEHICLES
from .detect import Detector, merged, named
from .judge import at_score, average_precision
from .records import SIMULATED, yolo_rows

ATL = ["bike", "bus", "car", "truck"]
MEANT = {"bike": RIDDEN, "bus": ["bus"], "car": ["car", "van", "service-vehicle"], "truck": ["truck", "muck-truck"]}
HEAVY = ["truck", "muck-truck", "bus"]


def pictures(folder):
    """Name, picture, class numbers and boxes in pixels."""
    for path in sorted(glob.glob(os.path.join(folder, "images/*"))):
        stem = os.path.splitext(os.path.basename(path))[0]
        bgr = cv2.imread(path)
        if bgr is None:
            continue
        classes, shares = yolo_rows(os.path.join(folder, "labels", stem + ".txt"))
        yield stem, bgr, classes, shares * np.array([bgr.shape[1], bgr.shape[0]] * 2, np.float32)


def atl(detector, folder):
    data = list(pictures(os.path.join(folder, "vehicles-atl/valid")))
    whole = [detector.dense(bgr) for _, bgr, _, _ in data]
    tiles = [detector.tiled(bgr) for _, bgr, _, _ in data]
    motor = [boxes[np.isin(classes, [1, 2, 3, 0])] for _, _, classes, boxes in data]
    every = VEHICLES + RIDDEN
    rows = {}
    for name, dense in (("whole", whole), ("tiles", tiles)):
        rows["ATL any vehicle, %s" % name] = average_precision([merged(one, detector.labels, every) for one in dense], motor)
    one_name = [named(one, detector.labels) for one in whole]
    tiled_name = [named(one, detector.labels) for one in tiles]
    for index, label in enumerate(ATL):
        truth = [boxes[classes == index] for _, _, classes, boxes in data]
        for name, dense in (("whole", one_name), ("tiles", tiled_name)):
            found = [joined(one, MEANT[label]) for one in dense]
            rows["ATL %s, one name, %s" % (label, name)] = average_precision(found, truth)
    return rows


def joined(found, names):
    parts = [found[name] for name in names if name in found]
    rows = np.concatenate(parts) if parts else np.zeros((0, 5))
    return rows[rows[:, 0].argsort()[::-1]]


def aerial(detector, folder):
    data = list(pictures(os.path.join(folder, "stalls-aerial/valid")))
    found = [merged(detector.dense(bgr), detector.labels, ["stall"]) for _, bgr, _, _ in data]
    truth = [boxes for _, _, _, boxes in data]
    empty = [rows for rows, boxes in zip(found, truth) if not len(boxes)]
    precision, recall, _ = at_score(found, truth, 0.4)
    return {
        "aerial stall": average_precision(found, truth),
        "aerial stall at 0.4, precision": precision,
        "aerial stall at 0.4, recall": recall,
        "aerial without a stall, pictures that have one at 0.4": "%d of %d" % (sum((rows[:, 0] >= 0.4).any() for rows in empty), len(empty)),
    }


def campus(detector, folder):
    root = os.path.join(folder, "mot/mot-tudcampus-pets/data/TUD-Campus")
    truth = {}
    for line in open(os.path.join(root, "gt/gt.txt")):
        cells = [float(cell) for cell in line.split(",")]
        x, y, w, h = cells[2:6]
        truth.setdefault(int(cells[0]), []).append([x, y, x + w, y + h])
    files = sorted(glob.glob(os.path.join(root, "img1/*")))
    found = [merged(detector.dense(cv2.imread(path)), detector.labels, ["person"]) for path in files]
    boxes = [np.array(truth.get(number, []), np.float32).reshape(-1, 4) for number in range(1, len(files) + 1)]
    return {"TUD-Campus person": average_precision(found, boxes), "TUD-Campus person, F1 at 0.35": at_score(found, boxes, 0.35)[2]}


def trucks(detector, folder):
    """The main vehicle: the largest box of any vehicle at 0.4."""
    found = right = 0
    told = []
    for path in sorted(glob.glob(os.path.join(folder, "trucks/*.jpg"))):
        dense = named(detector.dense(cv2.imread(path)), detector.labels, 0.05)
        rows = [(label, row) for label in VEHICLES if label in dense for row in dense[label] if row[0] >= 0.4]
        if not rows:
            told.append("-")
            continue
        label, row = max(rows, key=lambda one: (one[1][3] - one[1][1]) * (one[1][4] - one[1][2]))
        found += 1
        right += label in ("truck", "muck-truck")
        told.append("%s %.2f" % (label, row[0]))
    return {"trucks, main vehicle at 0.4": "%d of 8" % found, "... named truck or muck-truck": "%d of 8" % right, "... names": ", ".join(told)}


def judging(detector, folder):
    names = SIMULATED
    data = list(pictures(folder))
    dense = [named(detector.dense(bgr), detector.labels) for _, bgr, _, _ in data]
    rows, all_ = {}, []
    for index, name in enumerate(names):
        truth = [boxes[classes == index] for _, _, classes, boxes in data]
        count = sum(map(len, truth))
        if name not in detector.labels or count == 0:
            continue
        value = average_precision([one[name] for one in dense], truth)
        all_.append(value)
        _, recall, _ = at_score([one[name] for one in dense], truth, 0.35)
        rows["simulator, judging: %s (%d)" % (name, count)] = "%.3f, recall at 0.35 %.3f" % (value, recall)
    rows["simulator, judging: mean of classes"] = float(np.mean(all_)) if all_ else None
    return rows


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", required=True)
    parser.add_argument("--judging")
    parser.add_argument("models", nargs="+")
    args = parser.parse_args()
    cv2.setNumThreads(1)
    table = {}
    for path in args.models:
        detector = Detector(path)
        rows = {"input": "%dx%d" % (detector.width, detector.height)}
        for part in (atl, aerial, campus, trucks):
            rows.update(part(detector, args.data))
        if args.judging:
            rows.update(judging(detector, args.judging))
        rows["ms, 1 thread"], rows["ms, 2 threads"] = Detector(path, 1).ms(), detector.ms()
        table[path] = rows
    keys = list(dict.fromkeys(key for rows in table.values() for key in rows))
    print("| | " + " | ".join(os.path.basename(path) for path in table) + " |")
    print("|---|" + "---|" * len(table))
    for key in keys:
        cells = [shown(rows.get(key)) for rows in table.values()]
        print("| %s | %s |" % (key, " | ".join(cells)))


def shown(value):
    if value is None:
        return "-"
    return value if isinstance(value, str) else "%.3f" % value if value < 5 else "%.1f" % value


if __name__ == "__main__":
    main()
