"""Learns to read plates that are drawn while it learns. Goes on where it was stopped; ends by the clock.

  python3 -m plates.train --glyphs glyphs.npz --out RUN --minutes 7 [--device cuda] [--rendered SET/plates ...]
      [--watch SET/plates ...]
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

from .atlas import Atlas
from .device import moved
from .evaluate import drawn_set, exact, folder_set
from .net import STEPS, PlateNet
from .rendered import Rendered
from .stream import Stream

SAVE_SECONDS = 30
WARM = 300              # steps until the full rate
EASY = 1000             # steps until pictures are as bad as they get
KEEP = 0.999            # of the steady weights, per step
SEED = 7919


def ctc_loss(logits, signs):
    """logits: n x STEPS x classes; signs: n x LONGEST, -1 where there is none. The mean over lines, per sign."""
    length = (signs >= 0).sum(1)
    targets = moved(signs[signs >= 0], logits.device)
    steps = torch.full((len(signs),), STEPS, dtype=torch.long)
    each = F.ctc_loss(F.log_softmax(logits.float(), 2).transpose(0, 1), targets, steps,
                      torch.from_numpy(length), blank=0, reduction="none", zero_infinity=True)
    weight = moved(1 / np.maximum(length, 1), logits.device, torch.float32)
    return (each * weight).mean()


def rate_at(step, share, most):
    """The rate after a share of the time: a warm start, then half a cosine."""
    return most * min(1, (step + 1) / WARM) * (0.01 + 0.99 * 0.5 * (1 + math.cos(math.pi * min(1, share))))


class Run:
    """Net, steady weights and optimiser; `save` and `load` are all that a run needs to go on."""

    def __init__(self, device, rate, halves):
        self.net = PlateNet().to(device)
        self.halves = halves
        if halves:
            self.net = self.net.to(memory_format=torch.channels_last)
        self.steady = copy.deepcopy(self.net).eval()
        decayed = [one for one in self.net.parameters() if one.dim() > 1]
        others = [one for one in self.net.parameters() if one.dim() <= 1]
        self.optimiser = torch.optim.AdamW([dict(params=decayed, weight_decay=0.02), dict(params=others, weight_decay=0.0)], lr=rate)
        self.step, self.seconds, self.learnt = 0, 0.0, 0

    def learn(self, lines, signs, rate, device):
        for group in self.optimiser.param_groups:
            group["lr"] = rate
        self.net.train()
        with torch.autocast(device, torch.bfloat16, enabled=self.halves):
            logits = self.net(lines)
        loss = ctc_loss(logits, signs)
        self.optimiser.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.net.parameters(), 2.0)
        self.optimiser.step()
        self.follow()
        self.step += 1
        self.learnt += len(signs)
        return loss.detach()

    @torch.no_grad()
    def follow(self):
        keep = min(KEEP, (self.step + 1) / (self.step + 20))
        slow, fast = list(self.steady.parameters()), list(self.net.parameters())
        torch._foreach_mul_(slow, keep)
        torch._foreach_add_(slow, fast, alpha=1 - keep)
        for mine, other in zip(self.steady.buffers(), self.net.buffers()):
            if mine.is_floating_point():
                mine.mul_(keep).add_(other, alpha=1 - keep)

    def save(self, out, last):
        """`last` to go on from, plates.pt with the steady weights alone; each whole or not at all."""
        state = dict(net=self.net.state_dict(), steady=self.steady.state_dict(), optimiser=self.optimiser.state_dict(),
                     step=self.step, seconds=self.seconds, learnt=self.learnt)
        steady = dict(steady=state["steady"], step=self.step, learnt=self.learnt)
        for path, what in ((last, state), (os.path.join(out, "plates.pt"), steady)):
            torch.save(what, path + ".new")
            os.replace(path + ".new", path)

    def load(self, path, device):
        state = torch.load(path, map_location=device)
        self.net.load_state_dict(state["net"]), self.steady.load_state_dict(state["steady"])
        self.optimiser.load_state_dict(state["optimiser"])
        self.step, self.seconds, self.learnt = state["step"], state["seconds"], state["learnt"]


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--glyphs", required=True)
    parser.add_argument("--out", required=True)
    parser.add_argument("--minutes", type=float, required=True, help="of learning; a run that goes on has so many more")
    parser.add_argument("--state", help="what a stopped run goes on from; last.pt beside the weights where not given")
    parser.add_argument("--rendered", nargs="*", default=[], help="folders to learn from")
    parser.add_argument("--watch", nargs="*", default=[], help="folders that are only read, every time the run is saved")
    parser.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu")
    parser.add_argument("--batch", type=int, default=1024)
    parser.add_argument("--chunk", type=int, default=128, help="lines of one size, made at once")
    parser.add_argument("--rate", type=float, default=2e-3)
    parser.add_argument("--plain", action="store_true", help="floats alone, where a device cannot do with halves")
    parser.add_argument("--threads", type=int, default=2)
    return parser.parse_args()


def main():
    a = arguments()
    os.makedirs(a.out, exist_ok=True)
    torch.set_num_threads(a.threads)
    cv2.setNumThreads(1)
    torch.backends.cudnn.benchmark = True
    if a.device == "cuda":
        # pictures of many sizes leave gaps in the memory, which others may need
        torch.cuda.set_per_process_memory_fraction(0.4)
    atlas = Atlas(a.glyphs, a.device)
    rendered = Rendered(a.rendered, a.device) if a.rendered else None
    watched = {os.path.dirname(one.rstrip("/")).rsplit("/", 1)[-1]: folder_set(one) for one in a.watch}
    watched["drawn"] = drawn_set(atlas, a.device, 64 if a.device == "cpu" else 1024)
    run, last = Run(a.device, a.rate, a.device == "cuda" and not a.plain), a.state or os.path.join(a.out, "last.pt")
    if os.path.exists(last):
        run.load(last, a.device)
    # another part of a run draws other plates
    torch.manual_seed(SEED + run.step)
    rng = np.random.default_rng((SEED, run.step))
    stream = Stream(atlas, rendered, a.device, a.chunk)
    began, before, saved, slow = time.time(), run.seconds, time.time(), None
    end = before + 60 * a.minutes
    while run.seconds < end:
        stream.hard = min(1, 0.2 + run.step / EASY)
        batch = stream.batch(rng, a.batch)
        loss = run.learn(batch.lines, batch.signs, rate_at(run.step, run.seconds / end, a.rate), a.device)
        slow = loss if slow is None else 0.98 * slow + 0.02 * loss
        run.seconds = before + time.time() - began
        if time.time() - saved > SAVE_SECONDS or run.seconds >= end or run.step in (20, 100):
            if not torch.isfinite(slow):
                print(f"{run.step}: the loss is no number any more, going on from {last}", flush=True)
                run.load(last, a.device)
                slow, run.seconds, saved = None, before + time.time() - began, time.time()
                continue
            run.save(a.out, last)
            rates = ", ".join(f"{name} {exact(run.steady, one, a.device):.3f}" for name, one in watched.items())
            print(f"{run.step} {run.seconds:.0f} s, {run.learnt} lines, loss {float(slow):.4f}; exact: {rates}", flush=True)
            saved = time.time()


if __name__ == "__main__":
    main()
