/** HARD refuses or is a violation; SOFT warns and counts; INFO is only shown. */
export const severities = ['HARD', 'SOFT', 'INFO'] as const;
export type Severity = (typeof severities)[number];

/** A rule of a pack: where it stands in its source (null: a decision of the product) and how hard it is. */
export interface PackRule {
  readonly clause: string | null;
  readonly severity: Severity;
  readonly title: string;
}

export type PackRules = Readonly<Record<string, PackRule>>;

export function rule(clause: string | null, severity: Severity, title: string): PackRule {
  return { clause, severity, title };
}

/** A local pack cites its own clause for rules that the base words; severity changes only where it is given. */
export function citeRules(
  base: PackRules,
  citations: Readonly<Record<string, string | readonly [string, Severity]>>,
): PackRules {
  return Object.fromEntries(
    Object.entries(citations).map(([id, citation]) => {
      const known = base[id];
      if (known === undefined) throw new Error(`Pack data cites the unknown rule ${id}.`);
      const [clause, severity] = typeof citation === 'string' ? [citation, known.severity] : citation;
      return [id, { ...known, clause, severity }];
    }),
  );
}
