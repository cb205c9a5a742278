import type { UserError } from '../../../platform/errors/user-errors.js';
import { isUuid } from '../../../platform/ids/is-uuid.js';
import type { DraftContent } from '../draft.js';
import type { KindDefinition } from '../kinds/kind.js';
import { isFile } from '../text/is-file.js';
import { issuerField } from './makers.js';

type Stated = Pick<DraftContent, 'origin' | 'sourceKind' | 'sourceName' | 'sourceCopy' | 'coMakerIds' | 'leadBodyId'>;
type StatedPatch = { readonly [Name in keyof Stated]?: Stated[Name] | undefined };

/** What is said of the origin after a patch; what belongs to another origin and is not named goes. */
export function readOrigin(current: Stated, patch: StatedPatch): Stated {
  const origin = patch.origin ?? current.origin;
  const received = origin === 'RECEIVED_FROM_PERSON';
  const together = origin === 'CO_MADE';
  const name = patch.sourceName === undefined && received ? current.sourceName : (patch.sourceName ?? null);
  const makers = patch.coMakerIds ?? (together ? current.coMakerIds : []);
  const lead = patch.leadBodyId === undefined && together ? current.leadBodyId : (patch.leadBodyId ?? null);
  return {
    origin,
    sourceKind: patch.sourceKind === undefined && received ? current.sourceKind : (patch.sourceKind ?? null),
    sourceName: name === null || name.trim() === '' ? null : name,
    sourceCopy: patch.sourceCopy === undefined && received ? current.sourceCopy : (patch.sourceCopy ?? null),
    coMakerIds: [...new Set(makers.map((id) => id.toLowerCase()))],
    leadBodyId: lead?.toLowerCase() ?? null,
  };
}

const longestName = 300;
const mostMakers = 50;

/** What cannot be so, whoever publishes: each fact goes with the origin that it belongs to, and names what it can name. */
export function statedOriginFaults(content: Stated, definition: KindDefinition): UserError[] {
  const faults: UserError[] = [];
  const invalid = (name: keyof Stated, message: string): void =>
    void faults.push({ code: 'INVALID', path: [name], message });
  const { sourceName, sourceCopy, coMakerIds, leadBodyId } = content;
  if (sourceName !== null && sourceName.length > longestName) {
    invalid('sourceName', `来源的姓名或者名称不得超过${longestName}个字符。`);
  }
  if (sourceCopy !== null && !isFile(sourceCopy)) invalid('sourceCopy', '来源件无效。');
  if (coMakerIds.length > mostMakers || !coMakerIds.every((id) => isUuid(id))) {
    invalid('coMakerIds', `共同制作机关无效，且不得超过${mostMakers}个。`);
  }
  if (leadBodyId !== null && !coMakerIds.includes(leadBodyId)) {
    invalid('leadBodyId', '牵头机关应当是共同制作机关之一。');
  }
  return [...faults, ...misplacedFaults(content, definition)];
}

function misplacedFaults(content: Stated, definition: KindDefinition): UserError[] {
  const given = (names: readonly (keyof Stated)[]): (keyof Stated)[] =>
    names.filter((name) => {
      const value = content[name];
      return Array.isArray(value) ? value.length > 0 : value !== null;
    });
  const misplaced = (names: readonly (keyof Stated)[], rule: string, message: string): UserError[] =>
    given(names).map((name) => ({ code: 'NOT_ALLOWED_HERE', path: [name], message, rule }));
  const ofSource = ['sourceKind', 'sourceName', 'sourceCopy'] as const;
  const ofMakers = ['coMakerIds', 'leadBodyId'] as const;
  const issuers = issuerField(definition);
  const issuersName = issuers === null ? '' : (definition.fields[issuers]?.label ?? issuers);
  return [
    ...(content.origin === 'RECEIVED_FROM_PERSON'
      ? []
      : misplaced(ofSource, 'R-P02', '只有从公民、法人和其他组织获取的信息才填写来源。')),
    ...(issuers !== null
      ? misplaced(ofMakers, 'R-P04', `共同制作的机关以“${issuersName}”为准，排列第一的为牵头机关。`)
      : content.origin === 'CO_MADE'
        ? []
        : misplaced(ofMakers, 'R-P04', '只有共同制作的信息才填写共同制作机关和牵头机关。')),
  ];
}
