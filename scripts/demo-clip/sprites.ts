/** Drawings for the demo street, as SVG groups. Each stands with its feet near y = 0 of its own canvas. */

const WHEEL = (x: number, y: number, radius: number, rim: number): string =>
  `<circle cx="${x}" cy="${y}" r="${radius}" fill="#161616"/><circle cx="${x}" cy="${y}" r="${rim}" fill="#9aa0a6" stroke="#555" stroke-width="3"/>` +
  [0, 72, 144, 216, 288]
    .map(
      (turn) =>
        `<path transform="rotate(${turn} ${x} ${y})" d="M${x - 3},${y - 2} L${x - 5},${y - rim + 4} L${x + 5},${y - rim + 4} L${x + 3},${y - 2}Z" fill="#4a4e52"/>`,
    )
    .join('');

const SHADOW = (cx: number, cy: number, rx: number, ry: number): string =>
  `<ellipse cx="${cx}" cy="${cy}" rx="${rx}" ry="${ry}" fill="#000" opacity=".45" filter="url(#soft)"/>`;

export const DEFS = `<defs><filter id="soft"><feGaussianBlur stdDeviation="5"/></filter>
${paint('glass', ['#27323b', '#5d707c'])}${paint('red', ['#d8453a', '#b3231b', '#5b0f0b'])}
${paint('silver', ['#eef1f3', '#b8bec4', '#5c6166'])}${paint('blue', ['#4d7fb8', '#28568c', '#122a47'])}
${paint('sky', ['#9fb6c9', '#d6dde0'])}${paint('road', ['#5c5e60', '#47494b'])}</defs>`;

function paint(id: string, colours: readonly string[]): string {
  const stops = colours.map(
    (colour, i) => `<stop offset="${i / (colours.length - 1)}" stop-color="${colour}"/>`,
  );
  return `<linearGradient id="${id}" x1="0" y1="0" x2="0" y2="1">${stops.join('')}</linearGradient>`;
}

/** A saloon seen from the side, facing left: 422 wide, 145 high. */
export function car(colour: 'red' | 'silver' | 'blue'): string {
  return `${SHADOW(210, 128, 205, 12)}
<path d="M8,100 C4,80 14,66 40,60 L92,52 C120,22 150,8 200,6 L262,6 C300,8 326,26 352,50 L392,58 C412,62 418,76 416,100 L412,112 L12,114 Z" fill="url(#${colour})" stroke="#1a1a1a" stroke-width="1.5"/>
<path d="M40,66 C140,56 300,54 410,66 L414,84 C300,76 130,76 12,88 C14,76 22,69 40,66Z" fill="#fff" opacity=".16"/>
<path d="M108,52 C130,28 152,16 196,14 L204,14 L204,52 Z" fill="url(#glass)"/><path d="M212,14 L258,14 C290,16 312,30 334,52 L212,52 Z" fill="url(#glass)"/>
<path d="M128,50 L160,20 L176,17 L146,50Z M240,50 L262,16 L276,18 L258,50Z" fill="#fff" opacity=".22"/>
<path d="M206,10 L206,108 M106,54 L100,104 M320,54 L316,100" stroke="#111" stroke-opacity=".5" stroke-width="2" fill="none"/>
<rect x="182" y="62" width="18" height="5" rx="2" fill="#ddd" opacity=".8"/><rect x="292" y="62" width="18" height="5" rx="2" fill="#ddd" opacity=".8"/>
<path d="M10,72 L38,66 L44,76 L12,84Z" fill="#f6f3da"/><path d="M400,64 L414,72 L415,84 L398,80Z" fill="#b01212"/>
<rect x="6" y="96" width="36" height="12" fill="#222"/><rect x="380" y="96" width="36" height="12" fill="#222"/>
<path d="M46,114 A40,40 0 0 1 126,114Z M296,114 A40,40 0 0 1 376,114Z" fill="#0b0b0b"/>${WHEEL(86, 106, 33, 21)}${WHEEL(336, 106, 33, 21)}`;
}

/** A city bus seen from the side, facing left: 650 wide, 262 high. */
export function bus(): string {
  const windows = [0, 1, 2, 3, 4, 5].map(
    (i) =>
      `<rect x="${70 + i * 90}" y="44" width="80" height="74" fill="url(#glass)"/><path d="M${80 + i * 90},110 L${110 + i * 90},48 L${124 + i * 90},48 L${94 + i * 90},110Z" fill="#fff" opacity=".18"/>`,
  );
  return `${SHADOW(320, 246, 318, 12)}<rect x="0" y="10" width="640" height="225" rx="18" fill="url(#silver)"/><rect x="0" y="150" width="640" height="60" fill="#2c7a4b"/>
<rect x="14" y="40" width="612" height="82" rx="8" fill="#1d262d"/>${windows.join('')}<rect x="4" y="40" width="52" height="110" rx="6" fill="url(#glass)"/>
<rect x="150" y="40" width="70" height="185" fill="#27313a" stroke="#ddd"/><rect x="400" y="40" width="70" height="185" fill="#27313a" stroke="#ddd"/>
<rect x="0" y="216" width="640" height="22" fill="#333"/><rect x="2" y="190" width="16" height="14" fill="#f6f3da"/>${WHEEL(110, 222, 33, 17)}${WHEEL(520, 222, 33, 17)}`;
}

