import { type Actor, everywhere, type Grant } from './actor.js';

const everything: readonly Grant[] = [{ role: 'OPERATOR', scope: everywhere }];

/** Nobody's account: an installation acts on itself, before there is anybody who could. */
export const installation: Actor = {
  accountId: '00000000-0000-4000-8000-000000000000',
  displayName: '系统安装',
  grants: everything,
};

/** Nobody's account: whoever may run commands on the machine itself; the request id of the trail says who that was. */
export const consoleActor: Actor = {
  accountId: '00000000-0000-4000-8000-000000000001',
  displayName: '控制台',
  grants: everything,
};

/** Nobody's account: what happens because a day came. */
export const timekeeper: Actor = {
  accountId: '00000000-0000-4000-8000-000000000002',
  displayName: '系统定时任务',
  grants: [],
};

/** What the trail calls one who acted without an account; null for any other id. */
export function systemActorName(accountId: string): string | null {
  return [installation, consoleActor, timekeeper].find((actor) => actor.accountId === accountId)?.displayName ?? null;
}
