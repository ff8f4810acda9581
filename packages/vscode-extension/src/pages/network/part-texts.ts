// A network → what each of its species and reactions is, in words.

import type { NetworkGraph } from "../../messages/network-messages.js";

/** One line by the name of the node. */
export function partTexts({ species, reactions }: NetworkGraph): ReadonlyMap<string, string> {
  const texts = new Map<string, string>();
  for (const { id, name, role, initial, rule } of species)
    texts.set(id, `${name}: ${role}, starts at ${initial} (${rule})`);
  for (const { id, text, role, phases, rule } of reactions) {
    const when = phases.length === 0 ? "" : `, in ${phases.join(" and ")}`;
    texts.set(id, `${text}: ${role}${when} (${rule})`);
  }
  return texts;
}
