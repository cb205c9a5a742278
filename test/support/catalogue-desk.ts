import { expect } from 'vitest';
import { z } from 'zod';
import { byEdition, isBelow } from './by-edition.js';
import { everythingStored } from './everything-stored.js';
import type { GraphqlAnswer, TestApp } from './test-app.js';

const change = 'change { factId sequence }';
const added = 'added { itemCodes sequence }';

/** What each verb of the catalogue answers with besides its refusals. */
const results = {
  addItem: added,
  addItems: added,
  addLocalItem: added,
  overrideField: change,
  appendToField: change,
  resetField: change,
  lockField: change,
  unlockField: change,
  suppressItem: change,
  retireItem: change,
} as const;

export type CatalogueVerb = keyof typeof results;

const Refusal = z.object({
  code: z.string(),
  path: z.array(z.string()),
  message: z.string(),
  rule: z.string().nullable(),
  explanation: z
    .object({
      rule: z.string(),
      clause: z.string().nullable(),
      pack: z.string(),
      inputs: z.array(z.object({ name: z.string(), value: z.string() })),
      text: z.string(),
    })
    .nullable(),
});

export type Refusal = z.infer<typeof Refusal>;

const Payload = z.object({
  change: z.object({ factId: z.string().nullable(), sequence: z.string().nullable() }).nullish(),
  added: z.object({ itemCodes: z.array(z.string()), sequence: z.string().nullable() }).nullish(),
  userErrors: z.array(Refusal),
});

type Payload = z.infer<typeof Payload>;

/** A signed-in person with the catalogue open, at the real editorial endpoint. */
export class CatalogueDesk {
  static async of(app: TestApp, login: string): Promise<CatalogueDesk> {
    return new CatalogueDesk(app, await app.signIn(login));
  }

  constructor(
    private readonly app: TestApp,
    readonly token: string,
  ) {}

  send(verb: CatalogueVerb, input: object): Promise<GraphqlAnswer> {
    const type = `${verb.charAt(0).toUpperCase()}${verb.slice(1)}Input`;
    const query = `mutation ($input: ${type}!) { ${verb}(input: $input) { ${results[verb]}
      userErrors { code path message rule explanation { rule clause pack inputs { name value } text } } } }`;
    return this.app.editorially({ query, variables: { input } }, this.token);
  }

  /**
   * Does it, below the city through an edition, and answers with the id of the fact that holds now, the codes that were
   * added, and the sequence.
   */
  async does(
    verb: CatalogueVerb,
    input: object,
  ): Promise<{ factId: string | null; codes: string[]; sequence: string }> {
    const { divisionCode } = z.object({ divisionCode: z.string() }).parse(input);
    if (!isBelow(divisionCode)) {
      const payload = await this.#accepted(verb, input);
      return { ...factOf(payload), sequence: payload.change?.sequence ?? payload.added?.sequence ?? '' };
    }
    const { proposed, sequence } = await byEdition(this.app, { token: this.token, divisionCode }, (editionId) =>
      this.#accepted(verb, { ...input, editionId }),
    );
    return { ...factOf(proposed), sequence };
  }

  async #accepted(verb: CatalogueVerb, input: object): Promise<Payload> {
    return accepted(payloadOf(await this.send(verb, input), verb));
  }

  /** Asks for what must be refused: shows that no row of any table changed, and answers with the refusals. */
  async isRefused(verb: CatalogueVerb, input: object): Promise<Refusal[]> {
    const before = await everythingStored(this.app.db);
    const refusals = refusalsOf(payloadOf(await this.send(verb, input), verb));
    await nothingChanged(this.app, before);
    return refusals;
  }

  /** Asks for what this person may not do at all: no row of any table changed; answers with the coded error. */
  async isDenied(verb: CatalogueVerb, input: object): Promise<string> {
    const before = await everythingStored(this.app.db);
    const code = deniedCode(await this.send(verb, input));
    await nothingChanged(this.app, before);
    return code;
  }

  async accountId(): Promise<string> {
    const answer = await this.app.editorially({ query: '{ me { id } }' }, this.token);
    return z.object({ me: z.object({ id: z.string() }) }).parse(answer.data).me.id;
  }
}

function payloadOf(answer: GraphqlAnswer, verb: CatalogueVerb): Payload {
  expect(answer.errors).toBeUndefined();
  return Payload.parse(answer.data?.[verb]);
}

function factOf(payload: Payload): { factId: string | null; codes: string[] } {
  return { factId: payload.change?.factId ?? null, codes: payload.added?.itemCodes ?? [] };
}

function accepted(payload: Payload): Payload {
  expect(payload.userErrors).toEqual([]);
  return payload;
}

function refusalsOf(payload: Payload): Refusal[] {
  expect(payload.change ?? payload.added ?? null).toBeNull();
  expect(payload.userErrors).not.toEqual([]);
  return payload.userErrors;
}

function deniedCode(answer: GraphqlAnswer): string {
  expect(answer.data ?? null).toBeNull();
  return (answer.errors ?? []).map((error) => error.extensions.code).join(' ');
}

async function nothingChanged(app: TestApp, before: Readonly<Record<string, string>>): Promise<void> {
  expect(await everythingStored(app.db)).toEqual(before);
}
