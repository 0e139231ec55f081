"""
Goes on from street-v0 with photographs and pictures of the simulator.

  python3 -m street.train --real real.pkl --simulator DIR --start models/street-v0/street-v0.onnx --out RUN --steps 3000

--from begins with another run's weights, under a schedule of its own. Stem and dark2 stay as they are. The same command
goes on where a run was stopped.
"""
import argparse
import copy
import math
import os
import random
import time

import cv2
import numpy as np
import torch

from .augment import CANVASES, sample
from .classes import LABELS, START, start_rows
from .loss import loss_of
from .net import YOLOX, anchors, weights_of
from .records import of_files, of_simulator

# how much more often a picture with something rare in it is drawn
RARE = {"muck-truck": 2, "truck": 2, "bus": 2, "bicycle": 2, "motorcycle": 2, "tricycle": 2, "umbrella": 2}


def from_start(path):
    """The new network with what street-v0 knows, and street-v0 itself."""
    weights, _ = weights_of(path)
    start = YOLOX(len(START))
    start.load_state_dict(weights)
    net = YOLOX(len(LABELS))
    rows = start_rows()
    net.load_state_dict({name: value[rows].clone() if "cls_preds" in name else value for name, value in weights.items()})
    return net, start.eval()


class Views(torch.utils.data.IterableDataset):
    """Batches without end; `seed` and the batch's number decide what is in it."""

    def __init__(self, groups, batch, seed, first):
        self.groups, self.batch, self.seed, self.first = groups, batch, seed, first

    def __iter__(self):
        cv2.setNumThreads(1)
        worker = torch.utils.data.get_worker_info()
        number, step = self.first + (worker.id if worker else 0), worker.num_workers if worker else 1
        while True:
            rng = random.Random(self.seed * 1_000_003 + number)
            canvas = rng.choices([size for size, _ in CANVASES], [share for _, share in CANVASES])[0]
            views = [sample(self.groups, rng, canvas) for _ in range(self.batch)]
            yield np.stack([picture for picture, _ in views]), [known for _, known in views]
            number += step


def groups_of(records):
    groups = {}
    for record in records:
        names = {LABELS[index] for index in record["may"].argmax(1)} if len(record["may"]) else set()
        often = max([RARE.get(name, 1) for name in names], default=1) if record["group"] != "aerial" else 1
        groups.setdefault(record["group"], []).extend([record] * often)
    return groups


def sets_of(folders):
    """Every set counts the same, however many pictures it has."""
    sets = [of_simulator(folder) for folder in folders]
    most = max(map(len, sets))
    return [record for one in sets for record in one * round(most / len(one))]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for option in ("real", "start", "out"):
        parser.add_argument("--" + option, required=True)
    parser.add_argument("--simulator", required=True, nargs="+", help="folders; each counts the same")
    parser.add_argument("--from", dest="before", help="last.pt of another run")
    parser.add_argument("--steps", type=int, default=3000)
    parser.add_argument("--minutes", type=float, help="the schedule ends after so much time, however many steps that is")
    parser.add_argument("--warm", type=int, default=150, help="steps over which the rate rises")
    parser.add_argument("--batch", type=int, default=16)
    parser.add_argument("--rate", type=float, default=4e-4)
    parser.add_argument("--backbone", type=float, default=0.3, help="share of the rate for dark3 to dark5")
    parser.add_argument("--kept", type=float, default=4.0, help="weight of what street-v0 says")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    os.makedirs(args.out, exist_ok=True)
    # on one thread torch takes its fast convolutions only from 16 pictures up
    torch.set_num_threads(args.threads)
    torch.manual_seed(args.seed)
    groups = groups_of(of_files(args.real) + sets_of(args.simulator))
    print({name: len(records) for name, records in groups.items()}, flush=True)

    net, start = from_start(args.start)
    if args.before:
        net.load_state_dict(torch.load(args.before)["ema"])
    ema = copy.deepcopy(net).eval()
    for parameter in [*net.backbone.stem.parameters(), *net.backbone.dark2.parameters()]:
        parameter.requires_grad_(False)
    late = [p for name in ("dark3", "dark4", "dark5") for p in getattr(net.backbone, name).parameters()]
    rest = [*net.neck.parameters(), *net.head.parameters()]
    optimizer = torch.optim.AdamW([dict(params=late, share=args.backbone), dict(params=rest, share=1.0)], lr=args.rate, weight_decay=0.0)
    step, spent = 0, 0.0
    last = os.path.join(args.out, "last.pt")
    if os.path.exists(last):
        state = torch.load(last)
        net.load_state_dict(state["net"])
        ema.load_state_dict(state["ema"])
        optimizer.load_state_dict(state["optimizer"])
        step, spent = state["step"], state.get("spent", 0.0)
        print("goes on at step %d" % step, flush=True)
    net, start = (one.to(memory_format=torch.channels_last) for one in (net, start))
    grids = {size: anchors(*size) for size, _ in CANVASES}

    def save():
        state = dict(net=net.state_dict(), ema=ema.state_dict(), optimizer=optimizer.state_dict(), step=step, spent=spent, labels=LABELS, args=vars(args))
        torch.save(state, last + ".part")
        os.replace(last + ".part", last)

    views = Views(groups, args.batch, args.seed, step)
    loader = torch.utils.data.DataLoader(views, batch_size=None, num_workers=args.workers, collate_fn=lambda batch: batch)
    begun, since, told = time.time(), 0, {}
    earlier = spent
    for pictures, known in loader:
        spent = earlier + time.time() - begun
        gone = spent / 60 / args.minutes if args.minutes else step / args.steps
        if gone >= 1:
            break
        share = min(1.0, (step + 1) / args.warm) * (0.03 + 0.97 * 0.5 * (1 + math.cos(math.pi * gone)))
        for group in optimizer.param_groups:
            group["lr"] = args.rate * group["share"] * share
        x = torch.as_tensor(pictures).permute(0, 3, 1, 2).float()
        with torch.no_grad():
            early = start.backbone.early(x)
            start_raw = start.forward_late(early)
        loss, parts = loss_of(net.forward_late(early), start_raw, known, *grids[tuple(pictures.shape[1:3])], args.kept)
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        norm = torch.nn.utils.clip_grad_norm_(late + rest, 20.0)
        step += 1
        since += 1
        if not torch.isfinite(norm):
            print("step %d left out: its gradient is not finite" % step, flush=True)
            continue
        optimizer.step()
        keep = min(0.998, (1 + step) / (20 + step))
        with torch.no_grad():
            for mine, its in zip(ema.parameters(), net.parameters()):
                mine.lerp_(its, 1 - keep)
        for name, value in dict(parts, total=float(loss)).items():
            told[name] = told.get(name, 0) + value / 25
        if step % 25 == 0:
            speed = since * args.batch / (time.time() - begun)
            print("step %d, %.2f pictures a second" % (step, speed), {name: round(value, 2) for name, value in told.items()}, flush=True)
            told = {}
        if step % 50 == 0:
            save()
    save()
    print("done: %d steps" % step)


if __name__ == "__main__":
    main()
