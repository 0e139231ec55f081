"""A picture with what is known of it: boxes that are sure, what each may be called, and boxes nobody is sure of."""
import glob
import os
import pickle

import cv2
import numpy as np
import torch

from .boxes import iou
from .classes import AT, LABELS

NO_BOXES = np.zeros((0, 4), np.float32)
# with more in common two boxes are one place: an anchor cannot answer for both
SAME = 0.8


class Record:
    """
    group: where it is from; decides what is done to it and what an empty place means.
    boxes [n, 4] in pixels; may [n, classes]: it is one of these; also [n, classes]: and these as well, since a cart to
    sell from is a stall and a cart; free [n, classes]: may be told or not.
    """

    def __init__(self, group, name, bgr):
        self.group, self.name = group, name
        self.jpeg = cv2.imencode(".jpg", bgr, [cv2.IMWRITE_JPEG_QUALITY, 92])[1].tobytes()
        self.boxes, self.may, self.free, self.human, self.ignore = [], [], [], [], []

    def add(self, box, classes, human=False, either=()):
        self.boxes.append(box)
        self.may.append(row_of(classes))
        # which of several it is nobody said: the others of them are not punished
        self.free.append(row_of(list(classes if len(classes) > 1 else []) + list(either)))
        self.human.append(human)

    def packed(self):
        return dict(
            group=self.group, name=self.name, jpeg=self.jpeg,
            boxes=np.array(self.boxes, np.float32).reshape(-1, 4),
            may=np.array(self.may, bool).reshape(-1, len(LABELS)), also=np.zeros((len(self.may), len(LABELS)), bool),
            free=np.array(self.free, bool).reshape(-1, len(LABELS)),
            human=np.array(self.human, bool),
            ignore=np.array(self.ignore, np.float32).reshape(-1, 4),
        )


def row_of(classes):
    row = np.zeros(len(LABELS), bool)
    row[list(classes)] = True
    return row


def yolo_rows(path):
    """Class numbers and boxes x1 y1 x2 y2 in shares of the picture."""
    if not os.path.exists(path):
        return [], NO_BOXES
    rows = np.array([line.split() for line in open(path) if len(line.split()) == 5], np.float32).reshape(-1, 5)
    centre, half = rows[:, 1:3], rows[:, 3:5] / 2
    return rows[:, 0].astype(int), np.concatenate((centre - half, centre + half), 1)


def of_files(path):
    with open(path, "rb") as file:
        return [dict(record, also=record.get("also", np.zeros_like(record["may"]))) for record in pickle.load(file)]


def of_simulator(folder):
    """Pictures that scripts/street/training.ts made. Everything in them is labelled; read as they are needed."""
    records = []
    for image in sorted(glob.glob(os.path.join(folder, "images/*.jpg"))):
        stem = os.path.splitext(os.path.basename(image))[0]
        labels = os.path.join(folder, "labels", stem + ".txt")
        if not os.path.exists(labels):
            continue        # still being written
        classes, shares = yolo_rows(labels)
        known = [(SIMULATED[index], box) for index, box in zip(classes, shares) if SIMULATED[index] in AT]
        jpeg = open(image, "rb").read()
        if not jpeg.endswith(b"\xff\xd9"):
            continue        # cut off
        h, w = size_of(jpeg)
        boxes = np.array([box for _, box in known], np.float32).reshape(-1, 4) * np.array([w, h, w, h], np.float32)
        may = np.array([row_of([AT[name]]) for name, _ in known], bool).reshape(-1, len(LABELS))
        boxes, may, also = in_one_place(boxes, may)
        records.append(dict(
            group="simulator", name=stem, jpeg=jpeg, boxes=boxes, may=may, also=also,
            free=np.zeros_like(may), human=np.ones(len(boxes), bool), ignore=NO_BOXES,
        ))
    return records


def in_one_place(boxes, may):
    """Boxes that are nearly the same become the first of them, which is what the others are as well."""
    also, kept = np.zeros_like(may), []
    for at in range(len(boxes)):
        over = iou(boxes[at][None], boxes[kept])[0] if kept else np.zeros(0)
        if len(over) and over.max() > SAME:
            also[kept[int(over.argmax())]] |= may[at]
        else:
            kept.append(at)
    return boxes[kept], may[kept], also[kept]


# class numbers in the simulator's labels: the order of scripts/street/training/labels.ts
SIMULATED = [
    "person", "bicycle", "motorcycle", "tricycle", "car", "van", "bus", "truck", "muck-truck",
    "service-vehicle", "stall", "umbrella", "table", "cart", "goods", "chair", "prop",
]


def size_of(jpeg):
    """Height and width, from the frame header of a JPEG."""
    at = 2
    while at < len(jpeg):
        marker, length = jpeg[at + 1], int.from_bytes(jpeg[at + 2:at + 4], "big")
        if 0xC0 <= marker <= 0xC3:
            return int.from_bytes(jpeg[at + 5:at + 7], "big"), int.from_bytes(jpeg[at + 7:at + 9], "big")
        at += 2 + length
    raise ValueError("expected a JPEG with a frame header")


def decoded(record):
    if "bgr" in record:
        return record["bgr"]
    return cv2.imdecode(np.frombuffer(record["jpeg"], np.uint8), cv2.IMREAD_COLOR)


def together(known):
    """What is known of the pictures of a batch, filled up to the same number of boxes: `real` tells which are none."""
    def filled(name, width, kind):
        most = max(1, max(len(one[name]) for one in known))
        out = np.zeros((len(known), most, *width), kind)
        for row, one in zip(out, known):
            row[:len(one[name])] = one[name]
        return torch.from_numpy(out)

    counts = torch.tensor([len(one["boxes"]) for one in known])
    batch = {name: filled(name, (4,), np.float32) for name in ("boxes", "ignore")}
    batch.update({name: filled(name, (len(LABELS),), bool) for name in ("may", "also", "free")})
    batch["human"] = filled("human", (), bool)
    batch["real"] = torch.arange(batch["boxes"].shape[1]) < counts[:, None]
    for name in ("aerial", "simulated"):
        batch[name] = torch.tensor([one[name] for one in known])
    return batch
