"""Weights as bytes: a file is a fourth as large, and computes with floats as before."""
import numpy as np
from onnx import TensorProto, helper, numpy_helper

BYTES, SCALE, HALF = ".bytes", ".scale", ".half"
# biases and the like gain nothing
SMALL = 64


def in_bytes(model):
    """
    Each large weight becomes whole numbers of -127 to 127 with a scale for each output channel, and two nodes that turn
    them back; runtimes do that once, when they load the file. Off by at most 1/254 of a channel's largest weight.
    """
    graph, nodes, kept = model.graph, [], []
    for one in graph.initializer:
        values = numpy_helper.to_array(one)
        if values.dtype != np.float32 or values.size <= SMALL or values.ndim < 2:
            kept.append(one)
            continue
        scale = np.abs(values).reshape(len(values), -1).max(1) / 127
        scale = np.where(scale > 0, scale, 1).astype(np.float32).reshape(-1, *[1] * (values.ndim - 1))
        whole = np.round(values / scale).astype(np.int8)
        kept += [numpy_helper.from_array(whole, one.name + BYTES), numpy_helper.from_array(scale, one.name + SCALE)]
        nodes += [
            helper.make_node("Cast", [one.name + BYTES], [one.name + ".whole"], to=TensorProto.FLOAT),
            helper.make_node("Mul", [one.name + ".whole", one.name + SCALE], [one.name]),
        ]
    nodes += list(graph.node)
    del graph.initializer[:], graph.node[:]
    graph.initializer.extend(kept)
    graph.node.extend(nodes)


def floats_of(model):
    """Name -> float32 array of every weight, however it is stored: as bytes, as halves or as floats."""
    every = {one.name: numpy_helper.to_array(one) for one in model.graph.initializer}
    floats = {}
    for name, values in every.items():
        if name.endswith(BYTES):
            plain = name.removesuffix(BYTES)
            floats[plain] = values.astype(np.float32) * every[plain + SCALE]
        elif not name.endswith(SCALE) and values.dtype in (np.float16, np.float32):
            floats[name.removesuffix(HALF)] = values.astype(np.float32)
    return floats
