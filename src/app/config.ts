import { isIP } from 'node:net';
import { resolve } from 'node:path';
import { z } from 'zod';
import type { Connection } from '../platform/db/database.js';
import { type DatabaseServers, parseDatabaseUrls } from './database-url.js';

/** Every setting of the process, read once and never changed. */
export interface Config {
  /** TONGYUAN_MODE, else NODE_ENV=production, else demo. */
  readonly mode: 'demo' | 'production';
  /** PORT (4000); 0 means any free one. */
  readonly port: number;
  /** HOST: this machine only by default; 0.0.0.0 or :: opens it to the network. */
  readonly host: string;
  /** DATA_DIR, absolute (./.data). */
  readonly dataDir: string;
  /** DATABASE_URL; undefined means the embedded PostgreSQL in `dataDir`. */
  readonly database: Connection | undefined;
  /** The further URLs in DATABASE_URL: copies of the database that public reads may be answered from. */
  readonly replicas: readonly Connection[];
  /** DATABASE_POOL_SIZE (10): connections of one process. */
  readonly databasePoolSize: number;
  /** RESPONSE_CACHE_MB (64): memory for finished public answers; 0 makes each anew. */
  readonly responseCacheMegabytes: number;
  /** READ_PLANS (true): whether public reads that can be planned are answered without their resolvers. */
  readonly readPlans: boolean;
  /** REDIS_URL; undefined means memory of this process. */
  readonly redisUrl: string | undefined;
  /** OPENSEARCH_URL without a slash at the end; undefined means search in PostgreSQL. */
  readonly openSearchUrl: string | undefined;
  /** TOKEN_SECRET; undefined in demo mode only, where `tokenSecret()` keeps one. */
  readonly tokenSecret: string | undefined;
  /** LOG_LEVEL (info). */
  readonly logLevel: (typeof logLevels)[number];
  /** PUBLIC_URL without a slash at the end (http://localhost:PORT). */
  readonly publicUrl: string;
  /** FIRST_OPERATOR_LOGIN and FIRST_OPERATOR_PASSWORD: the account made where nobody runs the store yet. */
  readonly firstOperator: { readonly login: string; readonly password: string } | undefined;
  /** SEED_DEMO: whether an empty store is filled with the demo (true in demo mode). */
  readonly seedDemo: boolean;
  /** What one caller may ask of this process; 0 means no limit. */
  readonly rateLimits: {
    /** RATE_LIMIT_PUBLIC (6,000; 100,000 in demo mode): requests in 10 s, of the pages and of /graphql each. */
    readonly public: number;
    /** RATE_LIMIT_EDITORIAL (200; 5,000 in demo mode): requests in 10 s. */
    readonly editorial: number;
    /** RATE_LIMIT_SIGN_IN (20; 1,000 in demo mode, where everybody knows the password): passwords and refresh tokens in a minute, each alias counted. */
    readonly signIn: number;
  };
  /** TRUST_PROXY: how many proxies stand before this process, or their addresses. */
  readonly trustProxy: number | readonly string[];
}

export type ConfigResult =
  | { readonly ok: true; readonly config: Config }
  | { readonly ok: false; readonly faults: readonly string[] };

type Environment = Readonly<Record<string, string | undefined>>;

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
/** The embedded server takes 60 connections; some are for listening, migrations and people. */
const embeddedPoolSize = 40;
const host = z
  .string()
  .refine((text) => isIP(text) !== 0 || /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/i.test(text), 'an IP address or a host name');

/** The portal of a city asks from one address for all its visitors; a demo is tried out by programs. */
const usualLimits: Readonly<Record<Config['mode'], Config['rateLimits']>> = {
  demo: { public: 100_000, editorial: 5_000, signIn: 1_000 },
  production: { public: 6_000, editorial: 200, signIn: 20 },
};

