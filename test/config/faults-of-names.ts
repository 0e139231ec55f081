/** Per kind of fault: a sentence, a configuration, and what is said about it (line:column: setting: message). */
export const FAULTS: readonly (readonly [string, string, readonly string[]])[] = [
  [
    'a view of a zone that is not there',
    `cameras:
  gate:
    source: a.mp4
    zones: { walk: { kind: sidewalk, polygon: [[0, 0], [1, 0], [1, 1]] } }
    views: [{ zone: wlak }]
`,
    ["5:21: cameras.gate.views.0.zone: no zone 'wlak'; did you mean 'walk'?"],
  ],
  [
    'a model that is not there',
    `cameras:
  gate:
    source: a.mp4
    model: stret-v0
`,
    ["4:12: cameras.gate.model: no model 'stret-v0'; did you mean 'street-v0'?"],
  ],
  [
    'a folder of a model that is not there',
    `models: { own: { path: nowhere }, other: {} }
`,
    [
      '1:24: models.own.path: there is no such folder',
      '1:42: models.other: path is missing: none is shipped',
    ],
  ],
  [
    'a threshold for a label that the model does not have',
    `models: { street-v0: { thresholds: { cra: 0.4 } } }
`,
    [
      "1:43: models.street-v0.thresholds.cra: model 'street-v0' has no label 'cra'; did you mean 'car'?",
    ],
  ],
  [
    'a rule that is not there',
    `cameras:
  gate:
    source: a.mp4
    rules: [sidewalk-paking, { use: nothing-like-it }]
`,
    [
      "4:13: cameras.gate.rules.0: no rule 'sidewalk-paking'; did you mean 'sidewalk-parking'?",
      "4:37: cameras.gate.rules.1.use: no rule 'nothing-like-it'; known: muck-truck-uncovered, muck-truck-overfilled, sidewalk-parking, street-stall, muck-truck",
    ],
  ],
  [
    'a zone that the camera does not have, in a use of a rule',
    `cameras:
  gate:
    source: a.mp4
    zones: { walk: { kind: sidewalk, polygon: [[0, 0], [1, 0], [1, 1]] } }
    rules: [{ use: sidewalk-parking, zones: [wlak] }]
`,
    ["5:46: cameras.gate.rules.0.zones.0: no zone 'wlak'; did you mean 'walk'?"],
  ],
  [
    'a zone that the camera does not have, in the rule itself',
    `cameras:
  gate:
    source: a.mp4
    zones: { walk: { kind: sidewalk, polygon: [[0, 0], [1, 0], [1, 1]] } }
    rules: [mine]
rules: { mine: { extends: sidewalk-parking, zones: [wlak] } }
`,
    [
      "5:13: cameras.gate.rules.0: rule 'mine': camera 'gate' has no zone 'wlak'; did you mean 'walk'?",
    ],
  ],
  [
    'a zone kind that the camera does not have',
    `cameras:
  gate:
    source: a.mp4
    rules: [sidewalk-parking]
`,
    [
      "4:13: cameras.gate.rules.0: rule 'sidewalk-parking': it needs a zone of kind sidewalk, and camera 'gate' has none",
    ],
  ],
  [
    'a line that the camera does not have',
    `cameras:
  gate:
    source: a.mp4
    lines: { out: { points: [[0, 0], [1, 1]] } }
    rules: [{ use: gate-out, line: uot }]
rules: { gate-out: { type: crossing, labels: [truck] } }
`,
    ["5:36: cameras.gate.rules.0.line: no line 'uot'; did you mean 'out'?"],
  ],
  [
    'two lines, and the rule does not say which',
    `cameras:
  gate:
    source: a.mp4
    lines: { in: { points: [[0, 0], [1, 1]] }, out: { points: [[0, 0], [1, 0]] } }
    rules: [gate-out]
rules: { gate-out: { type: crossing, labels: [truck] } }
`,
    [
      "5:13: cameras.gate.rules.0: rule 'gate-out': camera 'gate' has several lines (in, out); say which: line: NAME",
    ],
  ],
  [
    'a label that the model does not have',
    `cameras:
  gate:
    source: a.mp4
    zones: { walk: { kind: sidewalk, polygon: [[0, 0], [1, 0], [1, 1]] } }
    rules: [{ use: sidewalk-parking, labels: [care] }]
`,
    [
      "5:13: cameras.gate.rules.0: rule 'sidewalk-parking': model 'street' has no label 'care'; did you mean 'car'?",
    ],
  ],
  [
    'only labels that the model does not have',
    `cameras:
  gate:
    source: a.mp4
    zones: { walk: { kind: sidewalk, polygon: [[0, 0], [1, 0], [1, 1]] } }
    rules: [{ use: sidewalk-parking, labels: [tram?, boat?] }]
`,
    [
      "5:13: cameras.gate.rules.0: rule 'sidewalk-parking': model 'street' has none of its labels (tram?, boat?)",
    ],
  ],
  [
    'one rule twice on a camera',
    `cameras:
  gate:
    source: a.mp4
    zones: { walk: { kind: sidewalk, polygon: [[0, 0], [1, 0], [1, 1]] } }
    rules: [sidewalk-parking, { use: sidewalk-parking, dwell: 60s }]
`,
    [
      "5:31: cameras.gate.rules.1: rule 'sidewalk-parking': this camera has it already; give one of them another name with as:",
    ],
  ],
  [
    'one name for several rules',
    `cameras:
  gate:
    source: a.mp4
    rules: [{ use: muck-truck, as: truck }]
`,
    [
      "4:36: cameras.gate.rules.0.as: 'muck-truck' has several rules (muck-truck-uncovered, muck-truck-overfilled); use them one by one",
    ],
  ],
  [
    'a dwell that ends before it is suspected',
    `cameras:
  gate:
    source: a.mp4
    zones: { walk: { kind: sidewalk, polygon: [[0, 0], [1, 0], [1, 1]] } }
    rules: [{ use: sidewalk-parking, dwell: 5s }]
`,
    ["5:13: cameras.gate.rules.0: rule 'sidewalk-parking': dwell is shorter than settle"],
  ],
  [
    'a setting that the type of the extended rule does not have',
    `rules: { mine: { extends: sidewalk-parking, line: out } }
`,
    ['1:51: rules.mine.line: a rule of type dwell has no such setting'],
  ],
  [
    'a rule without type and without extends',
    `rules: { mine: { labels: [car] } }
`,
    ['1:16: rules.mine.type: is missing: write one of dwell, group, crossing, attribute'],
  ],
  [
    'a type of rule that is none',
    `rules: { mine: { type: dwel, labels: [car] } }
`,
    [
      "1:24: rules.mine.type: write one of dwell, group, crossing, attribute; did you mean 'dwell'?",
    ],
  ],
  [
    'a rule that extends what is not there',
    `rules: { mine: { extends: sidewalk-parkng } }
`,
    ["1:27: rules.mine.extends: no rule 'sidewalk-parkng'; did you mean 'sidewalk-parking'?"],
  ],
  [
    'rules that extend each other',
    `rules: { a: { extends: b }, b: { extends: a } }
`,
    ['1:24: rules.a.extends: these rules extend each other in a circle'],
  ],
];
