"""What a camera makes of a face: where it stands before it, its lens, light, noise and coding."""
import math

import torch
import torch.nn.functional as F

from .compress import compressed
from .device import constant
from .faces import uniform

AROUND = ((-1.0, -1.0), (1.0, -1.0), (1.0, 1.0), (-1.0, 1.0))
# room left, above, right, below that a text finder leaves of a plate; shares of its height
TIGHT = (-0.02, -0.11, -0.02, -0.11)
INFRARED = (0.35, 0.45, 0.2)         # grey of red, green, blue
PAD = 8             # pixels around a crop, so that blur and blocks know what is beside it


def corners(face, device, straight):
    """Corners of faces (n x 4 x 2: from the upper left, clockwise) in crops that are 0 to 1 wide and high.

    straight: n booleans, crops of a line that a text finder has found: level, and close around the text.
    """
    n = len(face)
    angle = torch.where(torch.rand(n, device=device) < 0.6, torch.randn(n, device=device) * 2.5,
                        (torch.rand(n, device=device) - 0.5) * 28)
    angle = torch.where(straight, torch.randn(n, device=device) * 1.5, angle) * math.pi / 180
    half = face / 2
    signs = constant(AROUND, device)
    at = signs[None] * half[:, None]
    # from above and aside a plate is seen as a parallelogram
    lean_x, lean_y = torch.randn(n, 1, device=device) * 0.12, torch.randn(n, 1, device=device) * 0.035
    lean_y = lean_y + (torch.rand(n, 1, device=device) - 0.5) * 0.4 * (torch.rand(n, 1, device=device) < 0.3)
    lean_y = torch.where(straight[:, None], lean_y * 0.3, lean_y)
    at = torch.stack((at[..., 0] * uniform(n, 0.62, 1.05, device, 1) + lean_x * at[..., 1], at[..., 1] + lean_y * at[..., 0]), 2)
    sine, cosine = angle.sin()[:, None], angle.cos()[:, None]
    at = torch.stack((at[..., 0] * cosine - at[..., 1] * sine, at[..., 0] * sine + at[..., 1] * cosine), 2)
    at = at + torch.randn(n, 4, 2, device=device) * face[:, 1].view(n, 1, 1) * 0.02
    low, high = at.amin(1), at.amax(1)
    tall = face[:, 1:]
    # of the height: cut off (below 0), or room around
    loose = (torch.rand(n, 1, device=device) ** 1.5 * 0.5) * (torch.rand(n, 1, device=device) < 0.7)
    margin = (torch.rand(n, 4, device=device) - 0.25) * loose + torch.randn(n, 4, device=device) * 0.025
    tight = constant(TIGHT, device) + torch.randn(n, 4, device=device) * 0.04
    margin = torch.where(straight[:, None] & (torch.rand(n, 1, device=device) < 0.7), tight, margin).clamp(min=-0.2)
    margin[:, ::2] = margin[:, ::2].clamp(min=-0.07)      # no sign may be lost
    low, high = low - margin[:, :2] * tall, high + margin[:, 2:] * tall
    return (at - low[:, None]) / (high - low)[:, None]


def homographies(source, target):
    """n x 4 x 2 each -> n x 3 x 3 that takes the one to the other."""
    x, y = source[..., 0], source[..., 1]
    u, v = target[..., 0], target[..., 1]
    one, nought = torch.ones_like(x), torch.zeros_like(x)
    rows = torch.cat((torch.stack((x, y, one, nought, nought, nought, -u * x, -u * y), 2),
                      torch.stack((nought, nought, nought, x, y, one, -v * x, -v * y), 2)), 1)
    # without the check for singular ones, which waits for the device
    solved = torch.linalg.solve_ex(rows, torch.cat((u, v), 1)[..., None])[0][..., 0]
    return torch.cat((solved, torch.ones_like(solved[:, :1])), 1).view(-1, 3, 3)


