import {
  AlwaysDepth,
  AmbientLight,
  DepthTexture,
  HalfFloatType,
  Matrix4,
  Mesh,
  type PerspectiveCamera,
  RawShaderMaterial,
  type Scene,
  UnsignedIntType,
  Vector3,
  type WebGLRenderer,
  WebGLRenderTarget,
} from 'three';
import type { PictureSize } from '../world/camera.ts';
import type { Headlights } from './light/headlights.ts';
import type { LightSetting } from './light/setting.ts';
import type { Sun } from './light/sun.ts';
import { overall } from './overall.ts';
import type { Region } from './page-api.ts';
import { beaming, stillShader, sunny } from './still-shader.ts';

/** A white surface under this much ambient light gives its own colour. */
const WHITE = Math.PI;

/**
 * The picture of all that stands, kept from picture to picture: its light without sun and headlights, the
 * same with the sun, and the same under white light (its colour), each only where the light asks for it.
 * `under` lays it below what moves.
 */
export class StillPicture {
  readonly under: Mesh;
  readonly #renderer: WebGLRenderer;
  readonly #size: PictureSize;
  readonly #sun: Sun;
  readonly #headlights: Headlights;
  readonly #white = new AmbientLight('#ffffff', 0);
  readonly #still: WebGLRenderTarget;
  readonly #sunlit: WebGLRenderTarget | undefined;
  readonly #grey: WebGLRenderTarget | undefined;
  readonly #material: RawShaderMaterial;

  constructor(
    renderer: WebGLRenderer,
    size: PictureSize,
    setting: LightSetting,
    { scene, sun, headlights }: { scene: Scene; sun: Sun; headlights: Headlights },
  ) {
    this.#renderer = renderer;
    this.#size = size;
    this.#sun = sun;
    this.#headlights = headlights;
    const depth = new DepthTexture(size.width, size.height, UnsignedIntType);
    this.#still = targetOf(size, depth);
    if (sunny(setting)) this.#sunlit = targetOf(size);
    if (beaming(setting)) this.#grey = targetOf(size);
    this.#material = new RawShaderMaterial({ ...stillShader(setting), depthFunc: AlwaysDepth });
    this.#material.uniforms = {
      still: { value: this.#still.texture },
      depth: { value: depth },
      sunlit: { value: this.#sunlit?.texture },
      grey: { value: this.#grey?.texture },
      toWorld: { value: new Matrix4() },
      eye: { value: new Vector3() },
      shadowMap: { value: null },
      toShadow: { value: sun.moving.shadow.matrix },
      softness: { value: sun.moving.shadow.radius / sun.moving.shadow.mapSize.x },
      ...headlights.uniforms,
    };
    this.under = new Mesh(overall(), this.#material);
    this.under.frustumCulled = false;
    this.under.renderOrder = -10;
    this.under.visible = false;
    scene.add(this.#white, this.under);
  }

  /** Draws the visible scene within a region as it is without what moves. */
  draw(scene: Scene, camera: PerspectiveCamera, region: Region): void {
    const { standing, moving } = this.#sun;
    const [strength, shade] = [standing.intensity, moving.shadow.intensity];
    moving.shadow.intensity = 0;
    this.#headlights.off();
    if (this.#sunlit) {
      this.#into(this.#sunlit, scene, camera, region);
      standing.intensity = 0;
    }
    this.#into(this.#still, scene, camera, region);
    if (this.#grey) {
      this.#white.intensity = WHITE;
      this.#into(this.#grey, scene, camera, region);
      this.#white.intensity = 0;
    }
    standing.intensity = strength;
    moving.shadow.intensity = shade;
    this.#headlights.on();
  }

  #into(target: WebGLRenderTarget, scene: Scene, camera: PerspectiveCamera, region: Region): void {
    const { x, y, width, height } = region;
    target.scissor.set(x, this.#size.height - y - height, width, height);
    this.#renderer.setRenderTarget(target);
    this.#renderer.render(scene, camera);
  }

  /** To be called before `under` is drawn, when the camera or the shadows changed. */
  follow(camera: PerspectiveCamera): void {
    const { toWorld, eye, shadowMap } = this.#material.uniforms;
    toWorld?.value.multiplyMatrices(camera.matrixWorld, camera.projectionMatrixInverse);
    eye?.value.copy(camera.position);
    if (shadowMap) shadowMap.value = this.#sun.moving.shadow.map?.depthTexture ?? null;
  }

  dispose(): void {
    for (const target of [this.#still, this.#sunlit, this.#grey]) target?.dispose();
  }
}

function targetOf({ width, height }: PictureSize, depth?: DepthTexture): WebGLRenderTarget {
  const target = new WebGLRenderTarget(width, height, {
    ...{ type: HalfFloatType, samples: 4, generateMipmaps: false },
    ...{ resolveDepthBuffer: depth !== undefined, depthTexture: depth ?? null },
  });
  target.scissorTest = true;
  return target;
}
