/** How a body came by the information: this decides who publishes it (公开主体认定, CAT-12). */
export const informationOrigins = ['MADE', 'RECEIVED_FROM_PERSON', 'RECEIVED_FROM_BODY', 'CO_MADE'] as const;
export type InformationOrigin = (typeof informationOrigins)[number];

export const originLabels: Readonly<Record<InformationOrigin, string>> = {
  MADE: '制作',
  RECEIVED_FROM_PERSON: '从公民、法人和其他组织获取',
  RECEIVED_FROM_BODY: '从其他行政机关获取',
  CO_MADE: '共同制作',
};

/** Who it was received from, where that is no administrative body. */
export const sourceKinds = ['CITIZEN', 'LEGAL_PERSON', 'OTHER_ORGANISATION'] as const;
export type SourceKind = (typeof sourceKinds)[number];

export const sourceLabels: Readonly<Record<SourceKind, string>> = {
  CITIZEN: '公民',
  LEGAL_PERSON: '法人',
  OTHER_ORGANISATION: '其他组织',
};