def scene(faces, place, high, wide, device):
    """Crops with PAD around, n x 3 x high + 2 PAD x wide + 2 PAD: the faces in their places before what is behind."""
    n = len(place)
    square = ((constant(AROUND, device) + 1) / 2).expand(n, 4, 2)
    to_face = homographies(place, square)
    fine_high, fine_wide = 2 * (high + 2 * PAD), 2 * (wide + 2 * PAD)
    y = ((torch.arange(fine_high, device=device) + 0.5) / 2 - PAD) / high
    x = ((torch.arange(fine_wide, device=device) + 0.5) / 2 - PAD) / wide
    points = torch.stack((x[None].expand(fine_high, -1), y[:, None].expand(-1, fine_wide), torch.ones(fine_high, fine_wide, device=device)), 2)
    seen = torch.einsum("nij,hwj->nhwi", to_face, points)
    seen = seen[..., :2] / seen[..., 2:].clamp(min=1e-3)
    picture = face_of(faces, seen, wide)
    # millimetres outside the face
    size = faces.face.view(n, 1, 1, 2)
    outside = ((seen - 0.5).abs() - 0.5) * size
    outside = outside.amax(3)
    frame = uniform(n, 0, 14, device) * (torch.rand(n, 1, 1, device=device) < 0.4)
    behind = background(n, fine_high, fine_wide, device)
    rim = torch.rand(n, 3, 1, 1, device=device) * 0.15 + torch.rand(n, 1, 1, 1, device=device) ** 2 * 0.7
    behind = torch.lerp(rim.expand_as(behind), behind, ((outside - frame) / 2 + 0.5).clamp(0, 1)[:, None])
    picture = torch.lerp(picture, behind, (outside / 2 + 0.5).clamp(0, 1)[:, None])
    return F.avg_pool2d(picture * shade(n, x, y, device), 2)


def face_of(faces, seen, wide):
    """Samples faces, first made as coarse as the scene is."""
    colours = faces.colours
    if colours.shape[3] > 3 * wide:
        colours = F.avg_pool2d(colours, 2)
    return F.grid_sample(colours, seen * 2 - 1, padding_mode="border", align_corners=False)


def background(n, high, wide, device):
    """Bumpers and grilles: one colour, patches and bars of others."""
    base = torch.rand(n, 3, 1, 1, device=device) * 0.25 + torch.rand(n, 1, 1, 1, device=device) ** 1.5 * 0.75
    coarse = torch.randn(n, 3, 3, 6, device=device) * 0.3 + torch.randn(n, 1, 3, 6, device=device)
    fine = torch.randn(n, 1, 12, 1, device=device) + torch.randn(n, 1, 12, 30, device=device) * 0.5
    size = dict(size=(high, wide))
    patches = F.interpolate(coarse, mode="bilinear", align_corners=False, **size) * uniform(n, 0, 0.3, device, 1, 1, 1)
    bars = F.interpolate(fine, mode="nearest", **size) * uniform(n, -0.2, 0.25, device, 1, 1, 1).clamp(min=0)
    return (base + patches + bars).clamp(0, 1)


def shade(n, x, y, device):
    """The edge of a shadow, somewhere over a third of the crops."""
    turn = torch.rand(n, 1, 1, device=device) * 2 * math.pi
    along = (x[None, None] - 0.5) * turn.cos() + (y[None, :, None] - 0.5) * turn.sin()
    edge = torch.sigmoid((along - uniform(n, -0.4, 0.4, device)) * uniform(n, 8, 80, device))
    depth = uniform(n, 0.1, 0.75, device) * (torch.rand(n, 1, 1, device=device) < 0.33)
    return (1 - depth * edge)[:, None]


