import { beforeAll, describe, expect, it } from 'vitest';
import { ManualClock } from '../../../src/platform/clock/clock.js';
import { appendRelease } from '../../../src/modules/ledger/append-release.js';
import { listEntries } from '../../../src/modules/ledger/list-entries.js';
import { readHead } from '../../../src/modules/ledger/read-head.js';
import { testDatabase } from '../../support/test-database.js';
import { releaseSomething } from './release-something.js';

const clock = new ManualClock('2026-03-02T01:00:00Z');
const db = await testDatabase({ clock });

beforeAll(() => db.sql('create table note (id int, text text, from_sequence bigint, at timestamptz(3))'));

const writing = (id: number, text = 'x') => ({
  text: 'insert into note select $1::int, $2, head.sequence, head.at from head',
  params: [id, text],
});

describe('appendRelease', () => {
  it('writes entries, rows and one event at the next sequence', async () => {
    const { sequence: before } = await readHead(db);
    const { sequence, at } = await releaseSomething(db, {
      entries: [
        { kind: 'DISCLOSURE_PUBLISHED', subject: 'a', version: 1, digest: 'sha256:0' },
        { kind: 'CATALOGUE_CHANGED', subject: '310000/T-01' },
      ],
      writes: [writing(1, 'first $1 text'), writing(2)],
    });
    expect(sequence).toBe(before + 1n);
    expect(at).toEqual(new Date('2026-03-02T01:00:00Z'));
    expect(await readHead(db)).toEqual({ sequence, at });
    expect(await listEntries(db, { after: before, upTo: sequence, limit: 9 })).toEqual([
      { sequence, ordinal: 1, at, kind: 'DISCLOSURE_PUBLISHED', subject: 'a', version: 1, digest: 'sha256:0' },
      { sequence, ordinal: 2, at, kind: 'CATALOGUE_CHANGED', subject: '310000/T-01', version: null, digest: null },
    ]);
    const rows = await db.sql('select id, text, from_sequence::text as seq from note order by id');
    expect(rows).toEqual([
      { id: 1, text: 'first $1 text', seq: sequence.toString() },
      { id: 2, text: 'x', seq: sequence.toString() },
    ]);
    const events = await db.sql('select topic, key, payload from outbox_event where key = $1', [sequence.toString()]);
    const payload = { sequence: sequence.toString(), kinds: ['DISCLOSURE_PUBLISHED', 'CATALOGUE_CHANGED'] };
    expect(events).toEqual([{ topic: 'ledger.appended', key: sequence.toString(), payload }]);
    const salts = await db.sql<{ salt: Buffer }>('select salt from ledger_entry where sequence = $1', [sequence]);
    expect(salts.map(({ salt }) => salt.length)).toEqual([16, 16]);
    expect(salts[0]?.salt.equals(salts[1]?.salt ?? Buffer.alloc(0))).toBe(false);
  });

  it('a rolled back release leaves no gap and no trace', async () => {
    const { sequence } = await readHead(db);
    const failing = db.transaction(async (tx) => {
      await appendRelease(tx, { entries: [{ kind: 'BODY_CHANGED', subject: 'b' }], writes: [writing(3)] });
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    const broken = { text: 'insert into note select 1 / 0 from head', params: [] };
    await expect(releaseSomething(db, { writes: [broken] })).rejects.toMatchObject({ code: '22012' });
    expect((await readHead(db)).sequence).toBe(sequence);
    expect((await releaseSomething(db)).sequence).toBe(sequence + 1n);
    expect(await db.sql('select id from note where id = 3')).toEqual([]);
  });

  it('time in the ledger never goes back, even when a clock does', async () => {
    clock.set('2026-03-03T01:00:00Z');
    expect((await releaseSomething(db)).at).toEqual(new Date('2026-03-03T01:00:00Z'));
    clock.set('2026-03-02T01:00:00Z');
    expect((await releaseSomething(db)).at).toEqual(new Date('2026-03-03T01:00:00Z'));
  });

  it('fifty at once: 1..N without a gap, and whoever reads the head sees all up to it', async () => {
    const { sequence: before } = await readHead(db);
    let done = false;
    const reading = (async () => {
      let last = before;
      while (!done) {
        const [row] = await db.sql<{ head: string; entries: string; notes: string }>(
          `select h.sequence::text as head, (select count(*) from ledger_entry e where e.sequence > $1)::text as entries,
             (select count(*) from note n where n.from_sequence > $1)::text as notes from ledger_head h`,
          [before],
        );
        const head = BigInt(row?.head ?? -1);
        expect(head).toBeGreaterThanOrEqual(last);
        expect([row?.entries, row?.notes]).toEqual([(head - before).toString(), (head - before).toString()]);
        last = head;
      }
    })();
    const releases = await Promise.all(
      Array.from({ length: 50 }, (_, index) => releaseSomething(db, { writes: [writing(100 + index)] })),
    );
    done = true;
    await reading;
    const sequences = releases.map((release) => release.sequence).toSorted((left, right) => Number(left - right));
    expect(sequences).toEqual(Array.from({ length: 50 }, (_, index) => before + BigInt(index + 1)));
  });

  it('entries are never changed, deleted or emptied', async () => {
    await releaseSomething(db);
    for (const statement of [
      `update ledger_entry set subject = 'x'`,
      'delete from ledger_entry',
      'truncate ledger_entry',
    ]) {
      await expect(db.sql(statement)).rejects.toMatchObject({ code: '23001' });
    }
    await expect(db.sql(`insert into ledger_head values (2, 0, 'epoch')`)).rejects.toMatchObject({ code: '23514' });
  });
});
