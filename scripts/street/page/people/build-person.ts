import { Mesh, Sphere, Vector3 } from 'three';
import { random } from '../../world/random.ts';
import type { BuildActor } from '../contract.ts';
import { bodyLofts } from './body.ts';
import { CLOTH } from './cloth.ts';
import { loftGeometry, moveLofts } from './loft.ts';
import { dress, poseAt } from './person-motion.ts';

/** Somebody who walks, stands, sells, sweeps or sits; under an umbrella in the rain, more often than not. */
export const buildPerson: BuildActor = ({ asset, look }, { weather }) => {
  const doing = look.pose ?? 'stand';
  const body = dress(asset.id, look.seed, doing);
  const wet = weather === 'rain' && random(look.seed, 'umbrella')() < 0.7;
  const moment = { doing, speed: 0, travelled: 0, atMs: 0, umbrella: wet && doing === 'stand' };
  const geometry = loftGeometry(bodyLofts(body, poseAt(body, moment)));
  // holds every pose, so that a step never takes him out of the picture
  geometry.boundingSphere = new Sphere(new Vector3(0, 1.05, 0), 1.6);
  return {
    object: new Mesh(geometry, CLOTH),
    restless: true,
    update({ speed, travelled }, { atMs = 0 }) {
      const now = poseAt(body, { ...moment, speed, travelled, atMs });
      moveLofts(geometry, bodyLofts(body, now));
    },
  };
};
