import { describe, expect, test } from 'vitest';
import { defineDivisions } from '../../../../src/modules/jurisdictions/divisions/define-divisions.js';
import type { Division } from '../../../../src/modules/jurisdictions/directory.js';
import { divisionScopes } from '../../../../src/modules/jurisdictions/division-scopes.js';
import { findDivision } from '../../../../src/modules/jurisdictions/find-division.js';
import { loadDirectory } from '../../../../src/modules/jurisdictions/load-directory.js';
import { listEntries } from '../../../../src/modules/ledger/list-entries.js';
import { UserErrors } from '../../../../src/platform/errors/user-errors.js';
import { testDatabase } from '../../../support/test-database.js';
import { codesFor, faultsOf } from '../refusals.js';
import { actorWith, divisions, drafter, operator, putuoOffice, traces } from '../small-country.js';

const db = await testDatabase();
const defined = await db.transaction((tx) => defineDivisions(tx, operator, { divisions }));

function street(facts: Partial<Division>): Division {
  return {
    code: '310107015',
    name: '长寿路街道',
    level: 'STREET',
    kind: 'SUBDISTRICT',
    parentCode: '310107',
    pack: 'SHANGHAI',
    ...facts,
  };
}

describe('define divisions', () => {
  test('adds a whole tree in one release, in the order given', async () => {
    expect(defined).toEqual(divisions);
    expect(await traces(db)).toMatchObject({ head: 1, entries: 4, audits: 1, events: 1, divisions: 4 });
    expect((await loadDirectory(db, 1n)).divisions()).toEqual(divisions);
    expect((await loadDirectory(db, 0n)).divisions()).toEqual([]);
    const entries = await listEntries(db, { after: 0n, upTo: 1n, limit: 10 });
    expect(entries.map(({ kind, subject }) => `${kind} ${subject}`)).toEqual(
      divisions.map(({ code }) => `DIVISION_CHANGED ${code}`),
    );
  });

  test('one division and its chain can be asked for', async () => {
    expect(await findDivision(db, '310107')).toEqual(divisions[2]);
    expect(await divisionScopes(db, '310107005')).toEqual(['310107005', '310107', '310000']);
    expect(await divisionScopes(db, '999999')).toEqual([]);
  });

  test('what is added later stands behind what is there', async () => {
    const head = await db.transaction(async (tx) => {
      await defineDivisions(tx, operator, { divisions: [street({})] });
      return tx.sql<{ sequence: string }>('select sequence::text from ledger_head');
    });
    expect(head).toEqual([{ sequence: '2' }]);
    expect((await loadDirectory(db, 2n)).children('310107').map((child) => child.code)).toEqual([
      '310107005',
      '310107015',
    ]);
    expect((await loadDirectory(db, 1n)).children('310107').map((child) => child.code)).toEqual(['310107005']);
  });

  test('only those who keep the whole store may', async () => {
    const others = [actorWith(), drafter, putuoOffice, actorWith({ role: 'OPERATOR', scope: '310000' })];
    expect(
      await codesFor(db, others, (tx, actor) =>
        defineDivisions(tx, actor, { divisions: [street({ code: '310107099' })] }),
      ),
    ).toEqual(['FORBIDDEN']);
  });
});

