/// <reference lib="dom" />
import {
  Light,
  type Material,
  Mesh,
  NoToneMapping,
  PCFShadowMap,
  type Scene,
  Texture,
  WebGLRenderer,
} from 'three';

/** Materials of so many scenes stay behind: a program lives as long as a material that uses it. */
const SCENES_KEPT = 3;
/** A browser gives 16 contexts at most, and each keeps its programs in memory. */
const MOST_STUDIOS = 4;

/** A renderer, and what is too dear to be made for every scene: its programs and the skies that things mirror. */
export class Studio {
  readonly renderer = rendererOf();
  readonly #skies = new Map<string, Texture>();
  readonly #retired: ReadonlySet<Material>[] = [];

  /** The sky of that name, made once. */
  sky(name: string, make: (renderer: WebGLRenderer) => Texture): Texture {
    const sky = this.#skies.get(name) ?? make(this.renderer);
    this.#skies.set(name, sky);
    return sky;
  }

  /** Frees shapes, textures and shadow maps of scenes that will not be drawn again. */
  clear(scenes: readonly Scene[]): void {
    const materials = new Set<Material>();
    for (const scene of scenes)
      scene.traverse((part) => {
        if (part instanceof Light) part.dispose();
        if (!(part instanceof Mesh)) return;
        part.geometry.dispose();
        for (const material of [part.material].flat()) materials.add(material);
      });
    for (const material of materials)
      for (const value of Object.values(material)) if (value instanceof Texture) value.dispose();
    this.#retired.push(materials);
    if (this.#retired.length <= SCENES_KEPT) return;
    const oldest = this.#retired.shift() ?? [];
    for (const material of oldest)
      if (!this.#retired.some((later) => later.has(material))) material.dispose();
  }

  dispose(): void {
    this.renderer.dispose();
    this.renderer.forceContextLoss();
  }
}

/**
 * Studios by the lighting that their programs were built for: three.js does not see that the lighting code
 * was rewritten, so one renderer must never know two. The one not used for longest makes room.
 */
export class Studios {
  readonly #studios = new Map<string, Studio>();

  of(lighting: string): Studio {
    const studio = this.#studios.get(lighting) ?? new Studio();
    // the last key is the one used last
    this.#studios.delete(lighting);
    this.#studios.set(lighting, studio);
    for (const [oldest, unused] of this.#studios) {
      if (this.#studios.size <= MOST_STUDIOS) break;
      this.#studios.delete(oldest);
      unused.dispose();
    }
    return studio;
  }
}

function rendererOf(): WebGLRenderer {
  const renderer = new WebGLRenderer({ antialias: false, powerPreference: 'high-performance' });
  renderer.setSize(4, 4, false);
  renderer.toneMapping = NoToneMapping;
  renderer.shadowMap.enabled = true;
  renderer.shadowMap.type = PCFShadowMap;
  return renderer;
}
