import { describe, expect, it } from 'vitest';
import { overrideField } from '../../../../src/modules/catalogue/override-field.js';
import { registerLaw } from '../../../../src/modules/rules/laws/register-law.js';
import { listLaws } from '../../../../src/modules/rules/laws/list-laws.js';
import { loadLaws } from '../../../../src/modules/rules/laws/load-laws.js';
import { testDatabase } from '../../../support/test-database.js';
import * as small from '../../catalogue/small-catalogue.js';
import { eventsOf, lawOf, registered, rule, today } from './law-register.js';

const db = await testDatabase();
await small.settleCatalogue(db);

const citing = (title: string, docNo: string | null) =>
  small.refusals(db, (tx) =>
    overrideField(tx, small.cityOffice, {
      divisionCode: small.city,
      itemCode: small.leaf,
      value: { bases: [{ title, docNo, clause: null }] },
    }),
  );

describe('registerLaw', () => {
  it('is for the office of the division above all others', async () => {
    const before = await small.traces(db);
    for (const actor of [...small.strangers, small.districtOffice]) {
      expect(await small.denial(db, (tx) => registerLaw(tx, actor, rule))).toBe('FORBIDDEN');
    }
    expect(await small.traces(db)).toEqual(before);
  });

  it('adds a text, whose short title and wrong number are refused from then on', async () => {
    expect(await citing('示例市高龄津贴申领办法', null)).toMatchObject([
      { message: expect.not.stringContaining('2025') },
    ]);
    const before = await small.traces(db);
    const law = await registered(db);
    expect(small.gained(before, await small.traces(db))).toEqual({ audit_entry: 1, law: 1, law_version: 1 });
    expect(await lawOf(db, law.id)).toEqual({
      id: law.id,
      kind: 'RULE',
      aliases: ['高龄津贴办法'],
      versions: [
        {
          version: 1,
          title: '示例市高龄津贴申领办法',
          docNo: '示例府规〔2025〕2号',
          clauses: [],
          effectiveFrom: '2025-05-01',
          lastDay: null,
          endedAs: null,
          note: null,
        },
      ],
    });
    const [short] = await citing('高龄津贴办法', null);
    expect(short).toMatchObject({ code: 'RULE_VIOLATION', path: ['value', 'bases', '0', 'title'], rule: 'CAT-09' });
    expect(short?.message).toContain('《示例市高龄津贴申领办法》(示例府规〔2025〕2号)第×条');
    expect(await citing('示例市高龄津贴申领办法', '示例府规〔2024〕2号')).toMatchObject([
      { code: 'INVALID', path: ['value', 'bases', '0', 'docNo'] },
    ]);
    expect(await eventsOf(db)).toEqual([]);
  });

  it('refuses a text twice, the number of another and what is no full title', async () => {
    const before = await small.traces(db);
    const faultsOf = (more: object) =>
      small.refusals(db, (tx) => registerLaw(tx, small.cityOffice, { ...rule, ...more }));
    const refused = async (more: object) => {
      const faults = await faultsOf(more);
      expect(small.reasons(faults).every((reason) => reason.startsWith('CAT-09'))).toBe(true);
      return faults.map(({ code, path }) => `${code} ${path.join('.')}`);
    };
    expect(await refused({})).toEqual(['DUPLICATE title', 'DUPLICATE docNo']);
    const registered = `CAT-09 已登记的文件=${rule.title}(${rule.docNo})`;
    expect(small.reasons(await faultsOf({}))).toEqual([registered, registered]);
    expect(await refused({ title: '政府信息公开条例', docNo: '示例〔2026〕1号' })).toEqual(['DUPLICATE title']);
    expect(
      await refused({
        title: '《办法》',
        docNo: ' ',
        aliases: ['', '办法', '政务公开管理规范'],
        effectiveFrom: '0001-01-01',
      }),
    ).toEqual([
      'INVALID title',
      'REQUIRED docNo',
      'REQUIRED aliases.0',
      'INVALID aliases.1',
      'INVALID aliases.2',
      'INVALID effectiveFrom',
    ]);
    expect(await small.traces(db)).toEqual(before);
  });

  it('lists what is registered by title, short title and number as they are typed', async () => {
    const register = await loadLaws(db, today);
    const found = (search: string) => listLaws(register, search).map((law) => law.versions[0]?.docNo);
    expect(listLaws(register, null)).toHaveLength(8);
    expect(found('高龄津贴办法')).toEqual(['示例府规〔2025〕2号']);
    expect(found('db31/t 1297-2021')).toEqual(['DB31/T 1297—2021']);
    expect(
      listLaws(register, '国务院令第492号')[0]?.versions.map(({ docNo, state, replaces }) => [docNo, state, replaces]),
    ).toEqual([
      ['国务院令第711号', 'IN_FORCE', 1],
      ['国务院令第492号', 'AMENDED', null],
    ]);
  });
});
