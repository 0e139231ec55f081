"""
Writes a checkpoint as ONNX for the agent.

  python3 -m street.export --checkpoint RUN/last.pt --width 544 --height 320 --version 1.0 --out models/street/street.onnx

images: uint8 [N, H, W, 3], RGB, letterboxed top left on 114
boxes:  float32 [N, A, 4], x1 y1 x2 y2 in input pixels
scores: float32 [N, A, classes], objectness times class; suppression is left to the caller

Bytes to floats, RGB to BGR and space-to-depth are one reshape and a permutation of the stem's weights. Weights are
stored as halves, which makes the file half as large, and computed with as floats.
"""
import argparse
import json
import os
import warnings

import numpy as np
import onnx
import torch
import torch.nn as nn
from onnx import TensorProto, helper, numpy_helper

from .net import HALF, YOLOX, anchors, boxes_of, scores_of, stem_order, weights_of

SOURCE = (
    "Trained by streetwarden from street-v0 (from YOLOX-nano COCO, Megvii, Apache-2.0), on pictures of its own street "
    "simulator; ATL-version-2 (finalproject-bqip3, Roboflow, CC BY 4.0); vendedores_ambulantes_pesquisa (piscinas-2is0y / "
    "Carlos Gutierrez, Roboflow, CC BY 4.0); frames of opencv4nodejs' people and traffic (MIT) and of Intel's car-detection "
    "(CC BY 4.0), named by DEIMv2-femto (Apache-2.0)."
)


# biases and the like gain nothing
SMALL = 64


class Deploy(nn.Module):
    def __init__(self, net, height, width):
        super().__init__()
        self.net, self.height, self.width = net, height, width
        cells, strides = anchors(height, width)
        self.register_buffer("cells", cells)
        self.register_buffer("strides", strides)
        stem = net.backbone.stem.conv.conv
        stem.weight = nn.Parameter(stem.weight.data[:, stem_order()].clone())

    def forward(self, images):
        h, w = self.height // 2, self.width // 2
        x = images.reshape(-1, h, 2, w, 2, 3).permute(0, 4, 2, 5, 1, 3).reshape(-1, 12, h, w).float()
        backbone = self.net.backbone
        raw = self.net.forward_late(backbone.dark2(backbone.stem.conv(x)))
        return boxes_of(raw, self.cells, self.strides), scores_of(raw)


def weights_at(path):
    """Of a checkpoint of train.py, or of an ONNX file: the same weights for another size of picture."""
    if path.endswith(".onnx"):
        return weights_of(path)
    state = torch.load(path, map_location="cpu")
    return state["ema"], state["labels"]


def loaded(paths):
    """
    The mean of the weights of runs that went on from one another: it keeps more of what the earlier one knew than the
    later one does (Wortsman et al., Robust fine-tuning of zero-shot models, 2022).
    """
    every = [weights_at(path) for path in paths]
    labels = every[0][1]
    weights = {name: sum(one[name] for one, _ in every) / len(every) for name in every[0][0]}
    net = YOLOX(len(labels))
    net.load_state_dict(weights)
    return net.eval(), labels


def halved(model):
    """Large weights become halves; runtimes turn them into floats when they load them."""
    graph, casts, kept = model.graph, [], []
    for one in graph.initializer:
        values = numpy_helper.to_array(one)
        if values.dtype != np.float32 or values.size <= SMALL:
            kept.append(one)
            continue
        kept.append(numpy_helper.from_array(values.astype(np.float16), one.name + HALF))
        casts.append(helper.make_node("Cast", [one.name + HALF], [one.name], to=TensorProto.FLOAT))
    nodes = casts + list(graph.node)
    del graph.initializer[:], graph.node[:]
    graph.initializer.extend(kept)
    graph.node.extend(nodes)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--checkpoint", required=True, nargs="+", help="one, or several whose mean is taken")
    parser.add_argument("--width", type=int, default=544)
    parser.add_argument("--height", type=int, default=320)
    parser.add_argument("--version", required=True)
    parser.add_argument("--out", required=True)
    args = parser.parse_args()
    size = (args.height, args.width)
    net, labels = loaded(args.checkpoint)
    deploy = Deploy(net, *size).eval()
    same, _ = loaded(args.checkpoint)
    x = torch.randint(0, 256, (2, *size, 3), dtype=torch.uint8)
    with torch.no_grad():
        raw = same(x.flip(-1).permute(0, 3, 1, 2).float())
        boxes, scores = deploy(x)
        grid = anchors(*size)
        print("largest difference to training: boxes %.1e, scores %.1e" % (
            (boxes - boxes_of(raw, *grid)).abs().max(), (scores - scores_of(raw)).abs().max()))
    warnings.filterwarnings("ignore")
    free = {name: {0: "N"} for name in ("images", "boxes", "scores")}
    torch.onnx.export(deploy, (x,), args.out, opset_version=13, input_names=["images"], output_names=["boxes", "scores"], dynamic_axes=free)
    model = onnx.load(args.out)
    for output, last in zip(model.graph.output, (4, len(labels))):
        for dim, value in zip(output.type.tensor_type.shape.dim[1:], (len(grid[0]), last)):
            dim.ClearField("dim_param")
            dim.dim_value = value
    for key, value in dict(
        names=json.dumps(labels), license="Apache-2.0", version=args.version, source=SOURCE,
        input="uint8 [N,%d,%d,3] RGB, letterboxed top left on 114" % size,
        output="boxes float32 [N,A,4] x1 y1 x2 y2 in input pixels; scores float32 [N,A,%d]; not suppressed" % len(labels),
    ).items():
        entry = model.metadata_props.add()
        entry.key, entry.value = key, value
    model.producer_name = "streetwarden"
    halved(model)
    onnx.checker.check_model(model)
    onnx.save(model, args.out)
    print("%s: %d bytes" % (args.out, os.path.getsize(args.out)))


if __name__ == "__main__":
    main()
