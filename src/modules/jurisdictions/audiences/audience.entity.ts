import { defineEntity, p } from '@mikro-orm/postgresql';

/** Never deleted: what was published for an audience stays for it. */
export const AudienceSchema = defineEntity({
  name: 'AudienceRow',
  tableName: 'audience',
  uniques: [{ properties: ['divisionCode', 'description'] }],
  properties: {
    id: p.uuid().primary(),
    divisionCode: p.text(),
    description: p.text(),
    registeredBy: p.uuid(),
    registeredAt: p.datetime(3),
  },
});
