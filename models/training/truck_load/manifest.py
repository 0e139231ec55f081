"""Writes model.yaml beside the ONNX file: hash, states, temperatures, golden answers."""
import hashlib
import json
import os

import numpy as np

from common.session import open_session
from .net import HIGH, WIDE
from .truth import COVERS, LOADS

TEXT = """# What truck-load.onnx is and how it is run; README.md is its model card.
name: truck-load
version: '{version}'
task: attributes
file: {file}
sha256: {sha256}
licence: Apache-2.0
source: trained by this project on its own rendered street, from YOLOX-nano (COCO, Apache-2.0)

input:
  name: images
  layout: nhwc-uint8
  colour: rgb
  width: {wide}
  height: {high}
  fit: stretch
batch: dynamic

decoder: softmax
# temperatures: what logits are divided by, found on a part of the training half that was kept apart
attributes:
  load:
    output: load
    states: [{loads}]
    temperature: {load}
  cover:
    output: cover
    states: [{covers}]
    temperature: {cover}

# mean and largest value of the outputs for the test pattern of `streetwarden models check`
golden:
  load: {{ mean: {load_mean}, peak: {load_peak} }}
  cover: {{ mean: {cover_mean}, peak: {cover_peak} }}
"""


def test_pattern():
    """The picture of agent/adapters/onnx/test-pictures.ts: uint8, 1 x HIGH x WIDE x 3."""
    y, x, c = np.mgrid[0:HIGH, 0:WIDE, 0:3]
    return ((x * 7 + y * 13 + c * 29) % 256).astype(np.uint8)[None]


def write_manifest(path, version):
    session = open_session(path)
    temperature = json.loads(session.get_modelmeta().custom_metadata_map["temperature"])
    load, cover = session.run(["load", "cover"], {"images": test_pattern()})
    with open(path, "rb") as file:
        sha256 = hashlib.sha256(file.read()).hexdigest()
    digits = lambda value: f"{float(value):.5g}"
    text = TEXT.format(
        version=version, file=os.path.basename(path), sha256=sha256, wide=WIDE, high=HIGH,
        loads=", ".join(LOADS), covers=", ".join(COVERS), **temperature,
        load_mean=digits(load.mean()), load_peak=digits(load.max()),
        cover_mean=digits(cover.mean()), cover_peak=digits(cover.max()),
    )
    with open(os.path.join(os.path.dirname(path), "model.yaml"), "w") as file:
        file.write(text)
