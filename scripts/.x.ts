import { parseConfig } from '../agent/config/load.ts';
import { showProblem } from '../agent/lib/checked-yaml.ts';
const t = process.argv[2] ?? '';
const r = parseConfig(t, 'config/agent.yaml', {PW:'s3cret', MQTT_PASSWORD:'x'});
console.log(r.ok ? JSON.stringify(r.value,null,1) : r.problems.map(p=>showProblem('agent.yaml',p)).join('\n'));