describe('a set of divisions is refused whole, with every fault', () => {
  const cases: [string, Division[], string[]][] = [
    ['nothing', [], ['REQUIRED divisions']],
    ['a code that exists', [street({ code: '310107005' })], ['DUPLICATE divisions.0.code']],
    ['a code twice', [street({ code: '310107016' }), street({ code: '310107016' })], ['DUPLICATE divisions.1.code']],
    ['a code that is none', [street({ code: 'x' })], ['INVALID divisions.0.code']],
    [
      'no name, no pack',
      [street({ code: '310107016', name: ' ', pack: '' })],
      ['REQUIRED divisions.0.name', 'REQUIRED divisions.0.pack'],
    ],
    ['a kind of another level', [street({ code: '310107016', kind: 'CITY' })], ['INVALID divisions.0.kind']],
    [
      'a street without a parent',
      [street({ code: '310107016', parentCode: null })],
      ['REQUIRED divisions.0.parentCode'],
    ],
    ['an unknown parent', [street({ code: '310107016', parentCode: '999999' })], ['INVALID divisions.0.parentCode']],
    [
      'a parent of the same level',
      [street({ code: '310107016', parentCode: '310107005' })],
      ['INVALID divisions.0.parentCode'],
    ],
    ['itself as parent', [street({ code: '310107016', parentCode: '310107016' })], ['INVALID divisions.0.parentCode']],
    [
      'two that are each other’s parents',
      [street({ code: '310107016', parentCode: '310107017' }), street({ code: '310107017', parentCode: '310107016' })],
      ['INVALID divisions.0.parentCode', 'INVALID divisions.1.parentCode'],
    ],
  ];

  test.each(cases)('%s', async (_, wrong, faults) => {
    expect(await faultsOf(db, (tx) => defineDivisions(tx, operator, { divisions: wrong }))).toEqual(faults);
  });
});

describe('the tree cannot become a cycle', () => {
  const insert = (code: string, level: string, parent: string | null): string =>
    `insert into division (code, from_sequence, name, level, kind, parent_code, pack, position)
     values ('${code}', 90, 'x', '${level}', 'CITY', ${parent === null ? 'null' : `'${parent}'`}, 'SHANGHAI', 1)`;

  test('the database refuses a parent that is not above, or missing, or a level that changes', async () => {
    await expect(db.sql(insert('310000', 'CITY', '310107'))).rejects.toThrow('does not stand above');
    await expect(db.sql(insert('310107', 'DISTRICT', '310101'))).rejects.toThrow('does not stand above');
    await expect(db.sql(insert('310107', 'DISTRICT', '310107'))).rejects.toThrow('does not stand above');
    await expect(db.sql(insert('310107', 'DISTRICT', '999999'))).rejects.toThrow('does not stand above');
    await expect(db.sql(insert('310107', 'STREET', '310101'))).rejects.toThrow('for ever');
    await expect(db.sql(insert('888888', 'CITY', null))).rejects.toThrow('for ever');
    await expect(db.sql(`update division_level set level = 'CITY' where code = '310107'`)).rejects.toThrow(
      'never changed',
    );
    await expect(db.sql(`delete from division_level where code = '310107'`)).rejects.toThrow('never changed');
  });

  test('two connections that draw opposite edges cannot both commit', async () => {
    const [one, other] = [await db.connect(), await db.connect()];
    try {
      await one.query('begin');
      await other.query('begin');
      await one.query(`insert into division_level values ('77', 'CITY'), ('78', 'DISTRICT')`);
      await one.query(insert('78', 'DISTRICT', '77'));
      const blocked = other.query(`insert into division_level values ('78', 'CITY'), ('77', 'DISTRICT')`).then(
        () => 'taken',
        (error: Error) => error.message,
      );
      await one.query('commit');
      expect(await blocked).toContain('division_level_pkey');
      await other.query('rollback');
    } finally {
      one.release();
      other.release();
    }
  });

  test('of two verbs that define the same codes at once the second finds them there', async () => {
    const upright = [
      street({ code: '61', level: 'CITY', kind: 'CITY', parentCode: null }),
      street({ code: '62', level: 'DISTRICT', kind: 'DISTRICT', parentCode: '61' }),
    ];
    const reversed = [
      street({ code: '62', level: 'CITY', kind: 'CITY', parentCode: null }),
      street({ code: '61', level: 'DISTRICT', kind: 'DISTRICT', parentCode: '62' }),
    ];
    const results = await Promise.allSettled(
      [upright, reversed].map((set) => db.transaction((tx) => defineDivisions(tx, operator, { divisions: set }))),
    );
    const lost = results.flatMap((result) => (result.status === 'rejected' ? [result.reason as unknown] : []));
    expect(lost).toHaveLength(1);
    expect(lost[0]).toBeInstanceOf(UserErrors);
    const scopes = [await divisionScopes(db, '61'), await divisionScopes(db, '62')];
    expect(scopes.map((chain) => chain.length).toSorted((a, b) => a - b)).toEqual([1, 2]);
  });
});
