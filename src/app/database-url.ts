import type { Connection } from '../platform/db/database.js';

/**
 * Reads a PostgreSQL URL, also one with a unix socket: `postgresql:///db?host=/run/postgresql` or
 * `postgresql://%2Frun%2Fpostgresql/db`. Undefined when it is not one.
 */
export function parseDatabaseUrl(text: string): Connection | undefined {
  // libpq takes an empty host after the user name, the URL standard does not.
  const url = URL.parse(text.replace(/@(?=[/?])/, '@localhost'));
  if (url === null || !['postgresql:', 'postgres:'].includes(url.protocol)) return undefined;
  const database = decode(url.pathname.slice(1));
  const host = url.searchParams.get('host') ?? decode(url.hostname);
  const ssl = sslOf(url.searchParams.get('sslmode'));
  if (!database || host === undefined || ssl === undefined) return undefined;
  return {
    host: host === '' ? 'localhost' : host.replace(/^\[(.*)\]$/, '$1'),
    port: Number(url.searchParams.get('port') ?? (url.port === '' ? '5432' : url.port)),
    user: url.searchParams.get('user') ?? decode(url.username) ?? '',
    password: url.searchParams.get('password') ?? decode(url.password) ?? '',
    database,
    ...(ssl === false ? {} : { ssl }),
  };
}

/** libpq's modes: "require" encrypts without checking the certificate, the "verify" ones check it. */
function sslOf(mode: string | null): false | { readonly rejectUnauthorized: boolean } | undefined {
  if (mode === null || mode === 'disable' || mode === 'prefer' || mode === 'allow') return false;
  if (mode === 'require' || mode === 'no-verify') return { rejectUnauthorized: false };
  return mode === 'verify-ca' || mode === 'verify-full' ? { rejectUnauthorized: true } : undefined;
}

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
