import { describe, expect, it } from 'vitest';
import type { DraftContent } from '../../../../src/modules/content/draft.js';
import { a, agency, b, c, decide, documentOf, gone, guideOf, heir, placeOf, split, unknown } from './places.js';

type Answer = readonly [standing: string, body: string | undefined, rule: string, path: string];

function short(draft: DraftContent, place = placeOf()): Answer {
  const { standing, body, explanation, path } = decide(draft, place);
  return [standing, body?.name, explanation.rule, path.join('.')];
}

const coMade = { origin: 'CO_MADE', coMakerIds: [b, a, c] } as const;

const table: readonly { title: string; draft: DraftContent; answer: Answer }[] = [
  { title: 'R-P01: its maker', draft: guideOf(), answer: ['MAY_PUBLISH', '甲局', 'R-P01', 'originBodyId'] },
  {
    title: 'R-P01: another maker',
    draft: guideOf({ originBodyId: b }),
    answer: ['MAY_LINK', '乙局', 'R-P01', 'originBodyId'],
  },
  {
    title: 'R-P01: the one issuer of a document is its maker',
    draft: documentOf([a]),
    answer: ['MAY_PUBLISH', '甲局', 'R-P01', 'originBodyId'],
  },
  {
    title: 'R-P02: the keeper of what a person gave',
    draft: guideOf({ origin: 'RECEIVED_FROM_PERSON', sourceKind: 'CITIZEN' }),
    answer: ['MAY_PUBLISH', '甲局', 'R-P02', 'originBodyId'],
  },
  {
    title: 'R-P02: another keeper',
    draft: guideOf({ origin: 'RECEIVED_FROM_PERSON', originBodyId: b }),
    answer: ['MAY_LINK', '乙局', 'R-P02', 'originBodyId'],
  },
  {
    title: 'R-P03: who made or first obtained it',
    draft: guideOf({ origin: 'RECEIVED_FROM_BODY', originBodyId: b }),
    answer: ['MAY_LINK', '乙局', 'R-P03', 'originBodyId'],
  },
  {
    title: 'R-P04: its lead',
    draft: guideOf({ ...coMade, leadBodyId: a }),
    answer: ['MAY_PUBLISH', '甲局', 'R-P04', 'leadBodyId'],
  },
  {
    title: 'R-P04: another lead',
    draft: guideOf({ ...coMade, leadBodyId: b }),
    answer: ['MAY_LINK', '乙局', 'R-P04', 'leadBodyId'],
  },
  { title: 'R-P04: no lead', draft: guideOf(coMade), answer: ['UNDECIDED', undefined, 'R-P04', 'leadBodyId'] },
  {
    title: 'R-P04: the first of several issuers, whatever the draft calls it',
    draft: documentOf([b, a]),
    answer: ['MAY_LINK', '乙局', 'R-P04', 'fields.issuers'],
  },
  {
    title: 'R-P05: an agency in its own name',
    draft: guideOf({ originBodyId: agency }),
    answer: ['MAY_LINK', '派出机构', 'R-P05', 'originBodyId'],
  },
  {
    title: 'R-P06: whoever carries on the functions of the maker',
    draft: guideOf({ originBodyId: gone }),
    answer: ['MAY_PUBLISH', '甲局', 'R-P06', 'originBodyId'],
  },
  {
    title: 'R-P06: of the body from which it was received, too',
    draft: guideOf({ origin: 'RECEIVED_FROM_BODY', originBodyId: gone }),
    answer: ['MAY_PUBLISH', '甲局', 'R-P06', 'originBodyId'],
  },
  {
    title: 'R-P06: of the lead, too',
    draft: documentOf([gone, b]),
    answer: ['MAY_PUBLISH', '甲局', 'R-P06', 'fields.issuers'],
  },
  {
    title: 'R-P06: a document issued by what the body carries on is no contradiction',
    draft: documentOf([gone]),
    answer: ['MAY_PUBLISH', '甲局', 'R-P01', 'originBodyId'],
  },
];

const open: readonly { title: string; draft: DraftContent; says: string }[] = [
  {
    title: 'received from another body that is not named: the uploader is not the answer',
    draft: guideOf({ origin: 'RECEIVED_FROM_BODY' }),
    says: '从其他行政机关获取的信息应当指明制作或者最初获取的机关',
  },
  { title: 'made by one body, issued by another', draft: documentOf([b]), says: '制作机关为“甲局”，发文机关为“乙局”' },
  {
    title: 'received from a person, issued by another body',
    draft: documentOf([b], { origin: 'RECEIVED_FROM_PERSON' }),
    says: '保存机关为“甲局”，发文机关为“乙局”',
  },
  {
    title: 'a body that is not in the register',
    draft: guideOf({ originBodyId: unknown }),
    says: '登记的机关中没有所指明的制作机关',
  },
];

describe('responsiblePublisher', () => {
  it.each(table)('$title', ({ draft, answer }) => {
    expect(short(draft)).toEqual(answer);
  });

  it.each(open)('R-P08: $title', ({ draft, says }) => {
    const { standing, body, explanation } = decide(draft);
    expect([standing, body, explanation.rule]).toEqual(['UNDECIDED', null, 'R-P08']);
    expect(explanation.text).toContain(says);
    expect(explanation.text).toContain('请政务公开工作机构裁定');
  });

  it('R-P06: where functions were split, the heir that answers for the item, else nobody', () => {
    const draft = guideOf({ originBodyId: gone });
    expect(short(draft, placeOf(a, { successions: split }))).toEqual(['UNDECIDED', undefined, 'R-P08', 'originBodyId']);
    const filed = placeOf(a, { successions: split, responsible: [b] });
    expect(short(draft, filed)).toEqual(['MAY_LINK', '乙局', 'R-P06', 'originBodyId']);
    const both = placeOf(a, { successions: split, responsible: [a, b] });
    expect(short(draft, both)[0]).toBe('UNDECIDED');
    const nobody = placeOf(a, { successions: [] });
    expect(decide(draft, nobody).explanation.text).toContain('没有承继其职能的机关');
    expect(short(guideOf({ originBodyId: heir }), nobody)[1]).toBe('丁局');
  });

  it('tells rule, clause, pack and what it looked at, and never whom it came from', () => {
    const draft = guideOf({ ...coMade, leadBodyId: b });
    expect(decide(draft).explanation).toEqual({
      rule: 'R-P04',
      clause: 'DB31/T 1297—2021 5.6.5',
      pack: 'SHANGHAI',
      packVersion: '2021-06-01',
      calendarVersion: null,
      inputs: [
        { name: '本机关', value: '甲局' },
        { name: '产生方式', value: '共同制作' },
        { name: '共同制作机关', value: '乙局、甲局、丙局' },
        { name: '牵头机关', value: '乙局' },
        { name: '公开主体', value: '乙局' },
      ],
      text: '共同制作的信息由“乙局”牵头，由其公开；“甲局”可以添加指向原文的链接(addLink)。',
    });
    const received = guideOf({ origin: 'RECEIVED_FROM_PERSON', sourceKind: 'CITIZEN', sourceName: '张三' });
    const { explanation } = decide(received);
    expect(explanation.inputs).toContainEqual({ name: '来源', value: '公民' });
    expect(JSON.stringify(explanation)).not.toContain('张三');
  });
});
