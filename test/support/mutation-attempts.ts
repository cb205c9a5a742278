import { byEdition, EditionPath, type Keeper } from './by-edition.js';
import { z } from 'zod';
import { siteIdOf } from '../../seeds/seed-sites.js';
import { stableId } from '../../seeds/stable-id.js';
import { auditAttempts } from './audit-attempts.js';
import { consumerAttempts } from './consumer-attempts.js';
import { conflictAttempts } from './conflict-attempts.js';
import { achieve } from './flow-act.js';
import {
  approveGuide,
  aspects,
  bodyId,
  caoyang,
  guideContent,
  type Place,
  publishGuide,
  submitOpen,
  writeGuide,
} from './flow-draft.js';
import { tableAttempts } from './table-attempts.js';
import type { TestApp } from './test-app.js';

/** One mutation of the staff: who may, who holds the role elsewhere, and who only reads. */
export interface Attempt {
  readonly right: string;
  /**
   * The role of the right one (or, where that is held everywhere, the nearest to it) on a scope that does not count.
   */
  readonly wrong: string;
  readonly wrongCode: 'FORBIDDEN' | 'NOT_FOUND';
  /** A supervisor of the place: sees, changes nothing. */
  readonly reader: string;
  /** Makes what the mutation is about and says what to send. */
  readonly prepare: (app: TestApp) => Promise<object> | object;
}

const office = bodyId(caoyang.body);
const inPutuo = {
  right: 'putuo-office',
  wrong: 'caoyang-office',
  wrongCode: 'FORBIDDEN',
  reader: 'putuo-supervisor',
} as const;
/** What is still drafted is nobody's business but the division's own. */
const inEdition = { ...inPutuo, wrongCode: 'NOT_FOUND' } as const;
const byCity = {
  right: 'city-approver',
  wrong: 'putuo-approver',
  wrongCode: 'FORBIDDEN',
  reader: 'city-supervisor',
} as const;
const inHuangpu = {
  right: 'city-office',
  wrong: 'putuo-office',
  wrongCode: 'FORBIDDEN',
  reader: 'city-supervisor',
} as const;
const ofDrafts = { wrongCode: 'NOT_FOUND', reader: 'putuo-supervisor' } as const;
const ofRoot = {
  right: 'operator',
  wrong: 'city-operator',
  wrongCode: 'FORBIDDEN',
  reader: 'city-supervisor',
} as const;

const columns = {
  name: '示例事项',
  elements: [{ id: 'matter', name: '内容', type: 'TEXT', required: true }],
  bases: [{ title: '中华人民共和国政府信息公开条例', docNo: '国务院令第711号', clause: '第二十条' }],
  deadline: { kind: 'STATUTORY', trigger: 'FORMED', amount: 20, unit: 'WORKING_DAY' },
  responsibility: { function: 'GOVERNMENT' },
  channels: ['GOVERNMENT_WEBSITE'],
  audience: { specific: null },
  levels: ['CITY', 'DISTRICT', 'STREET'],
};
const group = { category: 'KEY_WORK', isLeaf: false, columns: { name: '示例分类' } };
const shorter = { deadline: { kind: 'COMMITTED', trigger: 'FORMED', amount: 9, unit: 'WORKING_DAY' } };
const ofItem = (itemCode: string): object => ({ divisionCode: '310107', itemCode });
const ofCity = (itemCode: string): object => ({ divisionCode: '310000', itemCode });

async function accountOf(app: TestApp, login: string): Promise<string> {
  const answer = await app.editorially({ query: '{ me { id } }' }, await app.signIn(login));
  return z.object({ me: z.object({ id: z.string() }) }).parse(answer.data).me.id;
}

async function putuo(app: TestApp): Promise<Keeper> {
  return { token: await app.signIn('putuo-office'), divisionCode: '310107' };
}

/** A new edition of Putuo; with something proposed in it if an item is named. */
async function edition(app: TestApp, itemCode?: string): Promise<EditionPath> {
  const path = await EditionPath.open(app, await putuo(app));
  if (itemCode === undefined) return path;
  const input = { ...ofItem(itemCode), editionId: path.id, value: { note: '本区备注(示例)' } };
  await done(app, 'putuo-office', { mutation: 'overrideField', input });
  return path;
}

/** The same, submitted and taken up by the city. */
async function underReview(app: TestApp, itemCode: string): Promise<EditionPath> {
  const path = await edition(app, itemCode);
  await path.submit();
  await path.review();
  return path;
}

