/// <reference lib="dom" />
import {
  BackSide,
  Color,
  Mesh,
  MeshBasicMaterial,
  PMREMGenerator,
  Scene,
  SphereGeometry,
  type Texture,
  Vector3,
  type WebGLRenderer,
} from 'three';
import { random } from '../../world/random.ts';
import { canvasTexture } from '../textures/canvas.ts';
import type { LightSetting } from './setting.ts';

const RADIUS = 320;

/** The dome around the street: zenith to horizon, with soft clouds by day. */
export function skyDome(setting: LightSetting, seed: number): Mesh {
  const texture = canvasTexture(512, 256, (context) => {
    const fall = context.createLinearGradient(0, 0, 0, 140);
    fall.addColorStop(0, setting.zenith);
    fall.addColorStop(0.75, setting.horizon);
    fall.addColorStop(1, setting.horizon);
    context.fillStyle = fall;
    context.fillRect(0, 0, 512, 256);
    clouds(context, random(seed, 'clouds'));
  });
  const material = new MeshBasicMaterial({ map: texture, side: BackSide, fog: false });
  const bright = setting.ambient * 0.42;
  material.color.setRGB(bright, bright, bright);
  const dome = new Mesh(new SphereGeometry(RADIUS, 24, 12), material);
  dome.renderOrder = -1;
  dome.frustumCulled = false;
  return dome;
}

function clouds(context: CanvasRenderingContext2D, next: () => number): void {
  for (let index = 0; index < 90; index += 1) {
    const [x, y] = [next() * 512, 30 + next() * 90];
    const size = 10 + next() * 38;
    const puff = context.createRadialGradient(x, y, 0, x, y, size);
    puff.addColorStop(0, `rgba(255,255,255,${0.04 + next() * 0.1})`);
    puff.addColorStop(1, 'rgba(255,255,255,0)');
    context.fillStyle = puff;
    context.fillRect(x - size, y - size * 0.4, size * 2, size * 0.8);
  }
}

/** What glossy things mirror: the sky over a dark ground with a band of houses between. */
export function environmentOf(renderer: WebGLRenderer, setting: LightSetting): Texture {
  const scene = new Scene();
  const geometry = new SphereGeometry(10, 32, 24);
  const at = new Vector3();
  const colour = new Color();
  const colours: number[] = [];
  const sun = new Vector3(...setting.sun).normalize();
  const position = geometry.getAttribute('position');
  for (let index = 0; index < position.count; index += 1) {
    at.fromBufferAttribute(position, index).normalize();
    shade(colour, at, sun, setting);
    colours.push(colour.r, colour.g, colour.b);
  }
  geometry.setAttribute('color', position.clone());
  geometry.getAttribute('color').array.set(colours);
  scene.add(new Mesh(geometry, new MeshBasicMaterial({ vertexColors: true, side: BackSide })));
  const maker = new PMREMGenerator(renderer);
  const { texture } = maker.fromScene(scene, 0.02);
  maker.dispose();
  return texture;
}

function shade(colour: Color, at: Vector3, sun: Vector3, setting: LightSetting): void {
  const height = at.y;
  if (height < -0.02) colour.set(setting.bounce).multiplyScalar(0.55);
  else if (height < 0.16) colour.set(setting.bounce).lerp(new Color(setting.horizon), 0.25);
  else colour.set(setting.horizon).lerp(new Color(setting.zenith), Math.min(1, height * 1.4));
  const glare = Math.max(0, at.dot(sun)) ** 60;
  colour.multiplyScalar(1 + glare * 6 * Math.min(1, setting.sunStrength));
}
