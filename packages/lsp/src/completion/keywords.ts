// The keywords of the language: where each begins a statement or goes on with one, how it is filled in, what it means.
// A test gives every one of them to the parser and the checker at the places that are named here.

import type { BlockContainer } from "./frames.js";
import { type Offer, placeholders } from "./offer.js";

/** Where a keyword begins a declaration or statement; `phase` and `loop`: also inside of these. */
export type KeywordPlace = "top" | BlockContainer | "phase" | "loop";

/** One keyword that begins a declaration or statement. */
export interface StartKeyword {
  readonly word: string;
  readonly places: readonly KeywordPlace[];
  /** The whole statement with placeholders; the keyword alone if there is none. */
  readonly snippet: string | undefined;
  readonly meaning: string;
}

const keyword = (
  word: string,
  places: readonly KeywordPlace[],
  meaning: string,
  snippet?: string,
): StartKeyword => ({ word, places, meaning, snippet: snippet && placeholders(snippet) });

const everywhere: readonly KeywordPlace[] = ["network", "module", "model", "phase", "loop"];
const chemistry: readonly KeywordPlace[] = ["network", "module", "phase", "loop"];

/** Every keyword that begins something. */
export const startKeywords: readonly StartKeyword[] = [
  keyword(
    "crn",
    ["top"],
    "A reaction network: species, rates and reactions, or equations that become reactions.",
    "crn «1:Name» {\n\tspecies «2:A» = «3:10», «4:B» = 0\n\trate «5:k» = «6:0.1»\n\n\t«2:A» ->{«5:k»} «4:B»\n}",
  ),
  keyword(
    "model",
    ["top"],
    "What is to be learnt, as equations: inputs, weights, states, outputs and a loss.",
    "model «1:Name» {\n\tinput «2:x»\n\ttarget «3:y»\n\tweight «4:w» ~ uniform(«5:0.1», «6:0.5»)\n\tstate «7:z» = 0\n\n\t«7:z»' = «4:w» * «2:x»\n\n\toutput «8:yhat» = «7:z»\n\tloss = («8:yhat» - «3:y»)^2 / 2\n}",
  ),
  keyword(
    "learn",
    ["top"],
    "Makes a network of a model, which learns by its own reactions.",
    "learn «1:Model» as «2:Circuit» {\n\tphases { forward: «3:1» }\n\teta: «4:0.1»\n}",
  ),
  keyword(
    "data",
    ["top"],
    "A data set: samples that are drawn, or read from a CSV file.",
    "data «1:name» {\n\tseed: «2:1»\n\tsample «3:100» {\n\t\t«4:x» ~ uniform(«5:0», «6:1»)\n\t\t«7:y» = «8:2 * x»\n\t}\n\tsplit: «9:0.8»\n}",
  ),
  keyword(
    "train",
    ["top"],
    "Trains a network on a data set.",
    "train «1:Circuit» on «2:data» {\n\tfeed { «3:x»: «4:x»; «5:y»: «6:y» }\n\tepochs: «7:40»\n\tplot: loss\n}",
  ),
  keyword(
    "simulate",
    ["top"],
    "Runs a network and draws what it does over time.",
    "simulate «1:Network» {\n\tuntil: «2:100»\n\tplot: «3:A»\n}",
  ),
  keyword(
    "scan",
    ["top"],
    "Runs a network over values of its rates.",
    "scan «1:Network» {\n\tvary { «2:k»: linspace(«3:0.1», «4:1», «5:10») }\n\tuntil: «6:100»\n\tmeasure: final(«7:A»)\n}",
  ),
  keyword(
    "module",
    ["top"],
    "A part of a network with typed parameters, to be used several times.",
    "module «1:Name»(species «2:A», «3:B»; rate «4:k» = «5:1») {\n\t«2:A» ->{«4:k»} «3:B»\n}",
  ),
  keyword("import", ["top"], "Takes names from another file.", 'import { «2:name» } from "«1:file»"'),
  keyword("func", ["top"], "An expression with parameters.", "func «1:name»(«2:x») = «3:x»"),
  keyword(
    "units",
    ["top"],
    "The units of time, concentration and volume of this file.",
    "units { time: «1:s»; concentration: «2:nM» }",
  ),
  keyword("species", ["network", "module", "phase"], "Molecules with an initial concentration."),
  keyword("rate", ["network", "module", "model"], "A rate constant with a name: zero or positive."),
  keyword("signal", ["network", "module", "phase"], "A real number that may be negative, kept on two rails."),
  keyword("clamped species", ["network", "module", "phase"], "Species that the environment holds fixed."),
  keyword("input", ["model"], "A value that is set from the data before each sample."),
  keyword("target", ["model"], "What an output is compared with."),
  keyword("weight", ["model"], "A quantity that is trained."),
  keyword("state", ["model"], "A quantity that follows its equation."),
  keyword("output", ["model"], "What is read when the forward phase ends.", "output «1:yhat» = «2:0»"),
  keyword("fixed", ["model"], "A constant of the model; never trained.", "fixed «1:h» = «2:1»"),
  keyword("loss", ["model"], "What training makes small.", "loss = «1:0»"),
  keyword("init", chemistry, "Initial values of single components."),
  keyword("let", everywhere, "Names an expression, to be plotted or used.", "let «1:name» = «2:0»"),
  keyword("const", ["top", ...everywhere], "A number that is known before the run.", "const «1:n» = «2:1»"),
  keyword("use", chemistry, "Puts a copy of a module into the network."),
  keyword("for", everywhere, "Repeats statements.", "for «1:i» in «2:1»..«3:3» {\n\t$0\n}"),
  keyword("if", everywhere, "Chooses statements before the run.", "if «1:true» {\n\t$0\n}"),
  keyword(
    "phases",
    ["network"],
    "Lists the phases with their lengths.",
    "phases { «1:first»: «2:1»; «3:second»: «4:1» }",
  ),
  keyword("phase", ["network"], "Reactions that run in one phase only.", "phase «1:name» {\n\t$0\n}"),
  keyword("at", ["network", "module", "loop"], "An event at a time.", "at «1:50» { «2:A» = «3:0» }"),
  keyword("every", ["network", "module", "loop"], "A repeated event.", "every «1:10» { «2:A» += «3:1» }"),
  keyword(
    "when",
    ["network", "module", "loop"],
    "An event each time a condition becomes true.",
    "when «1:A» > «2:1» { «1:A» = «3:0» }",
  ),
  keyword("assert", ["network", "module", "model", "loop"], "States what must hold."),
  keyword("lower", ["network", "model"], "How equations become reactions.", "lower { $0 }"),
  keyword("kinetics", ["network"], "The rate law of reactions with equal reactants."),
];

