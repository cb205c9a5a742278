import type { Connection } from '../platform/db/database.js';

/** The primary, and the replicas that public reads may be answered from. */
export interface DatabaseServers {
  readonly primary: Connection;
  readonly replicas: readonly Connection[];
}

/** Reads one PostgreSQL URL or several with commas between them, the primary first; undefined when one of them is none, or stands there twice. */
export function parseDatabaseUrls(text: string): DatabaseServers | undefined {
  // Only a comma before the next URL parts two: passwords may hold one as well.
  const connections: Connection[] = [];
  for (const url of text.split(/\s*,\s*(?=[a-z]+:\/\/|$)/)) {
    const connection = parseDatabaseUrl(url.trim());
    if (connection === undefined || connections.some((known) => isSamePlace(known, connection))) return undefined;
    connections.push(connection);
  }
  const [primary, ...replicas] = connections;
  return primary === undefined ? undefined : { primary, replicas };
}

function isSamePlace(one: Connection, other: Connection): boolean {
  return one.host === other.host && one.port === other.port && one.database === other.database;
}

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
  if (!database || host === undefined || host.includes(',') || ssl === undefined) return undefined;
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
