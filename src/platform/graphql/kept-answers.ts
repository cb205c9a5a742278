import { createHash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { FreshAnswer, ResponseCache } from './response-cache.js';

/** What a route needs in order to keep its answers, or to let callers keep them. */
export interface KeptAnswers<Context> {
  /** Undefined where nothing is kept here: callers still get a tag to ask again with. */
  readonly cache: ResponseCache | undefined;
  /** The member of an answer's extensions, and the header, that tell the point it was read at. */
  readonly point: { readonly member: string; readonly header: string };
  /** Readers of one audience get the same answers. Refuses a reader that nobody knows. */
  readonly audienceOf: (request: FastifyRequest) => Promise<string>;
  /** Null for an answer that is true only now. */
  readonly madeFrom: (context: Context) => { readonly tags: readonly string[]; readonly point: bigint } | null;
}

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
  const accept = request.headers.accept ?? '';
  const asked = Buffer.isBuffer(request.body) ? request.body.toString('latin1') : request.url;
  if (accept.length > shortHeader) return null;
  const audience = request.headers.authorization === undefined ? '' : await audienceOf(request);
  return `${audience}\n${accept}\n${request.headers['content-type'] ?? ''}\n${asked}`;
}

/**
 * An answer in the two parts around its point; null where it has none, or an error in it: what failed may be there the
 * next time. The server writes errors first and extensions last.
 */
export function splitAtPoint(body: string, member: string, point: bigint): { before: string; after: string } | null {
  const mark = `${member}"${point.toString()}"`;
  const at = body.lastIndexOf(mark);
  if (at < 0 || body.startsWith('{"errors":')) return null;
  const start = at + member.length + 1;
  return { before: body.slice(0, start), after: body.slice(start + point.toString().length) };
}

/** Says whether two answers differ in more than the point they were read at. */
export function contentTag(text: string): string {
  return `W/"${createHash('sha256').update(text).digest('base64url').slice(0, 27)}"`;
}

export function sendKept(
  { request, reply, header }: { request: FastifyRequest; reply: FastifyReply; header: string },
  answer: FreshAnswer,
): FastifyReply {
  reply.header('content-type', answer.contentType).header(header, answer.point.toString()).header('age', answer.age);
  return sendTagged(request, reply, { etag: answer.etag, body: answer.bytes });
}

export function sendTagged(
  request: FastifyRequest,
  reply: FastifyReply,
  { etag, body }: { readonly etag: string; readonly body: string | Buffer },
): FastifyReply {
  // What a key may see is for its holder alone.
  const keyed = request.headers.authorization !== undefined;
  reply
    .header('vary', 'accept, authorization')
    .header('etag', etag)
    .header('cache-control', keyed ? 'private, no-cache' : 'no-cache');
  const isRead = request.method === 'GET' || request.method === 'HEAD';
  if (isRead && matches(request.headers['if-none-match'], etag)) return reply.status(304).send();
  return reply.send(body);
}

function matches(header: string | undefined, etag: string): boolean {
  if (header === undefined) return false;
  const bare = (tag: string): string => tag.trim().replace(/^W\//, '');
  return header.split(',').some((candidate) => bare(candidate) === bare(etag) || candidate.trim() === '*');
}
