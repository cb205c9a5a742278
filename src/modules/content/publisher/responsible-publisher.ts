import type { Explanation, ExplanationInput } from '../../../platform/errors/explanation.js';
import type { EffectiveItem } from '../../catalogue/effective-item.js';
import { answeringBodies } from '../../jurisdictions/answering-bodies.js';
import type { Body, BodyKind } from '../../jurisdictions/directory.js';
import type { CalendarDate } from '../../rules/calendar-date.js';
import { explain } from '../../rules/packs.js';
import type { Draft } from '../draft.js';
import type { Filing } from '../filing.js';
import type { KindDefinition } from '../kinds/kind.js';
import { originLabels, sourceLabels } from './information-origin.js';
import { type Made, type Makers, makersOf } from './makers.js';

/** What the body of a draft may do with it: publish, only point to the publisher's record, or nothing before it is decided. */
export const publisherStandings = ['MAY_PUBLISH', 'MAY_LINK', 'UNDECIDED'] as const;
export type PublisherStanding = (typeof publisherStandings)[number];

/** The body that answers for information, and why; the rule is that of the explanation. */
export interface ResponsiblePublisher {
  readonly standing: PublisherStanding;
  /** Null while it is undecided. */
  readonly body: Body | null;
  readonly explanation: Explanation;
  /** Where the draft says what decided. */
  readonly path: readonly string[];
}

type Asked = Made & Pick<Draft, 'origin' | 'sourceKind'>;

/** What of a filing decides. */
export interface Place extends Pick<Filing, 'body' | 'pack' | 'directory'> {
  readonly items: ReadonlyMap<string, Pick<EffectiveItem, 'responsibility'> | null>;
}

interface Question {
  readonly draft: Asked;
  readonly makers: Makers;
  readonly filing: Place;
  readonly today: CalendarDate;
}

/** What one rule says: this body, under this name of its part in the information. */
interface Claim {
  readonly rule: string;
  readonly bodyId: string;
  readonly part: string;
  readonly path: readonly string[];
}

/**
 * Which body publishes (R-P01 to R-P06), decided by how the information came to be and by nothing else. Where no rule
 * names a body, or two name different ones, it stays undecided and the disclosure office decides: whoever uploaded it
 * is never the answer for want of a better one (R-P08).
 */
export function responsiblePublisher(
  draft: Asked,
  { filing, definition, today }: { filing: Place; definition: KindDefinition; today: CalendarDate },
): ResponsiblePublisher {
  const question: Question = { draft, makers: makersOf(draft, definition), filing, today };
  const claim = isJoint(question) ? claimOfLead(question) : claimOfOrigin(question);
  if (claim === null) return undecided(question, { rule: 'R-P04', text: noLead, path: question.makers.path });
  if (claim.rule === 'R-P03' && claim.bodyId === filing.body.id) {
    return undecided(question, { rule: 'R-P08', text: noFirstBody, path: claim.path });
  }
  const issuer = otherIssuer(question, claim);
  if (issuer !== null) {
    const text = `${claim.part}为“${nameOf(filing, claim.bodyId)}”，发文机关为“${nameOf(filing, issuer)}”，${askOffice}`;
    return undecided(question, { rule: 'R-P08', text, path: claim.path });
  }
  return answer(question, claim);
}

const askOffice = '公开主体无法认定，请政务公开工作机构裁定。';
const noLead = '共同制作的信息由牵头机关公开，应当指明牵头机关。';
const noFirstBody = `从其他行政机关获取的信息应当指明制作或者最初获取的机关；不能指明的，${askOffice}`;

/** Several issuers are several makers, whatever else is said of where it comes from. */
function isJoint({ draft, makers }: Question): boolean {
  return draft.origin === 'CO_MADE' || (draft.origin === 'MADE' && makers.byIssuers && makers.bodyIds.length > 1);
}

function claimOfLead({ makers }: Question): Claim | null {
  const { leadId: bodyId, path } = makers;
  return bodyId === null ? null : { rule: 'R-P04', bodyId, part: '牵头机关', path };
}

const ownName: readonly BodyKind[] = ['DISPATCHED_AGENCY', 'INTERNAL_AGENCY'];

