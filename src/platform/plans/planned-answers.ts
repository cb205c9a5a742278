import { type ApolloServerPlugin, type BaseContext, HeaderMap, type HTTPGraphQLRequest } from '@apollo/server';
import {
  type DocumentNode,
  type FormattedExecutionResult,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
} from 'graphql';
import { compilePlan, deciding, type RootStep } from './compile-plan.js';
import { variableValues } from '../graphql/variable-values.js';
import type { PlanSource } from './plan-source.js';
import { runPlan } from './run-plan.js';

/** How often operations were answered by plan, in vain, or not at all. */
export interface PlanCounts {
  planned: number;
  /** A plan there was, but it could not answer: the resolvers did. */
  failed: number;
  unplanned: number;
}

/** An operation that the server found to be in order, and answered by plan. */
export interface PlannedOperation {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
}

export interface PlannedAnswers<Context extends BaseContext> {
  readonly plugin: ApolloServerPlugin<Context>;
  /** What a request to the server was answered by. */
  readonly answeredTo: (request: HTTPGraphQLRequest) => PlannedOperation | undefined;
  /** The JSON text of `data` for coerced variables; null for what has to take the usual way. */
  readonly answer: (
    planned: PlannedOperation,
    asked: { readonly context: Context; readonly variables: Readonly<Record<string, unknown>> },
  ) => Promise<string | null>;
  /** Puts the finished text of a planned answer where its data goes. */
  readonly stringifyResult: (result: FormattedExecutionResult) => string;
}

type Steps<Context> = readonly RootStep<Context>[];

/**
 * Operations that read nothing but declared columns and things in memory are compiled once, and answered without their
 * resolvers, to the same bytes. Whatever a plan cannot do, or fails at, is left to the resolvers.
 */
export function plannedAnswers<Context extends BaseContext>(
  source: PlanSource<Context>,
  counts: PlanCounts,
): PlannedAnswers<Context> {
  const plans = new WeakMap<DocumentNode, Map<string, Steps<Context> | null>>();
  const texts = new WeakMap<object, string>();
  const answered = new WeakMap<HTTPGraphQLRequest, PlannedOperation>();
  const answer: PlannedAnswers<Context>['answer'] = async (planned, { context, variables }) => {
    const steps = planOf(plans, { source, ...planned, variables });
    if (steps === null) return null;
    const text = await runPlan({ schema: planned.schema, source, context, variables }, steps).catch(() => null);
    if (text === null) counts.failed += 1;
    else counts.planned += 1;
    return text;
  };
  const plugin: ApolloServerPlugin<Context> = {
    requestDidStart: async () => ({
      responseForOperation: async ({ schema, document, operation, request, contextValue }) => {
        // Also called when no operation has the name that was asked for: the server refuses that next.
        const variables = operation ? variableValues(schema, operation, request.variables ?? {}) : null;
        if (variables === null || planOf(plans, { source, schema, document, operation, variables }) === null) {
          counts.unplanned += 1;
          return null;
        }
        const planned = { schema, document, operation };
        const text = await answer(planned, { context: contextValue, variables });
        if (text === null) return null;
        if (request.http !== undefined) answered.set(request.http, planned);
        const data = {};
        texts.set(data, text);
        return {
          http: { status: undefined, headers: new HeaderMap() },
          body: { kind: 'single', singleResult: { data } },
        };
      },
    }),
  };
  return {
    plugin,
    answer,
    answeredTo: (request) => answered.get(request),
    stringifyResult: (result) => stringify(result, texts),
  };
}

function stringify(result: FormattedExecutionResult, texts: WeakMap<object, string>): string {
  const text = result.data == null ? undefined : texts.get(result.data);
  if (text === undefined) return `${JSON.stringify(result)}\n`;
  const extensions = result.extensions === undefined ? '' : `,"extensions":${JSON.stringify(result.extensions)}`;
  return `{"data":${text}${extensions}}\n`;
}

interface Asked<Context> {
  readonly source: PlanSource<Context>;
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly variables: Readonly<Record<string, unknown>>;
}

function planOf<Context>(
  plans: WeakMap<DocumentNode, Map<string, Steps<Context> | null>>,
  { source, schema, document, operation, variables }: Asked<Context>,
): Steps<Context> | null {
  const ofDocument = plans.get(document) ?? new Map<string, Steps<Context> | null>();
  plans.set(document, ofDocument);
  const names = decidingOf(document);
  const decided = names.size === 0 ? {} : Object.fromEntries([...names].map((name) => [name, variables[name]]));
  const name = operation.name?.value ?? '';
  const key = names.size === 0 ? name : JSON.stringify([name, decided]);
  const known = ofDocument.get(key);
  if (known !== undefined) return known;
  const fragments = Object.fromEntries(
    document.definitions.flatMap((one) => (one.kind === Kind.FRAGMENT_DEFINITION ? [[one.name.value, one]] : [])),
  );
  const steps = compilePlan({ schema, fragments, variables: decided, source }, operation);
  ofDocument.set(key, steps);
  return steps;
}

const decidingNames = new WeakMap<DocumentNode, ReadonlySet<string>>();

function decidingOf(document: DocumentNode): ReadonlySet<string> {
  const known = decidingNames.get(document) ?? deciding(document);
  decidingNames.set(document, known);
  return known;
}
