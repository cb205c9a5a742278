import { loadLaws } from '../../../../src/modules/rules/laws/load-laws.js';
import { registerLaw } from '../../../../src/modules/rules/laws/register-law.js';
import type { Law } from '../../../../src/modules/rules/laws/law.js';
import { lawRegister } from '../../../../src/modules/rules/law-register.js';
import type { Database } from '../../../../src/platform/db/database.js';
import * as small from '../../catalogue/small-catalogue.js';

export const today = '2026-03-02';

/** A rule of the city that nobody cites yet. */
export const rule = {
  kind: 'RULE',
  title: '《示例市高龄津贴申领办法》',
  docNo: '示例府规〔2025〕2号',
  aliases: ['高龄津贴办法'],
  effectiveFrom: '2025-05-01',
} as const;

export function registered(db: Database): Promise<Law> {
  return db.transaction((tx) => registerLaw(tx, small.cityOffice, rule));
}

/** The regulation on disclosure, as it comes with the product. */
export function builtIn(): Law {
  const [regulation] = lawRegister.laws;
  if (regulation === undefined) throw new Error('The product comes with no law.');
  return regulation;
}

export async function lawOf(db: Database, id: string): Promise<Law | undefined> {
  const { laws } = await loadLaws(db, today);
  return laws.find((law) => law.id === id);
}

export async function eventsOf(db: Database): Promise<{ key: string; payload: unknown }[]> {
  return db.sql<{ key: string; payload: unknown }>(
    `select key, payload from outbox_event where topic = 'law.changed' order by id`,
  );
}
