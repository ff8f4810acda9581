// Where reactions come from, as comments in text targets.

import type { Reaction } from "./reaction-network.js";

/** One comment for a run of reactions that the same rule made, before the first of them; what the user wrote needs none. */
export function provenanceComment(previous: Reaction | undefined, reaction: Reaction): string | undefined {
  const rules = generatingRules(reaction);
  if (rules === undefined || (previous !== undefined && generatingRules(previous) === rules))
    return undefined;
  return `// ${rules}`;
}

function generatingRules({ role, provenance }: Reaction): string | undefined {
  if (role === "source") return undefined;
  return [...new Set(provenance.map(({ rule }) => rule))].join("; ").replace(/\s+/g, " ");
}
