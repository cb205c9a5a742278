import type { ConsumerKind } from '../src/modules/identity/consumer-keys/consumer-key.js';
import { findKeyByPrefix } from '../src/modules/identity/consumer-keys/find-key.js';
import type { KeyParts } from '../src/modules/identity/consumer-keys/key-text.js';
import type { Actor } from '../src/modules/identity/actor.js';
import { issueKeyOn } from '../src/modules/jurisdictions/consumers/issue-key-on.js';
import type { Database, TransactionOptions } from '../src/platform/db/database.js';
import type { Seeded } from './seed-jurisdictions.js';
import { stableId } from './stable-id.js';

/** Known to everyone who can read the README: such keys count in demo mode only. */
const demoSecret = 'demo-Tongyuan-2026-key';

export interface DemoConsumer extends KeyParts {
  readonly kind: ConsumerKind;
  readonly name: string;
}

const consumers: readonly (readonly [prefix: string, kind: ConsumerKind, name: string])[] = [
  ['portal00', 'PORTAL', '市门户网站(示例)'],
  ['media000', 'NEW_MEDIA', '市政务新媒体(示例)'],
  ['partner0', 'PARTNER', '合作网站(示例)'],
  ['opendata', 'OPEN_DATA', '公共数据开放平台(示例)'],
];

/** One consumer of each kind, all served by the city, each with a key that reads what everybody reads. */
export const demoConsumers: readonly DemoConsumer[] = consumers.map(([prefix, kind, name]) => ({
  prefix,
  kind,
  name,
  secret: demoSecret,
}));

/** The demo is not to end with its keys. */
const farAway = new Date('2099-12-31T16:00:00Z');

/** Four keys; run twice, it adds none. Their ids and texts are the same in every demo. */
export async function seedConsumers(db: Database, actor: Actor, options: TransactionOptions): Promise<Seeded> {
  let added = 0;
  for (const consumer of demoConsumers) {
    if ((await findKeyByPrefix(db, consumer.prefix)) !== null) continue;
    const { prefix, secret, kind, name } = consumer;
    await db.transaction(
      (tx) =>
        issueKeyOn(tx, actor, {
          divisionCode: '310000',
          name,
          kind,
          expiresAt: farAway,
          maskable: new Set(),
          demo: { id: stableId('consumer-key', prefix), prefix, secret },
        }),
      options,
    );
    added += 1;
  }
  return { added, skipped: demoConsumers.length - added };
}