function claimOfOrigin({ draft, filing }: Question): Claim {
  const claim = { bodyId: draft.originBodyId, path: ['originBodyId'] };
  if (draft.origin === 'RECEIVED_FROM_PERSON') return { ...claim, rule: 'R-P02', part: '保存机关' };
  if (draft.origin === 'RECEIVED_FROM_BODY') return { ...claim, rule: 'R-P03', part: '制作或者最初获取的机关' };
  const kind = filing.directory.body(draft.originBodyId)?.kind;
  const rule = kind !== undefined && ownName.includes(kind) ? 'R-P05' : 'R-P01';
  return { ...claim, rule, part: '制作机关' };
}

/** The issuer of the document, where another body answers for it than for the claim. */
function otherIssuer({ makers, filing, today }: Question, claim: Claim): string | null {
  if (!makers.byIssuers || makers.leadId === null || makers.leadId === claim.bodyId) return null;
  const claimed = answeringBodies(filing.directory, claim.bodyId, today);
  const issuing = answeringBodies(filing.directory, makers.leadId, today);
  return issuing.some((body) => claimed.includes(body)) ? null : makers.leadId;
}

function answer(question: Question, claim: Claim): ResponsiblePublisher {
  const { filing, today } = question;
  const named = filing.directory.body(claim.bodyId);
  if (named === undefined) {
    return undecided(question, {
      rule: 'R-P08',
      text: `登记的机关中没有所指明的${claim.part}，${askOffice}`,
      path: claim.path,
    });
  }
  const answering = perFunction(answeringBodies(filing.directory, named.id, today), filing);
  const [body, ...others] = answering;
  if (body === undefined || others.length > 0) {
    const heirs = answering.map(({ name }) => `“${name}”`).join('、');
    const fact = body === undefined ? '没有承继其职能的机关' : `其职能由${heirs}分别承继`;
    return undecided(question, {
      rule: 'R-P08',
      text: `${claim.part}“${named.name}”已撤并，${fact}，${askOffice}`,
      path: claim.path,
    });
  }
  const moved = body !== named;
  const rule = moved ? 'R-P06' : claim.rule;
  const why = moved ? `${claim.part}“${named.name}”的职能由“${body.name}”承继` : reasons[claim.rule]?.(named.name);
  const mine = body.id === filing.body.id;
  const text = `${why ?? claim.part}，由其公开${mine ? '。' : `；“${filing.body.name}”可以添加指向原文的链接(addLink)。`}`;
  const inputs = [
    ...inputsOf(question),
    { name: claim.part, value: named.name },
    { name: '公开主体', value: body.name },
  ];
  const explanation = explain(filing.pack, rule, { inputs, text });
  return { standing: mine ? 'MAY_PUBLISH' : 'MAY_LINK', body, explanation, path: claim.path };
}

const reasons: Readonly<Record<string, (name: string) => string>> = {
  'R-P01': (name) => `该信息由“${name}”制作`,
  'R-P02': (name) => `从公民、法人和其他组织获取的信息由“${name}”保存`,
  'R-P03': (name) => `从其他行政机关获取的信息由“${name}”制作或者最初获取`,
  'R-P04': (name) => `共同制作的信息由“${name}”牵头`,
  'R-P05': (name) => `该信息由“${name}”以自己的名义制作`,
};

/** Where functions were split among several heirs, the one that answers for the items under which the draft is filed. */
function perFunction(bodies: readonly Body[], { items }: Place): readonly Body[] {
  if (bodies.length < 2) return bodies;
  const responsible = new Set([...items.values()].map((item) => item?.responsibility?.bodyId));
  const fitting = bodies.filter((body) => responsible.has(body.id));
  return fitting.length === 1 ? fitting : bodies;
}

function undecided(
  question: Question,
  { rule, text, path }: { rule: string; text: string; path: readonly string[] },
): ResponsiblePublisher {
  const explanation = explain(question.filing.pack, rule, { inputs: inputsOf(question), text });
  return { standing: 'UNDECIDED', body: null, explanation, path };
}

/** Never the name of a source: it may be a citizen's. */
function inputsOf(question: Question): ExplanationInput[] {
  const { draft, makers, filing } = question;
  const origin = isJoint(question) ? 'CO_MADE' : draft.origin;
  const names = makers.bodyIds.map((id) => nameOf(filing, id)).join('、');
  return [
    { name: '本机关', value: filing.body.name },
    { name: '产生方式', value: originLabels[origin] },
    ...(draft.sourceKind === null ? [] : [{ name: '来源', value: sourceLabels[draft.sourceKind] }]),
    ...(names === '' ? [] : [{ name: makers.byIssuers ? '发文机关' : '共同制作机关', value: names }]),
  ];
}

function nameOf({ directory }: Place, id: string): string {
  return directory.body(id)?.name ?? id;
}
