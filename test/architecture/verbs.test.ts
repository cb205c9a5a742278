import { describe, expect, test } from 'vitest';
import { isRecord, type SourceFile, sourceTree, visitNodes } from './source-tree.js';

const source = sourceTree('src/modules');
const tests = new Set(sourceTree('test/modules').map((file) => file.path));

/** What a mutation calls: a function of an open transaction, in a file of its name. */
const verbs = source
  .filter((file) => file.path.endsWith('.resolver.ts'))
  .flatMap((resolver) => source.filter((file) => resolver.imports.includes(file.path)))
  .filter((file) => exportedNames(file, takesTransaction).includes(camelCase(file.path)));

describe('verbs', () => {
  test('are found', () => {
    const paths = verbs.map((file) => file.path);
    expect(paths).toContain('src/modules/jurisdictions/bodies/rename-body.ts');
    expect(paths).toContain('src/modules/content/create-draft.ts');
  });

  test('each has a test of its name', () => {
    const untested = verbs.map((file) => file.path).filter((path) => !hasTest(path));
    expect(untested).toEqual([]);
  });

  test('each stands in the resolver under its own name, as a mutation', () => {
    const mutations = source
      .filter((file) => file.path.endsWith('.resolver.ts'))
      .flatMap((file) => [...file.text.matchAll(/@Mutation\([^\n]*\)\s+(?:async )?(\w+)\(/g)].map(([, name]) => name));
    expect(verbs.map((file) => camelCase(file.path)).filter((name) => !mutations.includes(name))).toEqual([]);
  });
});

function exportedNames(
  file: SourceFile,
  isWanted: (declaration: Readonly<Record<string, unknown>>) => boolean,
): string[] {
  const names: string[] = [];
  visitNodes(file.program, (node) => {
    if (node['type'] !== 'ExportNamedDeclaration' || !isRecord(node['declaration'])) return;
    const { declaration } = node;
    if (isRecord(declaration['id']) && isWanted(declaration)) names.push(String(declaration['id']['name']));
  });
  return names;
}

function takesTransaction(declaration: Readonly<Record<string, unknown>>): boolean {
  if (declaration['type'] !== 'FunctionDeclaration' || !Array.isArray(declaration['params'])) return false;
  const [first]: unknown[] = declaration['params'];
  return isRecord(first) && first['name'] === 'tx';
}

/** `src/modules/content/review/review-draft.ts` → `reviewDraft`. */
function camelCase(path: string): string {
  const name = (path.split('/').at(-1) ?? path).replace(/\.ts$/, '');
  return name.replace(/-([a-z0-9])/g, (_match, letter: string) => letter.toUpperCase());
}

/** Beside the place that mirrors it, or flat in the folder of its module. */
function hasTest(path: string): boolean {
  const mirrored = path.replace(/^src\//, 'test/').replace(/\.ts$/, '.test.ts');
  const [, , module = ''] = path.split('/');
  const name = mirrored.split('/').at(-1) ?? mirrored;
  return tests.has(mirrored) || tests.has(`test/modules/${module}/${name}`);
}
