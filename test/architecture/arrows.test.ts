import { describe, expect, test } from 'vitest';
import { findCycles } from './find-cycles.js';
import { sourceTree } from './source-tree.js';

const source = sourceTree('src', 'migrations', 'seeds');
const tests = sourceTree('test');
const modules = 'src/modules/';

// From left to right; what shares a place may not import each other.
const chain: readonly (readonly string[])[] = [
  ['src/platform'],
  ['ledger'],
  ['identity'],
  ['jurisdictions'],
  ['rules'],
  ['tasks'],
  ['catalogue'],
  ['assets'],
  ['content'],
  ['publication'],
  ['search', 'participation', 'channels'],
  ['compliance'],
  ['delivery'],
  ['seeds', 'migrations'],
  ['src/app'],
  ['src/main.ts'],
];
const placeOf = new Map(chain.flatMap((names, place) => names.map((name) => [name, place])));

// Technique of the edges: what decides or changes something must work without it.
const edgePackages = ['type-graphql', 'graphql', 'graphql-scalars', '@apollo/server', '@apollo/subgraph', 'fastify'];
const edgeFile = /\.(resolver|handlers|type|input|loaders)\.ts$/;
const wiredFile = /\.(resolver|handlers)\.ts$/;

describe('the parser', () => {
  test('finds the files and their imports', () => {
    const main = source.find((file) => file.path === 'src/main.ts');
    expect(main?.imports).toEqual([
      'src/app/console/usage.ts',
      'src/app/console/run-command.ts',
      'src/app/run-role.ts',
      'src/app/roles.ts',
    ]);
    const database = source.find((file) => file.path === 'src/platform/db/database.ts');
    expect(database?.imports).toContain('src/platform/clock/clock.ts');
    expect(database?.packages).toContain('@mikro-orm/postgresql');
  });

  test('finds circles of any length', () => {
    const graph = new Map([
      ['a', ['b', 'd']],
      ['b', ['c']],
      ['c', ['a']],
      ['d', ['d']],
      ['e', ['a']],
    ]);
    expect(findCycles(graph)).toEqual([['d'], ['a', 'b', 'c']]);
    expect(
      findCycles(
        new Map([
          ['a', ['b', 'c']],
          ['b', ['c']],
          ['c', []],
        ]),
      ),
    ).toEqual([]);
  });
});

describe('arrows', () => {
  test('no file imports itself through others', () => {
    const graph = new Map([...source, ...tests].map((file) => [file.path, file.imports]));
    expect(findCycles(graph)).toEqual([]);
  });

  test('every folder has its place', () => {
    const folders = new Set(source.map((file) => folderOf(file.path)));
    expect([...folders].filter((folder) => !placeOf.has(folder))).toEqual([]);
  });

  test('a folder imports only what stands to its left', () => {
    expect(edges((from, to) => folderOf(from) !== folderOf(to) && place(to) >= place(from))).toEqual([]);
  });

  test('nothing in the product imports a test', () => {
    expect(edges((_from, to) => to.startsWith('test/'))).toEqual([]);
  });

  test('resolvers and handlers are wired by app, or inside the module that owns their schema', () => {
    expect(
      edges((from, to) => wiredFile.test(to) && folderOf(from) !== 'src/app' && !isSchemaOfItsModule(from, to)),
    ).toEqual([]);
  });

  test('rules and verbs know nothing of GraphQL and HTTP', () => {
    const faults = source
      .filter(
        (file) => file.path.startsWith(modules) && folderOf(file.path) !== 'delivery' && !edgeFile.test(file.path),
      )
      .flatMap((file) =>
        file.packages.filter((name) => edgePackages.includes(name)).map((name) => `${file.path} → ${name}`),
      );
    expect(faults).toEqual([]);
  });
});

function edges(isFault: (from: string, to: string) => boolean): readonly string[] {
  return source.flatMap((file) =>
    file.imports.filter((target) => isFault(file.path, target)).map((target) => `${file.path} → ${target}`),
  );
}

/** The name by which the chain knows the folder that a file is in. */
function folderOf(path: string): string {
  const parts = path.split('/');
  if (path.startsWith(modules)) return parts[2] ?? path;
  return parts[0] === 'src' ? parts.slice(0, 2).join('/') : (parts[0] ?? path);
}

function place(path: string): number {
  return placeOf.get(folderOf(path)) ?? Number.POSITIVE_INFINITY;
}

function isSchemaOfItsModule(from: string, to: string): boolean {
  return from === 'src/modules/delivery/public-resolvers.ts' && folderOf(to) === 'delivery';
}
