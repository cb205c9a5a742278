import type { Explanation } from '../../../platform/errors/explanation.js';
import { currentBody } from '../../jurisdictions/current-body.js';
import type { Directory } from '../../jurisdictions/directory.js';
import { fallenTo } from '../../jurisdictions/heirs.js';
import { bodyForFunction, type ResponsibilityStep } from '../../jurisdictions/responsible-body.js';
import { explain, packFor } from '../../rules/packs.js';
import type { Assignment, EffectiveResponsibility } from '../effective-item.js';

const steps: Readonly<Record<ResponsibilityStep, string>> = {
  FUNCTION: '本级承担该职能的机关',
  GOVERNMENT: '本级无机关承担该职能，由本级政府(办事处)承担',
  UPPER_FUNCTION: '本级无机关，由上级承担该职能的机关承担',
  UPPER_GOVERNMENT: '本级无机关，由上级政府承担',
};

/**
 * Who discloses at the division that reads, and why (R-P01, R-P06). A named body that has ended answers through its
 * successors, one without any through the government that its functions fell to. Null where the item names nobody, or
 * nobody in the whole chain can be found.
 */
export function responsibleBody(
  directory: Directory,
  divisionCode: string,
  value: Assignment,
): EffectiveResponsibility | null {
  const division = directory.division(divisionCode);
  if (division === undefined) return null;
  const eachBody = value.eachBody === true;
  const because = (rule: string, text: string, inputs: Explanation['inputs']): Explanation =>
    explain(packFor(division.pack), rule, { text: eachBody ? `${text}；各机关分别公开本机关信息` : text, inputs });
  if ('bodyId' in value) {
    const named = directory.body(value.bodyId);
    if (named === undefined) return null;
    const body = currentBody(directory, named.id);
    const found = { bodyId: body.id, function: null, eachBody };
    const inputs = [{ name: '指定机关', value: named.name }];
    if (body.id === named.id) {
      return { ...found, explanation: because('R-P01', `目录指定${body.name}`, inputs) };
    }
    const fell = fallenTo(directory, body.id).includes(named);
    const text = fell
      ? `${named.name}已撤销，无机关承继其职责，由政府(办事处)承担：${body.name}`
      : `${named.name}的职责由${body.name}承继`;
    return { ...found, explanation: because('R-P06', text, inputs) };
  }
  const found = bodyForFunction(directory, divisionCode, value.function);
  if (found === undefined) return null;
  const inputs = [
    { name: '职能', value: value.function },
    { name: '行政区划', value: found.path.join(' → ') },
  ];
  const text = `${steps[found.step]}：${found.body.name}`;
  return {
    bodyId: found.body.id,
    function: value.function,
    eachBody,
    explanation: because(found.rule, text, inputs),
  };
}
