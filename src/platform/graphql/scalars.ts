import { GraphQLError, GraphQLScalarType, Kind } from 'graphql';

function textScalar(
  name: string,
  description: string,
  accepts: (text: string) => boolean,
): GraphQLScalarType<string, string> {
  const parse = (value: unknown): string => {
    if (typeof value === 'string' && accepts(value)) return value;
    throw new GraphQLError(`Not a ${name}: ${description}`, { extensions: { code: 'BAD_USER_INPUT' } });
  };
  return new GraphQLScalarType<string, string>({
    name,
    description,
    parseValue: parse,
    parseLiteral: (node) => parse(node.kind === Kind.STRING || node.kind === Kind.INT ? node.value : undefined),
    serialize: (value) => (typeof value === 'bigint' ? value.toString() : parse(value)),
  });
}

/** Sequences are bigint inside and decimal strings outside. */
export const SequenceScalar = textScalar(
  'Sequence',
  'A point of the ledger: 64-bit integer as a decimal string.',
  (text) => /^(0|[1-9][0-9]{0,18})$/.test(text) && BigInt(text) <= 9_223_372_036_854_775_807n,
);

export const DigestScalar = textScalar('Digest', 'sha256: followed by 64 lower-case hexadecimal digits.', (text) =>
  /^sha256:[0-9a-f]{64}$/.test(text),
);

export const UrlScalar = textScalar('URL', 'An absolute URL.', (text) => URL.canParse(text));

/** A calendar date without a time zone. */
export const DateScalar = textScalar('Date', 'YYYY-MM-DD.', (text) => isCalendarDate(text));

function isCalendarDate(text: string): boolean {
  // No calendar of the database has a year 0.
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || text.startsWith('0000')) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

const shanghaiOffset = 8 * 3_600_000;

/** An instant printed in the one zone of the product: ISO 8601, +08:00, milliseconds. */
export function printInstant(instant: Date): string {
  return new Date(instant.getTime() + shanghaiOffset).toISOString().replace('Z', '+08:00');
}

const instantPattern = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/;

function parseInstant(value: unknown): Date {
  if (typeof value === 'string' && instantPattern.test(value) && isCalendarDate(value.slice(0, 10))) {
    const instant = new Date(value);
    const year = instant.getUTCFullYear();
    // An offset can lead out of the years that the database and ISO 8601 spell alike.
    if (year >= 1 && year <= 9999) return instant;
  }
  throw new GraphQLError('Not a DateTime: ISO 8601 with offset.', { extensions: { code: 'BAD_USER_INPUT' } });
}

export const DateTimeScalar = new GraphQLScalarType<Date, string>({
  name: 'DateTime',
  description: 'ISO 8601 with offset, zone Asia/Shanghai, milliseconds.',
  parseValue: parseInstant,
  parseLiteral: (node) => parseInstant(node.kind === Kind.STRING ? node.value : undefined),
  serialize: (value) => printInstant(value instanceof Date ? value : parseInstant(value)),
});
