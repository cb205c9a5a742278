import { setTimeout as rest } from 'node:timers/promises';
import { z } from 'zod';
import { rightPassword } from '../support/identity.js';
import { ask } from './ask.js';
import { type Bundle, editorLogin } from './prepared-store.js';

const released = z.object({
  releaseDrafts: z.object({
    release: z
      .object({
        sequence: z.string(),
        disclosures: z.array(
          z.object({ id: z.string(), indexNo: z.string(), version: z.number(), digest: z.string() }),
        ),
      })
      .nullish(),
    userErrors: z.array(z.object({ code: z.string(), message: z.string() })),
  }),
});
const session = z.object({ signIn: z.object({ session: z.object({ accessToken: z.string() }) }) });

export interface Acknowledged {
  readonly bundle: Bundle;
  readonly sequence: string;
  readonly disclosures: readonly { id: string; indexNo: string; version: number; digest: string }[];
  /** On the clock of this process. */
  readonly at: number;
}

const mutation = `mutation ($input: ReleaseDraftsInput!) { releaseDrafts(input: $input) {
  release { sequence disclosures { id indexNo version digest } } userErrors { code message } } }`;

/** Editors that release one bundle after the other; what nobody acknowledged they ask for again until they know. */
export class Publishers {
  readonly acknowledged: Acknowledged[] = [];
  /** Released by a request whose answer was lost: told when it was asked for again. */
  readonly unseen: Bundle[] = [];
  /** How often a request had which bad end. */
  readonly failures = new Map<string, number>();
  /** What must never be answered. */
  readonly faults: string[] = [];
  readonly #left: Bundle[];
  #token = '';
  #signingIn: Promise<void> | undefined;
  #working: Promise<void>[] = [];
  #stopped = false;

  constructor(
    private readonly url: string,
    bundles: readonly Bundle[],
  ) {
    this.#left = bundles.toReversed();
  }

  start(count: number): void {
    this.#stopped = false;
    this.#working = Array.from({ length: count }, () => this.#work());
  }

  /** Lets everybody end what is begun. */
  async stop(): Promise<void> {
    this.#stopped = true;
    await Promise.all(this.#working);
  }

  /** Bundles that nobody has asked for yet. */
  get left(): number {
    return this.#left.length;
  }

  async #work(): Promise<void> {
    while (!this.#stopped) {
      const bundle = this.#left.pop();
      if (bundle === undefined) return void this.faults.push('there were too few drafts');
      for (let attempt = 1; !(await this.#release(bundle, attempt > 1)); attempt += 1) await rest(50);
    }
  }

  /** Whether the fate of the bundle is known. */
  async #release(bundle: Bundle, unanswered: boolean): Promise<boolean> {
    const answer = await ask({
      url: `${this.url}/editorial/graphql`,
      query: mutation,
      variables: { input: { drafts: bundle.map((draftId) => ({ draftId })) } },
      token: this.#token,
    });
    if (answer.code === 'UNAUTHENTICATED') {
      await this.#signIn();
      return false;
    }
    if (answer.data === null) {
      this.#count(answer.code === 'NONE' ? 'no answer' : `${answer.status} ${answer.code}`);
      return false;
    }
    const { release, userErrors } = released.parse(answer.data).releaseDrafts;
    if (release != null) {
      const { sequence, disclosures } = release;
      this.acknowledged.push({ bundle, sequence, disclosures, at: performance.now() });
    } else if (unanswered && userErrors.every(({ code }) => code === 'NOT_ALLOWED_HERE')) this.unseen.push(bundle);
    else this.faults.push(`a release was refused: ${JSON.stringify(userErrors)}`);
    return true;
  }

  #signIn(): Promise<void> {
    this.#signingIn ??= this.#trySignIn().finally(() => {
      this.#signingIn = undefined;
    });
    return this.#signingIn;
  }

  async #trySignIn(): Promise<void> {
    const answer = await ask({
      url: `${this.url}/editorial/graphql`,
      query: 'mutation ($input: SignInInput!) { signIn(input: $input) { session { accessToken } } }',
      variables: { input: { login: editorLogin, password: rightPassword } },
    });
    if (answer.data === null) this.#count(`sign-in ${answer.status} ${answer.code}`);
    else this.#token = session.parse(answer.data).signIn.session.accessToken;
  }

  #count(failure: string): void {
    this.failures.set(failure, (this.failures.get(failure) ?? 0) + 1);
  }
}
