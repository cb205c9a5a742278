import { type NewFact, writeFacts } from '../../../../src/modules/catalogue/editing/write-facts.js';
import type { CatalogueField } from '../../../../src/modules/catalogue/effective-item.js';
import { drainOutbox } from '../../../../src/platform/outbox/relay.js';
import { openConflicts } from '../../../../src/modules/catalogue/drift/open-conflicts.handlers.js';
import { listTasks } from '../../../../src/modules/tasks/list-tasks.js';
import type { Database } from '../../../../src/platform/db/database.js';
import { cityOffice, leaf } from '../small-catalogue.js';

type Saying = Partial<NewFact> & Pick<NewFact, 'divisionCode' | 'field'>;

/** The division says something from now on, in the place of what it said in that slot; `state` null takes it back. */
export async function say(
  db: Database,
  ...sayings: readonly (Omit<Saying, 'state'> & { readonly state?: NewFact['state'] | null })[]
): Promise<bigint> {
  const whole = sayings.map((saying) => ({
    itemCode: leaf,
    slot: 'VALUE' as const,
    value: null,
    ...saying,
    state: saying.state === undefined ? ('OVERRIDE' as const) : saying.state,
  }));
  const before = await db.sql<{ id: string }>(
    `select f.id::text from catalogue_fact f join jsonb_to_recordset($1::jsonb) as s("itemCode" text, "divisionCode" text, field text, slot text)
       on f.item_code = s."itemCode" and f.division_code = s."divisionCode" and f.field = s.field and f.slot = s.slot
     where f.to_sequence is null`,
    [JSON.stringify(whole)],
  );
  const [first = leaf, ...rest] = [...new Set(whole.map((saying) => saying.itemCode))];
  const { sequence } = await db.transaction((tx) =>
    writeFacts(tx, cityOffice, {
      divisionCode: whole[0]?.divisionCode ?? '',
      itemCodes: [first, ...rest],
      close: before.map((fact) => fact.id),
      open: whole.flatMap(({ state, ...fact }) => (state === null ? [] : [{ ...fact, state }])),
    }),
  );
  return sequence;
}

/** Lets the worker do what it has to by now. */
export async function letWork(db: Database): Promise<void> {
  const faults: unknown[] = [];
  await drainOutbox(db, [openConflicts], { onError: (error) => faults.push(error) });
  if (faults.length > 0) throw new Error('The worker met a fault.', { cause: faults[0] });
}

/** The open conflicts of a division: field, cause, and the two values. */
export async function openConflictsOf(db: Database, divisionCode: string, itemCode = leaf): Promise<object[]> {
  const { tasks } = await listTasks(db, { divisionCode, state: 'OPEN', first: 50 });
  return tasks
    .filter((task) => task.subject.startsWith(`${divisionCode}/${itemCode}/`))
    .map(({ subject, details }) => ({
      field: subject.split('/').at(-1) as CatalogueField,
      upper: details['upperValue'],
      own: details['ownValue'],
    }))
    .toSorted((a, b) => (a.field < b.field ? -1 : 1));
}

/** Delivers a release again, as after a crash, and lets the worker take it. */
export async function workAgain(db: Database, sequence: bigint): Promise<void> {
  await db.sql('delete from outbox_delivery where event_id in (select id from outbox_event where key = $1)', [
    sequence,
  ]);
  await db.sql('update outbox_event set fanned_out_at = null where key = $1', [sequence]);
  await letWork(db);
}

/** Every conflict there is or was, by subject. */
export function conflictRows(
  db: Database,
): Promise<{ subject: string; cause: string; state: string; outcome: string | null }[]> {
  return db.sql(
    `select subject, cause, state, outcome from task where kind = 'CATALOGUE_CONFLICT' order by subject, opened_sequence`,
  );
}
