import { GLSL3 } from 'three';
import type { LightSetting } from './light/setting.ts';

const float = (value: number) => value.toFixed(7);

/**
 * Light to picture as a cheap street camera does it: a soft lens, an exposure, a curve that clips softly,
 * little colour, then sharpening that leaves thin halos. Writes rows from the top.
 */
export function developShader(width: number, height: number, setting: LightSetting) {
  const vertexShader = `precision highp float;
in vec3 position;
out vec2 place;
void main() {
  place = vec2( position.x, - position.y ) * 0.5 + 0.5;
  gl_Position = vec4( position, 1.0 );
}`;
  const fragmentShader = `precision highp float;
uniform sampler2D light;
in vec2 place;
out vec4 pixel;
const vec2 STEP = vec2( ${float(1 / width)}, ${float(1 / height)} );
vec3 at( float x, float y ) { return min( texture( light, place + STEP * vec2( x, y ) ).rgb, vec3( 12.0 ) ); }
vec3 tone( vec3 seen ) {
  vec3 bright = seen * ${float(setting.exposure)} + ${float(setting.veil)};
  float grey = dot( bright, vec3( 0.25, 0.6, 0.15 ) );
  bright = mix( vec3( grey ), bright, ${float(setting.saturation)} );
  vec3 film = 1.0 - exp( - bright * ( 0.85 + 0.75 * bright ) );
  return pow( film, vec3( 1.0 / 2.2 ) );
}
void main() {
  vec3 near = ( at( -0.5, -0.5 ) + at( 0.5, -0.5 ) + at( -0.5, 0.5 ) + at( 0.5, 0.5 ) ) * 0.25;
  vec3 wide = ( at( -1.5, -0.5 ) + at( 0.5, -1.5 ) + at( 1.5, 0.5 ) + at( -0.5, 1.5 ) ) * 0.25;
  vec3 sharp = tone( near );
  pixel = vec4( sharp + 0.55 * ( sharp - tone( mix( near, wide, 0.7 ) ) ), 1.0 );
}`;
  return { glslVersion: GLSL3, vertexShader, fragmentShader };
}
