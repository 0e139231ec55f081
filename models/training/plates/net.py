"""A small CTC reader of one line: residual convolutions, then a look along the line."""
import torch
import torch.nn as nn
import torch.nn.functional as F

from .signs import CLASSES

HIGH, WIDE = 48, 160         # pixels of a line
STEPS = 40                   # four pixels each


class Conv(nn.Module):
    """Convolution and batch norm; the caller adds the non-linearity."""

    def __init__(self, ci, co, k=3, s=1, g=1):
        super().__init__()
        k = (k, k) if isinstance(k, int) else k
        self.conv = nn.Conv2d(ci, co, k, s, tuple(one // 2 for one in k), groups=g, bias=False)
        self.norm = nn.BatchNorm2d(co)

    def forward(self, x):
        return self.norm(self.conv(x))

    def fused(self):
        """The same as one convolution, for the running means."""
        scale = self.norm.weight / (self.norm.running_var + self.norm.eps).sqrt()
        conv = nn.Conv2d(self.conv.in_channels, self.conv.out_channels, self.conv.kernel_size, self.conv.stride,
                         self.conv.padding, groups=self.conv.groups)
        conv.weight = nn.Parameter(self.conv.weight * scale[:, None, None, None])
        conv.bias = nn.Parameter(self.norm.bias - self.norm.running_mean * scale)
        return conv


class Down(nn.Module):
    def __init__(self, ci, co, s):
        super().__init__()
        self.conv = Conv(ci, co, 3, s)

    def forward(self, x):
        return F.relu(self.conv(x))


class Block(nn.Module):
    """Two convolutions beside a shortcut (He et al., 2016)."""

    def __init__(self, c):
        super().__init__()
        self.first, self.second = Conv(c, c), Conv(c, c)

    def forward(self, x):
        return F.relu(x + self.second(F.relu(self.first(x))))


class Along(nn.Module):
    """Mixes steps (depthwise, nine of them), then signs: what stands beside tells a crop that is cut or tilted."""

    def __init__(self, c, wide):
        super().__init__()
        self.mix = Conv(c, c, (1, 9), g=c)
        self.up, self.down = Conv(c, wide, 1), Conv(wide, c, 1)

    def forward(self, x):
        return x + self.down(F.relu(self.up(x + self.mix(x))))


class PlateNet(nn.Module):
    """Lines (uint8, N x HIGH x WIDE x 3, RGB) -> logits, N x STEPS x CLASSES."""

    def __init__(self):
        super().__init__()
        self.body = nn.Sequential(
            Down(3, 24, 2), Down(24, 32, 1),
            Down(32, 56, 2), Block(56), Block(56),
            Down(56, 88, (2, 1)), Block(88), Block(88),
            Down(88, 112, (2, 1)))
        self.flat = Conv(112, 144, (3, 1))
        self.flat.conv.padding = (0, 0)      # three rows become one
        self.along = nn.Sequential(Along(144, 256), Along(144, 256))
        self.head = nn.Conv2d(144, len(CLASSES), 1)

    def forward(self, lines):
        x = lines.permute(0, 3, 1, 2).float() / 127.5 - 1
        return self.read(x)

    def read(self, x):
        """The same for floats, N x 3 x HIGH x WIDE, -1 to 1."""
        x = self.along(F.relu(self.flat(self.body(x))))
        return self.head(x).squeeze(2).transpose(1, 2)


def fuse(net):
    """Folds batch norms into their convolutions, in place."""
    for name, child in list(net.named_children()):
        setattr(net, name, child.fused() if isinstance(child, Conv) else fuse(child))
    return net


if __name__ == "__main__":
    import time
    net = fuse(PlateNet().eval())
    print(sum(one.numel() for one in net.parameters()), "parameters")
    lines = torch.zeros(1, HIGH, WIDE, 3, dtype=torch.uint8)
    torch.set_num_threads(1)
    with torch.no_grad():
        print(tuple(net(lines).shape))
        started = time.process_time()
        for _ in range(20):
            net(lines)
        print(f"{(time.process_time() - started) * 50:.1f} ms")
