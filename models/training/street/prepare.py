"""
Photographs with the labels that people gave them and what the teacher adds, in one file; done once.

  python3 -m street.prepare --atl DIR --aerial DIR --video DIR --teacher deimv2_hgnetv2_femto_coco.onnx --out real.pkl

DIR of --atl and --aerial holds train/images and train/labels (YOLO); of --video, films. Only `train` is read.
"""
import argparse
import glob
import os
import pickle

import cv2
import numpy as np

from .boxes import area, iou
from .classes import AT, RIDDEN, VEHICLES, means
from .records import Record, yolo_rows
from .teacher import Teacher

LONG = 960          # kept at most so long
SURE, MAYBE = 0.45, 0.2
FRAME_STEP = 12
# Held apart to measure on: research data, and clips with a truth
NOT_TRAINED = ("pets", "tud")


def shrunk(bgr):
    scale = min(1.0, LONG / max(bgr.shape[:2]))
    if scale == 1.0:
        return bgr
    return cv2.resize(bgr, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)


def with_labels(folder):
    for path in sorted(glob.glob(os.path.join(folder, "train/images/*"))):
        stem = os.path.splitext(os.path.basename(path))[0]
        bgr = cv2.imread(path)
        yield stem, shrunk(bgr), yolo_rows(os.path.join(folder, "train/labels", stem + ".txt"))


def frames(folder):
    for path in sorted(glob.glob(os.path.join(folder, "*.mp4"))):
        name = os.path.basename(path)
        if name.startswith(NOT_TRAINED):
            continue
        film, index = cv2.VideoCapture(path), 0
        while True:
            ok, bgr = film.read()
            if not ok:
                break
            if index % FRAME_STEP == 0:
                yield "%s-%d" % (name, index), shrunk(bgr)
            index += 1


def scaled(rows, bgr):
    h, w = bgr.shape[:2]
    return rows * np.array([w, h, w, h], np.float32)


def street(name, bgr, classes, rows, teacher):
    """Bikes, buses, cars and trucks are labelled, not all of them; the rest is the teacher's."""
    names = ["bike", "bus", "car", "truck"]
    record = Record("street", name, bgr)
    known = scaled(rows, bgr)
    seen = teacher.look(bgr, tiles=True)
    for index, box in zip(classes, known):
        record.add(box, narrowed(names[index], box, seen), human=True)
    for what, score, box in seen:
        over = iou(box[None], known).max() if len(known) else 0
        if what in VEHICLES or what in RIDDEN:
            if over < 0.4:
                record.ignore.append(box)        # a vehicle nobody labelled
        elif what == "umbrella" or score < SURE:
            record.ignore.append(box)            # heads of lamps are umbrellas to the teacher
        else:
            record.add(box, means(what))
    return record


def narrowed(name, box, seen):
    """A 'bike' is what the teacher says, where it is sure of one of the two."""
    if name == "bike":
        for what, score, there in seen:
            if what in ("bicycle", "motorcycle") and score > SURE and iou(box[None], there[None])[0, 0] > 0.4:
                return means(what)
    return means(name)


def aerial(name, bgr, rows, teacher):
    """Only stalls are labelled: their parasols, from above."""
    record = Record("aerial", name, bgr)
    known = scaled(rows, bgr)
    for box in known:
        record.add(box, [AT["stall"]], human=True, either=[AT["umbrella"]])
    size = bgr.shape[0] * bgr.shape[1]
    for what, score, box in teacher.look(bgr):
        over = iou(box[None], known).max() if len(known) else 0
        if over > 0.3 or what not in VEHICLES or area(box[None])[0] > 0.1 * size:
            continue
        if score >= 0.5:
            record.add(box, means(what))
        else:
            record.ignore.append(box)
    return record


def film(name, bgr, teacher):
    record = Record("film", name, bgr)
    for what, score, box in teacher.look(bgr):
        # these clips show no bus and no truck, whatever the teacher says
        if score >= SURE and what not in ("bus", "truck"):
            record.add(box, means(what))
        elif score >= MAYBE:
            record.ignore.append(box)
    return record


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for option in ("atl", "aerial", "video", "teacher", "out"):
        parser.add_argument("--" + option, required=True)
    args = parser.parse_args()
    cv2.setNumThreads(1)
    teacher = Teacher(args.teacher)
    records = [street(name, bgr, *labels, teacher) for name, bgr, labels in with_labels(args.atl)]
    records += [aerial(name, bgr, labels[1], teacher) for name, bgr, labels in with_labels(args.aerial)]
    records += [film(name, bgr, teacher) for name, bgr in frames(args.video)]
    with open(args.out, "wb") as file:
        pickle.dump([record.packed() for record in records], file, protocol=4)
    counts = {group: sum(one.group == group for one in records) for group in ("street", "aerial", "film")}
    print("%s: %s" % (args.out, counts))


if __name__ == "__main__":
    main()
