import type { ApolloServerPlugin, BaseContext } from '@apollo/server';
import type { DocumentNode } from 'graphql';
import { AppError } from '../errors/app-error.js';
import { graphqlError } from './format-error.js';
import { checkOperationCost, type OperationLimits } from './operation-limits.js';
import { variableValues } from './variable-values.js';

export interface CostLimit {
  readonly plugin: ApolloServerPlugin<BaseContext>;
  /** Whether an operation that costs as much as this one was let pass before. */
  readonly hasPassed: (costed: Costed) => boolean;
}

interface Costed {
  readonly document: DocumentNode;
  readonly operationName: string | undefined;
  /** As they were coerced. */
  readonly variables: Readonly<Record<string, unknown>>;
}

/**
 * Refuses a valid operation before it runs, by its estimated cost. `listSizes`, by `Type.field`, tells how many members
 * to count for a plain list that is longer than most.
 */
export function limitCost(limits: OperationLimits, listSizes: Readonly<Record<string, number>>): CostLimit {
  const passed = new Passed();
  const plugin: ApolloServerPlugin<BaseContext> = {
    requestDidStart: async () => ({
      didResolveOperation: async ({ schema, document, request, operation }) => {
        // Also called when no operation has the name that was asked for: the server refuses that next.
        if (!operation) return;
        const { variables = {}, operationName } = request;
        const named = operationName === undefined ? {} : { operationName };
        const coerced = variableValues(schema, operation, variables);
        const costed = coerced === null ? null : { document, operationName, variables: coerced };
        if (costed !== null && passed.has(costed)) return;
        try {
          checkOperationCost({ schema, document, variables, listSizes, ...named }, limits);
          if (costed !== null) passed.add(costed);
        } catch (error) {
          throw error instanceof AppError ? graphqlError(error) : error;
        }
      },
    }),
  };
  return { plugin, hasPassed: (costed) => passed.has(costed) };
}

const mostShapes = 100;

/** Operations that cost little enough, by all that their cost depends on. */
class Passed {
  readonly #shapes = new WeakMap<DocumentNode, Set<string>>();

  has(costed: Costed): boolean {
    return this.#shapes.get(costed.document)?.has(shapeOf(costed)) === true;
  }

  add(costed: Costed): void {
    const shapes = this.#shapes.get(costed.document) ?? new Set();
    if (shapes.size < mostShapes) this.#shapes.set(costed.document, shapes.add(shapeOf(costed)));
  }
}

/** What an estimate can see of the variables: numbers, truth values, lengths of lists. */
function shapeOf({ operationName = '', variables }: Costed): string {
  let shape = operationName;
  for (const [name, value] of Object.entries(variables)) {
    const seen = typeof value === 'number' || typeof value === 'boolean' ? value : sizeOf(value);
    shape += ` ${name}:${seen}`;
  }
  return shape;
}

function sizeOf(value: unknown): string {
  return Array.isArray(value) ? `${value.length} members` : typeof value;
}
