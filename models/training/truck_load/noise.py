"""What the assumed reader of scripts/street/noise/look-noise.ts has of this one: the same measures, in logits."""
import numpy as np

from .truth import COVERS, LOADS

ASSUMED = "assumed: evidence 5, half of it at 40 px, front 0.25, side 0.8, back 0.9, others 0.25, passage 0.5, look 0.7"


def evidence(one, answer, which):
    """Logit of the right state over the mean of the others, unknown left out."""
    states = (LOADS, COVERS)[which]
    logs = np.log(np.maximum(answer[which], 1e-4))
    at = states.index((one.load, one.cover)[which])
    if states[at] == "unknown":
        return None
    others = [log for index, log in enumerate(logs[:-1]) if index != at]
    return float(logs[at] - np.mean(others))


def noise_figures(examples, answers):
    print(f"\nthe noise model ({ASSUMED})")
    for which, name in ((0, "load"), (1, "cover")):
        rows = [(o, evidence(o, a, which)) for o, a in zip(examples, answers) if o.tipper and o.seen >= 0.9 and not o.torn]
        rows = [(o, e) for o, e in rows if e is not None]
        large = [(o, e) for o, e in rows if o.short_px >= 96]
        day = lambda o: o.light in ("day", "overcast")
        mean = lambda pairs: float(np.mean([e for _, e in pairs])) if pairs else float("nan")
        best = mean([p for p in large if day(p[0])])
        views = {n: mean([p for p in large if day(p[0]) and least <= p[0].aspect < most]) / best
                 for n, least, most in (("front", 0, 45), ("side", 45, 135), ("back", 135, 181))}
        lights = {light: mean([p for p in large if p[0].light == light]) / best for light in sorted({o.light for o, _ in large})}
        fair, top = half_size([p for p in rows if day(p[0])])
        passage, look = spread(large)
        show = lambda table: ", ".join(f"{k} {v:.2f}" for k, v in table.items())
        print(f"{name}: evidence {best:.2f} (96 px and more, by day; fitted limit {top:.2f}), half at {fair:.0f} px; "
              f"share left {show(views)}; {show(lights)}; deviation per truck {passage:.2f}, per look {look:.2f}")
    blind = [(o, a) for o, a in zip(examples, answers) if not o.tipper and o.short_px >= 64]
    for which, name in ((0, "load"), (1, "cover")):
        logs = [np.log(np.maximum(a[which], 1e-4)) for _, a in blind]
        print(f"{name} of other vehicles: unknown over the best other state by {np.mean([l[-1] - l[:-1].max() for l in logs]):.2f}")


def half_size(rows):
    """Fits evidence = top * px / (px + fair): -> fair, top."""
    px, e = np.array([o.short_px for o, _ in rows]), np.array([e for _, e in rows])
    best = (np.inf, 0, 0)
    for fair in np.linspace(0, 150, 151):
        basis = px / (px + fair)
        top = (basis * e).sum() / (basis * basis).sum()
        best = min(best, (((e - top * basis) ** 2).sum(), fair, top))
    return best[1], best[2]


def spread(rows):
    """Standard deviations of the evidence between trucks and between looks at one (analysis of variance)."""
    groups = {}
    for one, e in rows:
        groups.setdefault((one.batch, one.actor), []).append(e)
    many = [np.array(g) for g in groups.values() if len(g) >= 2]
    if not many:
        return float("nan"), float("nan")
    within = sum(((g - g.mean()) ** 2).sum() for g in many) / sum(len(g) - 1 for g in many)
    size = np.mean([len(g) for g in many])
    between = np.var([g.mean() for g in many], ddof=1) - within / size
    return float(np.sqrt(max(0, between))), float(np.sqrt(within))
