import type { Tx } from '../../platform/db/tx.js';
import type { UserError } from '../../platform/errors/user-errors.js';
import type { RelationType } from '../content/kinds/kind.js';
import { explain, type Pack } from '../rules/packs.js';
import type { VersionContent } from './new-version.js';

/** For whom something is; null = everybody. */
export type AudienceIds = readonly string[] | null;

export interface RelationSource {
  readonly id: string;
  readonly path: readonly string[];
  readonly pack: Pack;
  /** For whom each disclosure of the release is, the source among them. */
  readonly audienceOf: ReadonlyMap<string, AudienceIds>;
}

/** What changes how its target stands, for everybody who reads that. */
const changing: ReadonlySet<RelationType> = new Set(['REPEALS', 'AMENDS']);

/**
 * One fault for each relation that leads nowhere (to nothing, to what was withdrawn, to itself), or to whom it must
 * not (R-H11): whoever reads the source must be able to read what it points to, and what repeals or amends a document
 * must be known to everybody who relies on it.
 */
export async function relationFaults(tx: Tx, content: VersionContent, source: RelationSource): Promise<UserError[]> {
  const known = await targetsOf(tx, content, source);
  const own = source.audienceOf.get(source.id) ?? null;
  return content.relations.flatMap(({ type, targetId }, index): UserError[] => {
    const path = [...source.path, 'relations', String(index), 'targetId'];
    const target = known.get(targetId);
    if (target === undefined || targetId === source.id) {
      return [{ code: 'INVALID', path, message: '关联的公开信息不存在、已撤回或者就是其本身。' }];
    }
    if (covers(target, own) && (!changing.has(type) || covers(own, target))) return [];
    const message =
      '关联双方的公开对象不一致：读到本文的人应当都能读到所关联的信息，修改、废止文件的公开对象应当与原文相同。';
    const rule = 'R-H11';
    return [
      {
        code: 'RULE_VIOLATION',
        path,
        message,
        rule,
        explanation: explain(source.pack, rule, { inputs: [], text: message }),
      },
    ];
  });
}

/** Whether everybody in `inner` is in `outer`. */
export function covers(outer: AudienceIds, inner: AudienceIds): boolean {
  return outer === null || (inner !== null && inner.every((id) => outer.includes(id)));
}

async function targetsOf(
  tx: Tx,
  { relations }: VersionContent,
  { audienceOf }: RelationSource,
): Promise<ReadonlyMap<string, AudienceIds>> {
  const others = relations.map((relation) => relation.targetId).filter((id) => !audienceOf.has(id));
  if (others.length === 0) return audienceOf;
  const rows = await tx.sql<{ id: string; audience_ids: AudienceIds }>(
    'select id, audience_ids from disclosure where id = any($1::uuid[]) and withdrawn_at is null',
    [others],
  );
  return new Map([...audienceOf, ...rows.map((row) => [row.id, row.audience_ids] as const)]);
}
