// The kinetic laws of a parsed SBML document as numbers.

import { elementsNamed, evaluateMathml, type XmlElement } from "./mathml.js";

/** Values of all laws; parameters with a value or an initial assignment are added to `given`. */
export function lawValues(root: XmlElement, given: ReadonlyMap<string, number>): readonly number[] {
  const values = new Map(
    elementsNamed(root, "parameter").flatMap(({ attributes: { id, value } }) =>
      value === undefined ? [] : [[id!, Number(value)] as const],
    ),
  );
  for (const [id, value] of given) values.set(id, value);
  for (const assignment of elementsNamed(root, "initialAssignment")) {
    values.set(assignment.attributes["symbol"]!, evaluateMathml(assignment.children[0]!, values));
  }
  return elementsNamed(root, "kineticLaw").map((law) => evaluateMathml(law.children[0]!, values));
}