async function localItem(app: TestApp): Promise<string> {
  const { proposed } = await byEdition(app, await putuo(app), (editionId) =>
    achieve(app, 'putuo-office', {
      mutation: 'addLocalItem',
      input: {
        divisionCode: '310107',
        editionId,
        parentCode: 'ZD-01',
        identifier: 'TO_RETIRE',
        columns: { ...columns, levels: ['DISTRICT', 'STREET'] },
      },
      fields: 'added { itemCodes }',
      shape: z.object({ added: z.object({ itemCodes: z.tuple([z.string()]) }) }),
    }),
  );
  return proposed.added.itemCodes[0];
}

async function done(app: TestApp, login: string, act: { mutation: string; input: object }): Promise<void> {
  await achieve(app, login, { ...act, shape: z.object({}) });
}

const ofDirectory: Readonly<Record<string, Attempt>> = {
  defineDivisions: {
    ...ofRoot,
    prepare: () => ({
      divisions: [
        { code: '310199', name: '示例区', level: 'DISTRICT', kind: 'DISTRICT', parentCode: '310000', pack: 'SHANGHAI' },
      ],
    }),
  },
  renameDivision: { ...ofRoot, prepare: () => ({ code: '310107', name: '普陀区(示例)' }) },
  registerBodies: {
    ...inHuangpu,
    prepare: () => ({
      bodies: [
        { slug: '310101-demo', name: '示例办公室', kind: 'DEPARTMENT', divisionCode: '310101', functions: ['DEMO'] },
      ],
    }),
  },
  renameBody: {
    ...inHuangpu,
    prepare: () => ({ bodyId: bodyId('310101-civil-affairs'), name: '黄浦区民政局(示例)' }),
  },
  mergeBodies: {
    ...inHuangpu,
    prepare: () => ({
      predecessorId: bodyId('310101-finance'),
      successors: [{ bodyId: bodyId('310101-civil-affairs') }],
      effectiveOn: '2027-01-01',
    }),
  },
  transferFunctions: {
    ...inHuangpu,
    prepare: () => ({
      bodyId: bodyId('310101-general-office'),
      successorId: bodyId('310101-civil-affairs'),
      functions: ['GENERAL_OFFICE'],
      effectiveOn: '2027-01-01',
    }),
  },
  abolishBody: {
    ...inHuangpu,
    prepare: () => ({ bodyId: bodyId('310101-culture-tourism'), effectiveOn: '2027-01-01' }),
  },
  registerSite: {
    ...inHuangpu,
    prepare: () => ({
      slug: 'huangpu-partner',
      name: '示例合作网站',
      divisionCode: '310101',
      ownerBodyId: bodyId('310101-general-office'),
      kind: 'PARTNER',
      sections: ['政务转载'],
    }),
  },
  grantPlatform: {
    ...inHuangpu,
    prepare: () => ({
      siteId: siteIdOf('310101-portal'),
      bodyId: bodyId('310101020-street-office'),
      validFrom: '2026-12-01T00:00:00.000+08:00',
    }),
  },
  revokePlatformGrant: { ...inHuangpu, prepare: () => ({ grantId: stableId('platform-grant', '310101018') }) },
};

const ofAccounts: Readonly<Record<string, Attempt>> = {
  // An operator of any place may open an account, which can do nothing yet: the wrong one is no operator at all.
  createAccount: {
    ...inPutuo,
    right: 'putuo-operator',
    wrong: 'putuo-office',
    prepare: () => ({ login: 'newcomer', displayName: '新同事', password: 'a long enough password' }),
  },
  disableAccount: {
    ...ofRoot,
    prepare: async (app) => ({ accountId: await accountOf(app, 'huangpu-second') }),
  },
  grantRoleOn: {
    right: 'city-operator',
    wrong: 'putuo-operator',
    wrongCode: 'FORBIDDEN',
    reader: 'city-supervisor',
    prepare: async (app) => ({ accountId: await accountOf(app, 'huangpu-editor'), role: 'SIGNER', scope: '310101' }),
  },
  revokeRoleOn: {
    right: 'city-operator',
    wrong: 'putuo-operator',
    wrongCode: 'FORBIDDEN',
    reader: 'city-supervisor',
    prepare: async (app) => {
      const input = { accountId: await accountOf(app, 'huangpu-editor'), role: 'DRAFTER', scope: '310101' };
      await done(app, 'city-operator', { mutation: 'grantRoleOn', input });
      return input;
    },
  },
};

