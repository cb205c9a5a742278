import { getArgumentValues } from 'graphql/execution/values.js';
import type { GraphQLSchema } from 'graphql';
import type { EdgeMember, Member, Members, PageMember, RootStep } from './compile-plan.js';
import type { PlannedPage, PlanSource, Row } from './plan-source.js';
import { makeText, type ResidentField } from './resident-fragments.js';

export interface Running<Context> {
  readonly schema: GraphQLSchema;
  readonly source: PlanSource<Context>;
  readonly context: Context;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** A run of one operation: what lies in memory is the same from its first row to its last. */
interface Run<Context> extends Running<Context> {
  readonly state: ReturnType<PlanSource<Context>['state']>;
}

/** The JSON text of `data`; null where one of the roots is not for a plan with these arguments. */
export async function runPlan<Context>(
  running: Running<Context>,
  steps: readonly RootStep<Context>[],
): Promise<string | null> {
  const run = { ...running, state: running.source.state(running.context) };
  const texts = steps.map((step) => runStep(run, step));
  // All are begun before one is waited for, as resolvers are.
  const done = await Promise.all(texts);
  return done.includes(null) ? null : `{${done.join(',')}}`;
}

async function runStep<Context>(run: Run<Context>, step: RootStep<Context>): Promise<string | null> {
  const { schema, context, variables } = run;
  const field = schema.getQueryType()?.getFields()[step.field];
  const [node] = step.nodes;
  if (field === undefined || node === undefined) return null;
  const args = getArgumentValues(field, node, variables);
  if (step.root.kind === 'one') {
    const fetched = step.root.fetch(context, args, step.columns);
    if (fetched === null) return null;
    const row = await fetched;
    if (row === null) return `${step.label}null`;
    return step.label + (await written(run, () => rowText(run, step.members, row), [[step.members, [row]]]));
  }
  const fetched = step.root.fetch(context, args, step.columns);
  if (fetched === null) return null;
  const page = await fetched;
  const named = step.page.flatMap((member) =>
    member.kind === 'edges'
      ? member.edge.flatMap((one): Named<Context>[] => (one.kind === 'node' ? [[one.members, page.rows]] : []))
      : [],
  );
  const write = (): string => step.page.map((member) => pageText(run, member, page)).join(',');
  return `${step.label}{${await written(run, write, named)}}`;
}

type Named<Context> = readonly [Members<Context>, readonly Row[]];

/** A text of something in memory is not there: not made yet, or dropped since. */
class MissingText extends Error {}

/** Nearly always everything in memory that the rows name has its text: it is made only when one is missed. */
async function written<Context>(
  run: Run<Context>,
  write: () => string,
  named: readonly Named<Context>[],
): Promise<string> {
  try {
    return write();
  } catch (error) {
    if (!(error instanceof MissingText)) throw error;
  }
  for (const [members, rows] of named) await prepare(run, members, rows);
  return write();
}

function pageText<Context>(run: Run<Context>, member: PageMember<Context>, page: PlannedPage): string {
  switch (member.kind) {
    case 'constant':
      return member.text;
    case 'pageInfo':
      return member.label + member.write(pageInfo(page));
    case 'edges':
      return `${member.label}[${page.rows.map((row) => `{${member.edge.map((one) => edgeText(run, one, { page, row })).join(',')}}`).join(',')}]`;
  }
}

function pageInfo({ rows, cursorOf, hasNextPage, hasPreviousPage }: PlannedPage): object {
  const [first] = rows;
  const last = rows.at(-1);
  return {
    hasNextPage,
    hasPreviousPage,
    startCursor: first === undefined ? null : cursorOf(first),
    endCursor: last === undefined ? null : cursorOf(last),
  };
}

function edgeText<Context>(
  run: Run<Context>,
  member: EdgeMember<Context>,
  { page, row }: { readonly page: PlannedPage; readonly row: Row },
): string {
  switch (member.kind) {
    case 'constant':
      return member.text;
    case 'cursor':
      return member.label + JSON.stringify(page.cursorOf(row));
    case 'node':
      return member.label + rowText(run, member.members, row);
  }
}

function membersOf<Context>(run: Run<Context>, members: Members<Context>, row: Row): readonly Member<Context>[] {
  const type = run.source.typeOf(row);
  const own = members.get(type);
  if (own === undefined) throw new Error(`No plan knows the type ${type}.`);
  return own;
}

/** Makes what is not kept yet of the things in memory that the rows name. */
async function prepare<Context>(run: Run<Context>, members: Members<Context>, rows: readonly Row[]): Promise<void> {
  const { state, context } = run;
  const missing: Promise<void>[] = [];
  for (const row of rows) {
    for (const member of membersOf(run, members, row)) {
      if (member.kind !== 'resident') continue;
      for (const key of member.field.keys(row, context)) {
        if (member.field.texts.get(state, key) === undefined) missing.push(keepText(run, member.field, key));
      }
    }
  }
  if (missing.length > 0) await Promise.all(missing);
}

async function keepText<Context>(
  { source, context, state }: Run<Context>,
  field: ResidentField<Context>,
  key: string,
): Promise<void> {
  const thing = source.resident(context, field.type, key);
  field.texts.set(state, key, thing == null ? 'null' : await makeText(field, thing, context));
}

function rowText<Context>(run: Run<Context>, members: Members<Context>, row: Row): string {
  let text = '';
  for (const member of membersOf(run, members, row)) {
    text += text === '' ? '{' : ',';
    if (member.kind === 'constant') text += member.text;
    else if (member.kind === 'value') text += member.label + member.write(member.read(row, run.context));
    else text += member.label + residentText(run, member.field, row);
  }
  return text === '' ? '{}' : `${text}}`;
}

function residentText<Context>({ context, state }: Run<Context>, field: ResidentField<Context>, row: Row): string {
  const keys = field.keys(row, context);
  if (field.isList) {
    // A list leaves out what is not there.
    return `[${keys
      .map((key) => textOf(field, state, key))
      .filter((text) => text !== 'null')
      .join(',')}]`;
  }
  const [key] = keys;
  const text = key === undefined ? 'null' : textOf(field, state, key);
  if (text === 'null' && !field.nullable) throw new Error('A thing that may not be missing is missing.');
  return text;
}

function textOf<Context>(field: ResidentField<Context>, state: Run<Context>['state'], key: string): string {
  const text = field.texts.get(state, key);
  // Kept texts may go at any time, also right after they were made: the plain way then answers.
  if (text === undefined) throw new MissingText('A text is not kept.');
  return text;
}
