/** Per kind of fault: a sentence, a configuration, and what is said about it (line:column: setting: message). */
export const FAULTS: readonly (readonly [string, string, readonly string[]])[] = [
  [
    'an unknown section, with the near one',
    `camera:
  gate: {}
`,
    ["1:1: camera: there is no such setting; did you mean 'cameras'?"],
  ],
  [
    'an unknown setting deep inside, with the near one',
    `cameras:
  gate:
    source: a.mp4
    rings: {}
http: { prot: 80 }
`,
    [
      "4:5: cameras.gate.rings: there is no such setting; did you mean 'ring'?",
      "5:9: http.prot: there is no such setting; did you mean 'port'?",
    ],
  ],
  [
    'an unknown setting that is near nothing',
    `log: { colour: red }
`,
    ['1:8: log.colour: there is no such setting'],
  ],
  [
    'an empty section',
    `cameras:
`,
    ['1:9: cameras: is empty: indent its settings below it, or delete the line'],
  ],
  [
    'an empty setting',
    `cameras:
  gate:
    source:
`,
    ['3:12: cameras.gate.source: is empty: indent its settings below it, or delete the line'],
  ],
  [
    'a missing setting',
    `cameras:
  gate: {}
`,
    ['2:9: cameras.gate.source: is missing'],
  ],
  [
    'a value of another type',
    `http: { port: "80" }
cameras: []
log: yes
`,
    [
      '1:15: http.port: write a number, not text',
      '2:10: cameras: write named settings (name: value), not a list',
      '3:6: log: write settings (name: value), not text',
    ],
  ],
  [
    'a number out of bounds',
    `http: { port: 70000 }
`,
    ['1:15: http.port: write at most 65535'],
  ],
  [
    'a word that is none of the choices',
    `log: { level: infos }
`,
    ["1:15: log.level: write one of trace, debug, info, warn, error, silent; did you mean 'info'?"],
  ],
  [
    'a name that cannot be part of a topic',
    `cameras:
  Gate 1: { source: a.mp4 }
`,
    ['2:3: cameras.Gate 1: use small letters, digits and dashes, at most 32 characters'],
  ],
  [
    'a duration without a unit',
    `retention: { unconfirmed: 72 }
`,
    ['1:27: retention.unconfirmed: write a duration such as 500ms, 30s, 5m, 2h or 7d'],
  ],
  [
    'a duration out of bounds',
    `cameras: { gate: { source: a.mp4, ring: { keep: 1s } } }
`,
    ['1:49: cameras.gate.ring.keep: write a duration from 10s to 10m'],
  ],
  [
    'a size without a unit',
    `retention: { minFree: 1000 }
`,
    ['1:23: retention.minFree: write a size such as 500KB, 64MB or 1GB'],
  ],
  [
    'a day that is none',
    `site: { holidays: [2026-02-30, tomorrow] }
`,
    [
      '1:20: site.holidays.0: there is no such day',
      "1:32: site.holidays.1: write a date as 'YYYY-MM-DD'",
    ],
  ],
  [
    'a time zone that is none',
    `site: { timezone: Asia/Shanghia }
`,
    [
      "1:19: site.timezone: write a time zone such as 'Asia/Shanghai' or 'UTC'; did you mean 'Asia/Shanghai'?",
    ],
  ],
  [
    'hours that are none',
    `cameras:
  gate:
    source: a.mp4
    zones: { walk: { kind: sidewalk, polygon: [[0, 0], [1, 0], [1, 1]], hours: [25:00-26:00, mon 8-9] } }
`,
    [
      "4:81: cameras.gate.zones.walk.hours.0: write hours as '07:00-09:30', 'mon-fri 07:00-19:00' or 'sat,sun 22:00-06:00'",
      "4:94: cameras.gate.zones.walk.hours.1: write hours as '07:00-09:30', 'mon-fri 07:00-19:00' or 'sat,sun 22:00-06:00'",
    ],
  ],
  [
    'an address with a scheme that is no camera',
    `cameras: { gate: { source: ftp://10.0.0.9/a } }
`,
    [
      '1:28: cameras.gate.source: write an address (rtsp://, rtsps://, rtmp://, rtmps://, http://, https://) or the path of a video file',
    ],
  ],
  [
    'an address with two letters swapped',
    `cameras: { gate: { source: rtps://10.0.0.9/a } }
`,
    [
      '1:28: cameras.gate.source: write an address (rtsp://, rtsps://, rtmp://, rtmps://, http://, https://) or the path of a video file; did you mean rtsp://?',
    ],
  ],
  [
    'a duration as a number of seconds',
    `rules: { mine: { extends: sidewalk-parking, dwell: 300, settle: 9999 } }
`,
    [
      '1:52: rules.mine.dwell: write 300s, not 300',
      // an hour at most: more were no seconds
      '1:65: rules.mine.settle: write a duration such as 500ms, 30s, 5m, 2h or 7d',
    ],
  ],
  [
    'an address of the wrong kind',
    `cameras: { gate: { source: { kind: rtsp, url: http://10.0.0.9/a } } }
`,
    ['1:47: cameras.gate.source.url: write an address that starts with rtsp:// or rtsps://'],
  ],
  [
    'a kind of source that is none',
    `cameras: { gate: { source: { kind: rtps, url: rtsp://10.0.0.9/a } } }
`,
    ["1:36: cameras.gate.source.kind: write one of rtsp, rtmp, http, file; did you mean 'rtsp'?"],
  ],
  [
    'a source without its kind',
    `cameras: { gate: { source: { url: rtsp://10.0.0.9/a } } }
`,
    ['1:28: cameras.gate.source.kind: is missing: write one of rtsp, rtmp, http, file'],
  ],
  [
    'pixels in a polygon',
    `cameras:
  gate:
    source: a.mp4
    zones: { walk: { kind: sidewalk, polygon: [[0, 0], [640, 0], [1, 1]] } }
`,
    [
      '4:57: cameras.gate.zones.walk.polygon.1.0: write a share of the picture, 0 to 1 (not pixels)',
    ],
  ],
  [
    'a polygon of two corners',
    `cameras:
  gate:
    source: a.mp4
    zones: { walk: { kind: sidewalk, polygon: [[0, 0], [1, 0]] } }
`,
    ['4:47: cameras.gate.zones.walk.polygon: a polygon needs at least 3 corners'],
  ],
  [
    'a polygon that crosses itself',
    `cameras:
  gate:
    source: a.mp4
    zones: { walk: { kind: sidewalk, polygon: [[0, 0], [1, 1], [1, 0], [0, 1]] } }
`,
    [
      '4:47: cameras.gate.zones.walk.polygon: the polygon crosses itself: the edge after corner 1 and the one after corner 3 meet; give the corners in order around the area',
    ],
  ],
  [
    'a polygon without area',
    `cameras:
  gate:
    source: a.mp4
    zones: { walk: { kind: sidewalk, polygon: [[0, 0], [0.5, 0.5], [1, 1]] } }
`,
    ['4:47: cameras.gate.zones.walk.polygon: the polygon has no area'],
  ],
  [
    'a corner given twice',
    `cameras:
  gate:
    source: a.mp4
    zones: { walk: { kind: sidewalk, polygon: [[0, 0], [1, 0], [1, 0], [1, 1]] } }
`,
    ['4:64: cameras.gate.zones.walk.polygon.2: is the same corner as the one before'],
  ],
  [
    'a point that is none',
    `cameras:
  gate:
    source: a.mp4
    zones: { walk: { kind: sidewalk, polygon: [[0, 0], [1, 0], 1, [1]] } }
`,
    [
      '4:64: cameras.gate.zones.walk.polygon.2: write a point as [x, y], each from 0 to 1',
      '4:67: cameras.gate.zones.walk.polygon.3: write a point as [x, y], each from 0 to 1',
    ],
  ],
  [
    'a line from a point to itself',
    `cameras:
  gate:
    source: a.mp4
    lines: { out: { points: [[0, 0], [0, 0]] } }
`,
    ['4:29: cameras.gate.lines.out.points: the two points are the same'],
  ],
  [
    'a view that is neither zone nor box',
    `cameras:
  gate:
    source: a.mp4
    views: [{ margin: 0.1 }, { box: [0.5, 0, 0.5, 1] }]
`,
    [
      '4:13: cameras.gate.views.0: name either a zone or a box',
      '4:37: cameras.gate.views.1.box: write [left, top, right, bottom] with right > left and bottom > top',
    ],
  ],
];
