import { pino } from 'pino';

/** What the server of the database says about itself; everything else it says may quote what somebody wrote. */
const ownFields = ['code', 'severity', 'schema', 'table', 'column', 'constraint', 'dataType', 'routine'] as const;

/**
 * An error as the log may hold it. A refused statement is described without its text, parameters and rows: drafts,
 * names and hashes stand in them, in the messages of the mapper and in the details of the database alike.
 */
export function describeError(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const refused = refusalOfDatabase(error);
  if (refused === null) return pino.stdSerializers.err(error);
  const told = Object.fromEntries(
    ownFields.flatMap((name) => (typeof refused[name] === 'string' ? [[name, refused[name]]] : [])),
  );
  const frames = (error.stack ?? '').split('\n').filter((line) => /^ {4}at /.test(line));
  return {
    type: error.name,
    message: `The database refused a statement (${told['code']}).`,
    ...told,
    stack: frames.join('\n'),
  };
}

/** The first in a chain of causes that comes from the database: it has an SQLSTATE and a severity. */
function refusalOfDatabase(error: Error): Readonly<Record<string, unknown>> | null {
  for (let current: unknown = error; current instanceof Error; current = current.cause) {
    const fields: Record<string, unknown> = Object.fromEntries(Object.entries(current));
    if (typeof fields['code'] === 'string' && /^[0-9A-Z]{5}$/.test(fields['code']) && 'severity' in fields)
      return fields;
  }
  return null;
}
