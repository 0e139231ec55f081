"""Learns load and cover from sets of scripts/street/training.ts. Goes on where it was stopped.

  python3 -m truck_load.train --set SET [--set SET ...] --coco yolox_nano.onnx --out RUN [--start OTHER/last.pt]
"""
import argparse
import copy
import math
import os
import time

import cv2
import numpy as np
import torch
import torch.nn.functional as F

from .augment import augmented, plain
from .crops import cut_all
from .net import from_coco, patches
from .truth import COVERS, LOADS, is_kept_apart, read_table, target

TIPPERS = 0.8            # share of a batch; the others have no load that is judged
KEEP_EMA = 0.995
SMOOTH = 0.02            # no state is ever ruled out
CLEAR = 0.9              # of the load is seen: what is counted while learning


def read_sets(folders, out):
    examples, crops = [], []
    for folder in folders:
        table = read_table(folder)
        examples += table
        crops += cut_all(folder, table, os.path.join(out, f"crops-{os.path.basename(folder)}.pickle"))
    return examples, crops


def targets(examples):
    """-> load (n x 4), cover (n x 6), weight of the load (n)."""
    load = np.array([target(LOADS, one.load, one.seen) for one in examples], np.float32)
    cover = np.array([target(COVERS, one.cover, one.seen) for one in examples], np.float32)
    # through a torn corner some of the load may show, or not
    weight = np.array([0.0 if one.torn else 1.0 for one in examples], np.float32)
    smooth = lambda t: (1 - SMOOTH) * t + SMOOTH / t.shape[1]
    return smooth(load), smooth(cover), weight


def chances(examples, kept_apart):
    """How often each example is drawn: rare pairs of load and cover more often than their share."""
    group = [(one.load, one.cover, one.seen > 0.5) if one.tipper else one.kind for one in examples]
    count = {}
    for name, apart in zip(group, kept_apart):
        if not apart:
            count[name] = count.get(name, 0) + 1
    chance = np.array([0.0 if apart else count[name] ** -0.5 for name, apart in zip(group, kept_apart)])
    tipper = np.array([one.tipper for one in examples])
    chance[tipper] *= TIPPERS / chance[tipper].sum()
    chance[~tipper] *= (1 - TIPPERS) / chance[~tipper].sum()
    return chance / chance.sum()


class Draws(torch.utils.data.IterableDataset):
    """Batches without end: which examples were drawn, and their pictures.

    Each step draws by its own number: a run that was stopped goes on as it would have.
    """

    def __init__(self, crops, chance, batch, seed, first):
        self.crops, self.chance, self.batch, self.seed, self.first = crops, chance, batch, seed, first

    def __iter__(self):
        cv2.setNumThreads(1)
        worker = torch.utils.data.get_worker_info()
        step, apart = self.first + worker.id, worker.num_workers
        while True:
            rng = np.random.default_rng((self.seed, step))
            drawn = rng.choice(len(self.crops), self.batch, p=self.chance)
            yield torch.from_numpy(drawn), torch.from_numpy(np.stack([augmented(self.crops[at], rng) for at in drawn]))
            step += apart


def soft_loss(logits, wanted, weight=None):
    each = -(wanted * F.log_softmax(logits, 1)).sum(1)
    return each.mean() if weight is None else (each * weight).sum() / weight.sum().clamp(min=1)


@torch.no_grad()
def logits_of(net, pictures, step=64):
    net.eval()
    device = next(net.parameters()).device
    parts = [net(torch.from_numpy(np.stack(pictures[at:at + step])).to(device)) for at in range(0, len(pictures), step)]
    return [torch.cat([part[which] for part in parts]).cpu() for which in (0, 1)]


