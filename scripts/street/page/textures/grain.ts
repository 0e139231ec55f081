/// <reference lib="dom" />

/** Even noise over all that is painted so far: every pixel up to `amount` (0 to 255) brighter or darker. */
export function grain(
  context: CanvasRenderingContext2D,
  next: () => number,
  amount: number,
  spots = 0,
): void {
  const { width, height } = context.canvas;
  const image = context.getImageData(0, 0, width, height);
  const { data } = image;
  for (let at = 0; at < data.length; at += 4) {
    const spot = next() < spots ? (next() - 0.3) * amount * 4 : 0;
    const by = (next() - 0.5) * 2 * amount + spot;
    data[at] = (data[at] ?? 0) + by;
    data[at + 1] = (data[at + 1] ?? 0) + by;
    data[at + 2] = (data[at + 2] ?? 0) + by;
  }
  context.putImageData(image, 0, 0);
}

/** Soft blotches of a colour ('r,g,b'), each up to `size` pixels wide and `strength` opaque; they tile. */
export function blotches(
  context: CanvasRenderingContext2D,
  next: () => number,
  look: {
    readonly count: number;
    readonly size: number;
    readonly colour: string;
    readonly strength: number;
  },
): void {
  const { width, height } = context.canvas;
  for (let index = 0; index < look.count; index += 1) {
    const [x, y] = [next() * width, next() * height];
    const size = look.size * (0.35 + next() * 0.65);
    const alpha = look.strength * (0.3 + next() * 0.7);
    for (const dx of [-width, 0, width])
      for (const dy of [-height, 0, height]) {
        if (Math.abs(x + dx - width / 2) > width / 2 + size) continue;
        if (Math.abs(y + dy - height / 2) > height / 2 + size) continue;
        const spot = context.createRadialGradient(x + dx, y + dy, 0, x + dx, y + dy, size);
        spot.addColorStop(0, `rgba(${look.colour},${alpha})`);
        spot.addColorStop(0.6, `rgba(${look.colour},${alpha * 0.55})`);
        spot.addColorStop(1, `rgba(${look.colour},0)`);
        context.fillStyle = spot;
        context.fillRect(x + dx - size, y + dy - size, size * 2, size * 2);
      }
  }
}

/** A wandering line, as a crack in asphalt. */
export function crack(
  context: CanvasRenderingContext2D,
  next: () => number,
  from: readonly [number, number],
  length: number,
): void {
  let [x, y] = from;
  let angle = next() * Math.PI * 2;
  context.beginPath();
  context.moveTo(x, y);
  for (let gone = 0; gone < length; gone += 6) {
    angle += (next() - 0.5) * 0.9;
    x += Math.cos(angle) * 6;
    y += Math.sin(angle) * 6;
    context.lineTo(x, y);
  }
  context.stroke();
}
