"""
Goes on from street-v0 with photographs and pictures of the simulator.

  python3 -m street.train --real real.pkl --simulator DIR --start models/street-v0/street-v0.onnx --out RUN --steps 3000

--from begins with another run's weights, under a schedule of its own. Stem and dark2 stay as they are. The same command
goes on where a run was stopped. With --device cuda batches of 96 and a worker for each core but one are right, and pictures
are kept decoded.
"""
import argparse
import copy
import math
import os
import random
import time
from concurrent.futures import ThreadPoolExecutor

import cv2
import numpy as np
import torch

from .augment import CANVASES, sample
from .classes import LABELS, START, start_rows
from .loss import loss_of
from .net import YOLOX, anchors, weights_of
from .records import decoded, of_files, of_simulator, together

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
            yield torch.from_numpy(np.stack([picture for picture, _ in views])), together([known for _, known in views])
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


def keep_decoded(groups):
    """Every picture as pixels: 2 MB each, but nothing is decoded twice."""
    records = {id(record): record for group in groups.values() for record in group}.values()
    with ThreadPoolExecutor() as pool:
        for record, pixels in zip(records, pool.map(decoded, records)):
            record["bgr"] = pixels


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
    parser.add_argument("--early", type=float, default=0.0, help="share of the rate for stem and dark2")
    parser.add_argument("--steady", type=float, default=0.998, help="of the running mean of the weights that is kept")
    parser.add_argument("--kept", type=float, default=4.0, help="weight of what street-v0 says")
    parser.add_argument("--device", default="cpu")
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
    if args.device != "cpu":
        keep_decoded(groups)

    net, start = from_start(args.start)
    if args.before:
        net.load_state_dict(torch.load(args.before, map_location="cpu", weights_only=False)["ema"])
    net, start = (one.to(args.device, memory_format=torch.channels_last) for one in (net, start))
    run = Run(net, args)
    grids = {size: [one.to(args.device) for one in anchors(*size)] for size, _ in CANVASES}
    views = Views(groups, args.batch, args.seed, run.step)
    loader = torch.utils.data.DataLoader(views, batch_size=None, num_workers=args.workers, pin_memory=args.device != "cpu")
    begun, since, told = time.time(), 0, {}
    earlier = run.spent
    for pictures, known in loader:
        run.spent = earlier + time.time() - begun
        gone = run.spent / 60 / args.minutes if args.minutes else run.step / args.steps
        if gone >= 1:
            break
        grid = grids[tuple(pictures.shape[1:3])]
        pictures, known = pictures.to(args.device, non_blocking=True), {name: one.to(args.device, non_blocking=True) for name, one in known.items()}
        x = pictures.permute(0, 3, 1, 2).float()
        with torch.autocast(args.device, torch.bfloat16, enabled=args.device != "cpu"):
            with torch.no_grad():
                start_early = start.backbone.early(x)
                start_raw = start.forward_late(start_early)
            raw = net(x) if args.early else net.forward_late(start_early)
        loss, parts = loss_of(raw.float(), start_raw.float(), known, *grid, args.kept)
        run.learn(loss, gone)
        since += 1
        for name, value in dict(parts, total=loss.detach()).items():
            told[name] = told.get(name, 0) + value / 25
        if run.step % 25 == 0:
            speed = since * args.batch / (time.time() - begun)
            print("step %d, %.2f pictures a second" % (run.step, speed), {name: round(float(value), 2) for name, value in told.items()}, flush=True)
            told = {}
        if run.step % 50 == 0:
            run.save()
    run.save()
    print("done: %d steps" % run.step)


class Run:
    """The network, its running mean and its optimizer; goes on from `last.pt` where there is one."""

    def __init__(self, net, args):
        self.net, self.args, self.step, self.spent = net, args, 0, 0.0
        self.ema = copy.deepcopy(net).eval()
        early = [*net.backbone.stem.parameters(), *net.backbone.dark2.parameters()]
        late = [p for name in ("dark3", "dark4", "dark5") for p in getattr(net.backbone, name).parameters()]
        rest = [*net.neck.parameters(), *net.head.parameters()]
        for parameter in early:
            parameter.requires_grad_(args.early > 0)
        shares = [(late, args.backbone), (rest, 1.0)] + ([(early, args.early)] if args.early else [])
        self.learnt = [parameter for group, _ in shares for parameter in group]
        self.optimizer = torch.optim.AdamW([dict(params=group, share=share) for group, share in shares], lr=args.rate, weight_decay=0.0)
        self.last = os.path.join(args.out, "last.pt")
        if os.path.exists(self.last):
            state = torch.load(self.last, map_location=args.device, weights_only=False)
            for name in ("net", "ema", "optimizer"):
                getattr(self, name).load_state_dict(state[name])
            self.step, self.spent = state["step"], state.get("spent", 0.0)
            print("goes on at step %d" % self.step, flush=True)

    def learn(self, loss, gone):
        """One step; `gone` is the share of the schedule that is over."""
        args = self.args
        share = min(1.0, (self.step + 1) / args.warm) * (0.03 + 0.97 * 0.5 * (1 + math.cos(math.pi * gone)))
        for group in self.optimizer.param_groups:
            group["lr"] = args.rate * group["share"] * share
        self.optimizer.zero_grad(set_to_none=True)
        loss.backward()
        norm = torch.nn.utils.clip_grad_norm_(self.learnt, 20.0)
        self.step += 1
        if not torch.isfinite(norm):
            print("step %d left out: its gradient is not finite" % self.step, flush=True)
            return
        self.optimizer.step()
        keep = min(args.steady, (1 + self.step) / (20 + self.step))
        with torch.no_grad():
            for mine, its in zip(self.ema.parameters(), self.net.parameters()):
                mine.lerp_(its, 1 - keep)

    def save(self):
        states = {name: getattr(self, name).state_dict() for name in ("net", "ema", "optimizer")}
        torch.save(dict(states, step=self.step, spent=self.spent, labels=LABELS, args=vars(self.args)), self.last + ".part")
        os.replace(self.last + ".part", self.last)


if __name__ == "__main__":
    main()
