import { z } from 'zod';
import { editor } from './editor-account.js';
import type { ApprovedDraft } from './approve-drafts.js';

const signedIn = z.object({
  data: z.object({ signIn: z.object({ session: z.object({ accessToken: z.string() }) }) }),
});
const released = z.object({
  data: z.object({
    releaseDrafts: z.object({
      release: z.object({ sequence: z.string() }).nullable(),
      userErrors: z.array(z.object({ message: z.string() })).length(0),
    }),
  }),
});

const signIn = 'mutation ($input: SignInInput!) { signIn(input: $input) { session { accessToken } } }';
const releaseDrafts = `mutation ($input: ReleaseDraftsInput!) {
  releaseDrafts(input: $input) { release { sequence } userErrors { message } } }`;

/** An editor at the product's own endpoint. */
export class EditorialClient {
  private constructor(
    private readonly url: string,
    private readonly token: string,
  ) {}

  static async signIn(port: number): Promise<EditorialClient> {
    const url = `http://127.0.0.1:${port}/editorial/graphql`;
    const { data } = signedIn.parse(await send(url, { query: signIn, variables: { input: editor } }));
    return new EditorialClient(url, data.signIn.session.accessToken);
  }

  /** Publishes one draft; the sequence it became public at. Errors: anything but that. */
  async publish(draft: ApprovedDraft): Promise<bigint> {
    const question = { query: releaseDrafts, variables: { input: { drafts: [draft] } } };
    const { data } = released.parse(await send(this.url, question, this.token));
    return BigInt(data.releaseDrafts.release?.sequence ?? '0');
  }
}

async function send(url: string, question: object, token?: string): Promise<unknown> {
  const response = await fetch(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify(question),
  });
  return response.json();
}
