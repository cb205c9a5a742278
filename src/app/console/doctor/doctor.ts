import { type Clock, systemClock } from '../../../platform/clock/clock.js';
import { StartFault } from '../../../platform/embedded/start-fault.js';
import type { Config, ConfigResult } from '../../config.js';
import { ConsoleFault } from '../console-fault.js';
import { withConnection } from '../with-connection.js';
import { diskCheck } from './disk-check.js';
import { fault, type Finding } from './finding.js';
import { partChecks } from './part-checks.js';
import { probeDatabase, runAll } from './probe-database.js';
import { nodeVerdict, settingsChecks } from './settings-checks.js';

/** Everything that was looked at, in a fixed order. Changes nothing; an embedded database that does not run is started for it. */
export async function doctor(settings: ConfigResult, clock: Clock = systemClock): Promise<Finding[]> {
  if (!settings.ok) return faultySettings(settings.faults);
  const { config } = settings;
  const [local, parts, store] = await Promise.all([
    runAll([...settingsChecks(config), diskCheck(config.dataDir)]),
    runAll(partChecks(config)),
    storeFindings(config, clock),
  ]);
  return [...local, ...store, ...parts];
}

/** Nothing else can be looked for before it is known where. */
function faultySettings(faults: readonly string[]): Finding[] {
  const settings = faults.map((found) => ({
    check: 'settings',
    ...fault(found, '请改正后重新检查；README 的 Settings 一节列有全部设置。'),
  }));
  return [...settings, { check: 'node', ...nodeVerdict(process.versions.node) }];
}

async function storeFindings(config: Config, clock: Clock): Promise<Finding[]> {
  try {
    return await withConnection(config, 'doctor', (connection) => probeDatabase({ connection, config, clock }));
  } catch (error) {
    if (!(error instanceof ConsoleFault) && !(error instanceof StartFault)) throw error;
    return [{ check: 'database', ...fault(error.message, '请先使数据库可用，再检查一次。') }];
  }
}
