import type { FieldValues } from '../../src/modules/catalogue/catalogue-fact.js';
import { decideAttribute } from '../../src/modules/content/attribute/decide-attribute.js';
import { createDraft, type CreateDraftInput } from '../../src/modules/content/create-draft.js';
import { type Draft, reviewAspects } from '../../src/modules/content/draft.js';
import { reviewDraft, type ReviewDraftInput } from '../../src/modules/content/review/review-draft.js';
import { submitDraft } from '../../src/modules/content/submit-draft.js';
import type { Actor, Role, Scope } from '../../src/modules/identity/actor.js';
import type { Database } from '../../src/platform/db/database.js';
import { ids, settle } from '../modules/jurisdictions/small-country.js';

/** Someone with an account id of their own, made from a small number, holding one role on some scopes. */
export function person(number: number, role: Role, ...scopes: readonly Scope[]): Actor {
  const accountId = `00000000-0000-4000-8000-${number.toString().padStart(12, '1')}`;
  return { accountId, displayName: `${role} ${number}`, grants: scopes.map((scope) => ({ role, scope })) };
}

/** The people of Putuo's civil affairs bureau and those around it. */
export const people = {
  drafter: person(1, 'DRAFTER', ids.putuoCivil),
  signer: person(2, 'SIGNER', ids.putuoCivil),
  preliminary: person(3, 'PRELIMINARY_REVIEWER', ids.putuoCivil),
  second: person(4, 'SECOND_REVIEWER', ids.putuoCivil),
  final: person(5, 'FINAL_REVIEWER', '310107'),
  editor: person(6, 'EDITOR', '310107'),
  supervisor: person(7, 'SUPERVISOR', '310000'),
  operator: person(8, 'OPERATOR', '*'),
  /** Every role that writes, in another district. */
  elsewhere: {
    ...person(9, 'DRAFTER', '310101'),
    grants: (['DRAFTER', 'SIGNER', 'PRELIMINARY_REVIEWER', 'SECOND_REVIEWER', 'FINAL_REVIEWER', 'EDITOR'] as const).map(
      (role) => ({ role, scope: '310101' }),
    ),
  },
} satisfies Record<string, Actor>;

interface TestItem {
  readonly code: string;
  readonly isLeaf?: boolean;
  readonly levels?: FieldValues['levels'];
  readonly elements?: FieldValues['elements'];
}

function element(id: string, name: string, required: boolean): FieldValues['elements'][number] {
  return { id, name, identifier: id.toUpperCase(), type: 'TEXT', required, values: [] };
}

const testItems: readonly TestItem[] = [
  { code: 'T-01', isLeaf: false },
  {
    code: 'T-01-01',
    elements: [element('scope', '适用范围', true), element('contact', '联系方式', true), element('tip', '提示', false)],
  },
  { code: 'T-01-02' },
  { code: 'T-01-03', levels: ['CITY'] },
];

/** A small catalogue of the city: a group, a leaf with elements, a plain leaf, a leaf for the city alone. */
export async function settleCatalogue(db: Database): Promise<void> {
  await settle(db);
  for (const [position, item] of testItems.entries()) {
    const { code, isLeaf = true } = item;
    await db.sql(
      `insert into catalogue_item (code, parent_code, defined_at, category, tier, is_leaf, identifier, position, local, from_sequence)
       values ($1, $2, '310000', 'PUBLIC_SERVICE_ITEM', $3, $4, $1, $5, false, 1)`,
      [code, isLeaf ? 'T-01' : null, isLeaf ? 2 : 1, isLeaf, position],
    );
    await addFact(db, code, { field: 'name', value: `事项${code}` });
    await addFact(db, code, { field: 'levels', value: item.levels ?? ['CITY', 'DISTRICT', 'STREET'] });
    await addFact(db, code, { field: 'elements', value: item.elements ?? [] });
  }
}

/** What a division says of an item from now on. */
export async function addFact(
  db: Database,
  itemCode: string,
  fact: { field: string; value: unknown; divisionCode?: string; state?: string },
): Promise<void> {
  await db.sql(
    `insert into catalogue_fact (id, item_code, division_code, field, slot, state, value, account_id, at, from_sequence)
     select gen_random_uuid(), $1, $2, $3, $4, $5, $6::jsonb, $7, now(), sequence from ledger_head`,
    [
      itemCode,
      fact.divisionCode ?? '310000',
      fact.field,
      fact.state === 'APPEND' ? 'APPEND' : 'VALUE',
      fact.state ?? 'DEFINED',
      JSON.stringify(fact.value),
      people.operator.accountId,
    ],
  );
}