const ofCatalogue: Readonly<Record<string, Attempt>> = {
  addItem: {
    ...inHuangpu,
    prepare: () => ({ divisionCode: '310000', code: 'ZD-90', identifier: 'DEMO_GROUP', ...group }),
  },
  addItems: {
    ...inHuangpu,
    prepare: () => ({
      divisionCode: '310000',
      items: [
        { code: 'ZD-91', identifier: 'DEMO_OTHER', ...group },
        { code: 'ZD-91-01', parentCode: 'ZD-91', category: 'KEY_WORK', isLeaf: true, identifier: 'DEMO_LEAF', columns },
      ],
    }),
  },
  addLocalItem: {
    ...inEdition,
    prepare: async (app) => ({
      divisionCode: '310107',
      editionId: (await edition(app)).id,
      parentCode: 'ZD-01',
      identifier: 'LOCAL_DEMO',
      columns: { ...columns, levels: ['DISTRICT', 'STREET'] },
    }),
  },
  overrideField: { ...inHuangpu, prepare: () => ({ ...ofCity('ZH-07'), value: shorter }) },
  appendToField: { ...inHuangpu, prepare: () => ({ ...ofCity('ZH-07'), value: { channels: ['PRINT_MEDIA'] } }) },
  resetField: {
    ...inEdition,
    prepare: async (app) => ({ ...ofItem('ZH-06'), editionId: (await edition(app, 'ZH-06')).id, field: 'note' }),
  },
  lockField: { ...inHuangpu, prepare: () => ({ ...ofCity('ZH-01-02'), field: 'deadline', reason: '全市统一' }) },
  unlockField: {
    ...inHuangpu,
    prepare: async (app) => {
      const input = { ...ofCity('ZH-01-03'), field: 'deadline' };
      await done(app, 'city-office', { mutation: 'lockField', input });
      return input;
    },
  },
  suppressItem: {
    ...inEdition,
    prepare: async (app) => ({
      ...ofItem('GG-04-02'),
      editionId: (await edition(app)).id,
      reason: '本区没有此类服务点',
    }),
  },
  retireItem: {
    ...inEdition,
    prepare: async (app) => ({
      ...ofItem(await localItem(app)),
      editionId: (await edition(app)).id,
      reason: '工作已经完成',
    }),
  },
  openEdition: { ...inPutuo, prepare: () => ({ divisionCode: '310107', title: '目录修订(示例)' }) },
  withdrawChange: {
    ...inEdition,
    prepare: async (app) => ({ editionId: (await edition(app, 'ZH-05-01')).id, itemCode: 'ZH-05-01' }),
  },
  submitEdition: { ...inEdition, prepare: async (app) => ({ editionId: (await edition(app, 'ZH-05-02')).id }) },
  reviewEdition: {
    ...byCity,
    prepare: async (app) => {
      const path = await edition(app, 'ZH-05-03');
      await path.submit();
      return { editionId: path.id };
    },
  },
  returnEdition: {
    ...byCity,
    prepare: async (app) => ({ editionId: (await underReview(app, 'ZH-05-04')).id, opinion: '请补充依据(示例)' }),
  },
  recallEdition: {
    ...inEdition,
    wrong: 'city-office',
    wrongCode: 'FORBIDDEN',
    prepare: async (app) => ({ editionId: (await underReview(app, 'ZH-05-04')).id }),
  },
  approveEdition: {
    ...byCity,
    prepare: async (app) => ({ editionId: (await underReview(app, 'ZH-01-04')).id }),
  },
  publishEdition: {
    ...inEdition,
    wrong: 'city-office',
    wrongCode: 'FORBIDDEN',
    prepare: async (app) => {
      const path = await underReview(app, 'ZH-08');
      await path.approve();
      return { editionId: path.id };
    },
  },
};

const ofContent: Readonly<Record<string, Attempt>> = {
  createDraft: {
    ...ofDrafts,
    right: 'caoyang-drafter',
    wrong: 'huangpu-drafter',
    prepare: () => ({ kind: 'SERVICE_GUIDE', bodyId: office, content: guideContent('权限示例') }),
  },
  reviseDraft: {
    ...ofDrafts,
    right: 'caoyang-drafter',
    wrong: 'huangpu-drafter',
    prepare: async (app) => {
      const draft = await writeGuide(app);
      return { draftId: draft.id, expectedRevision: draft.revision, content: { title: '改过的标题' } };
    },
  },
  reassignDraft: {
    ...ofDrafts,
    right: 'putuo-office',
    wrong: 'caoyang-office',
    prepare: async (app) => {
      const ending: Place = { people: 'putuo', body: '310107-culture-tourism', division: '310107' };
      const draft = await writeGuide(app, { place: ending });
      const input = { bodyId: bodyId(ending.body), effectiveOn: '2026-02-01' };
      await done(app, 'putuo-office', { mutation: 'abolishBody', input });
      return { draftId: draft.id, expectedRevision: draft.revision, bodyId: bodyId('310107-government') };
    },
  },
  decideAttribute: {
    ...ofDrafts,
    right: 'caoyang-signer',
    wrong: 'huangpu-signer',
    prepare: async (app) => {
      const draft = await writeGuide(app);
      return { draftId: draft.id, expectedRevision: draft.revision, attribute: 'PROACTIVE' };
    },
  },
  // Without a decision of the signer the office check returns the draft: a success all the same, and a change.
  submitDraft: {
    ...ofDrafts,
    right: 'caoyang-drafter',
    wrong: 'huangpu-drafter',
    prepare: async (app) => {
      const draft = await writeGuide(app);
      return { draftId: draft.id, expectedRevision: draft.revision };
    },
  },
  reviewDraft: {
    ...ofDrafts,
    right: 'caoyang-preliminary',
    wrong: 'huangpu-preliminary',
    prepare: async (app) => {
      const draft = await submitOpen(app, await writeGuide(app));
      return { draftId: draft.id, expectedRevision: draft.revision, stage: 'PRELIMINARY', verdict: 'PASS', aspects };
    },
  },
};

