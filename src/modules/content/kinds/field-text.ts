import type { KindDefinition, KindFields } from './kind.js';

/** Everything a reader can read in the kind's own fields, a line each, for search; ids of bodies are left out. */
export function fieldText(definition: KindDefinition, fields: KindFields): string {
  const lines: string[] = [];
  for (const [name, field] of Object.entries(definition.fields)) {
    const value = fields[name] ?? null;
    if (field.type === 'bodies' || value === null) continue;
    const entries = Array.isArray(value) ? value : [value];
    for (const entry of entries) lines.push(entryText(entry));
  }
  return lines.filter((line) => line !== '').join('\n');
}

function entryText(entry: unknown): string {
  if (typeof entry === 'object' && entry !== null) {
    return Object.values(entry)
      .filter((cell) => typeof cell === 'string' && cell !== '')
      .join(' ');
  }
  return typeof entry === 'string' ? entry : String(entry);
}
