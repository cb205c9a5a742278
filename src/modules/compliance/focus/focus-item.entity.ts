import { defineEntity, p } from '@mikro-orm/postgresql';

/** A node of the catalogue that a division, for itself and those below, counts to a focus subject. */
export const FocusItemSchema = defineEntity({
  name: 'FocusItemRow',
  tableName: 'focus_item',
  properties: {
    divisionCode: p.text().primary(),
    subject: p.text().primary(),
    itemCode: p.text().primary(),
    taggedBy: p.uuid(),
    taggedAt: p.datetime(3),
  },
});
