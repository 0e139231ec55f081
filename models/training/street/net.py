"""YOLOX-nano in plain PyTorch: depthwise CSPDarknet, PAFPN, decoupled head; 0.9 M parameters.

Batch norm is folded: every convolution carries its own bias, as in the published ONNX file, so those
weights load without a change of value. The picture may have any size that 32 divides.

Architecture: Ge et al., "YOLOX: Exceeding YOLO Series in 2021" (Apache-2.0).
"""
import torch
import torch.nn as nn
import torch.nn.functional as F

from common.blocks import CSP, SPP, Conv, DWConv

STRIDES = (8, 16, 32)

class Focus(nn.Module):
    """Space-to-depth (2 x 2) and a 3 x 3 convolution."""

    def __init__(self, ci, co):
        super().__init__()
        self.conv = Conv(ci * 4, co, 3)

    @staticmethod
    def split(x):
        return torch.cat((x[..., ::2, ::2], x[..., 1::2, ::2], x[..., ::2, 1::2], x[..., 1::2, 1::2]), 1)

    def forward(self, x):
        return self.conv(self.split(x))


class Backbone(nn.Module):
    def __init__(self):
        super().__init__()
        self.stem = Focus(3, 16)
        self.dark2 = nn.Sequential(DWConv(16, 32, 3, 2), CSP(32, 32, 1))
        self.dark3 = nn.Sequential(DWConv(32, 64, 3, 2), CSP(64, 64, 3))
        self.dark4 = nn.Sequential(DWConv(64, 128, 3, 2), CSP(128, 128, 3))
        self.dark5 = nn.Sequential(DWConv(128, 256, 3, 2), SPP(256, 256), CSP(256, 256, 1, False))

    def early(self, x):
        return self.dark2(self.stem(x))

    def late(self, x):
        c3 = self.dark3(x)
        c4 = self.dark4(c3)
        return c3, c4, self.dark5(c4)


class Neck(nn.Module):
    def __init__(self):
        super().__init__()
        self.lateral5, self.td4 = Conv(256, 128, 1), CSP(256, 128, 1, False)
        self.lateral4, self.td3 = Conv(128, 64, 1), CSP(128, 64, 1, False)
        self.down3, self.bu4 = DWConv(64, 64, 3, 2), CSP(128, 128, 1, False)
        self.down4, self.bu5 = DWConv(128, 128, 3, 2), CSP(256, 256, 1, False)

    def forward(self, c3, c4, c5):
        up = lambda t: F.interpolate(t, scale_factor=2, mode="nearest")
        l5 = self.lateral5(c5)
        f4 = self.td4(torch.cat((up(l5), c4), 1))
        l4 = self.lateral4(f4)
        p3 = self.td3(torch.cat((up(l4), c3), 1))
        p4 = self.bu4(torch.cat((self.down3(p3), l4), 1))
        p5 = self.bu5(torch.cat((self.down4(p4), l5), 1))
        return p3, p4, p5


class Head(nn.Module):
    """Per level: class scores, box and objectness, as raw logits."""

    def __init__(self, classes, channels=(64, 128, 256), h=64):
        super().__init__()

        def two():
            return nn.Sequential(DWConv(h, h, 3), DWConv(h, h, 3))

        self.stems = nn.ModuleList(Conv(c, h, 1) for c in channels)
        self.cls_convs = nn.ModuleList(two() for _ in channels)
        self.reg_convs = nn.ModuleList(two() for _ in channels)
        self.cls_preds = nn.ModuleList(nn.Conv2d(h, classes, 1) for _ in channels)
        self.reg_preds = nn.ModuleList(nn.Conv2d(h, 4, 1) for _ in channels)
        self.obj_preds = nn.ModuleList(nn.Conv2d(h, 1, 1) for _ in channels)

    def forward(self, levels):
        out = []
        for i, x in enumerate(levels):
            x = self.stems[i](x)
            c, r = self.cls_convs[i](x), self.reg_convs[i](x)
            parts = (self.reg_preds[i](r), self.obj_preds[i](r), self.cls_preds[i](c))
            out.append(torch.cat(parts, 1).flatten(2))
        return torch.cat(out, 2).transpose(1, 2)


class YOLOX(nn.Module):
    """[N, 3, H, W] BGR, 0 to 255, float -> raw logits [N, anchors, 5 + classes]."""

    def __init__(self, classes):
        super().__init__()
        self.backbone, self.neck, self.head = Backbone(), Neck(), Head(classes)

    def forward_late(self, early):
        return self.head(self.neck(*self.backbone.late(early)))

    def forward(self, x):
        return self.forward_late(self.backbone.early(x))


def anchors(height, width):
    """Cell corners [A, 2] in cells and strides [A, 1] for a picture of that size."""
    cells, strides = [], []
    for stride in STRIDES:
        rows, columns = height // stride, width // stride
        y, x = torch.meshgrid(torch.arange(rows), torch.arange(columns), indexing="ij")
        cells.append(torch.stack((x, y), 2).reshape(-1, 2).float())
        strides.append(torch.full((rows * columns, 1), float(stride)))
    return torch.cat(cells), torch.cat(strides)


def boxes_of(raw, cells, strides):
    """Corners x1 y1 x2 y2 in pixels of the input."""
    centre = (raw[..., 0:2] + cells) * strides
    half = torch.exp(raw[..., 2:4].clamp(max=8)) * strides / 2
    return torch.cat((centre - half, centre + half), -1)


def scores_of(raw):
    """Objectness times class probability."""
    return raw[..., 4:5].sigmoid() * raw[..., 5:].sigmoid()


# behind the names of weights that are stored as halves
HALF = ".half"


def weights_of(path):
    """State and labels of an ONNX file that export.py wrote; colours in the stem are turned back to b g r."""
    import json

    import onnx
    from onnx import numpy_helper

    model = onnx.load(path)
    state = {one.name[len("net."):].removesuffix(HALF): torch.from_numpy(numpy_helper.to_array(one).copy()).float()
             for one in model.graph.initializer if one.name.startswith("net.")}
    stem = "backbone.stem.conv.conv.weight"
    order = stem_order()
    back = torch.empty_like(state[stem])
    back[:, order] = state[stem]
    state[stem] = back
    labels = next(json.loads(one.value) for one in model.metadata_props if one.key == "names")
    return state, labels


def stem_order():
    """Exported stems get (patch, r g b), the network has (patch, b g r)."""
    return [patch * 3 + 2 - colour for patch in (0, 1, 2, 3) for colour in (0, 1, 2)]
