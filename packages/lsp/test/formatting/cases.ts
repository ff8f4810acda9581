// Texts with a selection or a place where something was typed, and the texts afterwards.

/** A text before and after. */
export interface FormattingCase {
  readonly name: string;
  readonly before: string;
  /** Undefined if nothing may change. */
  readonly after: string | undefined;
}

export const rangeCases: readonly FormattingCase[] = [
  {
    name: "one statement",
    before: "crn  A {\n species X=1\n X  ->{1}  <||>0\n   X->{2} 0\n}\n",
    after: "crn  A {\n species X=1\n  X ->{1} 0\n   X->{2} 0\n}\n",
  },
  {
    name: "statements of the selection, to the end of a line",
    before: "crn  A {\n species X=1\n<| X  ->{1}  0\n   X->{2} 0\n|>    X->{3} 0\n}\n",
    after: "crn  A {\n species X=1\n  X ->{1} 0\n  X ->{2} 0\n    X->{3} 0\n}\n",
  },
  {
    name: "statements on one line go together",
    before: "crn  A {\n species X=1\n X ->{1} 0; X->{<||>2} 0 // both\n    X->{3} 0\n}\n",
    after: "crn  A {\n species X=1\n  X ->{1} 0\n  X ->{2} 0 // both\n    X->{3} 0\n}\n",
  },
  {
    name: "the head of a declaration stands for all of it",
    before: "const  n=1\ncrn  <||>A {\n species X=1\n X  ->{1}  0 }\nconst  m=1\n",
    after: "const  n=1\ncrn A {\n  species X = 1\n  X ->{1} 0\n}\nconst  m=1\n",
  },
  {
    name: "a declaration on one line",
    before: "const  n=1\nconst <||> k=2 // two\nconst  m=1",
    after: "const  n=1\nconst k = 2 // two\nconst  m=1",
  },
  {
    name: "the last line keeps its missing end",
    before: "const  n=1\nconst <||> k=2",
    after: "const  n=1\nconst k = 2",
  },
  {
    name: "deep in blocks",
    before: "crn  A {\n species X[2]=1\n for i in 1..2  {\n X[i]  ->{1}<||> 0\n X[i]  ->{2} 0\n }\n}\n",
    after: "crn  A {\n species X[2]=1\n for i in 1..2  {\n    X[i] ->{1} 0\n X[i]  ->{2} 0\n }\n}\n",
  },
  {
    name: "a block that is selected by its head",
    before: "crn  A {\n species X[2]=1\n<| for i in 1..2  {\n|> X[i]  ->{1} 0\n }\n X[1]  ->{1} 0\n}\n",
    after: "crn  A {\n species X[2]=1\n  for i in 1..2 {\n    X[i] ->{1} 0\n  }\n X[1]  ->{1} 0\n}\n",
  },
  {
    name: "comments above go with their statement",
    before: "crn  A {\n species X=1\n // decay\n X  ->{1}<||>  0\n}\n",
    after: "crn  A {\n species X=1\n  // decay\n  X ->{1} 0\n}\n",
  },
  {
    name: "records are formatted whole",
    before: "crn A { species X }\nsimulate  A { until:1\n plot:<||> X }\nconst  m=1\n",
    after: "crn A { species X }\nsimulate A { until: 1; plot: X }\nconst  m=1\n",
  },
  {
    name: "what is told to be left alone",
    before: "// prettier-ignore\nconst <||> k=2\nconst  m=1\n",
    after: undefined,
  },
  { name: "an empty line", before: "const  n=1\n<||>\nconst  k=2\n", after: undefined },
  { name: "a broken text", before: "const  n=1\nconst <||> k=2\ncrn A {\n", after: undefined },
  { name: "nothing at all", before: "<||>", after: undefined },
];

/** The marked character is the one that was typed. */
export const typingCases: readonly FormattingCase[] = [
  {
    name: "the brace that ends a network",
    before: "const  n=1\ncrn  A {\n species X=1\n X  ->{1}  0\n<|}|>\n",
    after: "const  n=1\ncrn A {\n  species X = 1\n  X ->{1} 0\n}\n",
  },
  {
    name: "the brace that ends a loop",
    before: "crn  A {\n species X[2]=1\nfor i in 1..2 {\n X[i]  ->{1} 0\n    <|}|>\n}\n",
    after: "crn  A {\n species X[2]=1\n  for i in 1..2 {\n    X[i] ->{1} 0\n  }\n}\n",
  },
  {
    name: "the brace that ends settings",
    before: "crn  A {\n species X[2]=1\n  lower {order:2<|}|>\n}\n",
    after: "crn  A {\n species X[2]=1\n  lower { order: 2 }\n}\n",
  },
  { name: "the brace of a rate", before: "crn  A {\n species X=1\n X  ->{1<|}|> 0\n}\n", after: undefined },
  { name: "a brace in a comment", before: "crn  A {\n species X=1\n} // <|}|>\n", after: undefined },
  {
    name: "a semicolon stays",
    before: "crn  A {\n species X=1\nX  ->{1}  0<|;|>\n}\n",
    after: "crn  A {\n species X=1\n  X ->{1} 0;\n}\n",
  },
  {
    name: "a semicolon behind the second statement of a line",
    before: "crn  A {\n species X=1\nX->{1} 0; X->{2}0 <|;|>\n}\n",
    after: "crn  A {\n species X=1\nX->{1} 0; X ->{2} 0;\n}\n",
  },
  { name: "a semicolon in a comment", before: "crn  A {\n species X=1 // a<|;|>\n}\n", after: undefined },
  { name: "a semicolon in a text", before: 'data  D from "a<|;|>b.csv" {\n}\n', after: undefined },
  { name: "a semicolon between groups", before: "crn A { use m=f(1<|;|> k: 2) }\n", after: undefined },
  {
    name: "a new line behind a statement",
    before: "crn  A {\n species X=1\n X  ->{1}  0 // gone<|\n|>  \n}\n",
    after: "crn  A {\n species X=1\n  X ->{1} 0 // gone\n  \n}\n",
  },
  {
    name: "a new line behind a declaration",
    before: "const  n=1<|\n|>\nconst  k=1\n",
    after: "const n = 1\n\nconst  k=1\n",
  },
  {
    name: "a new line within a statement",
    before: "crn  A {\n species X=1\n X  ->{1}<|\n|> 0\n}\n",
    after: undefined,
  },
  { name: "a new line behind a brace", before: "crn  A {\n species X=1\n}<|\n|>\n", after: undefined },
  { name: "a new line in a comment", before: "const  n=1 /* a<|\n|> b */\n", after: undefined },
  { name: "a new line behind an opening brace", before: "crn  A {<|\n|> species X=1\n}\n", after: undefined },
  { name: "a broken text", before: "crn  A {\n species X=1\n X  ->{1}  <|;|>\n}\n", after: undefined },
];