/** A street vendor's parasol, 260 wide and 250 high, its foot at (130, 245). */
export function parasol(): string {
  const panels = Array.from({ length: 8 }, (_, i) => {
    const [a, b] = [-125 + (250 * i) / 8, -125 + (250 * (i + 1)) / 8];
    return `<path d="M0,-70 Q${a * 0.75},-52 ${a},0 Q${(a + b) / 2},10 ${b},0 Q${b * 0.75},-52 0,-70Z" fill="${i % 2 ? '#c9342c' : '#bd2f28'}"/>`;
  });
  return `<g transform="translate(130,245)"><rect x="-4" y="-195" width="8" height="195" fill="#b9bcc0"/><g transform="translate(0,-165)">${panels.join('')}</g></g>`;
}

/** A table of fruit, 230 wide and 105 high. */
export function table(): string {
  const fruit = Array.from({ length: 18 }, (_, i) => {
    const [x, y] = [30 + (i % 9) * 21, 28 - Math.floor(i / 9) * 13];
    const colour = ['#e8832a', '#d9352a', '#6fa83a', '#e8c12a'][(i * 7) % 4];
    return `<circle cx="${x}" cy="${y}" r="10" fill="${colour}"/><circle cx="${x - 3}" cy="${y - 3}" r="3" fill="#fff" opacity=".5"/>`;
  });
  return `${SHADOW(115, 100, 100, 5)}<path d="M20,30 L210,30 L225,48 L5,48Z" fill="#8a5a33"/><rect x="5" y="48" width="220" height="8" fill="#5d3a1d"/>
<path d="M8,56 L15,100 M222,56 L215,100 M35,56 L39,92 M195,56 L191,92" stroke="#4a2f18" stroke-width="7"/>${fruit.join('')}`;
}

/** Somebody who stands, 80 wide and 215 high. */
export function person(shirt: string): string {
  return `<g transform="translate(38,205)">${SHADOW(0, 0, 32, 6)}<path d="M-17,-88 L-20,-6 L-4,-6 L0,-70 L6,-6 L22,-6 L17,-88Z" fill="#2b3442"/>
<path d="M-22,-6 h20 v7 h-24Z M4,-6 h20 l4,7 h-24Z" fill="#1b1b1b"/><path d="M-22,-150 Q0,-162 22,-150 L24,-84 L-22,-84Z" fill="${shirt}"/>
<path d="M-22,-150 Q-34,-120 -30,-88 L-22,-88 L-16,-130Z M22,-150 Q36,-124 40,-100 L31,-96 L16,-130Z" fill="${shirt}" stroke="#0003"/>
<circle cx="-27" cy="-84" r="6" fill="#d7a27c"/><circle cx="37" cy="-95" r="6" fill="#d7a27c"/><rect x="-6" y="-164" width="12" height="14" fill="#c9946e"/>
<ellipse cx="0" cy="-178" rx="15" ry="18" fill="#d7a27c"/><path d="M-16,-180 Q-16,-200 0,-199 Q17,-199 16,-178 Q10,-190 -4,-190 Q-12,-188 -16,-176Z" fill="#1d1713"/></g>`;
}

/** Houses, a paved sidewalk (y 338 to 470) and a road, 1280 x 720. */
export function street(): string {
  const houses = Array.from({ length: 8 }, (_, i) => house(i * 165 - 20, (i * 37) % 60, i));
  const rows = Array.from(
    { length: 10 },
    (_, i) => `<path d="M0,${340 + i * 13}H1280" stroke="#8d8a83"/>`,
  );
  const joints = Array.from({ length: 46 }, (_, i) => {
    const offset = -1040 + i * 46;
    return `<path d="M${640 + offset * 0.8},340 L${640 + offset * 1.15},470" stroke="#8d8a83"/>`;
  });
  const dashes = Array.from(
    { length: 8 },
    (_, i) =>
      `<rect x="${i * 180 + 20}" y="604" width="90" height="8" fill="#d9d7d0" opacity=".8"/>`,
  );
  return `<rect width="1280" height="350" fill="url(#sky)"/>${houses.join('')}<rect y="338" width="1280" height="134" fill="#a9a59c"/>${rows.join('')}${joints.join('')}
<rect y="470" width="1280" height="12" fill="#c9c6bf"/><rect y="480" width="1280" height="6" fill="#6c6a66"/><rect y="486" width="1280" height="234" fill="url(#road)"/>${dashes.join('')}`;
}

function house(x: number, drop: number, i: number): string {
  const wall = ['#a79b8c', '#8c8f92', '#b5a99a', '#7e8689'][i % 4];
  const awning = ['#7a2f2a', '#2a4d7a', '#3d6b45', '#8a6a2c'][i % 4];
  const windows = Array.from({ length: 12 }, (_, n) => {
    const [left, top] = [x + 16 + (n % 3) * 48, 70 + drop + Math.floor(n / 3) * 56];
    return `<rect x="${left}" y="${top}" width="30" height="36" fill="#3b4650"/><rect x="${left}" y="${top}" width="30" height="14" fill="#7d8f9c" opacity=".6"/>`;
  });
  return `<rect x="${x}" y="${40 + drop}" width="160" height="300" fill="${wall}"/>${windows.join('')}<rect x="${x + 10}" y="285" width="140" height="55" fill="#2f3438"/><rect x="${x + 10}" y="275" width="140" height="16" fill="${awning}"/>`;
}
