import type { BaseContext } from '@apollo/server';
import type { DocumentNode } from 'graphql';
import type { LaneAnswer, LaneWork, PlainRequest } from '../http/fast-lane.js';
import { parseStrictJson } from '../http/strict-json.js';
import { isRecord } from '../values/is-record.js';
import type { CheckedTexts } from './checked-texts.js';
import type { Asked } from './graphql-route.js';
import { answerKeyFor, type KeptAnswers, keepAnswer, variedBy } from './kept-answers.js';
import type { FreshAnswer } from './response-cache.js';
import type { Shortcuts } from './shortcuts.js';

export interface QuickParts<Context extends BaseContext> {
  readonly kept: KeptAnswers<Context>;
  readonly texts: CheckedTexts;
  /** Undefined where nothing is planned. */
  readonly shortcuts: Shortcuts<Context> | undefined;
  /** For somebody without a key. Its refusals are for the route to tell. */
  readonly context: (request: PlainRequest, asked: Asked) => Promise<Context>;
}

interface Known {
  readonly document: DocumentNode;
  readonly params: Readonly<Record<string, unknown>>;
}

/**
 * What a GraphQL route can say before its framework and its server are asked: an answer that is kept, at once; the work
 * for one to an operation that was answered by plan before. Null for everything else, and wherever anything goes wrong.
 */
export function quickAnswers<Context extends BaseContext>(
  parts: QuickParts<Context>,
): (request: PlainRequest) => LaneAnswer | LaneWork | null {
  const { kept } = parts;
  return (request) => {
    const key = answerKeyFor('', request);
    if (key === null) return null;
    const found = kept.cache?.find(key);
    if (found !== undefined) return keptAnswer(found, kept.point.header);
    const known = knownOperation(parts, request);
    return known === null ? null : () => answerOnce(parts, { request, known, key });
  };
}

function keptAnswer({ contentType, point, age, etag, bytes }: FreshAnswer, header: string): LaneAnswer {
  const about = ['content-type', contentType, header, point.toString(), 'age', String(age)];
  return { headers: [...about, ...taggedHeaders(etag)], body: bytes };
}

function taggedHeaders(etag: string): string[] {
  return ['vary', variedBy, 'etag', etag, 'cache-control', 'no-cache'];
}

function knownOperation<Context extends BaseContext>(
  { texts, shortcuts }: QuickParts<Context>,
  { body, headers }: PlainRequest,
): Known | null {
  if (shortcuts === undefined || body === null) return null;
  const params = paramsOf(body);
  const document = typeof params?.['query'] === 'string' ? texts.known(params['query']) : undefined;
  if (params === null || document === undefined) return null;
  return shortcuts.knows(document, { accept: headers.accept, params }) ? { document, params } : null;
}

function paramsOf(body: Buffer): Readonly<Record<string, unknown>> | null {
  try {
    const parsed = parseStrictJson(body);
    return isRecord(parsed) ? parsed : null;
  } catch {
    return null;
  }
}

interface Question {
  readonly request: PlainRequest;
  readonly known: Known;
  readonly key: string;
}

/** Who asks the same meanwhile waits for it. */
async function answerOnce<Context extends BaseContext>(
  parts: QuickParts<Context>,
  asked: Question,
): Promise<LaneAnswer | null> {
  const { cache, point } = parts.kept;
  if (cache === undefined) return make(parts, asked);
  const made = await cache.once(asked.key, () => make(parts, asked));
  if (made !== undefined) return made;
  const shared = cache.find(asked.key);
  return shared === undefined ? null : keptAnswer(shared, point.header);
}

async function make<Context extends BaseContext>(
  { kept, shortcuts, context: open }: QuickParts<Context>,
  { request, known: { document, params }, key }: Question,
): Promise<LaneAnswer | null> {
  const extensions = isRecord(params['extensions']) ? params['extensions'] : {};
  const context = await open(request, { document, extensions });
  const made = await shortcuts?.answer(document, { accept: request.headers.accept, params }, context);
  if (made == null) return null;
  const tagged = keepAnswer(kept, made, { context, key });
  if (tagged === null) return null;
  return { headers: [...made.headers.flat(), ...taggedHeaders(tagged.etag)], body: tagged.bytes };
}
