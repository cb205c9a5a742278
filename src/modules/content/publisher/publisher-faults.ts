import type { UserError } from '../../../platform/errors/user-errors.js';
import { answeringBodies } from '../../jurisdictions/answering-bodies.js';
import type { CalendarDate } from '../../rules/calendar-date.js';
import { explain } from '../../rules/packs.js';
import type { Draft } from '../draft.js';
import type { KindDefinition } from '../kinds/kind.js';
import type { Completeness } from '../kinds/validate-fields.js';
import { isLink } from './is-link.js';
import { makersOf } from './makers.js';
import { type Place, type ResponsiblePublisher, responsiblePublisher } from './responsible-publisher.js';

type Published = Pick<
  Draft,
  | 'origin'
  | 'originBodyId'
  | 'sourceKind'
  | 'coMakerIds'
  | 'leadBodyId'
  | 'fields'
  | 'elements'
  | 'relations'
  | 'html'
  | 'attachments'
>;

interface Circumstances {
  readonly filing: Place;
  readonly definition: KindDefinition;
  readonly today: CalendarDate;
  /** A draft may still lack its lead; what is handed in may not. Complete where not given. */
  readonly completeness?: Completeness;
}

/** Why the body of this draft may not publish it: it is not the one that answers for it, or nobody is yet (R-P01 to R-P08). */
export function publisherFaults(draft: Published, circumstances: Circumstances): UserError[] {
  const { filing, today, completeness = 'COMPLETE' } = circumstances;
  const { body, pack } = filing;
  if (body.validTo !== null && body.validTo < today) {
    const message = `“${body.name}”已于${body.validTo}撤并，由承继其职能的机关公开。`;
    const explanation = explain(pack, 'R-P06', { inputs: [{ name: '本机关', value: body.name }], text: message });
    return [{ code: 'RULE_VIOLATION', path: ['bodyId'], message, rule: 'R-P06', explanation }];
  }
  const publisher = responsiblePublisher(draft, circumstances);
  const faults = completeness === 'COMPLETE' ? coMakerFaults(draft, circumstances) : [];
  if (publisher.standing === 'MAY_PUBLISH') return [...faults, ...originFaults(draft, circumstances)];
  if (publisher.standing === 'MAY_LINK') return linkFaults(draft, publisher);
  const lacksLead = publisher.explanation.rule === 'R-P04';
  if (isLink(draft) || (lacksLead && completeness === 'PARTIAL')) return faults;
  return [...faults, refusal(publisher, lacksLead ? 'REQUIRED' : 'RULE_VIOLATION')];
}

/** Who does not answer for it may point to the record of whoever does, and carries nothing of it. */
function linkFaults(draft: Published, publisher: ResponsiblePublisher): UserError[] {
  if (!isLink(draft)) return [refusal(publisher, 'RULE_VIOLATION')];
  if (draft.html === null && draft.attachments.length === 0 && Object.keys(draft.elements).length === 0) return [];
  const message = '链接只指向公开主体的原文，不得复制其正文、要素和附件。';
  const explanation = { ...publisher.explanation, text: message };
  return [{ code: 'RULE_VIOLATION', path: ['html'], message, rule: explanation.rule, explanation }];
}

function refusal({ explanation, path }: ResponsiblePublisher, code: UserError['code']): UserError {
  return { code, path, message: explanation.text, rule: explanation.rule, explanation };
}

/** Two or more made it together, and each is a body of the register. */
function coMakerFaults(draft: Published, { filing, definition }: Circumstances): UserError[] {
  const makers = makersOf(draft, definition);
  if (draft.origin !== 'CO_MADE') return [];
  const path = makers.byIssuers ? makers.path : ['coMakerIds'];
  const fault = (code: UserError['code'], message: string): UserError => ({ code, path, message, rule: 'R-P04' });
  if (makers.bodyIds.length < 2) return [fault('REQUIRED', '共同制作的信息应当列明两个以上的制作机关。')];
  const unknown = makers.bodyIds.filter((id) => filing.directory.body(id) === undefined);
  return unknown.map((id) => fault('INVALID', `登记的机关中没有共同制作机关“${id}”。`));
}

/** The version that goes out names its publisher, or one that it carries on, as the body it comes from. */
function originFaults(draft: Published, { filing, today }: Circumstances): UserError[] {
  const answering = answeringBodies(filing.directory, draft.originBodyId, today);
  if (answering.some((body) => body.id === filing.body.id)) return [];
  const message = '共同制作的信息以牵头机关为制作机关。';
  return [{ code: 'INVALID', path: ['originBodyId'], message, rule: 'R-P04' }];
}
