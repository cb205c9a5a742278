import { hash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { FreshAnswer, ResponseCache } from './response-cache.js';

/** What a route needs in order to keep its answers, or to let callers keep them. */
export interface KeptAnswers<Context> {
  /** Undefined where nothing is kept here: callers still get a tag to ask again with. */
  readonly cache: ResponseCache | undefined;
  /** The member of an answer's extensions, and the header, that tell the point it was read at. */
  readonly point: { readonly member: string; readonly header: string; readonly of: (context: Context) => bigint };
  /** Readers of one audience get the same answers. Refuses a reader that nobody knows. */
  readonly audienceOf: (request: FastifyRequest) => Promise<string>;
  /** Null for an answer that is true only now. */
  readonly madeFrom: (context: Context) => { readonly tags: readonly string[]; readonly point: bigint } | null;
}

/** What the same address is answered differently for. */
export const variedBy = 'accept, authorization';

/** A finished answer of the GraphQL server. */
export interface MadeAnswer {
  readonly status: number;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: string;
}

const shortHeader = 200;

/** The same bytes of the same audience ask for the same answer. Null for what is not worth a place. */
export async function answerKey(
  { audienceOf }: Pick<KeptAnswers<never>, 'audienceOf'>,
  request: FastifyRequest,
): Promise<string | null> {
  return answerKeyFor(request.headers.authorization === undefined ? '' : await audienceOf(request), request);
}

/** The same, where the audience is known. */
export function answerKeyFor(
  audience: string,
  { headers, body, url }: Pick<FastifyRequest, 'headers' | 'body' | 'url'>,
): string | null {
  const accept = headers.accept ?? '';
  if (accept.length > shortHeader) return null;
  const asked = Buffer.isBuffer(body) ? body.toString('latin1') : url;
  return `${audience}\n${accept}\n${headers['content-type'] ?? ''}\n${asked}`;
}

/** The bytes of an answer, and what tells them from others. */
export interface TaggedAnswer {
  readonly etag: string;
  readonly bytes: Buffer;
}

/** Keeps an answer under its key, unless it may not be kept. Null where nobody may keep it. */
export function keepAnswer<Context>(
  kept: KeptAnswers<Context>,
  { status, headers, body }: MadeAnswer,
  { context, key }: { readonly context: Context; readonly key: string | null },
): TaggedAnswer | null {
  if (status !== 200 || body.startsWith('{"errors":')) return null;
  const bytes = Buffer.from(body);
  const from = kept.madeFrom(context);
  const parts = from === null ? null : splitAtPoint(body, kept.point.member, from.point);
  if (from === null || parts === null) return { etag: contentTag(bytes), bytes };
  // Written out as bytes once: for the tag, for who asked and for who asks next.
  const etag = contentTag(bytes.subarray(0, bytes.length - Buffer.byteLength(from.point.toString() + parts.after)));
  const contentType = headers.find(([name]) => name === 'content-type')?.[1] ?? 'application/json; charset=utf-8';
  if (key !== null) kept.cache?.keep(key, { ...parts, ...from, contentType, etag, bytes });
  return { etag, bytes };
}

/**
 * An answer in the two parts around its point; null where it has none, or an error in it: what failed may be there the
 * next time. The server writes errors first and extensions last.
 */
function splitAtPoint(body: string, member: string, point: bigint): { before: string; after: string } | null {
  const mark = `${member}"${point.toString()}"`;
  const at = body.lastIndexOf(mark);
  if (at < 0 || body.startsWith('{"errors":')) return null;
  const start = at + member.length + 1;
  return { before: body.slice(0, start), after: body.slice(start + point.toString().length) };
}

/** Says whether two answers differ in more than the point they were read at. */
function contentTag(bytes: Buffer): string {
  return `W/"${hash('sha256', bytes, 'base64url').slice(0, 27)}"`;
}

export function sendKept(
  { request, reply, header }: { request: FastifyRequest; reply: FastifyReply; header: string },
  answer: FreshAnswer,
): FastifyReply {
  reply.header('content-type', answer.contentType).header(header, answer.point.toString()).header('age', answer.age);
  return sendTagged(request, reply, answer);
}

export function sendTagged(request: FastifyRequest, reply: FastifyReply, { etag, bytes }: TaggedAnswer): FastifyReply {
  // What a key may see is for its holder alone.
  const keyed = request.headers.authorization !== undefined;
  reply
    .header('vary', variedBy)
    .header('etag', etag)
    .header('cache-control', keyed ? 'private, no-cache' : 'no-cache');
  const isRead = request.method === 'GET' || request.method === 'HEAD';
  if (isRead && matches(request.headers['if-none-match'], etag)) return reply.status(304).send();
  return reply.send(bytes);
}

function matches(header: string | undefined, etag: string): boolean {
  if (header === undefined) return false;
  const bare = (tag: string): string => tag.trim().replace(/^W\//, '');
  return header.split(',').some((candidate) => bare(candidate) === bare(etag) || candidate.trim() === '*');
}
