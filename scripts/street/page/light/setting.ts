import type { Light, Weather } from '../../world/scenario.ts';
import type { Vec3 } from '../../world/vector.ts';

/** All numbers of one light and weather. Colours are sRGB hex, strengths are three.js' own. */
export interface LightSetting {
  /** From the street to the sun (or, under clouds and at night, to the brightest part of the sky). */
  readonly sun: Vec3;
  readonly sunColour: string;
  readonly sunStrength: number;
  /** Softness of shadows, in texels of the shadow map. */
  readonly shadowBlur: number;
  readonly shadowStrength: number;
  readonly zenith: string;
  readonly horizon: string;
  /** What the ground throws back from below. */
  readonly bounce: string;
  readonly ambient: number;
  /** Of mirrored sky. */
  readonly mirror: number;
  /** Dark spot under things that stand on the ground, 0 to 1. */
  readonly contact: number;
  readonly exposure: number;
  /** Of street lamps and of lit shops on their sidewalk; 0 when off. */
  readonly lamps: number;
  readonly shops: number;
  /** Of signs and lit windows, of their own colour. */
  readonly signs: number;
  /** Of headlights on the road; 0 when off. */
  readonly headlights: number;
  /** The camera's own infrared lamp; the picture is grey where it is on. */
  readonly infrared: number;
  readonly saturation: number;
  /** Light that the lens scatters over all of the picture, 0 to 1. */
  readonly veil: number;
  /** Density of fog per metre. */
  readonly fog: number;
  readonly wet: boolean;
}

const DAY: LightSetting = {
  ...{ sun: [0.45, 0.8, 0.52], sunColour: '#fff1dc', sunStrength: 3.1 },
  ...{ shadowBlur: 1.6, shadowStrength: 1, contact: 0.55 },
  ...{ zenith: '#6f9fd8', horizon: '#cfdbe6', bounce: '#7c776e', ambient: 1.9, mirror: 1.1 },
  ...{ exposure: 1.5, lamps: 0, shops: 0, signs: 0, headlights: 0, infrared: 0 },
  ...{ saturation: 0.92, veil: 0.012, fog: 0.0016, wet: false },
};

const NIGHT: LightSetting = {
  ...DAY,
  ...{ sun: [0.1, 1, 0.15], sunColour: '#8fa0c0', sunStrength: 0.05, shadowBlur: 7 },
  ...{ zenith: '#0b0f1a', horizon: '#2c2a2e', bounce: '#1c1a18', ambient: 0.3, mirror: 0.22 },
  ...{ exposure: 2.9, lamps: 130, shops: 0.75, signs: 1.1, headlights: 420, contact: 0.6 },
  ...{ saturation: 0.8, veil: 0.016, fog: 0.002 },
};

const LIGHTS: { readonly [L in Light]: LightSetting } = {
  day: DAY,
  'low-sun': {
    ...DAY,
    ...{ sun: [-0.8, 0.36, 0.48], sunColour: '#ffc98a', sunStrength: 3.3, shadowBlur: 2 },
    ...{ zenith: '#7d97c0', horizon: '#f0d3ac', bounce: '#7a6a58', ambient: 1.3, exposure: 1.6 },
    ...{ saturation: 0.95, veil: 0.03 },
  },
  overcast: {
    ...DAY,
    ...{ sun: [0.12, 1, 0.16], sunColour: '#eef2f6', sunStrength: 1.15, shadowBlur: 9 },
    ...{ shadowStrength: 0.85, zenith: '#c3cad2', horizon: '#dde1e4', bounce: '#76746f' },
    ...{ ambient: 2.6, mirror: 1.1, contact: 0.75, exposure: 1.5, saturation: 0.8, veil: 0.02 },
  },
  dusk: {
    ...DAY,
    ...{ sun: [-0.2, 1, 0.2], sunColour: '#9fb2d8', sunStrength: 0.3, shadowBlur: 9 },
    ...{ shadowStrength: 0.8, zenith: '#35476e', horizon: '#c08f78', bounce: '#3c3a3c' },
    ...{ ambient: 0.7, mirror: 0.4, contact: 0.7, exposure: 2.6, lamps: 40, shops: 0.4 },
    ...{ signs: 0.8, headlights: 70, saturation: 0.88, veil: 0.016 },
  },
  night: NIGHT,
  infrared: {
    ...NIGHT,
    ...{ lamps: 3, shops: 0.06, signs: 0.2, headlights: 150, infrared: 480, exposure: 1.7 },
    ...{ saturation: 0, ambient: 0.1, veil: 0.02 },
  },
};

/** What a light is like in a weather. */
export function settingOf(light: Light, weather: Weather): LightSetting {
  const setting = LIGHTS[light];
  if (weather === 'clear') return setting;
  const dull = dulled(setting);
  if (weather === 'fog')
    return { ...dull, fog: 0.021, veil: setting.veil + 0.02, contact: setting.contact * 0.8 };
  const fog = weather === 'rain' ? 0.007 : 0.002;
  return { ...(weather === 'rain' ? dull : setting), fog, wet: true };
}

/** Under clouds: most of the sun's light comes from the whole sky. */
function dulled(setting: LightSetting): LightSetting {
  const bright = setting.sunStrength > 2;
  if (!bright) return setting;
  const { sun, sunColour, sunStrength, shadowBlur, zenith, horizon, ambient } = LIGHTS.overcast;
  const { contact, saturation, shadowStrength } = LIGHTS.overcast;
  return {
    ...{ ...setting, sun, sunColour, sunStrength, shadowBlur, shadowStrength, zenith, horizon },
    ...{ ambient: ambient * 0.85, contact, saturation },
  };
}
