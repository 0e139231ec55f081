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
    """[..., N, 4] and [..., M, 4] -> [..., N, M]."""
    a, b = a.unsqueeze(-2), b.unsqueeze(-3)
    both = (torch.minimum(a[..., 2:], b[..., 2:]) - torch.maximum(a[..., :2], b[..., :2])).clamp(min=0).prod(-1)
    return both / (area(a) + area(b) - both + 1e-7)


def own_iou(a, b):
    both = (torch.min(a[:, 2:], b[:, 2:]) - torch.max(a[:, :2], b[:, :2])).clamp(min=0).prod(1)
    return both / (area(a) + area(b) - both + 1e-7)


def area(b):
    return (b[..., 2:] - b[..., :2]).clamp(min=0).prod(-1)


def assign(centre, stride, known, wanted, box, obj, cls):
    """
    SimOTA for a whole batch. -> taken [B, A]: anchors that answer for a box; which [B, A]: the box; iou [B, A]: with it.
    box [B, A, 4], obj [B, A, 1], cls [B, A, C]; wanted [B, G, C]; boxes that only fill the batch answer to nothing.
    """
    truth, real = known["boxes"], known["real"]
    x, y = centre[:, 0], centre[:, 1]
    within = (x > truth[..., 0:1]) & (x < truth[..., 2:3]) & (y > truth[..., 1:2]) & (y < truth[..., 3:4])
    middle, reach = (truth[..., :2] + truth[..., 2:]) / 2, 2.5 * stride[:, 0]
    near = ((x - middle[..., 0:1]).abs() < reach) & ((y - middle[..., 1:2]).abs() < reach)
    some = ((within | near) & real[..., None]).any(1, keepdim=True)
    iou = pair_iou(truth, box) * (some & real[..., None])
    p = (obj.sigmoid() * cls.sigmoid()).sqrt()
    yes, no = p.clamp(1e-6, 1 - 1e-6).log(), (1 - p).clamp(1e-6, 1).log()
    cost = -(wanted @ yes.mT + (1 - wanted) @ no.mT) - 3 * (iou + 1e-8).log() + 1e5 * ~(within & near)
    cost = cost.masked_fill(~(some & real[..., None]), 1e9)
    most = min(10, iou.shape[-1])
    count = iou.topk(most, -1)[0].sum(-1).int().clamp(min=1)
    best = cost.topk(most, -1, largest=False)[1]
    counted = torch.arange(most, device=cost.device) < count[..., None]
    match = torch.zeros_like(cost, dtype=torch.bool).scatter_(-1, best, counted) & (cost < 1e8)
    taken = match.any(1)
    # where several boxes want one anchor, the cheapest has it
    which = torch.where(match.sum(1) > 1, cost.argmin(1), match.float().argmax(1))
    return taken, which, iou.gather(1, which[:, None])[:, 0]


def bce(p, t):
    p = p.clamp(1e-6, 1 - 1e-6)
    return -(t * p.log() + (1 - t) * (1 - p).log())


def as_start(scores):
    """Scores of this network as those of the classes street-v0 has, without its stall."""
    columns = [[AT[one] for one in GROUPS.get(name, [name])] for name in KEPT]
    return torch.stack([scores[..., group].amax(-1) for group in columns], -1)


def loss_of(raw, start_raw, known, cells, strides, weight):
    """
    raw: this network, start_raw: street-v0 on the same pictures, [B, A, 5 + classes]; known: `together` of records.py.
    -> loss, its parts.
    """
    box, start_box = boxes_of(raw, cells, strides), boxes_of(start_raw, cells, strides)
    centre = (cells + 0.5) * strides
    wanted = (known["may"] / known["may"].sum(-1, keepdim=True).clamp(min=1)).maximum(known["also"].float())
    found = assign(centre, strides, known, wanted, box.detach(), raw[..., 4:5].detach(), raw[..., 5:].detach())
    # pictures with few things count more than their things would, or dense traffic drowns the rest
    count = found[0].sum(1)
    w = count.clamp(min=8).float() ** -0.5
    parts = {**of_boxes(raw, box, known, found, w), **of_places(raw, box, known, found[0], centre, w)}
    parts.update(of_start(raw, box, start_raw, start_box, known, found, w))
    parts = {name: value / (w * count).sum().clamp(min=1) for name, value in parts.items()}
    total = 5 * parts["iou"] + parts["obj"] + parts["cls"] + parts["stall"] + weight * (parts["kept"] + 2 * parts["kept box"])
    return total, {name: value.detach() for name, value in parts.items()}


def of_boxes(raw, box, known, found, w):
    """What the anchors that answer for a box say: its name and its place."""
    taken, which, iou = found
    b, a = taken.nonzero(as_tuple=True)
    g, cls = which[b, a], raw[b, a, 5:]
    # of several names that may be meant the likeliest one is
    name = cls.detach().masked_fill(~known["may"][b, g], -1e9).argmax(1)
    target = F.one_hot(name, cls.shape[1]).float().maximum(known["also"][b, g].float())
    counted = ~known["free"][b, g] | target.bool()
    said = F.binary_cross_entropy_with_logits(cls, target * iou[b, a, None], reduction="none") * counted
    return {"cls": (said.sum(1) * w[b]).sum(), "iou": ((1 - own_iou(box[b, a], known["boxes"][b, g]) ** 2) * w[b]).sum()}


def of_places(raw, box, known, taken, centre, w):
    """Whether something is there; from above an empty place counts for the stall alone."""
    x, y = centre[:, 0:1], centre[:, 1:2]
    ignore = known["ignore"].unsqueeze(1)
    inside = (x > ignore[..., 0]) & (x < ignore[..., 2]) & (y > ignore[..., 1]) & (y < ignore[..., 3])
    free = ~(inside & (pair_iou(box.detach(), known["ignore"]) > 0.2)).any(-1)
    above = known["aerial"][:, None]
    used = torch.where(above, taken, free | taken)
    obj = F.binary_cross_entropy_with_logits(raw[..., 4], taken.float(), reduction="none") * used
    stall = raw[..., 4].sigmoid() * raw[..., 5 + STALL].sigmoid()
    empty = bce(stall, torch.zeros_like(stall)) * (free & ~taken & above)
    return {"obj": (obj.sum(1) * w).sum(), "stall": (empty.sum(1) * w).sum()}


def of_start(raw, box, start_raw, start_box, known, found, w):
    """What street-v0 says of photographs, where people labelled nothing."""
    taken, which, _ = found
    human = known["human"] & known["real"]
    labelled = ((pair_iou(start_box, known["boxes"]) > 0.4) & human[:, None]).any(-1) | taken & human.gather(1, which)
    calm = ~known["simulated"][:, None] & ~labelled
    b, a = calm.nonzero(as_tuple=True)
    positive, scores = taken[b, a], scores_of(raw[b, a])
    mine, theirs = as_start(scores), scores_of(start_raw[b, a])[..., [START.index(name) for name in KEPT]]
    # less its smallest value, so that agreement costs nothing; a labelled thing may only be pulled up
    apart = bce(mine, theirs) - bce(theirs, theirs)
    apart = apart.masked_fill(positive[:, None] & (mine.detach() > theirs), 0.0)
    sure = theirs.amax(1) * ((theirs.amax(1) > 0.3) & ~positive)
    off = (1 - own_iou(box[b, a], start_box[b, a])) * sure
    return {"kept": (apart.sum(1) * w[b]).sum(), "kept box": (off * w[b]).sum()}
