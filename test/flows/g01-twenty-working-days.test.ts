import { expect, test } from 'vitest';
import { demoApp } from '../support/test-app.js';

const app = await demoApp();

const query = `query ($amount: Int!) {
  dueDate(division: "310107", trigger: FORMED, at: "2026-02-09T09:00:00+08:00", amount: $amount, unit: WORKING_DAY) {
    date at provisional explanation { rule clause pack packVersion calendarVersion inputs { name value } text }
  }
}`;

test.each([
  { amount: 20, date: '2026-03-13', ends: '2026-03-14T00:00:00.000+08:00', on: 'a Friday beyond the Spring Festival' },
  { amount: 10, date: '2026-02-28', ends: '2026-03-01T00:00:00.000+08:00', on: 'a Saturday that is worked to make up' },
])('G01 $amount working days from 2026-02-09 end on $date, $on', async ({ amount, date, ends }) => {
  const answer = await app.publicly({ query, variables: { amount } });
  expect(answer.errors).toBeUndefined();
  expect(answer.data).toEqual({
    dueDate: {
      date,
      at: ends,
      provisional: false,
      explanation: {
        rule: 'R-D01',
        clause: '国务院令第711号 第二十六条；DB31/T 1297—2021 5.5.2',
        pack: 'SHANGHAI',
        packVersion: '2021-06-01',
        calendarVersion: 'CN-2026/chinese-days-1.5.7',
        inputs: [
          { name: '起算事由', value: '信息形成' },
          { name: '起算时间', value: '2026-02-09' },
          { name: '期限', value: `${amount}个工作日` },
        ],
        text: `自信息形成之日(2026-02-09)的次日起计${amount}个工作日，至${date} 24:00届满。`,
      },
    },
  });
});
