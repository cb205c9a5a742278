const separator = ':';

/** An opaque id for things whose own key is readable: base64url of `Type:key`. UUIDs of records stay as they are. */
export function toGlobalId(type: string, key: string): string {
  return Buffer.from(`${type}${separator}${key}`).toString('base64url');
}

/** Null for anything that `toGlobalId` did not make. */
export function fromGlobalId(id: string): { type: string; key: string } | null {
  const text = Buffer.from(id, 'base64url').toString('utf8');
  const at = text.indexOf(separator);
  if (at < 1) return null;
  const parts = { type: text.slice(0, at), key: text.slice(at + 1) };
  return toGlobalId(parts.type, parts.key) === id ? parts : null;
}
