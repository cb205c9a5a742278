import {
  type DocumentNode,
  GraphQLError,
  type GraphQLSchema,
  isListType,
  isNonNullType,
  Kind,
  parse,
  type SelectionSetNode,
} from 'graphql';
// The package's ESM build loads a second copy of graphql, whose types the schema's are not.
import { type ComplexityEstimator, getComplexity } from 'graphql-query-complexity/cjs';
import { AppError, badInput } from '../errors/app-error.js';

/** What one operation may ask for; every figure is refused above, not at, its bound. */
export interface OperationLimits {
  readonly characters: number;
  readonly tokens: number;
  readonly depth: number;
  readonly aliases: number;
  /** Fields side by side, those of fragments among them: the validator compares them with each other. */
  readonly width: number;
  readonly cost: number;
}

export const publicLimits: OperationLimits = {
  characters: 30_000,
  tokens: 3_000,
  depth: 20,
  aliases: 100,
  width: 500,
  cost: 30_000,
};

function tooComplex(limit: keyof OperationLimits, allowed: number, found: number): AppError {
  return new AppError('OPERATION_TOO_COMPLEX', `The operation is too large: ${limit} ${found}, allowed ${allowed}.`, {
    limit,
    allowed,
    found,
  });
}

/**
 * Checks what needs no schema, before anything expensive is done with the text. Text that does not parse is left
 * to the server, which says where, and gives null. Errors: OPERATION_TOO_COMPLEX.
 */
export function checkOperationText(text: string, limits: OperationLimits): DocumentNode | null {
  if (text.length > limits.characters) throw tooComplex('characters', limits.characters, text.length);
  const document = parseWithin(text, limits);
  if (document === null) return null;
  const measure = measureDocument(document);
  if (measure.depth > limits.depth) throw tooComplex('depth', limits.depth, measure.depth);
  if (measure.aliases > limits.aliases) throw tooComplex('aliases', limits.aliases, measure.aliases);
  if (measure.widest > limits.width) throw tooComplex('width', limits.width, measure.widest);
  // Each costs something: fragments that unfold without end need no estimate, which would take long to give up.
  if (measure.fields > limits.cost) throw tooComplex('cost', limits.cost, measure.fields);
  return document;
}

function parseWithin(text: string, limits: OperationLimits): DocumentNode | null {
  try {
    return parse(text, { maxTokens: limits.tokens, noLocation: true });
  } catch (error) {
    if (error instanceof GraphQLError && /more that|more than \d+ tokens|exceeded/i.test(error.message)) {
      throw tooComplex('tokens', limits.tokens, limits.tokens + 1);
    }
    return null;
  }
}

interface Measure {
  readonly depth: number;
  readonly aliases: number;
  readonly fields: number;
  /** Fields of the set itself. */
  readonly width: number;
  /** The same of the widest set in it. */
  readonly widest: number;
}

const nothing: Measure = { depth: 0, aliases: 0, fields: 0, width: 0, widest: 0 };

/** Fragments count at every place they are spread; a circle among them is the validator's to refuse. */
function measureDocument(document: DocumentNode): Measure {
  const fragments = new Map<string, SelectionSetNode>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition.selectionSet);
  }
  const known = new Map<string, Measure>();
  const measureFragment = (name: string): Measure => {
    const done = known.get(name);
    if (done !== undefined) return done;
    const selection = fragments.get(name);
    known.set(name, nothing);
    const found = selection === undefined ? nothing : measureSelection(selection);
    known.set(name, found);
    return found;
  };
  const measureSelection = (set: SelectionSetNode): Measure => {
    let depth = 0;
    let aliases = 0;
    let fields = 0;
    let width = 0;
    let widest = 0;
    for (const node of set.selections) {
      const inner =
        node.kind === Kind.FRAGMENT_SPREAD
          ? measureFragment(node.name.value)
          : node.selectionSet === undefined
            ? nothing
            : measureSelection(node.selectionSet);
      const own = node.kind === Kind.FIELD;
      depth = Math.max(depth, inner.depth + (own ? 1 : 0));
      aliases += inner.aliases + (own && node.alias !== undefined ? 1 : 0);
      fields += inner.fields + (own ? 1 : 0);
      width += own ? 1 : inner.width;
      widest = Math.max(widest, inner.widest);
    }
    return { depth, aliases, fields, width, widest: Math.max(widest, width) };
  };
  const measures = document.definitions.flatMap((definition) =>
    definition.kind === Kind.OPERATION_DEFINITION ? [measureSelection(definition.selectionSet)] : [],
  );
  // The validator looks at fragments by themselves too, spread or not.
  const sets = document.definitions.flatMap((definition) =>
    definition.kind === Kind.FRAGMENT_DEFINITION ? [measureSelection(definition.selectionSet)] : [],
  );
  const most = (of: keyof Measure): number => Math.max(0, ...measures.map((measure) => measure[of]));
  return {
    depth: most('depth'),
    aliases: most('aliases'),
    fields: most('fields'),
    width: most('width'),
    widest: Math.max(most('widest'), ...sets.map((set) => set.widest)),
  };
}

/** How many members a plain list is taken to have: the true number is known only after the work. */
const plainListWeight = 2;
const defaultPage = 20;

/** A field costs 1; what stands below a connection counts once for each record of the page asked for. */
const estimateWith =
  (listSizes: Readonly<Record<string, number>>): ComplexityEstimator =>
  ({ type: parent, field, args, childComplexity }) => {
    let type = field.type;
    if (isNonNullType(type)) type = type.ofType;
    if (typeof args['first'] === 'number' || String(type).endsWith('Connection')) {
      const first: unknown = args['first'];
      return 1 + childComplexity * Math.max(1, typeof first === 'number' ? first : defaultPage);
    }
    const ids: unknown = args['ids'] ?? args['representations'];
    if (Array.isArray(ids)) return 1 + childComplexity * ids.length;
    return (
      1 + childComplexity * (isListType(type) ? (listSizes[`${parent.name}.${field.name}`] ?? plainListWeight) : 1)
    );
  };

export interface CostedOperation {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly operationName?: string;
  /** By `Type.field`: how many members to count for a plain list that is longer than most. */
  readonly listSizes?: Readonly<Record<string, number>>;
}

/**
 * Errors: OPERATION_TOO_COMPLEX for a validated operation whose estimated cost is above the limit, BAD_USER_INPUT for
 * variables that do not fit it: without them there is no estimate.
 */
export function checkOperationCost(operation: CostedOperation, limits: OperationLimits): void {
  const cost = estimateCost(operation, limits);
  if (cost > limits.cost) throw tooComplex('cost', limits.cost, cost);
}

function estimateCost(operation: CostedOperation, limits: OperationLimits): number {
  const { schema, document, variables, operationName, listSizes } = operation;
  try {
    return getComplexity({
      schema,
      query: document,
      variables: { ...variables },
      ...(operationName === undefined ? {} : { operationName }),
      estimators: [estimateWith(listSizes ?? {})],
    });
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    // The estimator itself gives up on fragments that unfold without end.
    if (error.message.startsWith('Query exceeds the maximum')) throw tooComplex('cost', limits.cost, limits.cost + 1);
    throw badInput(error.message);
  }
}
