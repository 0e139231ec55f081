/** Rectangles of the sheet, in pixels. */
export interface Rect {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

export interface SheetPlan {
  readonly width: number;
  readonly height: number;
  readonly header: Rect;
  readonly strip: Rect;
  readonly footer: Rect;
  /** One per picture shown: the picture above, its caption below. */
  readonly cells: readonly { readonly picture: Rect; readonly caption: Rect }[];
  /** For the facts, where fewer than four pictures leave room. */
  readonly panel?: Rect;
}

const WIDTH = 1920;
const GAP = 24;
const HEADER = 140;
const STRIP = 96;
const FOOTER = 56;
const CELL_WIDTH = (WIDTH - 3 * GAP) / 2;
const PICTURE_HEIGHT = 520;
const CAPTION_HEIGHT = 76;
const CELL_HEIGHT = PICTURE_HEIGHT + CAPTION_HEIGHT;
const MOST_PICTURES = 4;
/** A plate is four times as wide as high, with some ground around it. */
const PLATE_HEIGHT = 150;
const PLATE_GAP = 16;

/** The fourth picture is the plate: flat, it leaves room for the facts below it. */
function withPlate(plan: SheetPlan): SheetPlan {
  const last = plan.cells.at(-1);
  if (last === undefined) return plan;
  const picture = { ...last.picture, height: PLATE_HEIGHT };
  const caption = { ...last.caption, top: picture.top + PLATE_HEIGHT };
  const used = PLATE_HEIGHT + CAPTION_HEIGHT + PLATE_GAP;
  const panel = { ...picture, top: picture.top + used, height: CELL_HEIGHT - used };
  return { ...plan, cells: [...plan.cells.slice(0, -1), { picture, caption }], panel };
}

/** The sheet for `count` pictures: two columns, two rows (one for a single picture), facts in what is left. */
export function planSheet(count: number): SheetPlan {
  const shown = Math.min(count, MOST_PICTURES);
  const rows = shown < 2 ? 1 : 2;
  const gridTop = HEADER + STRIP + GAP;
  const cell = (index: number): Rect => ({
    left: GAP + (index % 2) * (CELL_WIDTH + GAP),
    top: gridTop + Math.floor(index / 2) * (CELL_HEIGHT + GAP),
    width: CELL_WIDTH,
    height: CELL_HEIGHT,
  });
  const cells = Array.from({ length: shown }, (_, index) => {
    const { left, top, width } = cell(index);
    return {
      picture: { left, top, width, height: PICTURE_HEIGHT },
      caption: { left, top: top + PICTURE_HEIGHT, width, height: CAPTION_HEIGHT },
    };
  });
  const footerTop = gridTop + rows * (CELL_HEIGHT + GAP);
  const base = {
    width: WIDTH,
    height: footerTop + FOOTER,
    header: { left: 0, top: 0, width: WIDTH, height: HEADER },
    strip: { left: 0, top: HEADER, width: WIDTH, height: STRIP },
    footer: { left: 0, top: footerTop, width: WIDTH, height: FOOTER },
    cells,
  };
  if (shown === MOST_PICTURES) return withPlate(base);
  const free = cell(shown);
  // two pictures leave the whole lower row
  return { ...base, panel: shown % 2 === 0 ? { ...free, width: WIDTH - 2 * GAP } : free };
}
