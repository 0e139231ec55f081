"""How many lines are read exactly, without the grammar: the likeliest class of each step.

  python3 -m plates.evaluate --checkpoint RUN/plates.pt [--device cpu] FOLDER...
"""
import argparse
import os

import numpy as np
import torch

from .cut import one_row, two_rows
from .net import PlateNet
from .rendered import coded, picture_of, read_folder
from .signs import CLASSES
from .stream import Stream


def folder_set(folder):
    """A folder of pictures, each named by its plate; where there is a table beside it, it tells the rows of signs."""
    folder = folder.rstrip("/")
    if os.path.exists(folder + ".csv"):
        known = read_folder(folder)
    else:
        names = sorted(name for name in os.listdir(folder) if name.endswith(".jpg"))
        known = [(picture_of(folder, name), os.path.splitext(name)[0], 1) for name in names]
    lines = []
    for picture, _, rows in known:
        picture = torch.from_numpy(picture).permute(2, 0, 1)[None].float()
        lines.append((two_rows if rows == 2 else one_row)(picture)[0])
    lines = torch.stack(lines).round().clamp(0, 255).byte().permute(0, 2, 3, 1).contiguous()
    return lines, np.stack([coded(plate) for _, plate, _ in known])


def drawn_set(atlas, device, count):
    """Drawn with digits of fonts that nothing is learnt from; the same every time on the same device."""
    with torch.random.fork_rng():
        torch.manual_seed(77)
        batch = Stream(atlas, None, device, 32, apart=True).batch(np.random.default_rng(77), count)
    return batch.lines.cpu(), batch.signs


@torch.no_grad()
def read(net, lines, device):
    """-> texts."""
    texts = []
    for part in lines.split(256):
        best = net(part.to(device)).argmax(2).cpu().numpy()
        for row in best:
            kept = [at for at, before in zip(row, [0, *row[:-1]]) if at != 0 and at != before]
            texts.append("".join(CLASSES[at] for at in kept))
    return texts


def exact(net, lines_and_signs, device):
    lines, signs = lines_and_signs
    wanted = ["".join(CLASSES[at] for at in row if at >= 0) for row in signs]
    said = read(net, lines, device)
    return sum(one == other for one, other in zip(said, wanted)) / len(wanted)


def loaded(path):
    net = PlateNet()
    net.load_state_dict(torch.load(path, map_location="cpu")["steady"])
    return net.eval()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+")
    parser.add_argument("--checkpoint", required=True)
    parser.add_argument("--device", default="cpu")
    a = parser.parse_args()
    net = loaded(a.checkpoint).to(a.device)
    for folder in a.folders:
        print(f"{folder}: {exact(net, folder_set(folder), a.device):.4f}")


if __name__ == "__main__":
    main()
