"""Two heads on the first stages of YOLOX-nano, which have seen the vehicles of COCO.

Architecture of the stages: Ge et al., "YOLOX: Exceeding YOLO Series in 2021" (Apache-2.0). Batch norm is folded:
each convolution carries its bias, as in the published ONNX file.
"""
import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F

from common.blocks import CSP, SPP, Conv, DWConv
from .truth import COVERS, LOADS

WIDE, HIGH = 128, 128    # pixels of the input


class Stages(nn.Module):
    """In the order of execution, so that the weights of the ONNX file can be laid in one by one."""

    def __init__(self):
        super().__init__()
        self.stem = Conv(12, 16, 3)
        self.dark2 = nn.Sequential(DWConv(16, 32, 3, 2), CSP(32, 32, 1))
        self.dark3 = nn.Sequential(DWConv(32, 64, 3, 2), CSP(64, 64, 3))
        self.dark4 = nn.Sequential(DWConv(64, 128, 3, 2), CSP(128, 128, 3))
        self.dark5 = nn.Sequential(DWConv(128, 256, 3, 2), SPP(256, 256), CSP(256, 256, 1, False))

    def early(self, x):
        return self.dark2(self.stem(x))

    def late(self, x):
        fine = self.dark4(self.dark3(x))
        return fine, self.dark5(fine)


class TruckLoad(nn.Module):
    """Pictures (uint8, N x HIGH x WIDE x 3, RGB) -> logits of LOADS and of COVERS, N x 4 and N x 6."""

    def __init__(self):
        super().__init__()
        self.stages = Stages()
        self.fine = Conv(128, 32, 1)
        self.mixed = nn.Linear(2 * 256 + 32 * 16, 96)
        self.load, self.cover = nn.Linear(96, len(LOADS)), nn.Linear(96, len(COVERS))

    def forward(self, pictures):
        return self.heads(self.stages.early(patches(pictures)))

    def heads(self, early):
        fine, coarse = self.stages.late(early)
        coarse = torch.cat((coarse.mean((2, 3)), coarse.amax((2, 3))), 1)
        # loads lie in the upper part of a vehicle, and where in it tells from which side it is seen
        fine = F.avg_pool2d(self.fine(fine), 2).flatten(1)
        hidden = F.silu(self.mixed(F.dropout(torch.cat((coarse, fine), 1), 0.2, self.training)))
        return self.load(hidden), self.cover(hidden)


def patches(pictures):
    """Two by two pixels as twelve channels: one reshape and one transpose of bytes."""
    high, wide = HIGH // 2, WIDE // 2
    x = pictures.reshape(-1, high, 2, wide, 2, 3).permute(0, 4, 2, 5, 1, 3)
    return x.reshape(-1, 12, high, wide).float()


def from_coco(path):
    """A net whose stages have the weights of YOLOX-nano (COCO) in the ONNX file at `path`; the heads are new."""
    import onnx
    from onnx import numpy_helper

    graph = onnx.load(path).graph
    weights = {t.name: numpy_helper.to_array(t) for t in graph.initializer}
    source = [(weights[n.input[1]], weights[n.input[2]]) for n in graph.node if n.op_type == "Conv"]
    net = TruckLoad().eval()
    order, hooks = [], []
    for module in net.stages.modules():
        if isinstance(module, nn.Conv2d):
            hooks.append(module.register_forward_hook(lambda one, i, o: order.append(one)))
    with torch.no_grad():
        net(torch.zeros(1, HIGH, WIDE, 3, dtype=torch.uint8))
    for hook in hooks:
        hook.remove()
    for module, (weight, bias) in zip(order, source):
        assert tuple(module.weight.shape) == weight.shape, (module, weight.shape)
        module.weight.data.copy_(torch.from_numpy(np.array(weight)))
        module.bias.data.copy_(torch.from_numpy(np.array(bias)))
    # theirs: patch (row, column) as (0,0) (1,0) (0,1) (1,1), each BGR; here RGB in the order of `patches`
    stem = net.stages.stem.conv
    stem.weight.data.copy_(stem.weight.data[:, [p * 3 + 2 - c for p in range(4) for c in range(3)]].clone())
    return net
