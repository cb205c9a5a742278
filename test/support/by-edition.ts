import { z } from 'zod';
import { achieve, actWith } from './flow-act.js';
import type { TestApp } from './test-app.js';

const shape = z.object({ edition: z.object({ id: z.string(), publishedSequence: z.string().nullable() }) });
type Edition = z.infer<typeof shape>['edition'];

/** Whether what this division of the demo city changes waits for the level above. */
export function isBelow(divisionCode: string): boolean {
  return divisionCode !== '310000';
}

/** Who approves for the level above a division: the city for districts, Putuo for its streets. */
export function approverOf(divisionCode: string): string {
  return divisionCode.length === 6 ? 'city-approver' : 'putuo-approver';
}

/** Whose catalogue, and the session of its own office. */
export interface Keeper {
  readonly token: string;
  readonly divisionCode: string;
}

/** The way of an edition of a lower level, each step by whoever may take it. */
export class EditionPath {
  constructor(
    private readonly app: TestApp,
    private readonly keeper: Keeper,
    readonly id: string,
  ) {}

  static async open(app: TestApp, keeper: Keeper): Promise<EditionPath> {
    const { divisionCode } = keeper;
    const { id } = await step(app, keeper, {
      mutation: 'openEdition',
      input: { divisionCode, title: '目录修订(示例)' },
    });
    return new EditionPath(app, keeper, id);
  }

  submit(): Promise<Edition> {
    return step(this.app, this.keeper, { mutation: 'submitEdition', input: { editionId: this.id } });
  }

  /** The level above takes it up. */
  review(): Promise<object> {
    return this.#above('reviewEdition');
  }

  approve(): Promise<object> {
    return this.#above('approveEdition');
  }

  publish(): Promise<Edition> {
    return step(this.app, this.keeper, { mutation: 'publishEdition', input: { editionId: this.id } });
  }

  #above(mutation: string): Promise<object> {
    const input = { editionId: this.id };
    return achieve(this.app, approverOf(this.keeper.divisionCode), { mutation, input, shape: z.object({}) });
  }
}

async function step(app: TestApp, { token }: Keeper, wanted: { mutation: string; input: object }): Promise<Edition> {
  const { payload, told, code } = await actWith(app, token, { ...wanted, fields: 'edition { id publishedSequence }' });
  if (code !== null || told.length > 0) throw new Error(`${wanted.mutation}: ${code ?? ''} ${JSON.stringify(told)}`);
  return shape.parse(payload).edition;
}

/**
 * Changes the catalogue of a lower level as the level above asks: what `propose` puts into an edition is submitted,
 * approved and published. Gives what it gave, and the sequence of the publication.
 */
export async function byEdition<Proposed>(
  app: TestApp,
  keeper: Keeper,
  propose: (editionId: string) => Promise<Proposed>,
): Promise<{ readonly proposed: Proposed; readonly sequence: string }> {
  const edition = await EditionPath.open(app, keeper);
  const proposed = await propose(edition.id);
  await edition.submit();
  await edition.review();
  await edition.approve();
  const { publishedSequence } = await edition.publish();
  return { proposed, sequence: publishedSequence ?? '' };
}
