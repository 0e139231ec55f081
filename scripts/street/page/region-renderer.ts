/// <reference lib="dom" />
import {
  HalfFloatType,
  LinearFilter,
  Mesh,
  OrthographicCamera,
  type PerspectiveCamera,
  RawShaderMaterial,
  Scene,
  UnsignedByteType,
  type WebGLRenderer,
  WebGLRenderTarget,
} from 'three';
import type { PictureSize } from '../world/camera.ts';
import { developShader } from './develop-shader.ts';
import type { LightSetting } from './light/setting.ts';
import { overall } from './overall.ts';
import type { Region } from './page-api.ts';

/** How far the lens' softness carries a pixel's light, in pixels. */
export const SPREAD = 2;

/**
 * Draws regions of the picture: the scene into a kept image of light with four samples a pixel, then
 * "developed" (lens, exposure, tone) into bytes. All pixels outside stay as they were.
 */
export class RegionRenderer {
  readonly #renderer: WebGLRenderer;
  readonly #size: PictureSize;
  readonly #light: WebGLRenderTarget;
  readonly #picture: WebGLRenderTarget;
  /** What turns light into the picture. */
  readonly develop: Scene;
  readonly #camera = new OrthographicCamera();

  constructor(renderer: WebGLRenderer, size: PictureSize, setting: LightSetting) {
    this.#renderer = renderer;
    this.#size = size;
    const { width, height } = size;
    this.#light = new WebGLRenderTarget(width, height, {
      ...{ type: HalfFloatType, samples: 4, generateMipmaps: false, resolveDepthBuffer: false },
      ...{ minFilter: LinearFilter, magFilter: LinearFilter },
    });
    this.#picture = new WebGLRenderTarget(width, height, {
      ...{ type: UnsignedByteType, depthBuffer: false, generateMipmaps: false },
    });
    this.#light.scissorTest = true;
    this.#picture.scissorTest = true;
    this.develop = developing(this.#light, setting);
  }

  /** Draws the scene within one region; the developed pixels are in `read` later. */
  draw(scene: Scene, camera: PerspectiveCamera, region: Region): void {
    const { x, y, width, height } = region;
    this.#light.scissor.set(x, this.#size.height - y - height, width, height);
    this.#renderer.setRenderTarget(this.#light);
    this.#renderer.render(scene, camera);
  }

  /** Develops a region that holds all pixels changed by `draw`, and reads it: RGBA, rows from the top. */
  read({ x, y, width, height }: Region, into: Uint8Array): void {
    this.#picture.scissor.set(x, y, width, height);
    this.#renderer.setRenderTarget(this.#picture);
    this.#renderer.render(this.develop, this.#camera);
    this.#renderer.readRenderTargetPixels(this.#picture, x, y, width, height, into);
  }

  dispose(): void {
    this.#light.dispose();
    this.#picture.dispose();
  }
}

function developing(light: WebGLRenderTarget, setting: LightSetting): Scene {
  const material = new RawShaderMaterial({
    ...developShader(light.width, light.height, setting),
    depthTest: false,
    depthWrite: false,
  });
  material.uniforms = { light: { value: light.texture } };
  const mesh = new Mesh(overall(), material);
  mesh.frustumCulled = false;
  const scene = new Scene();
  scene.add(mesh);
  return scene;
}
