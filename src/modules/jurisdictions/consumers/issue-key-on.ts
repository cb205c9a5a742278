import type { Tx } from '../../../platform/db/tx.js';
import { refuse, type UserError } from '../../../platform/errors/user-errors.js';
import type { Actor } from '../../identity/actor.js';
import type { ConsumerKind } from '../../identity/consumer-keys/consumer-key.js';
import { type IssuedKey, issueKey, type NewKey } from '../../identity/consumer-keys/issue-key.js';
import { requireOperator } from '../../identity/grant-role.js';
import { listAudiences } from '../audiences/find-audiences.js';
import { lockDirectory } from '../lock-directory.js';

export interface KeyOnDivision {
  /** The consumer is served by this division; whoever is OPERATOR there or above keeps the key. */
  readonly divisionCode: string;
  /** Of the consumer: a portal, an account, a partner. */
  readonly name: string;
  readonly kind: ConsumerKind;
  /** Audiences of the division or of those below it. */
  readonly audienceIds?: readonly string[] | null;
  /** Nullable fields of the public schema, as `Type.field`, that the consumer is answered null for. */
  readonly withheldFields?: readonly string[] | null;
  readonly expiresAt: Date;
  /** Only the demo data says which key. */
  readonly demo?: NewKey['demo'];
}

/**
 * Issues the key of a consumer. `maskable`: the fields of the public schema that may be withheld.
 * Errors: FORBIDDEN, userErrors for audiences that are not the division's to give and fields that cannot be withheld.
 */
export async function issueKeyOn(
  tx: Tx,
  actor: Actor,
  { maskable, ...input }: KeyOnDivision & { readonly maskable: ReadonlySet<string> },
): Promise<IssuedKey> {
  const directory = await lockDirectory(tx);
  const scope = input.divisionCode;
  const scopes = directory.scopesOf(scope);
  requireOperator(actor, { scope, scopes });
  if (directory.division(scope) === undefined) {
    refuse({ code: 'INVALID', path: ['divisionCode'], message: '区划不存在。' });
  }
  const audienceIds = input.audienceIds ?? [];
  const withheldFields = input.withheldFields ?? [];
  const own = await listAudiences(
    tx,
    directory.subtree(scope).map((division) => division.code),
  );
  const faults = [
    ...unknownOnes(audienceIds, new Set(own.map((audience) => audience.id)), {
      path: 'audienceIds',
      message: '只能授予本级和下级已登记的特定对象。',
    }),
    ...unknownOnes(withheldFields, maskable, {
      path: 'withheldFields',
      message: '只能保留公开接口中可为空的字段，写作“类型.字段”。',
    }),
  ];
  if (faults.length > 0) refuse(...faults);
  return issueKey(tx, actor, { ...input, scope, scopes, audienceIds, withheldFields });
}

function unknownOnes(
  given: readonly string[],
  known: ReadonlySet<string>,
  { path, message }: { readonly path: string; readonly message: string },
): UserError[] {
  return given.flatMap((one, index) =>
    known.has(one) ? [] : [{ code: 'INVALID' as const, path: [path, String(index)], message }],
  );
}