const settings = z.object({
  PORT: wholeNumber(0, 65_535).default(4000),
  HOST: host.default('127.0.0.1'),
  DATA_DIR: z.string().default('.data'),
  DATABASE_URL: z.string().transform(databaseServers).optional(),
  DATABASE_POOL_SIZE: wholeNumber(2, 500).default(10),
  RESPONSE_CACHE_MB: wholeNumber(0, 16_384).default(64),
  READ_PLANS: oneOf(['true', 'false'])
    .transform((text) => text === 'true')
    .default(true),
  REDIS_URL: url(['redis:', 'rediss:']).optional(),
  OPENSEARCH_URL: url(['http:', 'https:']).optional(),
  TONGYUAN_MODE: oneOf(['demo', 'production']).optional(),
  TOKEN_SECRET: z.string().min(32, 'at least 32 characters').optional(),
  LOG_LEVEL: oneOf(logLevels).default('info'),
  PUBLIC_URL: url(['http:', 'https:']).optional(),
  SEED_DEMO: oneOf(['true', 'false', '1', '0'])
    .transform((text) => text === 'true' || text === '1')
    .optional(),
  FIRST_OPERATOR_LOGIN: z.string().optional(),
  FIRST_OPERATOR_PASSWORD: z.string().min(12, 'at least 12 characters').optional(),
  RATE_LIMIT_PUBLIC: wholeNumber(0, 1_000_000).optional(),
  RATE_LIMIT_EDITORIAL: wholeNumber(0, 1_000_000).optional(),
  RATE_LIMIT_SIGN_IN: wholeNumber(0, 1_000_000).optional(),
  TRUST_PROXY: z.string().transform(proxies).optional(),
  NODE_ENV: z.string().optional(),
});

/** What they hold is not for logs. */
const secrets = new Set(['TOKEN_SECRET', 'FIRST_OPERATOR_PASSWORD', 'DATABASE_URL', 'REDIS_URL', 'OPENSEARCH_URL']);

/** An empty value counts as absent. Every fault is one sentence: the variable, what is wrong, what is allowed. */
export function parseConfig(environment: Environment): ConfigResult {
  const given = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''),
  );
  const faults = unknownSettings(given);
  const parsed = settings.safeParse(given);
  if (!parsed.success) {
    for (const issue of parsed.error.issues) faults.push(faultOf(String(issue.path[0]), given, issue.message));
    return { ok: false, faults };
  }
  const values = parsed.data;
  const mode = values.TONGYUAN_MODE ?? (values.NODE_ENV === 'production' ? 'production' : 'demo');
  if (mode === 'production' && values.TOKEN_SECRET === undefined) {
    faults.push('TOKEN_SECRET is missing: production mode needs a secret of at least 32 characters.');
  }
  if (values.DATABASE_URL === undefined && values.DATABASE_POOL_SIZE > embeddedPoolSize) {
    const allowed = `a whole number from 2 to ${embeddedPoolSize} with the embedded database`;
    faults.push(faultOf('DATABASE_POOL_SIZE', given, allowed));
  }
  if ((values.FIRST_OPERATOR_LOGIN === undefined) !== (values.FIRST_OPERATOR_PASSWORD === undefined)) {
    faults.push('FIRST_OPERATOR_LOGIN and FIRST_OPERATOR_PASSWORD go together: give both or neither.');
  }
  if (faults.length > 0) return { ok: false, faults };
  return { ok: true, config: assemble(values, mode) };
}

/** The settings of this process, or what is wrong with them. */
export function inspectConfig(): ConfigResult {
  return parseConfig(process.env);
}

/** The settings of this process; faults go to stderr and end it with code 1. */
export function readConfig(): Config {
  const result = inspectConfig();
  if (result.ok) return result.config;
  process.stderr.write(`${result.faults.join('\n')}\n`);
  process.exit(1);
}

