import { ShaderChunk } from 'three';
import type { StreetLayout } from '../../world/layout.ts';
import { lampRows } from '../street/lamp-places.ts';
import type { LightSetting } from './setting.ts';

const ORIGINAL = {
  begin: ShaderChunk.lights_fragment_begin,
  maps: ShaderChunk.lights_fragment_maps,
};

/**
 * Rewrites the lighting of all materials for one scene; to be called before anything is compiled.
 *
 * Light 0 is the sun with the shadows of what stands, light 1 only carries the shadows of what moves. The
 * lamps of a street stand in even rows, so that a pixel computes the two nearest of each row instead of
 * asking dozens of lights. Ambient light comes from the hemisphere for all materials alike; the
 * environment map gives mirrored light only. Returns what tells this lighting from any other.
 */
export function patchLighting(layout: StreetLayout, setting: LightSetting): string {
  const own = streetLights(layout, setting);
  ShaderChunk.lights_fragment_begin = withOneSun(ORIGINAL.begin).replace(
    'vec3 irradiance = getAmbientLightIrradiance( ambientLightColor );',
    `${own}
     vec3 irradiance = getAmbientLightIrradiance( ambientLightColor );`,
  );
  ShaderChunk.lights_fragment_maps = ORIGINAL.maps.replace(
    /iblIrradiance \+= getIBLIrradiance\( geometryNormal \);/,
    '',
  );
  return own;
}

function withOneSun(chunk: string): string {
  const from = chunk.indexOf('#if ( NUM_DIR_LIGHTS > 0 ) && defined( RE_Direct )');
  const to = chunk.indexOf('#if ( NUM_RECT_AREA_LIGHTS > 0 )');
  if (from < 0 || to < from) throw new Error('expected the light loop of three.js 0.187');
  return `${chunk.slice(0, from)}
#if ( NUM_DIR_LIGHTS > 0 ) && defined( RE_Direct )
  getDirectionalLightInfo( directionalLights[ 0 ], directLight );
  #if defined( USE_SHADOWMAP ) && NUM_DIR_LIGHT_SHADOWS > 1
    if ( receiveShadow && dot( geometryNormal, directLight.direction ) > 0.0 ) {
      ${shadowOf(0)}
      ${shadowOf(1)}
    }
  #endif
  RE_Direct( directLight, geometryPosition, geometryNormal, geometryViewDir, geometryClearcoatNormal, material, reflectedLight );
#endif
${chunk.slice(to)}`;
}

function shadowOf(light: number): string {
  const of = `directionalLightShadows[ ${light} ]`;
  return `directLight.color *= getShadow( directionalShadowMap[ ${light} ], ${of}.shadowMapSize, ${of}.shadowIntensity, ${of}.shadowBias, ${of}.shadowRadius, vDirectionalShadowCoord[ ${light} ] );`;
}

/** GLSL numbers always have a point. */
const float = (value: number) => value.toFixed(5);

function streetLights(layout: StreetLayout, setting: LightSetting): string {
  const { lamps, shops, infrared } = setting;
  if (lamps + shops + infrared === 0) return '';
  return `
#if defined( RE_Direct )
{
  vec3 atWorld = cameraPosition + geometryPosition * mat3( viewMatrix );
  directLight.visible = true;
  ${lamps > 0 ? lampLight(layout, lamps) : ''}
  ${shops > 0 ? shopLight(layout, shops) : ''}
  ${infrared > 0 ? infraredLight(infrared) : ''}
}
#endif`;
}

const CALL =
  'RE_Direct( directLight, geometryPosition, geometryNormal, geometryViewDir, geometryClearcoatNormal, material, reflectedLight );';

function lampLight(layout: StreetLayout, strength: number): string {
  return lampRows(layout)
    .map(({ x, z, height, spacing }) => {
      const nearest = `floor( ( atWorld.x - ${float(x)} ) / ${float(spacing)} )`;
      return `for ( int next = 0; next < 2; next ++ ) {
    vec3 toLamp = vec3( ${float(x)} + ( ${nearest} + float( next ) ) * ${float(spacing)}, ${float(height)}, ${float(z)} ) - atWorld;
    float far = length( toLamp );
    vec3 ray = toLamp / far;
    float cone = max( ray.y, 0.0 );
    float power = ${float(strength)} * cone * cone * smoothstep( 26.0, 8.0, far ) / ( far * far + 1.0 );
    directLight.direction = normalize( mat3( viewMatrix ) * ray );
    directLight.color = vec3( 1.0, 0.74, 0.44 ) * power;
    ${CALL}
  }`;
    })
    .join('\n');
}

/** Lit shops: a strip of light along the houses, brighter before some than before others. */
function shopLight({ farWalk, facade }: StreetLayout, strength: number): string {
  if (facade !== 'shops' && facade !== 'old-shops') return '';
  return `{
    float off = max( atWorld.z + ${float(farWalk + 0.4)}, 0.0 );
    float shop = 0.6 + 0.4 * sin( atWorld.x * 0.61 ) * sin( atWorld.x * 0.23 + 1.3 );
    directLight.direction = normalize( mat3( viewMatrix ) * vec3( 0.0, 0.55, -1.0 ) );
    directLight.color = vec3( 0.95, 0.92, 0.86 ) * ${float(strength)} * shop / ( 1.0 + off * off * 0.12 ) * smoothstep( -0.3, 0.2, atWorld.z + ${float(farWalk)} );
    ${CALL}
  }`;
}

function infraredLight(strength: number): string {
  return `{
    float far = length( geometryPosition );
    vec2 off = geometryPosition.xy / geometryPosition.z;
    float beam = exp( - 1.7 * dot( off, off ) );
    directLight.direction = geometryViewDir;
    directLight.color = vec3( ${float(strength)} * beam / ( far * far + 40.0 ) );
    ${CALL}
  }`;
}
