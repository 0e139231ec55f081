"""
SimOTA assignment and the loss. What is not known is not punished: boxes to ignore, names that may be meant, and
in pictures from above, where only stalls are labelled, an empty place counts for the stall alone. On photographs
the network is also held to what street-v0 says (distillation), but not where people labelled something.
"""
import torch
import torch.nn.functional as F

from .classes import AT, START
from .net import boxes_of, scores_of

STALL = AT["stall"]
# what street-v0 says for one of its names is held against the best of these
GROUPS = {"car": ["car", "van", "service-vehicle"], "truck": ["truck", "muck-truck"], "motorcycle": ["motorcycle", "tricycle"],
          "table": ["table", "cart"], "bag": ["bag", "goods"]}
KEPT = [name for name in START if name != "stall"]


def pair_iou(a, b):
    low, high = torch.max(a[:, None, :2], b[None, :, :2]), torch.min(a[:, None, 2:], b[None, :, 2:])
    both = (high - low).clamp(min=0).prod(2)
    return both / (area(a)[:, None] + area(b)[None] - both + 1e-7)


def own_iou(a, b):
    both = (torch.min(a[:, 2:], b[:, 2:]) - torch.max(a[:, :2], b[:, :2])).clamp(min=0).prod(1)
    return both / (area(a) + area(b) - both + 1e-7)


def area(b):
    return (b[:, 2:] - b[:, :2]).clamp(min=0).prod(1)


def assign(centre, stride, truth, wanted, box, obj, cls):
    """SimOTA: anchors that answer for a box, which box, and their IoU; None where there is none."""
    x, y = centre[:, 0], centre[:, 1]
    within = (x > truth[:, 0:1]) & (x < truth[:, 2:3]) & (y > truth[:, 1:2]) & (y < truth[:, 3:4])
    middle, reach = (truth[:, :2] + truth[:, 2:]) / 2, 2.5 * stride[:, 0]
    near = ((x - middle[:, 0:1]).abs() < reach) & ((y - middle[:, 1:2]).abs() < reach)
    some = (within | near).any(0).nonzero()[:, 0]
    if not len(some):
        return None
    iou = pair_iou(truth, box[some])
    p = (obj[some].sigmoid() * cls[some].sigmoid()).sqrt()
    yes, no = p.clamp(1e-6, 1 - 1e-6).log(), (1 - p).clamp(1e-6, 1).log()
    cost = -(wanted @ yes.T + (1 - wanted) @ no.T) - 3 * (iou + 1e-8).log() + 1e5 * ~(within & near)[:, some]
    match = torch.zeros_like(cost, dtype=torch.bool)
    count = iou.topk(min(10, iou.shape[1]), 1)[0].sum(1).int().clamp(min=1)
    for row in range(len(truth)):
        match[row, cost[row].topk(int(count[row]), largest=False)[1]] = True
    several = match.sum(0) > 1
    if several.any():
        best = cost[:, several].argmin(0)
        match[:, several] = False
        match[best, several.nonzero()[:, 0]] = True
    taken = match.any(0)
    which = match[:, taken].float().argmax(0)
    return some[taken], which, iou[which, taken.nonzero()[:, 0]]


def bce(p, t):
    p = p.clamp(1e-6, 1 - 1e-6)
    return -(t * p.log() + (1 - t) * (1 - p).log())


def as_start(scores):
    """Scores of this network as those of the classes street-v0 has, without its stall."""
    columns = [[AT[one] for one in GROUPS.get(name, [name])] for name in KEPT]
    return torch.stack([scores[..., group].amax(-1) for group in columns], -1)