function assemble(values: z.infer<typeof settings>, mode: Config['mode']): Config {
  return Object.freeze({
    mode,
    port: values.PORT,
    host: values.HOST,
    dataDir: resolve(values.DATA_DIR),
    database: values.DATABASE_URL?.primary,
    replicas: values.DATABASE_URL?.replicas ?? [],
    databasePoolSize: values.DATABASE_POOL_SIZE,
    responseCacheMegabytes: values.RESPONSE_CACHE_MB,
    readPlans: values.READ_PLANS,
    redisUrl: values.REDIS_URL,
    openSearchUrl: values.OPENSEARCH_URL,
    tokenSecret: values.TOKEN_SECRET,
    logLevel: values.LOG_LEVEL,
    publicUrl: values.PUBLIC_URL ?? `http://localhost:${values.PORT}`,
    firstOperator: firstOperatorOf(values),
    seedDemo: values.SEED_DEMO ?? mode === 'demo',
    rateLimits: Object.freeze({
      public: values.RATE_LIMIT_PUBLIC ?? usualLimits[mode].public,
      editorial: values.RATE_LIMIT_EDITORIAL ?? usualLimits[mode].editorial,
      signIn: values.RATE_LIMIT_SIGN_IN ?? usualLimits[mode].signIn,
    }),
    trustProxy: values.TRUST_PROXY ?? 0,
  });
}

function firstOperatorOf(values: z.infer<typeof settings>): Config['firstOperator'] {
  const { FIRST_OPERATOR_LOGIN: login, FIRST_OPERATOR_PASSWORD: password } = values;
  return login === undefined || password === undefined ? undefined : { login, password };
}

function unknownSettings(given: Environment): string[] {
  return Object.keys(given)
    .filter((name) => name.startsWith('TONGYUAN_') && !(name in settings.shape))
    .map((name) => `${name} is not a setting: the only one with this prefix is TONGYUAN_MODE.`);
}

function faultOf(name: string, given: Environment, allowed: string): string {
  const value = secrets.has(name) ? 'is wrong' : `is "${given[name]}", which is wrong`;
  return `${name} ${value}: allowed is ${allowed}.`;
}

function wholeNumber(least: number, most: number) {
  const allowed = `a whole number from ${least} to ${most}`;
  return z
    .string()
    .regex(/^\d{1,9}$/, allowed)
    .transform(Number)
    .refine((value) => value >= least && value <= most, allowed);
}

function oneOf<const Values extends readonly [string, ...string[]]>(values: Values) {
  return z.enum(values, `one of ${values.join(', ')}`);
}

function url(protocols: readonly string[]) {
  const allowed = `a URL that begins with ${protocols.map((protocol) => `${protocol}//`).join(' or ')}`;
  return z
    .string()
    .refine((text) => protocols.includes(URL.parse(text)?.protocol ?? ''), allowed)
    .transform((text) => text.replace(/\/+$/, ''));
}

/** A number of them, or addresses and networks with commas between; never everybody, who could then name any address. */
function proxies(text: string, context: z.RefinementCtx): number | readonly string[] {
  if (/^\d$/.test(text)) return Number(text);
  const addresses = text.split(',').map((part) => part.trim());
  if (addresses.every(isNetwork)) return addresses;
  context.addIssue('a number of proxies from 0 to 9, or their addresses and networks such as 10.0.0.1,192.168.0.0/16');
  return z.NEVER;
}

function isNetwork(text: string): boolean {
  const [address = '', bits, ...rest] = text.split('/');
  const longest = { 0: 0, 4: 32, 6: 128 }[isIP(address)] ?? 0;
  if (longest === 0 || rest.length > 0) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) > 0 && Number(bits) <= longest);
}

function databaseServers(text: string, context: z.RefinementCtx): DatabaseServers {
  const servers = parseDatabaseUrls(text);
  if (servers !== undefined) return servers;
  context.addIssue(
    'a PostgreSQL URL such as postgresql://user:password@host:5432/database, then those of replicas, if any, each server once, with commas between',
  );
  return z.NEVER;
}
