export interface Attack {
  readonly class: string;
  /** Why it cannot happen here, where it cannot; else what stands against it. */
  readonly answer: string;
  readonly applies: boolean;
  /** Files with the tests that fail once the guard is taken away. */
  readonly tests: readonly string[];
}

const crawler = 'test/flows/q02-nothing-hidden-is-found.test.ts';
const transports = 'test/attacks/transports.test.ts';
const hostileText = 'test/attacks/hostile-text.test.ts';
const sessions = 'test/modules/identity/sessions';

/** The classes of advisories against content systems, and what stands against each of them here. */
export const attackTable: Readonly<Record<string, Attack>> = {
  A1: {
    class: 'a private field as an oracle of filters',
    applies: true,
    answer:
      'Filters are listed by hand for each list, and none reaches people, keys or drafts; canaries are asked for by each.',
    tests: [crawler, 'test/attacks/readable-fields.test.ts'],
  },
  A2: {
    class: 'full-text search over what its reader may not see',
    applies: true,
    answer: 'The index holds published versions only, and every search asks for the audiences of its reader.',
    tests: [crawler],
  },
  A3: {
    class: 'counts, groups, least and greatest',
    applies: true,
    answer: 'The only aggregate is totalCount; it counts what its reader could walk, and canaries do not move it.',
    tests: [crawler, 'test/attacks/connections.test.ts'],
  },
  A4: {
    class: 'order and cursor on private fields',
    applies: true,
    answer:
      'Orders are an enum; cursors are signed for one list in one order, and every forged, cut or foreign one is refused.',
    tests: ['test/attacks/connections.test.ts'],
  },
  A5: {
    class: 'relations that lead to what is hidden',
    applies: true,
    answer: 'Loaders read through the view of the request; the crawler walks every relation from every entrance.',
    tests: [crawler],
  },
  A6: {
    class: 'drafts, old versions, previews',
    applies: true,
    answer:
      'Drafts stand in tables that the public schema has no type for; withdrawn versions show only their tombstone.',
    tests: [crawler, transports],
  },
  A7: {
    class: 'existence told by the text of an error or by time',
    applies: true,
    answer: 'What is hidden is answered by the same bytes and the same statements as what never was.',
    tests: [crawler, 'test/app/mutation-permissions.test.ts'],
  },
  A8: {
    class: 'a permission of a field forgotten or stale',
    applies: true,
    answer:
      'Types are written by hand; every field, argument and reader stands in a file that a new one must be added to.',
    tests: ['test/attacks/readable-fields.test.ts'],
  },
  A9: {
    class: 'union of overlapping policies, bulk changes',
    applies: true,
    answer: 'A verb checks each thing that it changes; a bundle with one foreign draft leaves nothing behind.',
    tests: ['test/attacks/mass-assignment.test.ts', 'test/app/mutation-permissions.test.ts'],
  },
  A10: {
    class: 'privileged default of an internal entrance',
    applies: true,
    answer: 'No principal means anonymous on every route; every query and mutation of the staff is tried without one.',
    tests: [transports, 'test/app/mutation-permissions.test.ts'],
  },
  A11: {
    class: 'share links and roles that the client chooses',
    applies: false,
    answer: 'There are no share links; roles are granted by an operator whose own scope lies at or above.',
    tests: ['test/modules/identity/grant-role.test.ts'],
  },
  A12: {
    class: 'mass assignment',
    applies: true,
    answer:
      'Inputs are closed and stand in a file; every mutation refuses every name that anything is given out under.',
    tests: ['test/attacks/mass-assignment.test.ts'],
  },
  A13: {
    class: 'ids that can be guessed, or are of another kind',
    applies: true,
    answer: 'Ids are random; near, foreign and unknown ones are answered alike.',
    tests: [transports, crawler],
  },
  A14: {
    class: 'files written or read',
    applies: false,
    answer: 'The store takes no files yet, only their names and digests; no path is made from what a caller says.',
    tests: [hostileText, transports],
  },
  A15: {
    class: 'scripts stored in texts',
    applies: true,
    answer: 'Rich text keeps a declared subset; everything else is text, escaped in highlights and on the start page.',
    tests: ['test/attacks/stored-scripts.test.ts', 'test/modules/content/text/sanitise-rich-text.test.ts'],
  },
  A16: {
    class: 'requests forged on the server side',
    applies: false,
    answer:
      'The server asks nobody but its database, cache and index, whose addresses are settings; URLs in content are never fetched.',
    tests: ['test/app/config.test.ts'],
  },
  A17: {
    class: 'SQL through paths, directions and fragments',
    applies: true,
    answer: 'Statements are constant, values are parameters; every text argument is tried and no statement holds it.',
    tests: [hostileText],
  },
  A18: {
    class: 'pollution of prototypes',
    applies: true,
    answer:
      'JSON with such names is refused before anything reads it; literals, representations and elements are tried too.',
    tests: [hostileText, 'test/modules/delivery/bad-input.test.ts', 'test/flows/federation.test.ts'],
  },
  A19: {
    class: 'templates and expressions run',
    applies: true,
    answer: 'Nothing evaluates content: it comes back as it was given.',
    tests: [hostileText],
  },
  A20: {
    class: 'life of tokens and keys',
    applies: true,
    answer: 'Grants and sessions are read at every request, keys at least once a second; secrets are kept as hashes.',
    tests: [
      `${sessions}/authenticate.test.ts`,
      `${sessions}/refresh-session.test.ts`,
      'test/modules/identity/consumer-keys/consumer-directory.test.ts',
    ],
  },
  A21: {
    class: 'secrets in logs, errors and versions',
    applies: true,
    answer: 'Faults are masked for callers; the log strikes out secrets and leaves out what a refused statement held.',
    tests: ['test/attacks/secrets-in-logs.test.ts', 'test/platform/logging/describe-error.test.ts'],
  },
  A22: {
    class: 'a rate limit by what the attacker may choose',
    applies: true,
    answer:
      'Callers are addresses, and keys or accounts only once they were found good; each alias of a password counts.',
    tests: ['test/attacks/rate-limits.test.ts'],
  },
  A23: {
    class: 'amplified queries',
    applies: true,
    answer:
      'Size, tokens, depth, width, aliases and estimated cost are limited before an operation runs, requests of one caller at once too.',
    tests: [
      'test/modules/delivery/bad-input.test.ts',
      'test/app/hostile-requests.test.ts',
      'test/attacks/floods.test.ts',
    ],
  },
  A24: {
    class: 'access control lost in federation',
    applies: true,
    answer:
      'The subgraph answers for itself as if no gateway stood before it: entities are read in the view of the request, a hundred at most.',
    tests: ['test/flows/federation.test.ts', 'test/attacks/federation-composition.test.ts', crawler],
  },
};
