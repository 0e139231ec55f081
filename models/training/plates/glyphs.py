"""Draws every sign in every font once, as distance fields: weight, softness and outline are chosen when a plate is made.

  python3 -m plates.glyphs --letters FONT... --chinese FONT... --own FONT... --out glyphs.npz

Each sign is stretched to its cell, as on plates (GA 36: 45 x 90 mm, narrow ones stay narrow by their own shape, which
is kept beside). `--letters` fonts give digits and letters, `--chinese` ones provinces and the like and, the first two,
STRANGERS; `--own` ones give both and are also used with themselves.
"""
import argparse
import os

import cv2
import numpy as np
from PIL import Image, ImageDraw, ImageFont

from .signs import CLASSES, DIGITS, LETTERS, PROVINCES, SPECIALS, STRANGERS

HIGH, WIDE, ROOM = 96, 56, 8       # a cell's inside and the room around it, pixels
FINE = 4                           # drawn so much larger
REACH = 8                          # pixels of distance that the field can tell
SIZE = 480                         # of the font, pixels


def field(font, sign):
    """-> (HIGH + 2 ROOM) x (WIDE + 2 ROOM) bytes, 128 on the edge and more inside, and the sign's width over height."""
    page = Image.new("L", (2 * SIZE, 2 * SIZE))
    ImageDraw.Draw(page).text((SIZE // 2, SIZE // 4), sign, fill=255, font=font)
    ink = np.array(page)
    rows, columns = np.flatnonzero(ink.max(1) > 127), np.flatnonzero(ink.max(0) > 127)
    if not len(rows):
        raise ValueError(f"expected {font.path} to draw {sign}, it draws nothing")
    ink = ink[rows[0]:rows[-1] + 1, columns[0]:columns[-1] + 1]
    shape = ink.shape[1] / ink.shape[0]
    ink = cv2.resize(ink, (WIDE * FINE, HIGH * FINE), interpolation=cv2.INTER_AREA) > 127
    ink = np.pad(ink, ROOM * FINE).astype(np.uint8)
    distance = cv2.distanceTransform(ink, cv2.DIST_L2, 5) - cv2.distanceTransform(1 - ink, cv2.DIST_L2, 5)
    distance = cv2.resize(distance / FINE, (WIDE + 2 * ROOM, HIGH + 2 * ROOM), interpolation=cv2.INTER_AREA)
    return np.clip(128 + distance * 127 / REACH, 0, 255).astype(np.uint8), shape


def has(font, sign):
    """A font draws its box for what it does not know."""
    return font.getmask(sign).getbbox() is not None and bytes(font.getmask(sign)) != bytes(font.getmask("\uffff"))


def draw(paths, signs):
    """-> fields (font x sign x rows x columns), shapes (font x sign)."""
    fields, shapes = [], []
    for path in paths:
        font = ImageFont.truetype(path, SIZE)
        missing = [sign for sign in signs if not has(font, sign)]
        if missing:
            raise ValueError(f"{path} does not know {''.join(missing)}")
        drawn = [field(font, sign) for sign in signs]
        fields.append(np.stack([one for one, _ in drawn]))
        shapes.append([shape for _, shape in drawn])
        print(os.path.basename(path), flush=True)
    return np.stack(fields), np.array(shapes, np.float32)


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("--own", "--letters", "--chinese"):
        arguments.add_argument(name, nargs="+", required=True)
    arguments.add_argument("--out", required=True)
    a = arguments.parse_args()
    strangers = [sign for sign in dict.fromkeys(STRANGERS) if sign not in CLASSES]
    written = dict(own=len(a.own))
    written["latin"], written["latin_shapes"] = draw(a.own + a.letters, DIGITS + LETTERS)
    written["chinese"], written["chinese_shapes"] = draw(a.own + a.chinese, PROVINCES + SPECIALS)
    written["strangers"], written["stranger_shapes"] = draw(a.own[:1] + a.chinese[:1], strangers)
    np.savez_compressed(a.out, **written)
    print({name: np.shape(value) for name, value in written.items()}, os.path.getsize(a.out))


if __name__ == "__main__":
    main()
