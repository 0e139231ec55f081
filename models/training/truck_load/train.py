"""Learns load and cover from sets of scripts/street/training.ts. Goes on where it was stopped.

  python3 -m truck_load.train --set SET [--set SET ...] --coco yolox_nano.onnx --out RUN [--start OTHER/last.pt]
"""
import argparse
import copy
import math
import os
import time
from concurrent.futures import ThreadPoolExecutor

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


def batches(examples, crops, chance, steps, batch, seed):
    """-> step, which were drawn, their pictures; the next ones are made while these are learnt from.

    Each step draws by its own number: a run that was stopped goes on as it would have.
    """
    def make(step):
        rng = np.random.default_rng((seed, step))
        drawn = rng.choice(len(examples), batch, p=chance)
        return step, drawn, torch.from_numpy(np.stack([augmented(crops[at], rng) for at in drawn]))

    with ThreadPoolExecutor(1) as pool:
        coming = None
        for step in steps:
            made, coming = coming, pool.submit(make, step)
            if made is not None:
                yield made.result()
        if coming is not None:
            yield coming.result()


def soft_loss(logits, wanted, weight=None):
    each = -(wanted * F.log_softmax(logits, 1)).sum(1)
    return each.mean() if weight is None else (each * weight).sum() / weight.sum().clamp(min=1)


@torch.no_grad()
def logits_of(net, pictures, step=64):
    net.eval()
    parts = [net(torch.from_numpy(np.stack(pictures[at:at + step]))) for at in range(0, len(pictures), step)]
    return [torch.cat([part[which] for part in parts]) for which in (0, 1)]


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
    arguments.add_argument("--threads", type=int, default=1)
    arguments.add_argument("--seed", type=int, default=1)
    a = arguments.parse_args()
    os.makedirs(a.out, exist_ok=True)
    torch.set_num_threads(a.threads)
    cv2.setNumThreads(1)
    torch.manual_seed(a.seed)
    examples, crops = read_sets(a.set, a.out)
    apart = [is_kept_apart(one) for one in examples]
    load, cover, weight = targets(examples)
    chance = chances(examples, apart)
    held = [at for at, is_apart in enumerate(apart) if is_apart]
    print(f"{len(examples)} vehicles, {sum(one.tipper for one in examples)} tippers, {len(held)} kept apart", flush=True)

    net = from_coco(a.coco)
    if a.start:
        net.load_state_dict(torch.load(a.start)["steady"])
    for part in (net.stages.stem, net.stages.dark2):
        part.requires_grad_(False)
    rates = ((net.stages.dark3, 0.4), (net.stages.dark4, 0.7), (net.stages.dark5, 1),
             (net.fine, 1), (net.mixed, 1), (net.load, 1), (net.cover, 1))
    optimiser = torch.optim.AdamW([dict(params=part.parameters(), factor=f) for part, f in rates], weight_decay=0.02)
    steady = copy.deepcopy(net)
    begin, last = 0, os.path.join(a.out, "last.pt")
    if os.path.exists(last):
        state = torch.load(last)
        net.load_state_dict(state["net"]), steady.load_state_dict(state["steady"])
        optimiser.load_state_dict(state["optimiser"])
        begin = state["step"]
    started = time.time()
    sums = np.zeros(2)
    for step, drawn, pictures in batches(examples, crops, chance, range(begin, a.steps), a.batch, a.seed):
        torch.manual_seed(a.seed * 1_000_003 + step)
        rate = a.rate * min(1, (step + 1) / 100) * (0.02 + 0.98 * 0.5 * (1 + math.cos(math.pi * step / a.steps)))
        for group in optimiser.param_groups:
            group["lr"] = rate * group["factor"]
        net.train()
        with torch.no_grad():
            early = net.stages.early(patches(pictures))
        said_load, said_cover = net.heads(early)
        losses = (soft_loss(said_load, torch.from_numpy(load[drawn]), torch.from_numpy(weight[drawn])),
                  soft_loss(said_cover, torch.from_numpy(cover[drawn])))
        optimiser.zero_grad(set_to_none=True)
        sum(losses).backward()
        torch.nn.utils.clip_grad_norm_(net.parameters(), 5.0)
        optimiser.step()
        keep = min(KEEP_EMA, (step + 1) / (step + 10))
        with torch.no_grad():
            for slow, fast in zip(steady.parameters(), net.parameters()):
                slow.mul_(keep).add_(fast, alpha=1 - keep)
        sums = 0.98 * sums + 0.02 * np.array([float(one) for one in losses])
        if (step + 1) % 100 == 0 or step + 1 == a.steps:
            shown = sums / (1 - 0.98 ** (step + 1 - begin))
            print(f"{step + 1} {time.time() - started:.0f} s, loss {shown[0]:.3f} {shown[1]:.3f}; "
                  f"{watch(steady, examples, crops, held)}", flush=True)
            torch.save(dict(net=net.state_dict(), steady=steady.state_dict(), optimiser=optimiser.state_dict(),
                            step=step + 1), last)


if __name__ == "__main__":
    main()
