import { issueTemplate, type IssueTemplate } from '../../../../src/modules/catalogue/templates/issue-template.js';
import type { Template, TemplateRow } from '../../../../src/modules/catalogue/templates/template.js';
import type { Database } from '../../../../src/platform/db/database.js';
import { city, cityOffice, columns, element, group, item, leaf } from '../small-catalogue.js';

export const inheritedRow: TemplateRow = {
  key: 'allowance',
  itemCode: leaf,
  parentCode: group,
  identifier: 'ELDERLY_ALLOWANCE',
  columns: item().columns,
};

export const ownRow: TemplateRow = {
  key: 'respite',
  itemCode: null,
  parentCode: group,
  identifier: 'RESPITE_CARE',
  columns: columns({ name: '喘息服务', elements: [element('target')], levels: ['CITY', 'DISTRICT', 'STREET'] }),
};

export function template(more: Partial<IssueTemplate> = {}): IssueTemplate {
  const head = { divisionCode: city, code: 'ELDERLY_CARE', name: '养老服务模板', pilotField: 'ELDERLY_CARE' };
  return { ...head, rows: [inheritedRow, ownRow], ...more };
}

export function issue(db: Database, more: Partial<IssueTemplate> = {}): Promise<Template> {
  return db.transaction((tx) => issueTemplate(tx, cityOffice, template(more)));
}
