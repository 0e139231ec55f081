"""Makes the tiny models under test/fixtures/models.

Run: python3 scripts/make-test-models.py   (needs the packages onnx and numpy)

cells    detector, uint8 NHWC 32x32, any batch: every 8x8 cell that is red is a `red`, a blue one a `blue`;
         the score is how much of that colour the cell has over green.
grid     the same idea as a raw YOLOX grid: float32 NCHW, BGR, batch 1, strides 8, 16, 32.
paint    attributes from the mean colour of an 8x8 crop: load (empty, heaped), cover (none, net, tarpaulin).
fails    as cells, but a picture with a pixel over 200 makes the run fail.
"""

import hashlib
import pathlib

import numpy as np
from onnx import TensorProto, checker, helper, numpy_helper, save

ROOT = pathlib.Path(__file__).parent.parent / "test" / "fixtures" / "models"
node = helper.make_node


def const(name, value, kind=np.float32):
    return numpy_helper.from_array(np.asarray(value, kind), name)


def write(name, nodes, inputs, outputs, constants):
    graph = helper.make_graph(nodes, name, inputs, outputs, constants)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)], ir_version=8)
    checker.check_model(model)
    path = ROOT / name / f"{name}.onnx"
    path.parent.mkdir(parents=True, exist_ok=True)
    save(model, path)
    print(name, path.stat().st_size, hashlib.sha256(path.read_bytes()).hexdigest())


def tensor(name, dims, kind=TensorProto.FLOAT):
    return helper.make_tensor_value_info(name, kind, dims)


def cells(name, fails=False):
    side = [(x, y) for y in range(4) for x in range(4)]
    boxes = np.array([[[x * 8, y * 8, x * 8 + 8, y * 8 + 8] for x, y in side]])
    # red minus green, blue minus green, as a 1x1 convolution over the pooled planes
    weights = np.array([[1, -1, 0], [0, -1, 1]]).reshape(2, 3, 1, 1)
    nodes = [
        node("Cast", ["images"], ["floats"], to=TensorProto.FLOAT),
        node("Transpose", ["floats"], ["planes"], perm=[0, 3, 1, 2]),
        node("Mul", ["planes", "per_level"], ["shares"]),
        node("AveragePool", ["shares"], ["pooled"], kernel_shape=[8, 8], strides=[8, 8]),
        node("Conv", ["pooled", "weights"], ["colours"]),
        node("Relu", ["colours"], ["positive"]),
        node("Reshape", ["positive", "flat"], ["rows"]),
        node("Transpose", ["rows"], ["scores" if not fails else "scored"], perm=[0, 2, 1]),
        # the boxes are constant, once for each picture of the batch
        node("Shape", ["images"], ["shape"]),
        node("Gather", ["shape", "first"], ["count"]),
        node("Concat", ["count", "box_dims"], ["box_shape"], axis=0),
        node("Expand", ["all_boxes", "box_shape"], ["boxes"]),
    ]
    constants = [
        const("per_level", 1 / 255),
        const("weights", weights),
        const("flat", [0, 2, 16], np.int64),
        const("first", [0], np.int64),
        const("box_dims", [16, 4], np.int64),
        const("all_boxes", boxes),
    ]
    if fails:
        # a table of 201 zeros, looked up at the brightest level: 201 and more is out of bounds
        nodes += [
            node("ReduceMax", ["floats"], ["brightest"], keepdims=0),
            node("Cast", ["brightest"], ["index"], to=TensorProto.INT64),
            node("Gather", ["zeros", "index"], ["zero"]),
            node("Add", ["scored", "zero"], ["scores"]),
        ]
        constants.append(const("zeros", np.zeros(201)))
    write(
        name,
        nodes,
        [tensor("images", ["N", 32, 32, 3], TensorProto.UINT8)],
        [tensor("boxes", ["N", 16, 4]), tensor("scores", ["N", 16, 2])],
        constants,
    )


def grid():
    # BGR in; per cell: x 0.5, y 0.5, w log 1, h log 1, objectness 1, red - green, blue - green
    weights = np.zeros((7, 3, 1, 1))
    weights[5, :, 0, 0] = [0, -1, 1]
    weights[6, :, 0, 0] = [1, -1, 0]
    nodes, parts = [], []
    for stride in (8, 16, 32):
        size = [stride, stride]
        nodes += [
            node("AveragePool", ["images"], [f"p{stride}"], kernel_shape=size, strides=size),
            node("Conv", [f"p{stride}", "weights", "bias"], [f"c{stride}"]),
            node("Reshape", [f"c{stride}", "flat"], [f"r{stride}"]),
        ]
        parts.append(f"r{stride}")
    nodes += [
        node("Concat", parts, ["rows"], axis=2),
        node("Transpose", ["rows"], ["output"], perm=[0, 2, 1]),
    ]
    constants = [
        const("weights", weights),
        const("bias", [0.5, 0.5, 0, 0, 1, 0, 0]),
        const("flat", [0, 7, -1], np.int64),
    ]
    write(
        "grid",
        nodes,
        [tensor("images", [1, 3, 32, 32])],
        [tensor("output", [1, 21, 7])],
        constants,
    )


def paint():
    # red means heaped; green means net, blue tarpaulin, neither none
    weights = np.array([[-4, 4, 0, 0, 0], [0, 0, -4, 8, 0], [0, 0, -4, 0, 8]])
    nodes = [
        node("GlobalAveragePool", ["image"], ["mean"]),
        node("Flatten", ["mean"], ["rgb"]),
        node("Gemm", ["rgb", "weights", "bias"], ["logits"]),
    ]
    constants = [const("weights", weights), const("bias", [2, -2, 2, -2, -2])]
    write(
        "paint",
        nodes,
        [tensor("image", ["N", 3, 8, 8])],
        [tensor("logits", ["N", 5])],
        constants,
    )


cells("cells")
cells("fails", fails=True)
grid()
paint()
