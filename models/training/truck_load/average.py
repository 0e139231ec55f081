"""The mean of the weights of runs that began alike: steadier than each of them (Wortsman et al., "Model soups", ICML 2022).

  python3 -m truck_load.average --run RUN --run OTHER --out MEAN
"""
import argparse
import os

import torch


def mean_of(states):
    """Weights by name, each the mean over `states` (dicts of tensors with the same names)."""
    return {name: torch.stack([state[name] for state in states]).mean(0) for name in states[0]}


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--run", action="append", required=True)
    arguments.add_argument("--out", required=True)
    a = arguments.parse_args()
    os.makedirs(a.out, exist_ok=True)
    states = [torch.load(os.path.join(run, "last.pt"))["steady"] for run in a.run]
    torch.save(dict(steady=mean_of(states)), os.path.join(a.out, "last.pt"))


if __name__ == "__main__":
    main()
