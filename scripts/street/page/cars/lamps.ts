/// <reference lib="dom" />
import {
  AdditiveBlending,
  CanvasTexture,
  Group,
  type Mesh,
  MeshStandardMaterial,
  type Object3D,
  Sprite,
  SpriteMaterial,
} from 'three';
import type { Asset } from '../../assets/asset.ts';
import type { VehicleShape } from '../../assets/vehicle-shapes.ts';
import type { Light } from '../../world/scenario.ts';
import type { ActorState } from '../contract.ts';

/** How strongly head and tail lamps shine by the light around; by day they are off. */
const LIT: Readonly<Record<Light, number>> = {
  ...{ day: 0, 'low-sun': 0, overcast: 0, dusk: 0.8, night: 1, infrared: 1 },
};

/** Switches lamps by what the vehicle does: on after dark while it drives, brighter behind while it brakes. */
export function lampsOf(
  object: Object3D,
  meshes: readonly Mesh[],
  asset: Asset,
  shape: VehicleShape,
): (state: ActorState, light: Light) => void {
  const material = (name: string) => {
    const found = meshes.find((mesh) => mesh.name === name)?.material;
    return found instanceof MeshStandardMaterial ? found : undefined;
  };
  const [head, tail] = [material('head'), material('tail')];
  const glare = glareOf(asset, shape);
  object.add(glare);
  return (state, light) => {
    const running = state.speed > 0.05 || state.braking;
    const lit = running ? LIT[light] : 0;
    if (head) head.emissiveIntensity = lit * 5;
    if (tail) tail.emissiveIntensity = lit * 0.5 + (state.braking ? 1.1 : 0);
    glare.visible = lit > 0;
  };
}

/** The glare of the head lamps, only seen after dark. */
function glareOf({ length, width }: Asset, shape: VehicleShape): Group {
  const group = new Group();
  group.visible = false;
  const lamp = shape.front.find(({ of }) => of === 'head');
  const high = lamp ? (lamp.y[0] + lamp.y[1]) / 2 : 0.7;
  const glow = glowTexture();
  for (const side of [-1, 1]) {
    const sprite = new Sprite(
      new SpriteMaterial({
        map: glow,
        blending: AdditiveBlending,
        depthWrite: false,
        opacity: 0.6,
      }),
    );
    sprite.scale.setScalar(0.7);
    sprite.position.set(length / 2 + 0.1, high, side * width * 0.36);
    group.add(sprite);
  }
  group.name = 'glare';
  return group;
}

function glowTexture(): CanvasTexture {
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [64, 64];
  const context = canvas.getContext('2d');
  if (!context) throw new Error('expected a 2d canvas for lamps, the page offers none');
  const fill = context.createRadialGradient(32, 32, 1, 32, 32, 32);
  fill.addColorStop(0, 'rgba(255,246,226,1)');
  fill.addColorStop(0.1, 'rgba(255,240,214,0.42)');
  fill.addColorStop(0.3, 'rgba(255,238,210,0.1)');
  fill.addColorStop(0.6, 'rgba(255,238,210,0.025)');
  fill.addColorStop(1, 'rgba(255,236,205,0)');
  context.fillStyle = fill;
  context.fillRect(0, 0, 64, 64);
  return new CanvasTexture(canvas);
}
