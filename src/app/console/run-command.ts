import { notice, noticeFault } from '../../platform/embedded/notice.js';
import { inspectConfig, readConfig } from '../config.js';
import type { Command } from './console.js';
import { explainFault } from './explain-fault.js';
import { type Options, parseOptions } from './parse-options.js';
import { plans } from './plans.js';
import { readPassword } from './read-password.js';
import { asksForHelp, type CommandName, commandGroups, findCommand, overview, usages } from './usage.js';

/** Runs what the command line asks of the console. Returns the exit code. */
export async function runCommand(args: readonly string[]): Promise<number> {
  const found = findCommand(args);
  if (found === undefined) return explainGroup(args);
  const { name, rest } = found;
  if (asksForHelp(rest)) return show(usages[name]);
  try {
    if (name === 'doctor') return await runDoctor(parseOptions(rest, { flags: ['json'] }));
    const plan = plans[name];
    if (rest.length === 0 && plan.needsOptions) return show(usages[name], 1);
    const options = parseOptions(rest, plan.options);
    await runOnStore(name, await plan.load(), options);
    return 0;
  } catch (error) {
    const sentence = explainFault(error);
    if (sentence === undefined) noticeFault(error);
    else notice(sentence);
    return 1;
  }
}

async function runOnStore(name: CommandName, command: Command, options: Options): Promise<void> {
  const config = readConfig();
  const { transactOn } = await import('./transact.js');
  await command(options, {
    readPassword: () => readPassword({ input: process.stdin, ask: (text) => void process.stderr.write(text) }),
    print: (line) => void process.stdout.write(`${line}\n`),
    maskableFields,
    transact: transactOn(config, name),
  });
}

/** The whole public schema is built for it, so only when it is asked for. */
async function maskableFields(): Promise<ReadonlySet<string>> {
  const { publicMaskableFields } = await import('./public-maskable-fields.js');
  return publicMaskableFields();
}

async function runDoctor(options: Options): Promise<number> {
  const [{ doctor }, { findingsAsJson, isSound, printFindings }] = await Promise.all([
    import('./doctor/doctor.js'),
    import('./doctor/print-findings.js'),
  ]);
  const findings = await doctor(inspectConfig());
  process.stdout.write(`${options.flag('json') ? findingsAsJson(findings) : printFindings(findings)}\n`);
  return isSound(findings) ? 0 : 1;
}

/** `tongyuan key` and `tongyuan key paint`: what there is to choose from. */
function explainGroup([first = '', ...rest]: readonly string[]): number {
  const group = commandGroups().includes(first) ? first : undefined;
  const asked = group === undefined || asksForHelp(rest);
  return show(overview(group), asked ? 0 : 1);
}

function show(usage: string, code = 0): number {
  (code === 0 ? process.stdout : process.stderr).write(`${usage.trimEnd()}\n`);
  return code;
}
