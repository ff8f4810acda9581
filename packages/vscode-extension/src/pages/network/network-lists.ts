// The same as the drawing says, in words and with links: for those who do not use a pointer, and for large networks.

import type { NetworkGraph, Place } from "../../messages/network-messages.js";
import { element } from "../shared/elements.js";
import { numberLabel } from "../shared/number-label.js";
import type { NetworkChoice } from "./network-tools.js";

/** Species and reactions, folded away at first. */
export interface NetworkLists {
  readonly root: HTMLElement;
  /** Lists what the tools leave of a network. */
  readonly show: (graph: NetworkGraph, choice: NetworkChoice) => void;
}

/** Empty lists; `reveal` goes to the source. */
export function createNetworkLists(reveal: (place: Place) => void): NetworkLists {
  const species = createList("Species", ["species", "role", "starts at"], reveal);
  const reactions = createList("Reactions", ["reaction", "role", "phases"], reveal);
  return {
    root: element("div", {}, species.root, reactions.root),
    show: (graph, choice) => {
      const isFound = (id: string): boolean => choice.species?.has(id) ?? true;
      species.show(
        graph.species
          .filter(({ id }) => isFound(id))
          .map(({ name, role, initial, place }) => ({ cells: [name, role, numberLabel(initial)], place })),
      );
      reactions.show(
        graph.reactions
          .filter(({ id }) => choice.reactions.has(id))
          .filter(({ reactants, products, catalysts }) =>
            [...reactants, ...products, ...catalysts].some((term) => isFound(term.species)),
          )
          .map(({ text, role, phases, place }) => ({ cells: [text, role, phases.join(", ")], place })),
      );
    },
  };
}

/** The first cell is the link. */
interface Row {
  readonly cells: readonly [string, string, string];
  readonly place: Place;
}

function createList(title: string, heads: readonly string[], reveal: (place: Place) => void) {
  const body = element("tbody", {});
  const columns = heads.map((head) => element("th", { scope: "col" }, head));
  const table = element("table", {}, element("thead", {}, element("tr", {}, ...columns)), body);
  const summary = element("summary", {}, `${title} as a list`);
  const root = element("details", { class: `list ${title.toLowerCase()}` }, summary, table);
  return {
    root,
    show: (rows: readonly Row[]) => {
      body.replaceChildren(...rows.map((row) => rowOf(row, reveal)));
    },
  };
}

function rowOf({ cells: [name, ...others], place }: Row, reveal: (place: Place) => void): HTMLElement {
  const link = element("a", { href: "#" }, name);
  link.addEventListener("click", (event) => {
    event.preventDefault();
    reveal(place);
  });
  return element("tr", {}, ...[link, ...others].map((cell) => element("td", {}, cell)));
}