/** Keywords that begin a statement in a block. */
export function statementKeywords(
  container: BlockContainer,
  { inPhase, inLoop }: { readonly inPhase: boolean; readonly inLoop: boolean },
): readonly StartKeyword[] {
  return startKeywords.filter(
    ({ places }) =>
      places.includes(container) &&
      (!inPhase || places.includes("phase")) &&
      (!inLoop || places.includes("loop")),
  );
}

/** A keyword, or the whole statement that it begins. */
export function startOffer({ word, snippet, meaning }: StartKeyword, rank: number): Offer {
  const about = { of: "keyword", word } as const;
  const base = { label: word, kind: "keyword", rank, text: `${word} `, detail: meaning, about } as const;
  return snippet === undefined ? base : { ...base, snippet };
}

/** Keywords and punctuation in the middle of a statement: how they are written, and what they mean. */
interface FollowWord {
  readonly text: string;
  /** With «1:placeholders». */
  readonly snippet?: string | undefined;
  readonly meaning: string;
}

const followWords: ReadonlyMap<string, FollowWord> = new Map([
  ["->", { text: "-> ", snippet: "->{«1:k»} ", meaning: "A reaction." }],
  ["<->", { text: "<-> ", snippet: "<->{«1:kf», «2:kr»} ", meaning: "A reversible reaction." }],
  ["+", { text: "+ ", meaning: "One more species." }],
  ["'", { text: "' = ", meaning: "An equation: the rate of change." }],
  ["=", { text: "= ", meaning: "The value follows." }],
  ["~", { text: "~ ", meaning: "Drawn from a distribution." }],
  [">=", { text: ">= 0", meaning: "Never negative, which saves a rail." }],
  ["by", { text: "by ", meaning: "Catalysts: they take part and are not used up." }],
  ["then", { text: "then ", meaning: "The value if the condition is true." }],
  ["else", { text: "else ", meaning: "What holds otherwise." }],
  ["in", { text: "in ", snippet: "in «1:1»..«2:3» {\n\t$0\n}", meaning: "The values of the loop variable." }],
  ["..", { text: "..", meaning: "Up to and with." }],
  ["from", { text: "from ", meaning: "The file." }],
  ["as", { text: "as ", meaning: "Another name." }],
  ["on", { text: "on ", meaning: "The data set." }],
  ["species", { text: "species ", meaning: "Molecules with an initial concentration." }],
  [",", { text: ", ", meaning: "The rate of the way back." }],
  [":", { text: ": ", meaning: "The value follows." }],
  ["+=", { text: "+= ", meaning: "Adds." }],
  ["-=", { text: "-= ", meaning: "Takes away." }],
  ["{", { text: "{", snippet: "{\n\t$0\n}", meaning: "The block." }],
  ["(", { text: "(", snippet: "($1)", meaning: "The arguments." }],
]);

/** Keywords and punctuation that go on with a statement. */
export function followOffers(words: readonly string[]): readonly Offer[] {
  return words.map((word, rank): Offer => {
    const { text, snippet } = followWords.get(word) ?? { text: word };
    const about = { of: "keyword", word: `follow ${word}` } as const;
    const kind = /^\p{L}/u.test(word) ? "keyword" : "symbol";
    return {
      label: word,
      kind,
      rank,
      text,
      about,
      ...(snippet !== undefined && { snippet: placeholders(snippet) }),
    };
  });
}

/** Words that are no keywords of the grammar but have a meaning at their place. */
const otherWords: Readonly<Record<string, string>> = {
  time: "The simulated time.",
  "if value": "A choice between two values while the network runs: `if a > b then a else b`.",
  order: "The number of reactants of the reactions.",
  conserved: "True if no reaction changes the sum.",
  plain: "The flux of `n A` is k·[A]ⁿ.",
  combinatoric: "Flux and propensity are divided by n!.",
  "parameter species": "Species that the user of the module gives.",
  "parameter signal": "Signals that the user of the module gives.",
  "parameter rate": "Rate constants; a value makes them optional.",
  "parameter const": "Numbers known before the run, such as shapes.",
  sample: "Draws so many samples from the columns that follow.",
};

/** What a keyword means; undefined for one that is not in the tables. */
export function keywordMeaning(word: string): string | undefined {
  return (
    startKeywords.find((entry) => entry.word === word)?.meaning ??
    otherWords[word] ??
    followWords.get(word.replace(/^follow /, ""))?.meaning
  );
}
