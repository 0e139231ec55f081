/// <reference lib="dom" />
import type { GrilleStyle } from '../../assets/tipper-shapes.ts';
import { random } from '../../world/random.ts';

type Pen = CanvasRenderingContext2D;
type Draw = (pen: Pen, width: number, height: number) => void;

const CHROME = '#c4c9cc';

const STYLES: Readonly<Record<GrilleStyle, Draw>> = {
  slats: (pen, width, height) => {
    for (let bar = 0; bar < 4; bar += 1)
      bent(pen, width, height * (0.2 + 0.21 * bar), 14, CHROME, 0.05);
    badge(pen, width / 2, height * 0.4, 40);
  },
  wings: (pen, width, height) => {
    for (let bar = 0; bar < 3; bar += 1)
      bent(pen, width, height * (0.3 + 0.19 * bar), 10 - 2 * bar, CHROME, 0.12);
    badge(pen, width / 2, height * 0.42, 50);
  },
  mesh: (pen, width, height) => {
    pen.strokeStyle = '#5a5f63';
    pen.lineWidth = 3;
    for (let x = -height; x < width; x += 22) {
      line(pen, x, 0, x + height, height);
      line(pen, x + height, 0, x, height);
    }
    pen.strokeStyle = CHROME;
    pen.lineWidth = 14;
    pen.strokeRect(8, 8, width - 16, height - 16);
    badge(pen, width / 2, height / 2, 44);
  },
  shield: (pen, width, height) => {
    pen.strokeStyle = CHROME;
    pen.lineWidth = 16;
    pen.beginPath();
    pen.moveTo(10, 12);
    pen.lineTo(width - 10, 12);
    pen.lineTo(width * 0.86, height - 12);
    pen.lineTo(width * 0.14, height - 12);
    pen.closePath();
    pen.stroke();
    for (let bar = 1; bar < 6; bar += 1)
      bent(pen, width * 0.98, height * (0.1 + 0.14 * bar), 5, '#7d8387', 0);
    badge(pen, width / 2, height * 0.46, 52);
  },
  bars: (pen, width, height) => {
    for (let bar = 0; bar < 12; bar += 1) {
      pen.fillStyle = '#6f757a';
      pen.fillRect(width * (0.06 + 0.075 * bar), height * 0.34, 12, height * 0.56);
    }
    bent(pen, width, height * 0.2, 26, CHROME, 0);
    badge(pen, width / 2, height * 0.22, 34);
  },
};

/** A black grille with its chrome and badge, no make that exists. */
export function drawGrille(pen: Pen, style: GrilleStyle, width: number, height: number): void {
  pen.fillStyle = '#15171a';
  pen.fillRect(0, 0, width, height);
  pen.fillStyle = '#24282b';
  for (let y = 6; y < height; y += 16) pen.fillRect(0, y, width, 7);
  STYLES[style](pen, width, height);
}

function bent(
  pen: Pen,
  width: number,
  y: number,
  thick: number,
  colour: string,
  lift: number,
): void {
  pen.strokeStyle = colour;
  pen.lineWidth = thick;
  pen.beginPath();
  pen.moveTo(12, y - lift * 100);
  pen.quadraticCurveTo(width / 2, y + lift * 160, width - 12, y - lift * 100);
  pen.stroke();
}

function badge(pen: Pen, x: number, y: number, radius: number): void {
  pen.fillStyle = '#dfe3e5';
  pen.beginPath();
  pen.arc(x, y, radius, 0, 2 * Math.PI);
  pen.fill();
  pen.fillStyle = '#3a3f43';
  pen.beginPath();
  pen.arc(x, y, radius * 0.78, 0, 2 * Math.PI);
  pen.fill();
  pen.fillStyle = '#dfe3e5';
  pen.beginPath();
  for (const [dx, dy] of [
    [0, -0.7],
    [0.62, 0.5],
    [0, 0.18],
    [-0.62, 0.5],
  ] as const)
    pen.lineTo(x + dx * radius, y + dy * radius);
  pen.fill();
}

function line(pen: Pen, fromX: number, fromY: number, toX: number, toY: number): void {
  pen.beginPath();
  pen.moveTo(fromX, fromY);
  pen.lineTo(toX, toY);
  pen.stroke();
}

/** What is seen through the windscreen: dark seats, a driver, things on the dashboard, the sky in the glass. */
export function drawScreen(pen: Pen, width: number, height: number, seed: number): void {
  const draw = random(seed, 'screen');
  const fill = pen.createLinearGradient(0, 0, 0, height);
  fill.addColorStop(0, '#74868c');
  fill.addColorStop(0.3, '#2a3438');
  fill.addColorStop(1, '#1a2022');
  pen.fillStyle = fill;
  pen.fillRect(0, 0, width, height);
  pen.fillStyle = '#111517';
  for (const x of [0.2, 0.68]) pen.fillRect(width * x, height * 0.34, width * 0.13, height * 0.6);
  person(
    pen,
    width * 0.745,
    height,
    ['#26323f', '#43241f', '#2b3229', '#4b4d4e'][Math.floor(draw() * 4)] ?? '#444',
  );
  if (draw() < 0.3) person(pen, width * 0.27, height, '#4b4238');
  pen.fillStyle = '#0e1112';
  pen.fillRect(0, height * 0.84, width, height * 0.16);
  for (let thing = 0; thing < 9; thing += 1) {
    pen.fillStyle =
      ['#6d2f26', '#8d897d', '#28495b', '#7e672a', '#3b482e'][Math.floor(draw() * 5)] ?? '#777';
    pen.fillRect(
      width * (0.06 + 0.86 * draw()),
      height * (0.77 + 0.05 * draw()),
      8 + 26 * draw(),
      10 + 14 * draw(),
    );
  }
  pen.fillStyle = '#b8b4a8';
  pen.fillRect(width * 0.05, height * 0.08, 40, 26);
  pen.fillStyle = 'rgba(214, 228, 236, 0.14)';
  pen.beginPath();
  pen.moveTo(width * 0.34, 0);
  pen.lineTo(width * 0.6, 0);
  pen.lineTo(width * 0.3, height);
  pen.lineTo(width * 0.04, height);
  pen.fill();
}

function person(pen: Pen, x: number, height: number, shirt: string): void {
  pen.fillStyle = shirt;
  pen.beginPath();
  pen.ellipse(x, height * 0.86, 44, height * 0.3, 0, 0, 2 * Math.PI);
  pen.fill();
  pen.fillStyle = '#4e3c30';
  pen.beginPath();
  pen.ellipse(x, height * 0.46, 18, 24, 0, 0, 2 * Math.PI);
  pen.fill();
  pen.fillStyle = '#15110e';
  pen.beginPath();
  pen.ellipse(x, height * 0.39, 20, 14, 0, 0, 2 * Math.PI);
  pen.fill();
}