def loss_of(raw, start_raw, known, cells, strides, weight):
    """raw: this network, start_raw: street-v0 on the same pictures. -> loss, its parts."""
    box, start_box = boxes_of(raw, cells, strides), boxes_of(start_raw, cells, strides)
    start_scores = scores_of(start_raw)[..., [START.index(name) for name in KEPT]]
    centre = (cells + 0.5) * strides
    names = ("iou", "obj", "cls", "stall", "kept", "kept box")
    sums, weights = dict.fromkeys(names, 0.0), 0.0
    for b, one in enumerate(known):
        parts, count = picture_loss(raw[b], box[b], start_box[b], start_scores[b], centre, strides, one)
        # pictures with few things count more than their things would, or dense traffic drowns the rest
        w = max(count, 8) ** -0.5
        for name, value in parts.items():
            sums[name] = sums[name] + w * value
        weights += w * count
    parts = {name: value / max(weights, 1.0) for name, value in sums.items()}
    total = 5 * parts["iou"] + parts["obj"] + parts["cls"] + parts["stall"] + weight * (parts["kept"] + 2 * parts["kept box"])
    return total, {name: float(value) for name, value in parts.items()}


def picture_loss(raw, box, start_box, start_scores, centre, strides, known):
    obj, cls = raw[:, 4], raw[:, 5:]
    positive = torch.zeros(len(raw), dtype=torch.bool)
    free = torch.ones(len(raw), dtype=torch.bool)
    calm = torch.full((len(raw),), not known["simulated"], dtype=torch.bool)
    parts, count = {}, 0
    if len(known["ignore"]):
        ignore = torch.from_numpy(known["ignore"])
        x, y = centre[:, 0:1], centre[:, 1:2]
        inside = (x > ignore[:, 0]) & (x < ignore[:, 2]) & (y > ignore[:, 1]) & (y < ignore[:, 3])
        free &= ~(inside & (pair_iou(box.detach(), ignore) > 0.2)).any(1)
    if len(known["boxes"]):
        truth, may = torch.from_numpy(known["boxes"]), torch.from_numpy(known["may"])
        human, unsaid = torch.from_numpy(known["human"]), torch.from_numpy(known["free"])
        if human.any():
            calm &= ~(pair_iou(start_box, truth[human]) > 0.4).any(1)
        also = torch.from_numpy(known["also"])
        wanted = (may.float() / may.sum(1, keepdim=True)).maximum(also.float())
        found = assign(centre, strides, truth, wanted, box.detach(), raw[:, 4:5].detach(), cls.detach())
        if found is not None:
            at, which, iou = found
            positive[at] = True
            count = len(at)
            calm[at[human[which]]] = False
            # of several names that may be meant the likeliest one is
            name = cls.detach()[at].masked_fill(~may[which], -1e9).argmax(1)
            target = F.one_hot(name, cls.shape[1]).float().maximum(also[which].float())
            counted = ~unsaid[which] | target.bool()
            parts["cls"] = (F.binary_cross_entropy_with_logits(cls[at], target * iou[:, None], reduction="none") * counted).sum()
            parts["iou"] = (1 - own_iou(box[at], truth[which]) ** 2).sum()
    if known["aerial"]:
        if positive.any():
            parts["obj"] = F.binary_cross_entropy_with_logits(obj[positive], torch.ones_like(obj[positive]), reduction="sum")
        empty = free & ~positive
        stall = obj[empty].sigmoid() * cls[empty, STALL].sigmoid()
        parts["stall"] = bce(stall, torch.zeros_like(stall)).sum()
    else:
        used = free | positive
        parts["obj"] = F.binary_cross_entropy_with_logits(obj[used], positive[used].float(), reduction="sum")
    if calm.any():
        mine = as_start(obj[calm, None].sigmoid() * cls[calm].sigmoid())
        theirs = start_scores[calm]
        # less its smallest value, so that agreement costs nothing; a labelled thing may only be pulled up
        apart = bce(mine, theirs) - bce(theirs, theirs)
        apart = torch.where(positive[calm][:, None] & (mine.detach() > theirs), torch.zeros_like(apart), apart)
        parts["kept"] = apart.sum()
        sure = (start_scores.amax(1) > 0.3) & calm & ~positive
        if sure.any():
            parts["kept box"] = ((1 - own_iou(box[sure], start_box[sure])) * start_scores[sure].amax(1)).sum()
    return parts, count