async function oldRecord(app: TestApp, reference: string): Promise<string> {
  const { recordIds } = await achieve(app, 'caoyang-drafter', {
    mutation: 'importOldRecords',
    input: { bodyId: office, records: [{ reference, title: '历年信息' }] },
    fields: 'recordIds',
    shape: z.object({ recordIds: z.tuple([z.string()]) }),
  });
  return recordIds[0];
}

const ofOldRecords: Readonly<Record<string, Attempt>> = {
  importOldRecords: {
    ...ofDrafts,
    right: 'caoyang-drafter',
    wrong: 'huangpu-drafter',
    prepare: () => ({ bodyId: office, records: [{ reference: '旧-1', title: '历年信息' }] }),
  },
  classifyRecords: {
    ...ofDrafts,
    right: 'caoyang-drafter',
    wrong: 'huangpu-drafter',
    prepare: async (app) => ({ assignments: [{ recordIds: [await oldRecord(app, '旧-2')], itemCode: 'ZH-07' }] }),
  },
  draftOldRecord: {
    ...ofDrafts,
    right: 'caoyang-drafter',
    wrong: 'huangpu-drafter',
    prepare: async (app) => {
      const recordId = await oldRecord(app, '旧-3');
      const input = { assignments: [{ recordIds: [recordId], itemCode: 'ZH-07' }] };
      await done(app, 'caoyang-drafter', { mutation: 'classifyRecords', input });
      return { recordId, kind: 'GENERAL_INFORMATION' };
    },
  },
};

const ofCompliance: Readonly<Record<string, Attempt>> = {
  setFocusItems: {
    ...inPutuo,
    prepare: () => ({ divisionCode: '310107', subject: 'EMPLOYMENT', itemCodes: ['GG-03-01'] }),
  },
};

const ofPublication: Readonly<Record<string, Attempt>> = {
  releaseDrafts: {
    ...ofDrafts,
    right: 'caoyang-editor',
    wrong: 'huangpu-editor',
    prepare: async (app) => ({ drafts: [{ draftId: (await approveGuide(app)).id }] }),
  },
  correctDisclosure: {
    ...ofDrafts,
    right: 'caoyang-editor',
    wrong: 'huangpu-editor',
    prepare: async (app) => {
      const { id } = await publishGuide(app, { title: '将被更正' });
      const draft = await approveGuide(app, { title: '更正以后', correctsId: id, correctionReason: '标题有误' });
      return { draftId: draft.id };
    },
  },
  withdrawDisclosure: {
    ...ofDrafts,
    wrongCode: 'FORBIDDEN',
    right: 'caoyang-editor',
    wrong: 'huangpu-editor',
    prepare: async (app) => ({ id: (await publishGuide(app, { title: '将被撤回' })).id, reason: '内容不当' }),
  },
  addLink: {
    ...ofDrafts,
    wrongCode: 'FORBIDDEN',
    right: 'putuo-civil-editor',
    wrong: 'huangpu-editor',
    prepare: async (app) => ({
      bodyId: bodyId('310107-civil-affairs'),
      disclosureId: (await publishGuide(app, { title: '将被链接' })).id,
      itemCode: 'ZH-07',
    }),
  },
};

/** By the name of the mutation: one for each that not everybody may do. */
export const attempts: Readonly<Record<string, Attempt>> = {
  ...ofAccounts,
  ...ofDirectory,
  ...consumerAttempts,
  ...ofCatalogue,
  ...auditAttempts,
  ...conflictAttempts,
  ...tableAttempts,
  ...ofContent,
  ...ofOldRecords,
  ...ofCompliance,
  ...ofPublication,
};
