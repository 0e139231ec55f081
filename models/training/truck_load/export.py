"""Writes the ONNX file and model.yaml, and finds how sure its answers may be on what was kept apart.

  python3 -m truck_load.export --run RUN --set SET [--set SET ...] --out truck-load.onnx
"""
import argparse
import json
import os
import warnings

import cv2
import numpy as np
import onnx
import torch

from .augment import augmented
from .manifest import write_manifest
from .net import HIGH, WIDE, TruckLoad
from .train import logits_of, read_sets, targets
from .truth import COVERS, LOADS, is_kept_apart

LOOKS = 3                # of each vehicle kept apart, each seen by another camera
SOURCE = "trained by this project on its own rendered street, from YOLOX-nano (COCO, Megvii, Apache-2.0)"


def temperature(logits, wanted, weight):
    """What logits are divided by, so that they are as sure as they are right (Guo et al., ICML 2017)."""
    scales = np.exp(np.linspace(np.log(0.5), np.log(4), 120))
    loss = []
    for scale in scales:
        log = torch.log_softmax(torch.from_numpy(logits) / float(scale), 1).numpy()
        loss.append(float((-(wanted * log).sum(1) * weight).sum()))
    return float(scales[int(np.argmin(loss))])


def temperatures(net, examples, crops, seed=7):
    """Of load and cover, on pictures as bad as those that were learnt from."""
    held = [at for at, one in enumerate(examples) if is_kept_apart(one)]
    rng = np.random.default_rng(seed)
    load, cover, weight = targets(examples)
    pictures = [augmented(crops[at], rng) for at in held for _ in range(LOOKS)]
    index = np.repeat(held, LOOKS)
    # of what is asked in earnest, tippers are most
    share = np.where([examples[at].tipper for at in index], 1.0, 0.3)
    said = [logits.numpy() for logits in logits_of(net, pictures)]
    return (temperature(said[0], load[index], weight[index] * share), temperature(said[1], cover[index], share))


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--run", required=True)
    arguments.add_argument("--set", action="append", required=True)
    arguments.add_argument("--out", required=True)
    arguments.add_argument("--version", default="0.1")
    arguments.add_argument("--threads", type=int, default=1)
    a = arguments.parse_args()
    torch.set_num_threads(a.threads)
    cv2.setNumThreads(1)
    net = TruckLoad()
    net.load_state_dict(torch.load(os.path.join(a.run, "last.pt"))["steady"])
    net.eval()
    examples, crops = read_sets(a.set, a.run)
    load, cover = temperatures(net, examples, crops)
    print(f"temperature: load {load:.2f}, cover {cover:.2f}")
    write(net, a.out, load, cover)
    write_manifest(a.out, a.version)


def write(net, path, load, cover):
    warnings.filterwarnings("ignore")
    names = ("images", "load", "cover")
    example = torch.zeros(2, HIGH, WIDE, 3, dtype=torch.uint8)
    torch.onnx.export(net, (example,), path, opset_version=13, input_names=names[:1], output_names=names[1:],
                      dynamic_axes={name: {0: "N"} for name in names})
    model = onnx.load(path)
    for output, states in zip(model.graph.output, (LOADS, COVERS)):
        size = output.type.tensor_type.shape.dim[1]
        size.ClearField("dim_param")
        size.dim_value = len(states)
    facts = {
        "load": json.dumps(LOADS),
        "cover": json.dumps(COVERS),
        "temperature": json.dumps({"load": round(load, 2), "cover": round(cover, 2)}),
        "license": "Apache-2.0",
        "source": SOURCE,
        "input": f"images uint8 [N,{HIGH},{WIDE},3] NHWC RGB 0-255; the vehicle's box with 5 % around it, stretched",
        "output": "load float32 [N,4], cover float32 [N,6]: logits",
    }
    for key, value in facts.items():
        entry = model.metadata_props.add()
        entry.key, entry.value = key, value
    model.producer_name = "truck_load/export.py"
    onnx.checker.check_model(model)
    onnx.save(model, path)


if __name__ == "__main__":
    main()
