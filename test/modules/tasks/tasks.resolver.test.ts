import 'reflect-metadata';
import { graphql } from 'graphql';
import { expect, test } from 'vitest';
import { buildSchema } from 'type-graphql';
import type { Actor } from '../../../src/modules/identity/actor.js';
import type { EditorialContext } from '../../../src/modules/identity/editorial-context.js';
import { openTasks } from '../../../src/modules/tasks/open-tasks.js';
import { TasksResolver } from '../../../src/modules/tasks/tasks.resolver.js';
import { actorWith, sessionSettings } from '../../support/identity.js';
import { testDatabase } from '../../support/test-database.js';
import { settle } from '../jurisdictions/small-country.js';

const db = await testDatabase();
await settle(db);
const schema = await buildSchema({ resolvers: [TasksResolver], validate: false });
await db.transaction((tx) =>
  openTasks(tx, [
    {
      kind: 'CATALOGUE_CONFLICT',
      subject: '310107/GG-01-01/deadline',
      cause: '9',
      divisionCode: '310107',
      details: { upperDivision: '310000' },
      openedSequence: 9n,
    },
  ]),
);

const source = `query ($division: ID!) { tasks(division: $division, kinds: [CATALOGUE_CONFLICT], state: OPEN, first: 1) {
  hasNextPage tasks { kind subject cause divisionCode details state openedAt openedSequence dueDate } } }`;

async function ask(actor: Actor | null, division: string) {
  const contextValue: EditorialContext = {
    db,
    requestId: 'request-1',
    actor,
    maskable: new Set(),
    afterCommit: () => Promise.resolve(),
    session: sessionSettings,
  };
  const { data, errors } = await graphql({ schema, source, contextValue, variableValues: { division } });
  const answer: unknown = JSON.parse(JSON.stringify(data ?? null));
  return { data: answer, codes: errors?.map(({ originalError }) => Reflect.get(originalError ?? {}, 'code')) };
}

test.each([actorWith('DISCLOSURE_OFFICE', '310107'), actorWith('SUPERVISOR', '310000'), actorWith('OPERATOR', '*')])(
  '$displayName sees what the district has to do',
  async (actor) => {
    expect(await ask(actor, '310107')).toEqual({
      codes: undefined,
      data: {
        tasks: {
          hasNextPage: false,
          tasks: [
            {
              kind: 'CATALOGUE_CONFLICT',
              subject: '310107/GG-01-01/deadline',
              cause: '9',
              divisionCode: '310107',
              details: { upperDivision: '310000' },
              state: 'OPEN',
              openedAt: '2026-03-02T09:00:00.000+08:00',
              openedSequence: '9',
              dueDate: null,
            },
          ],
        },
      },
    });
  },
);

test.each([
  ['nobody', null, '310107', 'UNAUTHENTICATED'],
  ['a drafter there', actorWith('DRAFTER', '310107'), '310107', 'FORBIDDEN'],
  ['the office of another district', actorWith('DISCLOSURE_OFFICE', '310101'), '310107', 'FORBIDDEN'],
  ['the office of a street below', actorWith('DISCLOSURE_OFFICE', '310107005'), '310107', 'FORBIDDEN'],
  ['an office, of no division', actorWith('DISCLOSURE_OFFICE', '*'), '999999', 'NOT_FOUND'],
])('%s does not', async (_, actor, division, code) => {
  expect(await ask(actor, division)).toEqual({ codes: [code], data: null });
});
