import 'reflect-metadata';
import { graphql } from 'graphql';
import { buildSchema } from 'type-graphql';
import { describe, expect, test } from 'vitest';
import type { Actor } from '../../../src/modules/identity/actor.js';
import { createAccount } from '../../../src/modules/identity/create-account.js';
import type { EditorialContext } from '../../../src/modules/identity/editorial-context.js';
import { JurisdictionsResolver } from '../../../src/modules/jurisdictions/jurisdictions.resolver.js';
import { SitesResolver } from '../../../src/modules/jurisdictions/sites/sites.resolver.js';
import { testDatabase } from '../../support/test-database.js';
import { drafter, ids, operator, putuoOffice, settle, traces } from './small-country.js';

const db = await testDatabase();
await settle(db);
const schema = await buildSchema({ resolvers: [JurisdictionsResolver, SitesResolver], validate: false });

async function ask(actor: Actor | null, source: string): Promise<unknown> {
  const contextValue: EditorialContext = {
    db,
    requestId: 'r1',
    actor,
    maskable: new Set(),
    afterCommit: () => Promise.resolve(),
    session: {
      secret: 'x'.repeat(32),
      issuer: 'test',
      audience: 'test',
      mode: 'demo',
      passwordCost: { memoryCost: 8, timeCost: 1, parallelism: 1 },
    },
  };
  const { data, errors } = await graphql({ schema, source, contextValue });
  const code = errors?.[0]?.originalError;
  if (code !== undefined) return code !== null && 'code' in code ? code.code : code;
  return errors === undefined ? JSON.parse(JSON.stringify(data)) : errors.map((error) => error.message);
}

const rename = `mutation { renameBody(input: { bodyId: "${ids.putuoCivil}", name: "新局" }) {
  body { name shortName } userErrors { code path message } } }`;

