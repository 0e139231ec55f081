/// <reference lib="dom" />
import './page-api.ts';
import { PageStage } from './page-stage.ts';
import { Studios } from './studio.ts';

const studios = new Studios();
let stage: PageStage | undefined;

const font = new FontFace('Street', 'url(/font.otf)');
document.fonts.add(await font.load());

window.street = {
  load: async (scene) => {
    stage?.dispose();
    stage = new PageStage(scene, studios);
  },
  frame: async (state, number, whole = false) => {
    if (!stage) throw new Error('expected a scene to be loaded before a picture is asked for');
    const { regions, pixels } = stage.draw(state, whole);
    if (pixels.length > 0)
      await fetch(`/pixels/${number}`, { method: 'POST', body: new Blob([pixels]) });
    return regions;
  },
};
