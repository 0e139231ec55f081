import { Color, GLSL3 } from 'three';
import { ANGLE, BEAM_COLOUR, CUT, DECAY, PENUMBRA, REACH, SLOTS } from './light/headlights.ts';
import type { LightSetting } from './light/setting.ts';

const float = (value: number) => value.toFixed(7);

/** The sun is strong enough that what moves throws a shadow worth drawing. */
export const sunny = ({ sunStrength }: LightSetting) => sunStrength > 0.1;
/** Vehicles have their headlights on. */
export const beaming = ({ headlights }: LightSetting) => headlights > 0;

/**
 * Lays the kept picture of what stands, with its depth, under what moves: takes the sun's share away where
 * the shadow of something moving falls, and adds what headlights throw on the ground.
 */
export function stillShader(setting: LightSetting) {
  const vertexShader = `precision highp float;
in vec3 position;
out vec2 place;
void main() {
  place = position.xy * 0.5 + 0.5;
  gl_Position = vec4( position, 1.0 );
}`;
  const fragmentShader = `precision highp float;
precision highp sampler2DShadow;
uniform sampler2D still;
uniform sampler2D depth;
uniform mat4 toWorld;
uniform vec3 eye;
${sunny(setting) ? SHADOW(setting) : ''}
${beaming(setting) ? BEAMS(setting) : ''}
in vec2 place;
out vec4 pixel;
void main() {
  float far = texture( depth, place ).r;
  gl_FragDepth = far;
  vec4 there = toWorld * ( vec4( place, far, 1.0 ) * 2.0 - 1.0 );
  vec3 world = there.xyz / there.w;
  vec3 light = texture( still, place ).rgb;
  ${sunny(setting) ? 'light = mix( light, texture( sunlit, place ).rgb, shadowAt( world ) );' : ''}
  ${beaming(setting) ? 'light += beamsAt( world, max( texture( grey, place ).rgb - texture( still, place ).rgb, vec3( 0.0 ) ) );' : ''}
  pixel = vec4( light, 1.0 );
}`;
  return { glslVersion: GLSL3, vertexShader, fragmentShader };
}

/** Five samples on a disk that turns from pixel to pixel, as three.js draws soft shadows. */
const SHADOW = ({ shadowStrength }: LightSetting) => `
uniform sampler2D sunlit;
uniform sampler2DShadow shadowMap;
uniform mat4 toShadow;
uniform float softness;
float shadowAt( vec3 world ) {
  vec3 at = ( toShadow * vec4( world + vec3( 0.0, 0.03, 0.0 ), 1.0 ) ).xyz;
  if ( any( lessThan( at, vec3( 0.0 ) ) ) || any( greaterThan( at, vec3( 1.0 ) ) ) ) return 1.0;
  float turn = 6.2831853 * fract( 52.9829189 * fract( dot( gl_FragCoord.xy, vec2( 0.06711056, 0.00583715 ) ) ) );
  float sum = 0.0;
  for ( int i = 0; i < 5; i ++ ) {
    float angle = float( i ) * 2.3999632 + turn;
    vec2 aside = vec2( cos( angle ), sin( angle ) ) * sqrt( ( float( i ) + 0.5 ) / 5.0 ) * softness;
    sum += texture( shadowMap, vec3( at.xy + aside, at.z - 0.0006 ) );
  }
  return mix( 1.0, sum * 0.2, ${float(shadowStrength)} );
}`;

const BEAMS = ({ wet }: LightSetting) => {
  const { r, g, b } = new Color(BEAM_COLOUR);
  return `
uniform sampler2D grey;
uniform vec3 beamFrom[ ${SLOTS} ];
uniform vec3 beamAlong[ ${SLOTS} ];
uniform float beamStrength[ ${SLOTS} ];
vec3 beamsAt( vec3 world, vec3 albedo ) {
  vec3 sum = vec3( 0.0 );
  vec3 normal = normalize( cross( dFdx( world ), dFdy( world ) ) );
  if ( world.y < 0.4 ) normal = vec3( 0.0, 1.0, 0.0 );
  for ( int i = 0; i < ${SLOTS}; i ++ ) {
    vec3 to = beamFrom[ i ] - world;
    float far = length( to );
    if ( beamStrength[ i ] == 0.0 || far > ${float(REACH)} ) continue;
    vec3 ray = to / far;
    float cone = smoothstep( ${float(Math.cos(ANGLE))}, ${float(Math.cos(ANGLE * (1 - PENUMBRA)))}, dot( - ray, beamAlong[ i ] ) );
    float cut = 1.0 - pow( far / ${float(REACH)}, 4.0 );
    float low = 1.0 - smoothstep( 0.0, ${float(CUT)}, - to.y );
    float power = beamStrength[ i ] * cone * low * cut * cut / max( pow( far, ${float(DECAY)} ), 0.01 );
    sum += power * albedo * max( dot( normal, ray ), 0.0 ) * 0.3183099;
    ${wet ? 'sum += power * 0.02 * pow( max( dot( normal, normalize( ray + normalize( eye - world ) ) ), 0.0 ), 60.0 );' : ''}
  }
  return sum * vec3( ${float(r)}, ${float(g)}, ${float(b)} );
}`;
};