/** A service guide of Putuo's civil affairs bureau that lacks nothing. */
export function guide(changes: Partial<CreateDraftInput> = {}): CreateDraftInput {
  return {
    kind: 'SERVICE_GUIDE',
    bodyId: ids.putuoCivil,
    title: '高龄津贴申领办事指南',
    summary: '年满八十周岁的户籍老人可以申领。',
    keywords: ['高龄津贴'],
    html: '<p>线上或者窗口申领。</p>',
    itemCodes: ['T-01-01'],
    elements: { scope: '年满八十周岁的户籍老人', contact: '021-5550-0101' },
    formedAt: '2026-02-27',
    attributeProposed: 'PROACTIVE',
    fields: {
      conditions: '具有本市户籍，年满八十周岁。',
      flow: '申请、受理、审核、发放。',
      timeLimit: '10个工作日',
      fee: '不收费',
      materials: [{ name: '居民身份证', basis: '《示例办法》第六条', form: '原件核验', copies: 1 }],
    },
    ...changes,
  };
}

/** A policy document of the bureau, issued by it alone. */
export function policy(changes: Partial<CreateDraftInput> = {}): CreateDraftInput {
  return {
    kind: 'POLICY_DOCUMENT',
    bodyId: ids.putuoCivil,
    title: '关于示例事项的通知',
    itemCodes: ['T-01-02'],
    html: '<p>各街道办事处、镇人民政府:</p>',
    issuedAt: '2026-02-27',
    attributeProposed: 'PROACTIVE',
    fields: { docNo: '示例民发〔2026〕3号', genre: '通知', issuers: [ids.putuoCivil] },
    ...changes,
  };
}

/** Every aspect passed. */
export const allPassed: ReviewDraftInput['aspects'] = reviewAspects.map((aspect) => ({ aspect, result: 'PASS' }));

export function create(db: Database, input: CreateDraftInput = guide()): Promise<Draft> {
  return db.transaction((tx) => createDraft(tx, people.drafter, input));
}

export async function decided(db: Database, input: CreateDraftInput = guide()): Promise<Draft> {
  const { id: draftId, revision, attributeProposed } = await create(db, input);
  const attribute = attributeProposed ?? 'PROACTIVE';
  return db.transaction((tx) => decideAttribute(tx, people.signer, { draftId, expectedRevision: revision, attribute }));
}

export async function submitted(db: Database, input: CreateDraftInput = guide()): Promise<Draft> {
  const { id: draftId, revision: expectedRevision } = await decided(db, input);
  const { draft } = await db.transaction((tx) => submitDraft(tx, people.drafter, { draftId, expectedRevision }));
  return draft;
}

/** One stage passed by its own reviewer. */
export function pass(db: Database, draft: Draft, stage: ReviewDraftInput['stage']): Promise<Draft> {
  const reviewer = { PRELIMINARY: people.preliminary, SECOND: people.second, FINAL: people.final }[stage];
  const { id: draftId, revision: expectedRevision } = draft;
  return db.transaction((tx) =>
    reviewDraft(tx, reviewer, { draftId, expectedRevision, stage, verdict: 'PASS', aspects: allPassed }),
  );
}

/** Drafted, decided, submitted and passed at all three stages by three people. */
export async function approved(db: Database, input: CreateDraftInput = guide()): Promise<Draft> {
  const first = await pass(db, await submitted(db, input), 'PRELIMINARY');
  return pass(db, await pass(db, first, 'SECOND'), 'FINAL');
}

/** Everything of drafts that a refused verb might have left behind or changed. */
export async function draftTraces(db: Database): Promise<Record<string, unknown>> {
  const [row] = await db.sql<Record<string, unknown>>(
    `select (select count(*) from audit_entry)::int as audits, (select count(*) from ledger_entry)::int as entries,
       (select count(*) from outbox_event)::int as events, (select count(*) from review_opinion)::int as opinions,
       (select count(*) from draft_return)::int as returns, (select md5(coalesce(string_agg(to_jsonb(d)::text, '' order by id), '')) from draft d) as drafts,
       (select md5(coalesce(string_agg(to_jsonb(o)::text, '' order by id), '')) from review_opinion o) as said`,
  );
  return row ?? {};
}
