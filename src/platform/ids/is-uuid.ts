const pattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Whether PostgreSQL would take the text as a uuid: ask before you query by a caller's id. */
export function isUuid(text: string): boolean {
  return pattern.test(text);
}
