import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { LRUCache } from 'lru-cache';
import { printSheet } from '../modules/catalogue/sheets/print-sheet.js';
import { mediaTypes, type SheetFormat, sheetFormats, writeSheetFile } from '../modules/catalogue/sheets/sheet-file.js';
import { sheetItems } from '../modules/catalogue/sheets/sheet-item.js';
import { resolveSequence } from '../modules/ledger/resolve-sequence.js';
import type { Sequence } from '../modules/ledger/sequence.js';
import { badInput, notFound } from '../platform/errors/app-error.js';
import type { Store } from './open-store.js';

interface Download {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Files that were just made: portals ask for the same one again. */
const keptFiles = 32;

/**
 * `/catalogue/{division}.xlsx` and `.csv`: a division's effective catalogue as the standard table, now or `?at=` an older
 * sequence. For everybody, as the catalogue itself; the same bytes for the same sequence.
 */
export function mountCatalogueSheets(server: FastifyInstance, store: Store): void {
  const kept = new LRUCache<string, Promise<Download>>({ max: keptFiles });
  const answer = async (format: SheetFormat, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const { division = '' } = namedIn(request.params);
    const { at } = namedIn(request.query);
    const sequence = await resolveSequence(store.follower, at === undefined ? {} : { at });
    const etag = `"${division}-${format.toLowerCase()}-${sequence}"`;
    const made = kept.get(etag) ?? makeFile(store, { division, format, sequence });
    kept.set(etag, made);
    made.catch(() => kept.delete(etag));
    const { name, bytes } = await made;
    reply.header('tongyuan-sequence', sequence.toString()).header('etag', etag).header('cache-control', 'no-cache');
    if (request.headers['if-none-match'] === etag) return reply.status(304).send();
    reply.header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(name)}`);
    return reply.type(mediaTypes[format]).send(Buffer.from(bytes));
  };
  for (const format of sheetFormats) {
    const path = `/catalogue/:division(^[0-9]+).${format.toLowerCase()}`;
    server.get(path, (request, reply) => answer(format, request, reply));
  }
}

interface Wanted {
  readonly division: string;
  readonly format: SheetFormat;
  readonly sequence: Sequence;
}

/** Errors: NOT_FOUND for a division that was not there at the sequence. */
async function makeFile(store: Store, { division: code, format, sequence }: Wanted): Promise<Download> {
  const { directory, catalogue } = await store.states.at(sequence);
  const division = directory.division(code);
  if (division === undefined) throw notFound();
  const items = sheetItems(catalogue.effectiveItems(code), directory);
  const bytes = await writeSheetFile(printSheet({ division, sequence, items }), format, await store.momentAt(sequence));
  return { name: `${division.name}政务公开标准目录.${format.toLowerCase()}`, bytes };
}

/** What stands once under its name; errors: BAD_USER_INPUT for what stands there twice. */
function namedIn(values: unknown): Readonly<Record<string, string>> {
  if (typeof values !== 'object' || values === null) return {};
  const entries = Object.entries(values).map(([name, value]: [string, unknown]) => {
    if (typeof value !== 'string') throw badInput(`${name} must be given once.`);
    return [name, value] as const;
  });
  return Object.fromEntries(entries);
}
