"""The exported reader, fed as the agent feeds it."""
import json

import cv2
import numpy as np

from common.session import open_session
from .augment import MARGIN, framed, scaled, widened


class Reader:
    def __init__(self, path, threads=1):
        self.session = open_session(path, threads)
        self.temperature = json.loads(self.session.get_modelmeta().custom_metadata_map["temperature"])

    def read(self, picture, box):
        """-> probabilities of load (4) and cover (6) for a box (pixels) of a picture (uint8 BGR)."""
        seen = scaled(framed(picture, widened(box, MARGIN)))[None, :, :, ::-1]
        load, cover = self.session.run(["load", "cover"], {"images": np.ascontiguousarray(seen)})
        return softmax(load[0] / self.temperature["load"]), softmax(cover[0] / self.temperature["cover"])


def softmax(logits):
    powers = np.exp(logits - logits.max())
    return powers / powers.sum()
