// Reactions → SBML Level 3, as plain as tools can read it: one compartment of size 1, the flux as the kinetic law.

/** Species are called `s0`, `s1`, … */
export function sbmlOf(reactions, speciesCount) {
  const species = Array.from(
    { length: speciesCount },
    (_, i) =>
      `<species id="s${i}" compartment="c" initialConcentration="0" hasOnlySubstanceUnits="false" boundaryCondition="false" constant="false"/>`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>
<sbml xmlns="http://www.sbml.org/sbml/level3/version1/core" level="3" version="1"><model id="problem">
<listOfCompartments><compartment id="c" size="1" spatialDimensions="3" constant="true"/></listOfCompartments>
<listOfSpecies>${species.join("\n")}</listOfSpecies>
<listOfReactions>${reactions
    .filter(({ changes }) => changes.length > 0)
    .map(reactionText)
    .join("\n")}</listOfReactions>
</model></sbml>
`;
}

function reactionText({ rate, factors, changes }, index) {
  const changed = new Set(changes.map(([species]) => species));
  const catalysts = [...new Set(factors)].filter((species) => !changed.has(species));
  const side = (name, terms) =>
    terms.length === 0
      ? ""
      : `<listOf${name}>${terms.map(([species, amount]) => `<speciesReference species="s${species}" stoichiometry="${Math.abs(amount)}" constant="true"/>`).join("")}</listOf${name}>`;
  const modifiers = [
    ...catalysts,
    ...changes.filter(([s, amount]) => amount > 0 && factors.includes(s)).map(([s]) => s),
  ];
  const modifierText =
    modifiers.length === 0
      ? ""
      : `<listOfModifiers>${modifiers.map((s) => `<modifierSpeciesReference species="s${s}"/>`).join("")}</listOfModifiers>`;
  const law = `<apply><times/><cn>${rate}</cn>${factors.map((s) => `<ci>s${s}</ci>`).join("")}<ci>c</ci></apply>`;
  return `<reaction id="r${index}" reversible="false" fast="false">${side(
    "Reactants",
    changes.filter(([, amount]) => amount < 0),
  )}${side(
    "Products",
    changes.filter(([, amount]) => amount > 0),
  )}${modifierText}<kineticLaw><math xmlns="http://www.w3.org/1998/Math/MathML">${law}</math></kineticLaw></reaction>`;
}
