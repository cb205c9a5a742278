import { type ApolloServerPlugin, type BaseContext, HeaderMap } from '@apollo/server';
import {
  type DocumentNode,
  type FormattedExecutionResult,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
} from 'graphql';
import { getVariableValues } from 'graphql/execution/values.js';
import { compilePlan, deciding, type RootStep } from './compile-plan.js';
import type { PlanSource } from './plan-source.js';
import { runPlan } from './run-plan.js';

/** How often operations were answered by plan, in vain, or not at all. */
export interface PlanCounts {
  planned: number;
  /** A plan there was, but it could not answer: the resolvers did. */
  failed: number;
  unplanned: number;
}

export interface PlannedAnswers<Context extends BaseContext> {
  readonly plugin: ApolloServerPlugin<Context>;
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
  const plugin: ApolloServerPlugin<Context> = {
    requestDidStart: async () => ({
      responseForOperation: async ({ schema, document, operation, request, contextValue }) => {
        // Also called when no operation has the name that was asked for: the server refuses that next.
        const variables = operation ? variableValues(schema, operation, request.variables ?? {}) : null;
        const steps = variables === null ? null : planOf(plans, { source, schema, document, operation, variables });
        if (variables === null || steps === null) {
          counts.unplanned += 1;
          return null;
        }
        const text = await runPlan({ schema, source, context: contextValue, variables }, steps).catch(() => null);
        if (text === null) {
          counts.failed += 1;
          return null;
        }
        counts.planned += 1;
        const data = {};
        texts.set(data, text);
        return {
          http: { status: undefined, headers: new HeaderMap() },
          body: { kind: 'single', singleResult: { data } },
        };
      },
    }),
  };
  return { plugin, stringifyResult: (result) => stringify(result, texts) };
}

function stringify(result: FormattedExecutionResult, texts: WeakMap<object, string>): string {
  const text = result.data == null ? undefined : texts.get(result.data);
  if (text === undefined) return `${JSON.stringify(result)}\n`;
  const extensions = result.extensions === undefined ? '' : `,"extensions":${JSON.stringify(result.extensions)}`;
  return `{"data":${text}${extensions}}\n`;
}

function variableValues(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  given: Readonly<Record<string, unknown>>,
): Record<string, unknown> | null {
  const { coerced } = getVariableValues(schema, operation.variableDefinitions ?? [], given, { maxErrors: 1 });
  return coerced ?? null;
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
  const decided = Object.fromEntries([...decidingOf(document)].map((name) => [name, variables[name]]));
  const key = JSON.stringify([operation.name?.value ?? null, decided]);
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
