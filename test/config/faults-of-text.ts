/** Per kind of fault: a sentence, a configuration, and what is said about it (line:column: setting: message). */
export const FAULTS: readonly (readonly [string, string, readonly string[]])[] = [
  [
    'a broker address that is none',
    `targets: { city: { kind: mqtt, url: http://broker } }
`,
    [
      '1:37: targets.city.url: write an address that starts with mqtt://, mqtts://, ws:// or wss://',
    ],
  ],
  [
    'a certificate given as a path',
    `targets: { city: { kind: mqtt, url: mqtts://broker, ca: ca.pem } }
`,
    ['1:57: targets.city.ca: write !file PATH: what is expected here is the text of a PEM file'],
  ],
  [
    'a target that wants a camera and a violation that are not there',
    `cameras:
  gate:
    source: a.mp4
targets: { city: { kind: mqtt, url: mqtts://broker, only: { cameras: [gat], violations: [parking] } } }
`,
    [
      "4:71: targets.city.only.cameras.0: no camera 'gat'; did you mean 'gate'?",
      "4:90: targets.city.only.violations.0: no violation 'parking'; known: muck-truck-uncovered, muck-truck-overfilled, sidewalk-parking, street-stall",
    ],
  ],
  [
    'a variable that is not set',
    `targets: { city: { kind: mqtt, url: mqtts://broker, password: !env MQTT_PASWORD } }
`,
    ["1:68: the environment variable MQTT_PASWORD is not set; did you mean 'MQTT_PASSWORD'?"],
  ],
  [
    'a variable without a name',
    `node: { id: !env "a b" }
`,
    ['1:18: write !env NAME, the name of an environment variable'],
  ],
  [
    'a file that is not there',
    `targets: { city: { kind: mqtt, url: mqtts://broker, password: !file nowhere.txt, ack: pubak } }
`,
    [
      '1:69: cannot read this file (it is not there)',
      "1:87: targets.city.ack: write one of platform, puback; did you mean 'puback'?",
    ],
  ],
  [
    'a tag that is none',
    `node: { id: !secret box }
`,
    ['1:21: there is no such tag; known: !env, !file'],
  ],
  [
    'a tag in front of a list',
    `site: { holidays: !env [A] }
`,
    ['1:24: !env goes before a text only'],
  ],
  [
    'a name that stands there twice',
    `site: { id: a }
site: { id: b }
`,
    ['2:1: this name stands here twice; keep one'],
  ],
  [
    'a tab',
    `site:
	id: a
`,
    ['2:1: tabs cannot indent YAML; use spaces'],
  ],
  [
    'a bracket left open',
    `cameras: { gate: [
`,
    ['2:1: a list opened with [ is not closed', '2:1: settings opened with { are not closed'],
  ],
  [
    'a bracket left open, and settings below it',
    `cameras:
  gate:
    rules: [sidewalk-parking
    source: a.mp4
`,
    ['4:5: a list opened with [ is not closed'],
  ],
  [
    'a quote left open',
    `site: { name: "Demo
`,
    ['2:1: a text opened with a quote is not closed', '2:1: settings opened with { are not closed'],
  ],
  [
    'a second name on a line',
    `site: id: a
`,
    [
      '1:7: a second name: on one line, or a line indented too far; a text with ": " in it needs quotes',
    ],
  ],
  [
    'a colon without a space',
    `site:{}
log: { level: info }
`,
    ['1:1: expected name: value, with a colon and a space'],
  ],
  [
    'a bracket too many',
    `cameras: }
`,
    ['1:10: does not belong here; check indentation, commas and brackets'],
  ],
  [
    'an anchor that is not there',
    `site: *other
`,
    ['1:7: no anchor of this name stands above'],
  ],
  [
    'a second document',
    `site: { id: a }
---
site: { id: b }
`,
    ['2:1: only one document a file: delete what follows ---'],
  ],
  [
    'a list instead of settings',
    `- cameras
`,
    ['1:1: write settings (name: value), not a list'],
  ],
];
