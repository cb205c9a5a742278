import type { Command } from './console.js';
import type { AllowedOptions } from './parse-options.js';
import type { CommandName } from './usage.js';

export interface Plan {
  readonly options: AllowedOptions;
  /** Says nothing useful without an option. */
  readonly needsOptions: boolean;
  /** What a command stands on is read only when it runs: a typing error is answered at once. */
  readonly load: () => Promise<Command>;
}

/** Every command that works on the store in one transaction. */
export const plans: Readonly<Record<Exclude<CommandName, 'doctor'>, Plan>> = {
  'user add': {
    options: { single: ['login', 'name'], repeated: ['role', 'scope'] },
    needsOptions: true,
    load: async () => (await import('./user-add.js')).userAdd,
  },
  'user disable': {
    options: { single: ['login'] },
    needsOptions: true,
    load: async () => (await import('./user-disable.js')).userDisable,
  },
  'key add': {
    options: { single: ['division', 'name', 'kind', 'days'], repeated: ['audience', 'withhold'] },
    needsOptions: true,
    load: async () => (await import('./key-add.js')).keyAdd,
  },
  'key revoke': {
    options: { single: ['prefix'] },
    needsOptions: true,
    load: async () => (await import('./key-revoke.js')).keyRevoke,
  },
  'key list': { options: {}, needsOptions: false, load: async () => (await import('./key-list.js')).keyList },
};
