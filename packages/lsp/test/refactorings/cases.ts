// Texts with a place each, what is offered there, and the text afterwards.

/** One place with one way of writing it otherwise. */
export interface RefactoringCase {
  /** `<|` and `|>` around the selection; the text is the inside of a network with the species A to E. */
  readonly before: string;
  readonly title: string;
  /** Undefined if it must not be offered. */
  readonly after: string | undefined;
}

const REVERSE = "Write the reaction the other way around";
const SPLIT = "Split into two reactions";
const BY = "Write the catalyst with `by`";
const SPELL = "Write the catalyst on both sides";

export const refactoringCases: readonly RefactoringCase[] = [
  // The other way around
  { before: "A + B <||><->{1, 2} 2 C", title: REVERSE, after: "2 C <->{2, 1} A + B" },
  {
    before: "A /* a */ + B <||><->[1 * A * B, C] 0 by E // e",
    title: REVERSE,
    after: "0 <->[C, 1 * A * B] A /* a */ + B by E // e",
  },
  { before: "A ->{<||>1} B", title: REVERSE, after: undefined },
  { before: "bind: <||>A <->{1, 2} B", title: REVERSE, after: undefined },
  { before: "<||>A <->{1} B", title: REVERSE, after: undefined },
  // Splitting
  { before: "<||>A <->{1, 2} B", title: SPLIT, after: "A ->{1} B\n  B ->{2} A" },
  {
    before: "  A ⇌{1, 2} 2 B by E // both<||>",
    title: SPLIT,
    after: undefined,
  },
  {
    before: "<|A ⇌{1, 2} 2 B by E|> // both",
    title: SPLIT,
    after: "A ->{1} 2 B by E // both\n  2 B ->{2} A by E",
  },
  { before: "A <-><||>{1, 2} 0; A ->{3} C", title: SPLIT, after: "A ->{1} 0; 0 ->{2} A; A ->{3} C" },
  { before: "A ->{3} C; A <-><||>{1, 2} 0", title: SPLIT, after: "A ->{3} C; A ->{1} 0\n  0 ->{2} A" },
  { before: "on: A <-><||>{1, 2} B", title: SPLIT, after: "on: A ->{1} B\n  on_reverse: B ->{2} A" },
  {
    before: "for i in 1..2 {\n    X[i] <-><||>{i, 2} X[i + 1]\n  }",
    title: SPLIT,
    after: "for i in 1..2 {\n    X[i] ->{i} X[i + 1]\n    X[i + 1] ->{2} X[i]\n  }",
  },
  { before: "`🧪` <-><||>{1, 2} B", title: SPLIT, after: "`🧪` ->{1} B\n  B ->{2} `🧪`" },
  { before: "A <-><||>{1, /* why */ 2} B", title: SPLIT, after: undefined },
  // Joining
  {
    before: "A <||>->{1} B // there\n  // and\n  B ->{2} A // back",
    title: "Join with the opposite reaction in line 6",
    after: "A <->{1, 2} B // there\n  // and\n  // back",
  },
  {
    before: "A + B ->{1} C by E\n  C <||>->{2} B + A by E\n  D ->{1} 0",
    title: "Join with the opposite reaction in line 4",
    after: "A + B <->{1, 2} C by E\n  D ->{1} 0",
  },
  {
    before: "A <||>->{1} B; B ->{2} A",
    title: "Join with the opposite reaction in line 4",
    after: "A <->{1, 2} B; ",
  },
  {
    before: "A <||>->[A] B\n  B ->[2 * B] A",
    title: "Join with the opposite reaction in line 5",
    after: "A <->[A, 2 * B] B",
  },
  {
    before: "A <||>->[A] B\n  B ->{2} A",
    title: "Join with the opposite reaction in line 5",
    after: undefined,
  },
  {
    before: "A <||>->{1} B\n  B ->{2} A by E",
    title: "Join with the opposite reaction in line 5",
    after: undefined,
  },
  {
    before: "A <||>->{1} B\n  /// Back.\n  B ->{2} A",
    title: "Join with the opposite reaction in line 6",
    after: undefined,
  },
  {
    before: "A <||>->{1} B\n  off: B ->{2} A",
    title: "Join with the opposite reaction in line 5",
    after: undefined,
  },
  {
    before: "2 A <||>->{1} B\n  // ncrn-ignore high-order: a model\n  B ->{2} 2 A",
    title: "Join with the opposite reaction in line 6",
    after: undefined,
  },
  // Merging
  {
    before: "A + B <||>->{1} C\n  B + A ->{k0} C // again",
    title: "Merge with the same reaction in line 5",
    after: "A + B ->{1 + k0} C\n  // again",
  },
  {
    before: "A ->{1} B by E\n  A + E ->{<||>if 1 < 2 then k0 else 2} B + E",
    title: "Merge with the same reaction in line 4",
    after: "A ->{1 + (if 1 < 2 then k0 else 2)} B by E",
  },
  { before: "A <||>->{1} B\n  B ->{1} A", title: "Merge with the same reaction in line 5", after: undefined },
  { before: "A <||>->{1} B\n  A ->[A] B", title: "Merge with the same reaction in line 5", after: undefined },
  {
    before: "A <||>->{1} B\n  2 A ->{1} B",
    title: "Merge with the same reaction in line 5",
    after: undefined,
  },
  // Catalysts
  { before: "A + E ->{1}<||> B + E", title: BY, after: "A ->{1} B by E" },
  { before: "2 E + A <->{1, 2}<||> 2 E", title: BY, after: "A <->{1, 2} 0 by 2 E" },
  { before: "E ->{1}<||> B + E by D", title: BY, after: "0 ->{1} B by D + E" },
  { before: "A + D + E ->{1}<||> E + D", title: "Write catalysts with `by`", after: "A ->{1} 0 by D + E" },
  { before: "E ->{1}<||> 2 E", title: BY, after: undefined },
  { before: "E ->{1}<||> E", title: BY, after: undefined },
  { before: "A + /* e */ E ->{1}<||> B + E", title: BY, after: undefined },
  { before: "A ->{1}<||> B by E", title: SPELL, after: "A + E ->{1} B + E" },
  { before: "0 ->{1}<||> B by 2 E", title: SPELL, after: "2 E ->{1} B + 2 E" },
  { before: "A ->{1}<||> ∅ by A // a", title: SPELL, after: "A + A ->{1} A // a" },
  { before: "A ->{1}<||> B", title: SPELL, after: undefined },
  // A number becomes a rate
  {
    before: "A ->{<||>0.5} B",
    title: "Declare the number as rate `k`",
    after: "rate k = 0.5\n  A ->{k} B",
  },
  {
    before: "feed: 0 ->{<|0.5|>} B",
    title: "Declare the number as rate `k_feed`",
    after: "rate k_feed = 0.5\n  feed: 0 ->{k_feed} B",
  },
  {
    before: "let k = A\n  A ->[2 * A / (<||>3 + A)] B",
    title: "Declare the number as rate `k1`",
    after: "rate k1 = 3\n  let k = A\n  A ->[2 * A / (k1 + A)] B",
  },
  {
    before: "phase p {\n    for i in 1..2 { X[i] ->{<||>2} 0 }\n  }",
    title: "Declare the number as rate `k`",
    after: "rate k = 2\n  phase p {\n    for i in 1..2 { X[i] ->{k} 0 }\n  }",
  },
  { before: "A ->[A^<||>2] B", title: "Declare the number as rate `k`", after: undefined },
  { before: "X[<||>2] ->{k0} B", title: "Declare the number as rate `k`", after: undefined },
  { before: "A ->[X[<||>2]] B", title: "Declare the number as rate `k`", after: undefined },
  { before: "<||>2 A ->{k0} B", title: "Declare the number as rate `k`", after: undefined },
  { before: "A ->{<||>1} ", title: "Declare the number as rate `k`", after: undefined },
];

/** The network that the cases are put into; places are in its fourth line. */
export function inNetwork(inside: string): string {
  const isPhased = inside.includes("phase p");
  const head = `crn N {${isPhased ? " phases { p: 1 };" : ""}\n  rate k0 = 0.25\n`;
  return `${head}  species A = 1, B = 2, C = 3, D = 4, E = 5, X[3] = 1, \`🧪\` = 1\n  ${inside}\n}\n`;
}
