"""Writes a checkpoint as ONNX for the agent.

  python3 -m plates.export --checkpoint RUN/plates.pt --version 1.0 --out models/plates/plates.onnx

lines: uint8 [N, 48, 160, 3], RGB
signs: float32 [N, 40, classes], probabilities per four pixels; class 0 is the CTC blank, the last one any other sign

Batch norms are folded, and weights stored as bytes (common.stored).
"""
import argparse
import json
import os
import warnings

import numpy as np
import onnx
import torch
import torch.nn as nn

from common.session import open_session
from common.stored import in_bytes
from .evaluate import loaded
from .net import HIGH, STEPS, WIDE, fuse
from .signs import CLASSES

SOURCE = (
    "Trained by this project on plates that it draws while it learns, in fonts under the SIL Open Font License, WenQuanYi "
    "and DejaVu, and on pictures of its own rendered street (training half)."
)


class Deploy(nn.Module):
    def __init__(self, net):
        super().__init__()
        self.net = net

    def forward(self, lines):
        return self.net(lines).softmax(2)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--checkpoint", required=True)
    parser.add_argument("--version", required=True)
    parser.add_argument("--out", required=True)
    a = parser.parse_args()
    deploy = Deploy(fuse(loaded(a.checkpoint))).eval()
    lines = torch.randint(0, 256, (2, HIGH, WIDE, 3), dtype=torch.uint8)
    warnings.filterwarnings("ignore")
    # the exporter that goes by tracing: the other one names nodes by itself
    options = {"dynamo": False} if int(torch.__version__.split(".")[0]) > 1 else {}
    torch.onnx.export(deploy, (lines,), a.out, opset_version=13, input_names=["lines"], output_names=["signs"],
                      dynamic_axes={"lines": {0: "N"}, "signs": {0: "N"}}, **options)
    model = onnx.load(a.out)
    for dim, value in zip(model.graph.output[0].type.tensor_type.shape.dim[1:], (STEPS, len(CLASSES))):
        dim.ClearField("dim_param")
        dim.dim_value = value
    facts = dict(
        signs=json.dumps(CLASSES, ensure_ascii=False), license="Apache-2.0", version=a.version, source=SOURCE,
        input=f"lines uint8 [N,{HIGH},{WIDE},3] RGB; two rows side by side",
        output=f"signs float32 [N,{STEPS},{len(CLASSES)}] probabilities; class 0 blank, the last any other sign")
    for key, value in facts.items():
        entry = model.metadata_props.add()
        entry.key, entry.value = key, value
    model.producer_name = "streetwarden"
    in_bytes(model)
    onnx.checker.check_model(model)
    onnx.save(model, a.out)
    with torch.no_grad():
        said = open_session(a.out).run(None, {"lines": lines.numpy()})[0]
        print("largest difference to training: %.1e" % np.abs(said - deploy(lines).numpy()).max())
    print("%s: %d bytes" % (a.out, os.path.getsize(a.out)))


if __name__ == "__main__":
    main()