def lens(pictures, strength):
    """Blur of lens and motion, and the sharpening of cheap cameras, as one filter of waves; strength 0 to 1."""
    n, _, high, wide = pictures.shape
    device = pictures.device
    fy, fx = torch.fft.fftfreq(high, device=device)[None, :, None], torch.fft.rfftfreq(wide, device=device)[None, None]
    square = 2 * math.pi ** 2 * (fx ** 2 + fy ** 2)
    sigma = torch.rand(n, 1, 1, device=device) ** 2 * 2.3 * strength
    passed = torch.exp(-square * sigma ** 2)
    # motion: mostly along the road
    turn = torch.randn(n, 1, 1, device=device) * 0.5 + (torch.rand(n, 1, 1, device=device) < 0.2) * 1.5
    length = uniform(n, 0, 7, device) * (torch.rand(n, 1, 1, device=device) < 0.3) * strength
    passed = passed * torch.sinc((fx * turn.cos() + fy * turn.sin()) * length)
    sharper = uniform(n, 0, 1.6, device) * (torch.rand(n, 1, 1, device=device) < 0.35)
    passed = passed * (1 + sharper * (1 - torch.exp(-square * 1.44)))
    return torch.fft.irfft2(torch.fft.rfft2(pictures) * passed[:, None], s=(high, wide))


def lit(pictures):
    """Light, weather and sensor: exposure, haze, tint, grey under infrared light."""
    n, device = len(pictures), pictures.device
    grey = (pictures * constant(INFRARED, device, (1, 3, 1, 1))).sum(1, keepdim=True)
    pictures = torch.lerp(pictures, grey.expand_as(pictures), (torch.rand(n, 1, 1, 1, device=device) < 0.15).float())
    pictures = torch.lerp(grey.expand_as(pictures), pictures, uniform(n, 0.3, 1.3, device, 1, 1, 1))
    pictures = pictures * (1 + torch.randn(n, 3, 1, 1, device=device) * 0.06)
    pictures = pictures.clamp(min=1e-4) ** torch.exp(torch.randn(n, 1, 1, 1, device=device) * 0.35)
    contrast = torch.where(torch.rand(n, 1, 1, 1, device=device) < 0.35, uniform(n, 0.2, 0.7, device, 1, 1, 1), uniform(n, 0.7, 1.1, device, 1, 1, 1))
    level = torch.rand(n, 1, 1, 1, device=device) ** 1.3 * 0.8
    pictures = pictures * contrast + level * (1 - contrast).clamp(min=0)
    return pictures * torch.where(torch.rand(n, 1, 1, 1, device=device) < 0.12, uniform(n, 1, 2, device, 1, 1, 1), uniform(n, 0.75, 1.1, device, 1, 1, 1))


def noisy(pictures, strength):
    """Dots of the sensor, up to as strong as half of what the picture shows."""
    n, device = len(pictures), pictures.device
    amount = torch.rand(n, 1, 1, 1, device=device) ** 2.5 * strength * (pictures.std((1, 2, 3), keepdim=True) * 0.5).clamp(max=0.1)
    colour = torch.rand(n, 1, 1, 1, device=device) * (torch.rand(n, 1, 1, 1, device=device) < 0.7)
    dots = torch.randn_like(pictures[:, :1]) + colour * torch.randn_like(pictures)
    # compressed noise is coarse
    coarse = F.avg_pool2d(dots, 3, 1, 1) * 2
    dots = torch.where(torch.rand(n, 1, 1, 1, device=device) < 0.3, coarse, dots)
    return pictures + dots * amount


def filmed(pictures, strength=1.0):
    """Crops with PAD around -> the same without, as they come from a camera, 0 to 1. strength: of blur and noise."""
    n, _, high, wide = pictures.shape
    device = pictures.device
    pictures = noisy(lit(lens(pictures, strength)), strength).clamp(0, 1)
    quality = uniform(n, 12, 98, device, 1)[:, 0]
    coded = compressed(pictures, quality, torch.rand(n, device=device) < 0.4)
    pictures = torch.where(torch.rand(n, 1, 1, 1, device=device) < 0.75, coded, pictures)
    return pictures[..., PAD:high - PAD, PAD:wide - PAD]
