import { readFileSync } from 'node:fs';
import { type Change, CriticalityLevel, diff } from '@graphql-inspector/core';
import { buildSchema } from 'graphql';
import { describe, expect, test } from 'vitest';
import { schemaSdl } from '../../src/app/schema-sdl.js';

const emitted = await schemaSdl();

describe('the public schema', () => {
  test('keeps everything that its clients rely on', async () => {
    expect(await breaking(read('test/contract/public-contract.graphql'), emitted.public)).toEqual([]);
  });

  test('is the one that is committed', () => {
    expect(emitted.public).toBe(read('schema/public.graphql'));
  });

  test('offers no mutation and names no draft', () => {
    const schema = buildSchema(emitted.public);
    expect(schema.getMutationType()).toBeUndefined();
    expect(Object.keys(schema.getTypeMap()).filter((name) => /draft|review|account|grant|session/i.test(name))).toEqual(
      [],
    );
  });

  test('tells a federation gateway its keys', () => {
    expect(emitted.public).toContain('type Division implements Node @key(fields: "code")');
    expect(emitted.public).toContain('type Body implements Node @key(fields: "id")');
    expect(emitted.public).toContain('type CatalogueItem implements Node @key(fields: "division { code } code")');
    expect(emitted.public).toContain('type PolicyDocument implements Disclosure & Node @key(fields: "id")');
  });
});

describe('the editorial schema', () => {
  test('is the one that is committed', () => {
    expect(emitted.editorial).toBe(read('schema/editorial.graphql'));
  });

  test('has one argument for each mutation and a payload that carries what an editor can mend', () => {
    const mutations = Object.values(buildSchema(emitted.editorial).getMutationType()?.getFields() ?? {});
    expect(mutations.length).toBeGreaterThan(0);
    const unlike = mutations.filter(({ name, args, type }) => {
      const payload = `${name.slice(0, 1).toUpperCase()}${name.slice(1)}Payload!`;
      return args.length !== 1 || args[0]?.name !== 'input' || String(type) !== payload;
    });
    expect(unlike.map(({ name }) => name)).toEqual([]);
  });
});

describe('the comparison', () => {
  test('sees what would break a client', async () => {
    const without = emitted.public.replace(/^ {2}digest: Digest!\n/gm, '');
    const found = await breaking(read('test/contract/public-contract.graphql'), without);
    expect(found).toContain('Disclosure.digest');
  });
});

async function breaking(contract: string, schema: string): Promise<readonly (string | undefined)[]> {
  const changes: readonly Change[] = await diff(buildSchema(contract), buildSchema(schema));
  return changes.filter(({ criticality }) => criticality.level === CriticalityLevel.Breaking).map(({ path }) => path);
}

function read(path: string): string {
  return readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
}