def watch(net, examples, crops, where):
    """Shares of right answers on what is kept apart: for the log, nothing is chosen by it."""
    load, cover = logits_of(net, [plain(crops[at]) for at in where])
    rows = []
    for states, logits, name in ((LOADS, load, "load"), (COVERS, cover, "cover")):
        said = logits.argmax(1).numpy()
        wanted = np.array([states.index(getattr(examples[at], name)) for at in where])
        seen = np.array([examples[at].tipper and examples[at].seen > CLEAR for at in where])
        other = np.array([not examples[at].tipper for at in where])
        right = said == wanted
        rows.append(f"{name} {right[seen].mean():.3f} (of {seen.sum()}), others {right[other].mean():.3f}")
    return ", ".join(rows)


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--set", action="append", required=True)
    arguments.add_argument("--coco", required=True)
    arguments.add_argument("--out", required=True)
    arguments.add_argument("--steps", type=int, default=5000)
    arguments.add_argument("--batch", type=int, default=48)
    arguments.add_argument("--rate", type=float, default=2e-3)
    arguments.add_argument("--start", help="last.pt of another run: its weights are where this one begins")
    arguments.add_argument("--minutes", type=float, help="the schedule ends after so much time, however many steps that is")
    arguments.add_argument("--device", default="cpu")
    arguments.add_argument("--threads", type=int, default=1)
    arguments.add_argument("--workers", type=int, default=1)
    arguments.add_argument("--told", type=int, default=100, help="steps between two lines of the log")
    arguments.add_argument("--seed", type=int, default=1)
    a = arguments.parse_args()
    os.makedirs(a.out, exist_ok=True)
    torch.set_num_threads(a.threads)
    cv2.setNumThreads(1)
    torch.manual_seed(a.seed)
    examples, crops = read_sets(a.set, a.out)
    apart = [is_kept_apart(one) for one in examples]
    chance = chances(examples, apart)
    held = [at for at, is_apart in enumerate(apart) if is_apart]
    print(f"{len(examples)} vehicles, {sum(one.tipper for one in examples)} tippers, {len(held)} kept apart", flush=True)

    net = from_coco(a.coco)
    if a.start:
        net.load_state_dict(torch.load(a.start, map_location="cpu", weights_only=False)["steady"])
    run = Run(net.to(a.device), a)
    wanted = [torch.from_numpy(one).to(a.device) for one in targets(examples)]
    draws = Draws(crops, chance, a.batch, a.seed, run.step)
    begun, started, sums = run.step, time.time() - run.spent, np.zeros(2)
    for drawn, pictures in torch.utils.data.DataLoader(draws, batch_size=None, num_workers=a.workers):
        run.spent = time.time() - started
        gone = run.spent / 60 / a.minutes if a.minutes else run.step / a.steps
        if gone >= 1:
            break
        losses = run.learn(pictures.to(a.device), [one[drawn.to(a.device)] for one in wanted], gone)
        if run.step % 20 == 0:
            sums = 0.7 * sums + 0.3 * np.array([float(one) for one in losses])
        if run.step % a.told == 0:
            shown = sums / (1 - 0.7 ** ((run.step - begun) // 20))
            print(f"{run.step} {run.spent:.0f} s, loss {shown[0]:.3f} {shown[1]:.3f}; "
                  f"{watch(run.steady, examples, crops, held)}", flush=True)
            run.save()
    print(f"{run.step} steps; {watch(run.steady, examples, crops, held)}", flush=True)
    run.save()


class Run:
    """The network, the steady mean of its weights and its optimiser; goes on from `last.pt` where there is one."""

    def __init__(self, net, a):
        self.net, self.a, self.step, self.spent = net, a, 0, 0.0
        for part in (net.stages.stem, net.stages.dark2):
            part.requires_grad_(False)
        rates = ((net.stages.dark3, 0.4), (net.stages.dark4, 0.7), (net.stages.dark5, 1),
                 (net.fine, 1), (net.mixed, 1), (net.load, 1), (net.cover, 1))
        self.optimiser = torch.optim.AdamW([dict(params=part.parameters(), factor=f) for part, f in rates], weight_decay=0.02)
        self.steady = copy.deepcopy(net)
        self.last = os.path.join(a.out, "last.pt")
        if os.path.exists(self.last):
            state = torch.load(self.last, map_location=a.device, weights_only=False)
            for name in ("net", "steady", "optimiser"):
                getattr(self, name).load_state_dict(state[name])
            self.step, self.spent = state["step"], state.get("spent", 0.0)

    def learn(self, pictures, wanted, gone):
        """One step; `gone` is the share of the schedule that is over. -> losses of load and cover."""
        load, cover, weight = wanted
        torch.manual_seed(self.a.seed * 1_000_003 + self.step)
        rate = self.a.rate * min(1, (self.step + 1) / 100) * (0.02 + 0.98 * 0.5 * (1 + math.cos(math.pi * gone)))
        for group in self.optimiser.param_groups:
            group["lr"] = rate * group["factor"]
        self.net.train()
        with torch.no_grad():
            early = self.net.stages.early(patches(pictures))
        said_load, said_cover = self.net.heads(early)
        losses = soft_loss(said_load, load, weight), soft_loss(said_cover, cover)
        self.optimiser.zero_grad(set_to_none=True)
        sum(losses).backward()
        torch.nn.utils.clip_grad_norm_(self.net.parameters(), 5.0)
        self.optimiser.step()
        self.step += 1
        keep = min(KEEP_EMA, self.step / (self.step + 9))
        with torch.no_grad():
            for slow, fast in zip(self.steady.parameters(), self.net.parameters()):
                slow.mul_(keep).add_(fast, alpha=1 - keep)
        return [one.detach() for one in losses]

    def save(self):
        states = {name: getattr(self, name).state_dict() for name in ("net", "steady", "optimiser")}
        torch.save(dict(states, step=self.step, spent=self.spent), self.last)


if __name__ == "__main__":
    main()
