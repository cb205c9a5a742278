import { defineEntity, p } from '@mikro-orm/postgresql';

/** Something that somebody must do. Rows are closed by their state, never deleted. */
export const TaskSchema = defineEntity({
  name: 'Task',
  tableName: 'task',
  uniques: [
    { name: 'task_kind_subject_cause_unique', properties: ['kind', 'subject', 'cause'] },
    { name: 'task_open', properties: ['kind', 'subject'], where: `state = 'OPEN'` },
  ],
  indexes: [{ properties: ['divisionCode', 'openedAt', 'id'] }],
  properties: {
    id: p.uuid().primary(),
    kind: p.text(),
    subject: p.text(),
    cause: p.text(),
    divisionCode: p.text(),
    bodyId: p.uuid().nullable(),
    dueDate: p.date().nullable(),
    why: p.json().nullable(),
    details: p.json(),
    state: p.text(),
    openedAt: p.datetime(3),
    openedSequence: p.bigint().nullable(),
    closedAt: p.datetime(3).nullable(),
    closedBy: p.uuid().nullable(),
    outcome: p.text().nullable(),
    evidence: p.text().nullable(),
  },
});
