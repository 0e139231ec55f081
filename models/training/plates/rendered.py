"""Pictures of the rendered street (scripts/plates/render.ts --half training), filmed once more in many ways."""
import csv
import os

import cv2
import numpy as np
import torch

from .device import moved
from .signs import INDEX
from .texts import LONGEST

SIZE = {1: (56, 160), 2: (96, 160)}      # rows and columns they are kept in


def read_folder(folder):
    """-> pictures (RGB), plates, rows of signs."""
    with open(folder + ".csv") as file:
        return [(picture_of(folder, line["file"]), line["plate"], int(line["rows"])) for line in csv.DictReader(file)]


def picture_of(folder, name):
    """RGB; names are Chinese, which imread does not take everywhere."""
    data = np.fromfile(os.path.join(folder, name), np.uint8)
    return cv2.cvtColor(cv2.imdecode(data, cv2.IMREAD_COLOR), cv2.COLOR_BGR2RGB)


def coded(plate):
    signs = np.full(LONGEST, -1)
    signs[:len(plate)] = [INDEX[sign] for sign in plate]
    return signs


class Rendered:
    """All pictures of folders on the device, by rows of signs."""

    def __init__(self, folders, device):
        self.pictures, self.signs = {}, {}
        for rows, (high, wide) in SIZE.items():
            pictures, signs = [], []
            for folder in folders:
                for picture, plate, its_rows in read_folder(folder):
                    if its_rows == rows:
                        pictures.append(cv2.resize(picture, (wide, high), interpolation=cv2.INTER_AREA))
                        signs.append(coded(plate))
            if pictures:
                self.pictures[rows] = torch.from_numpy(np.stack(pictures)).to(device)
                self.signs[rows] = np.stack(signs)

    def draw(self, rng, rows, count):
        """-> n x 3 x h x w (0 to 1), signs (n x LONGEST)."""
        which = rng.integers(0, len(self.signs[rows]), count)
        chosen = self.pictures[rows][moved(which, self.pictures[rows].device)]
        return chosen.permute(0, 3, 1, 2).float() / 255, self.signs[rows][which]
