import type { Body, Directory, Succession } from './directory.js';

/** Whether the last day of a body is past on a day (YYYY-MM-DD; none = after everything recorded). */
export function hasEnded(body: Body, date: string | undefined): boolean {
  return body.validTo !== null && (date === undefined || body.validTo < date);
}

/**
 * Who has, on a day, what an ended body did: those that carry on its functions, the one that carries on all of them
 * first; where nobody took them over when it ended, the government that they fell to (R-P06). Whoever received a single
 * function while it stood comes last: the rest of it did not go there.
 */
export function heirsOf(directory: Directory, body: Body, date = directory.today): readonly Body[] {
  const { atEnd, before } = takersOf(directory, body, date);
  const general = atEnd.filter((succession) => succession.functions === null);
  const government = fallsTo(directory, body, date);
  return [
    ...new Set([
      ...bodiesOf(directory, [...general, ...atEnd]),
      ...(government === undefined ? [] : [government]),
      ...bodiesOf(directory, before),
    ]),
  ];
}

/**
 * The government or office that the functions of an ended body fell to, because nobody had taken them over by a day
 * (none = at all): that of its division, else of the nearest above, as it stood on the first day without the body.
 */
export function fallsTo(directory: Directory, body: Body, date = directory.today): Body | undefined {
  const { validTo, divisionCode } = body;
  if (validTo === null || takersOf(directory, body, date).atEnd.length > 0) return undefined;
  const day = dayAfter(validTo);
  for (const code of directory.scopesOf(divisionCode)) {
    const government = directory.government(code, day);
    if (government !== undefined) return government;
  }
  return undefined;
}

/** The bodies that ended by the day of the directory and whose functions fell to this one. */
export function fallenTo(directory: Directory, bodyId: string): readonly Body[] {
  const known = fallen.get(directory) ?? Map.groupBy(fallenBodies(directory), (body) => fallsTo(directory, body)?.id);
  fallen.set(directory, known);
  return known.get(bodyId) ?? [];
}

/** A directory never changes: what fell to whom is found once. */
const fallen = new WeakMap<Directory, ReadonlyMap<string | undefined, readonly Body[]>>();

function fallenBodies(directory: Directory): readonly Body[] {
  return directory.endedBodies().filter((body) => hasEnded(body, directory.today));
}

interface Takers {
  readonly atEnd: readonly Succession[];
  readonly before: readonly Succession[];
}

function takersOf(directory: Directory, body: Body, date: string | undefined): Takers {
  const counting = directory
    .successionsFrom(body.id)
    .filter((succession) => date === undefined || succession.effectiveOn <= date);
  const isAtEnd = ({ effectiveOn }: Succession): boolean => body.validTo !== null && effectiveOn > body.validTo;
  return { atEnd: counting.filter(isAtEnd), before: counting.filter((succession) => !isAtEnd(succession)) };
}

function bodiesOf(directory: Directory, successions: readonly Succession[]): readonly Body[] {
  return successions.flatMap((succession) => directory.body(succession.successorId) ?? []);
}

const oneDay = 86_400_000;

function dayAfter(date: string): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + oneDay).toISOString().slice(0, 10);
}
