/** A scenario as a person writes it, sound in every way. */
export const SAMPLE = `name: parked-behind-a-bus
about: A car parks on the sidewalk and a bus hides it for a while.
family: bus-hides-parked-car
seed: 7
seconds: 70
start: 2026-05-04T08:00:00+08:00
light: day
weather: clear
street: boulevard-c
camera: { mount: pole-6m, fps: 12, size: 1280x720 }
zones:
  walk: { kind: sidewalk, area: far-walk }
  bay: { kind: parking-bay, area: bay:0, hours: '07:00-19:00' }
rules:
  - { use: sidewalk-parking, settle: 4s, dwell: 20s, absence: 15s, rearm: 5s }
shortened: 15
actors:
  red:
    asset: sedan-c
    paint: '#a01818'
    plate: 渝A8D213
    path: [[-2, -40, 2, 0], [6, -6, 1.5, 0], [8, -4, -1.6, 0], [48, -4, -1.6, 0], [54, 40, 2, 0]]
  bus: { asset: bus-b, path: [[10, -60, 1.5, 0], [20, -3, 1.5, 0], [27, -3, 1.5, 0], [36, 60, 1.5, 0]] }
expect:
  - { kind: sidewalk-parking, actor: red, zone: walk, from: 8, confirm: 28, until: 48 }
`;
