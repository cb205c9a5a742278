import type { BaseContext, HTTPGraphQLRequest } from '@apollo/server';
import type { DocumentNode } from 'graphql';
import { LRUCache } from 'lru-cache';
import type { PlannedAnswers, PlannedOperation } from '../plans/planned-answers.js';
import { isRecord } from '../values/is-record.js';
import type { KeptAnswers, MadeAnswer } from './kept-answers.js';
import type { CostLimit } from './limit-cost.js';
import { variableValues } from './variable-values.js';

type Params = Readonly<Record<string, unknown>>;

/** What has been learned of one operation, as one kind of client asks for it. */
interface Learned {
  readonly planned: PlannedOperation;
  readonly operationName: string | undefined;
  /** All that the server sent but the point. */
  readonly headers: readonly (readonly [string, string])[];
}

/** What a client wants and the server looks at, besides the text of the operation. */
interface Asking {
  readonly accept: string | undefined;
  readonly params: Params;
}

export interface ShortcutParts<Context extends BaseContext> {
  readonly planned: PlannedAnswers<Context>;
  readonly costs: CostLimit;
  readonly point: KeptAnswers<Context>['point'];
}

const mostWays = 20;

/**
 * Operations that the GraphQL server found valid, affordable and answered by plan are answered by the same plan the next
 * time, without the server around it. It still has to find every operation in order once, and gets whatever is not as
 * it was: other headers, variables that do not fit or may cost more, a plan that fails.
 */
export class Shortcuts<Context extends BaseContext> {
  readonly #learned = new WeakMap<DocumentNode, LRUCache<string, Learned>>();

  constructor(private readonly parts: ShortcutParts<Context>) {}

  /** Remembers how a POST was answered, if that may be done again without the server. */
  learn(document: DocumentNode, asking: Asking, answer: MadeAnswer & { readonly to: HTTPGraphQLRequest }): void {
    const planned = this.parts.planned.answeredTo(answer.to);
    const way = wayOf(asking);
    if (planned === undefined || way === null || answer.status !== 200) return;
    const ways = this.#learned.get(document) ?? new LRUCache<string, Learned>({ max: mostWays });
    this.#learned.set(document, ways);
    const { header } = this.parts.point;
    const { operationName } = asking.params;
    ways.set(way, {
      planned,
      operationName: typeof operationName === 'string' ? operationName : undefined,
      headers: answer.headers.filter(([name]) => name !== header),
    });
  }

  /** Whether it is worth asking. */
  knows(document: DocumentNode, asking: Asking): boolean {
    return this.#find(document, asking) !== undefined;
  }

  /** Null for what the server is to answer. */
  async answer(document: DocumentNode, asking: Asking, context: Context): Promise<MadeAnswer | null> {
    const learned = this.#find(document, asking);
    if (learned === undefined) return null;
    const { planned, operationName, headers } = learned;
    const given = asking.params['variables'];
    const variables = variableValues(planned.schema, planned.operation, isRecord(given) ? given : {});
    if (variables === null) return null;
    const { costs, point } = this.parts;
    if (!costs.hasPassed({ document: planned.document, operationName, variables })) return null;
    const data = await this.parts.planned.answer(planned, { context, variables });
    if (data === null) return null;
    const at = point.of(context).toString();
    return {
      status: 200,
      headers: [...headers, [point.header, at]],
      body: `{"data":${data},"extensions":{${point.member}"${at}"}}}\n`,
    };
  }

  #find(document: DocumentNode, asking: Asking): Learned | undefined {
    const ways = this.#learned.get(document);
    const way = ways === undefined ? null : wayOf(asking);
    return way === null ? undefined : ways?.get(way);
  }
}

/** All that decides besides text and variables; null for what only the server understands. */
function wayOf({ accept = '', params }: Asking): string | null {
  const { operationName = null, variables = null, extensions = null } = params;
  if (operationName !== null && typeof operationName !== 'string') return null;
  if (variables !== null && !isRecord(variables)) return null;
  if (extensions !== null && (!isRecord(extensions) || 'persistedQuery' in extensions)) return null;
  return operationName === null ? accept : `${accept}\n${operationName}`;
}
