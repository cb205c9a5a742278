import type { Tx } from '../../../platform/db/tx.js';
import { findDivision } from '../../jurisdictions/find-division.js';
import { newest, selectDivisions } from '../../jurisdictions/select-directory.js';
import type { Place } from '../editing/open-item.js';
import { refuseUnder } from '../editing/refuse-under.js';
import type { Template } from './template.js';

/** CAT-20: what the upper level issues is for the levels below it. Error as data: NOT_ALLOWED_HERE. */
export async function refuseNobodyBelow(tx: Tx, { division, pack }: Place): Promise<void> {
  const divisions = await selectDivisions(tx, { at: newest });
  if (divisions.some((one) => one.parentCode === division.code)) return;
  const message = `模板由上级发布、供下级采用，${division.name}没有下级区划。`;
  const inputs = [{ name: '发布区划', value: division.name }];
  refuseUnder(pack, { code: 'NOT_ALLOWED_HERE', path: ['divisionCode'], message, rule: 'CAT-20', inputs });
}

/** CAT-20: a template is taken over where it was issued and below. Error as data: NOT_ALLOWED_HERE. */
export async function refuseElsewhere(tx: Tx, { chain, division, pack }: Place, template: Template): Promise<void> {
  if (chain.some(({ code }) => code === template.divisionCode)) return;
  const issuer = (await findDivision(tx, template.divisionCode))?.name ?? template.divisionCode;
  const message = `模板由${issuer}发布，只供其本级和下级采用，${division.name}不在其中。`;
  const inputs = [{ name: '发布区划', value: issuer }];
  refuseUnder(pack, { code: 'NOT_ALLOWED_HERE', path: ['templateCode'], message, rule: 'CAT-20', inputs });
}
