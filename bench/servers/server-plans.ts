import { buildFolder, projectRoot } from '../project-root.js';
import type { ContestantName } from './contestant.js';

/** How a server under test is started. */
export interface ServerPlan {
  readonly name: ContestantName;
  readonly entry: URL;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly path: string;
  /** Whether it is told its port, instead of telling the one it got. */
  readonly takesPort: boolean;
}

export interface PlanSettings {
  readonly databaseUrl: string;
  readonly dataDir: string;
  readonly answersFile: string;
}

const poolSize = '10';
const mostRequests = '1000000';
const secret = 'the bench signs its own tokens with this, nobody else does';

export function productPlan(
  { databaseUrl, dataDir }: PlanSettings,
  role: 'api' | 'serve',
  cache: 'on' | 'off',
): ServerPlan {
  return {
    name: cache === 'on' ? 'product, cache on' : 'product',
    entry: new URL('src/main.js', buildFolder),
    args: [role],
    env: {
      DATABASE_URL: databaseUrl,
      DATABASE_POOL_SIZE: poolSize,
      DATA_DIR: dataDir,
      TOKEN_SECRET: secret,
      SEED_DEMO: 'false',
      // All rules stand, but one address sends here what thousands send elsewhere.
      RATE_LIMIT_PUBLIC: mostRequests,
      RATE_LIMIT_EDITORIAL: mostRequests,
      RATE_LIMIT_SIGN_IN: mostRequests,
      ...(cache === 'on' ? {} : { RESPONSE_CACHE_MB: '0' }),
    },
    path: '/graphql',
    takesPort: true,
  };
}

/** Everything that is no product and needs nothing installed. */
export function peerPlan(name: 'static' | 'limit' | 'Apollo + DataLoader', settings: PlanSettings): ServerPlan {
  const files = { static: 'static-server.js', limit: 'limit-server.js', 'Apollo + DataLoader': 'apollo-server.js' };
  return peer(name, new URL(`bench/servers/${files[name]}`, buildFolder), settings);
}

export function postgraphilePlan(settings: PlanSettings): ServerPlan {
  const plan = peer('PostGraphile 5', new URL('bench/postgraphile/server.mjs', projectRoot), settings);
  return { ...plan, env: { GRAPHILE_ENV: 'production' } };
}

function peer(name: ContestantName, entry: URL, { databaseUrl, answersFile }: PlanSettings): ServerPlan {
  return { name, entry, args: [databaseUrl, poolSize, answersFile], env: {}, path: '/graphql', takesPort: false };
}
