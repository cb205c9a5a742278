import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type ESTree, parseSync } from 'vite';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** One TypeScript file, parsed; paths are relative to the project's root, with slashes. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
  readonly program: ESTree.Program;
  /** Files of the project that it imports: static, dynamic, re-exported and type-only alike. */
  readonly imports: readonly string[];
  /** Names of the packages that it imports, for their types too; `node:` is none. */
  readonly packages: readonly string[];
}

/** Every TypeScript file under the folders, which are named from the project's root. */
export function sourceTree(...folders: readonly string[]): readonly SourceFile[] {
  return folders.flatMap((folder) => {
    const top = join(root, folder);
    if (!existsSync(top)) return [];
    return readdirSync(top, { recursive: true, encoding: 'utf8' })
      .map((name) => join(top, name))
      .filter((file) => file.endsWith('.ts') && !file.endsWith('.d.ts'))
      .sort()
      .map(readSource);
  });
}

/** Calls `visit` for every node of the tree, parents first. */
export function visitNodes(node: unknown, visit: (node: Readonly<Record<string, unknown>>) => void): void {
  if (Array.isArray(node)) {
    for (const child of node) visitNodes(child, visit);
    return;
  }
  if (!isRecord(node)) return;
  if (typeof node['type'] === 'string') visit(node);
  for (const child of Object.values(node)) visitNodes(child, visit);
}

/** The line, counted from one, at an offset of the text. */
export function lineAt(text: string, offset: unknown): number {
  return text.slice(0, Number(offset)).split('\n').length;
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function readSource(file: string): SourceFile {
  const text = readFileSync(file, 'utf8');
  const path = fromRoot(file);
  const { program, errors } = parseSync(file, text);
  if (errors.length > 0) throw new Error(`${path} cannot be parsed: ${errors[0]?.message}`);
  const specifiers = importSpecifiers(program);
  const local = specifiers.filter((specifier) => specifier.startsWith('.'));
  const foreign = specifiers.filter((specifier) => !specifier.startsWith('.') && !specifier.startsWith('node:'));
  return {
    path,
    text,
    program,
    imports: [...new Set(local.map((specifier) => resolveLocal(file, specifier)))],
    packages: [...new Set(foreign.map(packageOf))],
  };
}

/** Import declarations, re-exports, `import()` and `import('…')` in types: all have a `source`. */
function importSpecifiers(program: ESTree.Program): readonly string[] {
  const found: string[] = [];
  visitNodes(program, ({ source }) => {
    if (isRecord(source) && typeof source['value'] === 'string') found.push(source['value']);
  });
  return found;
}

/** `./x.js` is written where `./x.ts` is meant; a JSON file is itself. */
function resolveLocal(file: string, specifier: string): string {
  const target = resolve(dirname(file), specifier);
  const source = target.replace(/\.js$/, '.ts');
  return fromRoot(existsSync(source) ? source : target);
}

function packageOf(specifier: string): string {
  const parts = specifier.split('/');
  return specifier.startsWith('@') ? parts.slice(0, 2).join('/') : (parts[0] ?? specifier);
}

function fromRoot(file: string): string {
  return relative(root, file).replaceAll('\\', '/');
}
