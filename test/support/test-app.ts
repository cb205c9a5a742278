import { afterAll } from 'vitest';
import { z } from 'zod';
import { demoPassword } from '../../seeds/seed-accounts.js';
import type { FastifyInstance, LightMyRequestResponse } from 'fastify';
import { parseConfig } from '../../src/app/config.js';
import { createHttp } from '../../src/app/create-http.js';
import { openStore, type Store } from '../../src/app/open-store.js';
import type { SessionSettings } from '../../src/modules/identity/sessions/session-settings.js';
import { ManualClock } from '../../src/platform/clock/clock.js';
import type { Database } from '../../src/platform/db/database.js';
import { createLogger } from '../../src/platform/logging/logger.js';
import { demoDatabase, testDatabase } from './test-database.js';

export interface GraphqlAnswer {
  readonly status: number;
  // What an answer holds is for each test to check: its shape follows the query.
  readonly data: Record<string, unknown> | null | undefined;
  readonly errors: readonly { message: string; extensions: { code: string; details?: unknown } }[] | undefined;
  readonly extensions: { tongyuan: { sequence: string } } | undefined;
  readonly headers: LightMyRequestResponse['headers'];
}

export interface GraphqlQuestion {
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly extensions?: Readonly<Record<string, unknown>>;
}

/** The product over a database of its own, asked in process through its real HTTP routes. */
export class TestApp {
  readonly db: Database;

  constructor(
    readonly store: Store,
    readonly server: FastifyInstance,
    readonly clock: ManualClock,
    readonly session: SessionSettings,
  ) {
    this.db = store.db;
  }

  /** An access token of a demo account. */
  async signIn(login: string): Promise<string> {
    const answer = await this.editorially({
      query: 'mutation ($input: SignInInput!) { signIn(input: $input) { session { accessToken } } }',
      variables: { input: { login, password: demoPassword } },
    });
    return z.object({ signIn: z.object({ session: z.object({ accessToken: z.string() }) }) }).parse(answer.data).signIn
      .session.accessToken;
  }

  /** Anybody asks, or the holder of a consumer's key. */
  publicly(question: GraphqlQuestion | string, key?: string): Promise<GraphqlAnswer> {
    return this.#ask('/graphql', typeof question === 'string' ? { query: question } : question, key);
  }

  editorially(question: GraphqlQuestion, accessToken?: string): Promise<GraphqlAnswer> {
    return this.#ask('/editorial/graphql', question, accessToken);
  }

  async #ask(url: string, payload: GraphqlQuestion, accessToken?: string): Promise<GraphqlAnswer> {
    const response = await this.server.inject({
      method: 'POST',
      url,
      headers: {
        'content-type': 'application/json',
        ...(accessToken === undefined ? {} : { authorization: `Bearer ${accessToken}` }),
      },
      payload: JSON.stringify(payload),
    });
    const body: Partial<GraphqlAnswer> = response.json();
    return {
      status: response.statusCode,
      data: body.data,
      errors: body.errors,
      extensions: body.extensions,
      headers: response.headers,
    };
  }
}

/** The product over an empty store, with these settings besides its own. */
export async function testApp(settings: Readonly<Record<string, string>> = {}): Promise<TestApp> {
  const clock = new ManualClock('2026-03-02T01:00:00Z');
  return appOver(await testDatabase({ clock, poolSize: 8 }), clock, settings);
}

/** The product over the demo city, on a working day after its last document, with these settings besides its own. */
export async function demoApp(settings: Readonly<Record<string, string>> = {}): Promise<TestApp> {
  const clock = new ManualClock('2026-11-23T01:00:00Z');
  return appOver(await demoDatabase({ clock, poolSize: 8 }), clock, settings);
}

/** One more node of the product over the database of another. */
export function secondNode(
  { db, clock }: Pick<TestApp, 'db' | 'clock'>,
  settings: Readonly<Record<string, string>>,
): Promise<TestApp> {
  return appOver(db, clock, settings);
}

async function appOver(
  db: Database,
  clock: ManualClock,
  settings: Readonly<Record<string, string>> = {},
): Promise<TestApp> {
  const parsed = parseConfig({
    PUBLIC_URL: 'http://portal.example',
    LOG_LEVEL: 'silent',
    SEED_DEMO: 'false',
    // All tests ask from one address, faster than anybody would.
    RATE_LIMIT_PUBLIC: '0',
    RATE_LIMIT_EDITORIAL: '0',
    RATE_LIMIT_SIGN_IN: '0',
    ...settings,
  });
  if (!parsed.ok) throw new Error(parsed.faults.join(' '));
  const store = await openStore({ config: parsed.config, logger: createLogger('error'), clock }, db);
  const session: SessionSettings = {
    secret: 'a secret of the tests, long enough for it',
    issuer: 'tongyuan',
    audience: 'tongyuan-editorial',
    mode: 'demo',
    passwordCost: { memoryCost: 1_024, timeCost: 1, parallelism: 1 },
  };
  const server = await createHttp(store, session);
  await server.ready();
  afterAll(async () => {
    await server.close();
    await store.follower.stop();
    await store.replicas?.close();
    await store.openSearch?.close();
  });
  return new TestApp(store, server, clock, session);
}
