/** What comes between the scene and the camera: luma 0 to 255 of a place (shares) at a time (seconds). */
export type Touch = (luma: number, x: number, y: number, seconds: number) => number;

/** Ordinary things that must not be called a fault of the camera's place, put onto the pictures. */
export const TOUCHES: Readonly<Record<string, Touch>> = {
  fog: (luma, _x, y) => {
    // the far street, in the upper half, goes first
    const clear = 0.1 + 0.3 * y;
    return clear * luma + (1 - clear) * 175;
  },
  'thick fog': (luma) => 0.03 * luma + 165,
  snow: (luma, x, y, seconds) => {
    const ground = y > 0.4 ? 0.45 * luma + 120 : 0.8 * luma + 35;
    return noise(Math.floor(x * 190), Math.floor(y * 107), seconds * 7) > 0.97 ? 240 : ground;
  },
  'a bus stops': (luma, x, y, seconds) => {
    if (seconds < 2 || x < 0.12 || x > 0.93 || y < 0.15) return luma;
    // its side with windows and a coloured band
    const window_ = y < 0.5 && (x * 9) % 1 > 0.12;
    return window_ ? 45 + 30 * noise(Math.floor(x * 60), Math.floor(y * 30), 1) : 150 + 40 * y;
  },
  headlights: (luma, x, y, seconds) => {
    const at = (seconds * 0.17) % 1;
    const near = Math.exp(-60 * ((x - at) ** 2 + (y - 0.6) ** 2));
    const glare = Math.exp(-9 * ((x - at - 0.05) ** 2 + (y - 0.6) ** 2));
    return 0.8 * luma + 255 * near + 110 * glare;
  },
  'lamps change': (luma, x, y) =>
    40 + 0.55 * (255 - luma) * Math.exp(-4 * ((x - 0.7) ** 2 + (y - 0.4) ** 2)),
  lightning: (luma, _x, _y, seconds) => (Math.floor(seconds) % 4 === 1 ? 255 : luma),
  black: (luma) => 0.02 * luma + 6,
};

/** 0 to 1, the same for the same place and time. */
function noise(x: number, y: number, t: number): number {
  const value = Math.sin(x * 12.9898 + y * 78.233 + t * 37.719) * 43_758.5453;
  return value - Math.floor(value);
}