describe('the editorial edge', () => {
  test('lets nobody in who is not signed in, and leaves nothing behind', async () => {
    const before = await traces(db);
    expect(await ask(null, rename)).toBe('UNAUTHENTICATED');
    for (const query of ['divisions { code }', 'bodies { id }', 'sites { id }', 'platformGrants { id }']) {
      expect(await ask(null, `{ ${query} }`)).toBe('UNAUTHENTICATED');
    }
    expect(await ask(null, '{ division(code: "310107") { code } }')).toBe('UNAUTHENTICATED');
    expect(await ask(null, `{ body(id: "${ids.city}") { id } }`)).toBe('UNAUTHENTICATED');
    expect(await ask(drafter, rename)).toBe('FORBIDDEN');
    expect(await traces(db)).toEqual(before);
  });

  test('a verb answers with what it changed, or with what the editor can mend', async () => {
    expect(await ask(putuoOffice, rename)).toEqual({
      renameBody: { body: { name: '新局', shortName: null }, userErrors: [] },
    });
    expect(await ask(putuoOffice, rename.replace('新局', ' '))).toEqual({
      renameBody: { body: null, userErrors: [{ code: 'REQUIRED', path: ['name'], message: '请填写名称。' }] },
    });
  });

  test('the directory can be read whole and in parts', async () => {
    expect(await ask(drafter, '{ divisions(level: DISTRICT) { code parentCode pack } }')).toEqual({
      divisions: [
        { code: '310101', parentCode: '310000', pack: 'SHANGHAI' },
        { code: '310107', parentCode: '310000', pack: 'SHANGHAI' },
      ],
    });
    expect(await ask(drafter, '{ divisions(parent: "310107") { name } division(code: "310107") { kind } }')).toEqual({
      divisions: [{ name: '曹杨新村街道' }],
      division: { kind: 'DISTRICT' },
    });
    expect(await ask(drafter, '{ bodies(division: "310107005") { slug kind validFrom validTo } }')).toEqual({
      bodies: [{ slug: '310107005-street-office', kind: 'SUBDISTRICT_OFFICE', validFrom: '2021-06-01', validTo: null }],
    });
    expect(await ask(drafter, '{ body(id: "x") { id } }')).toEqual({ body: null });
  });

  test('a tree, its bodies, a merger, a site and a grant can all be made here', async () => {
    const made = await ask(
      operator,
      `mutation {
        defineDivisions(input: { divisions: [{ code: "310107015", name: "长寿路街道", level: STREET, kind: SUBDISTRICT,
          parentCode: "310107", pack: "SHANGHAI" }] }) { divisions { code } userErrors { code } }
        renameDivision(input: { code: "310107015", name: "长寿街道" }) { division { name } userErrors { code } }
        registerBodies(input: { bodies: [{ slug: "310107015-street-office", name: "长寿路街道办事处",
          kind: SUBDISTRICT_OFFICE, divisionCode: "310107015", functions: ["STREET"] }] }) { bodies { slug } userErrors { code } }
        mergeBodies(input: { predecessorId: "${ids.putuoCivil}", successors: [{ bodyId: "${ids.putuo}" }],
          effectiveOn: "2026-04-01" }) { body { validTo successorIds } userErrors { code } }
        registerSite(input: { slug: "putuo", name: "上海普陀", divisionCode: "310107", ownerBodyId: "${ids.putuo}",
          kind: PORTAL, sections: ["政府信息公开"], baseUrl: "https://putuo.example" }) { site { id slug } userErrors { code } }
      }`,
    );
    expect(made).toMatchObject({
      defineDivisions: { divisions: [{ code: '310107015' }], userErrors: [] },
      renameDivision: { division: { name: '长寿街道' }, userErrors: [] },
      registerBodies: { bodies: [{ slug: '310107015-street-office' }], userErrors: [] },
      mergeBodies: { body: { validTo: '2026-03-31', successorIds: [ids.putuo] }, userErrors: [] },
      registerSite: { site: { slug: 'putuo' }, userErrors: [] },
    });
    const [site] = await db.sql<{ id: string }>('select id::text from site');
    const grant = `mutation { grantPlatform(input: { siteId: "${site?.id}", bodyId: "${ids.caoyang}",
      validFrom: "2026-01-01T00:00:00+08:00" }) { grant { sections validFrom validTo } userErrors { code } } }`;
    expect(await ask(putuoOffice, grant)).toEqual({
      grantPlatform: {
        grant: { sections: null, validFrom: '2026-01-01T00:00:00.000+08:00', validTo: null },
        userErrors: [],
      },
    });
    const [row] = await db.sql<{ id: string }>('select id::text from platform_grant');
    const revoke = `mutation { revokePlatformGrant(input: { grantId: "${row?.id}" }) { grant { revokedAt } userErrors { code } } }`;
    expect(await ask(putuoOffice, revoke)).toEqual({
      revokePlatformGrant: { grant: { revokedAt: '2026-03-02T09:00:00.000+08:00' }, userErrors: [] },
    });
    expect(await ask(drafter, '{ sites(division: "310107") { slug } platformGrants { bodyId } }')).toEqual({
      sites: [{ slug: 'putuo' }],
      platformGrants: [{ bodyId: ids.caoyang }],
    });
  });

  test('roles are given and taken on scopes that exist', async () => {
    const account = await db.transaction((tx) =>
      createAccount(tx, operator, {
        login: 'someone',
        displayName: '某人',
        password: 'a long enough password',
        passwordCost: { memoryCost: 8, timeCost: 1, parallelism: 1 },
      }),
    );
    const role = (verb: string): string =>
      `mutation { ${verb}(input: { accountId: "${account.id}", role: EDITOR, scope: "310107" }) {
        account { grants { role scope } } userErrors { code } } }`;
    expect(await ask(operator, role('grantRoleOn'))).toEqual({
      grantRoleOn: { account: { grants: [{ role: 'EDITOR', scope: '310107' }] }, userErrors: [] },
    });
    expect(await ask(putuoOffice, role('revokeRoleOn'))).toBe('FORBIDDEN');
    expect(await ask(operator, role('revokeRoleOn'))).toEqual({
      revokeRoleOn: { account: { grants: [] }, userErrors: [] },
    });
  });
});
