import { describe, expect, test } from 'vitest';
import { isRecord, lineAt, type SourceFile, sourceTree, visitNodes } from './source-tree.js';

type Node = Readonly<Record<string, unknown>>;

const product = sourceTree('src', 'migrations', 'seeds');
const tests = sourceTree('test');

describe('the world outside', () => {
  test('only the clock asks what time it is', () => {
    expect(places(product, asksTheTime, ['src/platform/clock/'])).toEqual([]);
  });

  test('only the settings and the launcher read the environment', () => {
    expect(places(product, readsEnvironment, ['src/app/config.ts', 'src/platform/embedded/'])).toEqual([]);
  });

  test('nothing depends on Math.random', () => {
    expect(places(product, (node) => isMember(node, 'Math', 'random'), [])).toEqual([]);
  });
});

describe('files', () => {
  test('a source file has at most 300 lines, a test file at most 500', () => {
    const long = [...tooLong(product, 300), ...tooLong(tests, 500)];
    expect(long).toEqual([]);
  });

  test('no file only passes on what others export', () => {
    expect(product.filter((file) => /(^|\/)index\.ts$/.test(file.path)).map((file) => file.path)).toEqual([]);
    expect(places(product, (node) => node['type'] === 'ExportAllDeclaration', [])).toEqual([]);
    expect(product.filter(isBarrel).map((file) => file.path)).toEqual([]);
  });

  test('exports have names', () => {
    expect(places(product, (node) => node['type'] === 'ExportDefaultDeclaration', [])).toEqual([]);
  });

  test('names are in kebab case', () => {
    const named = [...product, ...tests].filter((file) => !/^[a-z0-9-]+(\.[a-z]+)?$/.test(baseName(file.path)));
    expect(named.map((file) => file.path)).toEqual([]);
  });
});

function asksTheTime(node: Node): boolean {
  if (isMember(node, 'Date', 'now')) return true;
  if (node['type'] === 'CallExpression') return isName(node['callee'], 'Date');
  return node['type'] === 'NewExpression' && isName(node['callee'], 'Date') && isEmpty(node['arguments']);
}

function readsEnvironment(node: Node): boolean {
  if (isMember(node, 'process', 'env')) return true;
  if (node['type'] !== 'ImportDeclaration' || !isRecord(node['source'])) return false;
  return node['source']['value'] === 'node:process';
}

/** `object.property` or `object['property']`. */
function isMember(node: Node, object: string, property: string): boolean {
  if (node['type'] !== 'MemberExpression' || !isName(node['object'], object)) return false;
  const name = node['property'];
  return isName(name, property) || (isRecord(name) && name['value'] === property);
}

function isName(node: unknown, name: string): boolean {
  return isRecord(node) && node['type'] === 'Identifier' && node['name'] === name;
}

function isEmpty(list: unknown): boolean {
  return Array.isArray(list) && list.length === 0;
}

function isBarrel(file: SourceFile): boolean {
  const { body } = file.program;
  return body.length > 0 && body.every((node) => node.type === 'ExportNamedDeclaration' && node.source !== null);
}

function places(files: readonly SourceFile[], isFault: (node: Node) => boolean, allowed: readonly string[]): string[] {
  const found: string[] = [];
  for (const file of files) {
    if (allowed.some((path) => file.path.startsWith(path))) continue;
    visitNodes(file.program, (node) => {
      if (isFault(node)) found.push(`${file.path}:${lineAt(file.text, node['start'])}`);
    });
  }
  return found;
}

function tooLong(files: readonly SourceFile[], most: number): string[] {
  return files
    .map((file) => ({ path: file.path, lines: file.text.replace(/\n$/, '').split('\n').length }))
    .filter(({ lines }) => lines > most)
    .map(({ path, lines }) => `${path} has ${lines} lines`);
}

function baseName(path: string): string {
  return (path.split('/').at(-1) ?? path).replace(/(\.test)?\.ts$/, '');
}
