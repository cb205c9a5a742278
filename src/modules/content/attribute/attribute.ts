/** 公开属性: whether information is published, given on request, or kept (domain: 公开属性的源头认定). */
export const disclosureAttributes = ['PROACTIVE', 'ON_APPLICATION', 'NOT_DISCLOSED'] as const;
export type DisclosureAttribute = (typeof disclosureAttributes)[number];

export const disclosureModes = ['FULL', 'REDACTED'] as const;
export type DisclosureMode = (typeof disclosureModes)[number];

export const attributeLabels: Readonly<Record<DisclosureAttribute, string>> = {
  PROACTIVE: '主动公开',
  ON_APPLICATION: '依申请公开',
  NOT_DISCLOSED: '不予公开',
};

/** The note below the date of a document; it always says what the signer decided (ATT-09). */
export function renderFootnote(attribute: DisclosureAttribute): string {
  return `此件${attributeLabels[attribute]}`;
}
