// The grammar: one rule a construct, no actions, one token of lookahead. The tree it yields is typed in
// cst-types.generated.ts, which is made from this file.

import type { IOrAlt, IToken, OrMethodOpts, TokenType } from "chevrotain";
import { EOF, tokenMatcher } from "chevrotain";
import * as t from "../tokens/token-types.js";
import type { Rule } from "./item-lists.js";
import { lacksSample } from "./lost-keywords.js";
import { RecoveringParser } from "./recovery.js";
import { missingRate } from "./syntax-messages.js";

/** What `OR` takes. */
type Choice = IOrAlt<unknown>[] | OrMethodOpts<unknown>;

/** Chevrotain's parser for `.ncrn`; one instance serves any number of texts, one after the other. */
export class NcrnParser extends RecoveringParser {
  constructor(options: { readonly skipValidations: boolean }) {
    super([...t.allTokenTypes], {
      maxLookahead: 1,
      recoveryEnabled: false, // see recovery.ts
      nodeLocationTracking: "onlyOffset",
      skipValidations: options.skipValidations,
    });
    this.performSelfAnalysis();
  }

  readonly document: Rule = this.RULE("document", () => {
    this.items(this.declaration, "declaration");
  });

  // ── Declarations ─────────────────────────────────────────────────────────────────────────────────────

  private readonly declaration: Rule = this.RULE("declaration", () => {
    if (!this.RECORDING_PHASE) {
      this.readMisspeltKeyword("declaration");
      if (this.parseWithoutKeyword("declaration")) return;
    }
    this.OR([
      { ALT: () => this.SUBRULE(this.importDeclaration) },
      { ALT: () => this.SUBRULE(this.constDeclaration) },
      { ALT: () => this.SUBRULE(this.unitsDeclaration) },
      { ALT: () => this.SUBRULE(this.functionDeclaration) },
      { ALT: () => this.SUBRULE(this.moduleDeclaration) },
      { ALT: () => this.SUBRULE(this.networkDeclaration) },
      { ALT: () => this.SUBRULE(this.modelDeclaration) },
      { ALT: () => this.SUBRULE(this.dataDeclaration) },
      { ALT: () => this.SUBRULE(this.trainDeclaration) },
      { ALT: () => this.SUBRULE(this.experimentDeclaration) },
    ]);
  });

  /** `import "file" as alias`, `import { a, b } from "file"`. */
  private readonly importDeclaration: Rule = this.RULE("importDeclaration", () => {
    this.CONSUME(t.Import);
    this.OR([
      {
        ALT: () => {
          this.SUBRULE(this.importedNames);
          this.CONSUME(t.From);
          this.CONSUME(t.StringToken);
        },
      },
      {
        ALT: () => {
          this.CONSUME2(t.StringToken);
          this.OPTION(() => {
            this.CONSUME(t.As);
            this.CONSUME(t.Identifier, { LABEL: "alias" });
          });
        },
      },
    ]);
  });

  private readonly importedNames: Rule = this.RULE("importedNames", () => {
    this.CONSUME(t.LeftBrace);
    this.list(this.name, startsName);
    this.CONSUME(t.RightBrace);
  });

  private readonly name: Rule = this.RULE("name", () => {
    this.CONSUME(t.Identifier);
  });

  private readonly constDeclaration: Rule = this.RULE("constDeclaration", () => {
    this.CONSUME(t.Const);
    this.CONSUME(t.Identifier);
    this.CONSUME(t.Equals);
    this.SUBRULE(this.expression);
  });

  private readonly unitsDeclaration: Rule = this.RULE("unitsDeclaration", () => {
    this.CONSUME(t.Units);
    this.SUBRULE(this.record);
  });

  private readonly functionDeclaration: Rule = this.RULE("functionDeclaration", () => {
    this.CONSUME(t.Func);
    this.CONSUME(t.Identifier);
    this.CONSUME(t.LeftParenthesis);
    this.optional(
      () => this.LA(1).tokenType !== t.RightParenthesis,
      () => this.list(this.name, startsName),
    );
    this.CONSUME(t.RightParenthesis);
    this.CONSUME(t.Equals);
    this.SUBRULE(this.expression);
  });

  private readonly moduleDeclaration: Rule = this.RULE("moduleDeclaration", () => {
    this.CONSUME(t.Module);
    this.CONSUME(t.Identifier);
    this.CONSUME(t.LeftParenthesis);
    this.optional(
      () => this.LA(1).tokenType !== t.RightParenthesis,
      () => this.list(this.moduleParameter, startsParameter, t.ParameterSeparator),
    );
    this.CONSUME(t.RightParenthesis);
    this.SUBRULE(this.block);
  });

  private readonly moduleParameter: Rule = this.RULE("moduleParameter", () => {
    this.OPTION(() => {
      this.CONSUME(t.ParameterKeyword);
    });
    this.CONSUME(t.Identifier);
    this.OPTION2(() => {
      this.SUBRULE(this.indices);
    });
    this.optional3(
      () => this.LA(1).tokenType === t.Equals || this.isValueWithoutOperator(),
      () => {
        this.CONSUME(t.Equals);
        this.SUBRULE(this.expression);
      },
    );
  });

  private readonly networkDeclaration: Rule = this.RULE("networkDeclaration", () => {
    this.CONSUME(t.Crn);
    this.CONSUME(t.Identifier);
    this.SUBRULE(this.block);
  });

  private readonly modelDeclaration: Rule = this.RULE("modelDeclaration", () => {
    this.CONSUME(t.Model);
    this.CONSUME(t.Identifier);
    this.SUBRULE(this.block);
  });

  private readonly dataDeclaration: Rule = this.RULE("dataDeclaration", () => {
    this.CONSUME(t.Data);
    this.CONSUME(t.Identifier);
    this.OPTION(() => {
      this.CONSUME(t.From);
      this.CONSUME(t.StringToken);
    });
    const opening = this.CONSUME(t.LeftBrace);
    this.items(this.dataItem, "dataItem");
    this.closeBlock("data", opening);
  });

  private readonly dataItem: Rule = this.RULE("dataItem", () => {
    if (!this.RECORDING_PHASE && lacksSample(this.ahead)) {
      this.reportLostKeyword(t.Sample);
      this.SUBRULE(this.sampleBlock);
      return;
    }
    this.OR({
      DEF: [
        { ALT: () => this.SUBRULE(this.sampleBlock) },
        { GATE: () => this.isColumn(), ALT: () => this.SUBRULE(this.column) },
        { GATE: () => !this.isColumn(), ALT: () => this.SUBRULE(this.entry) },
      ],
      IGNORE_AMBIGUITIES: true,
    });
  });

  /** `sample 125 { x ~ uniform(0, 1); y = 2*x }`. */
  private readonly sampleBlock: Rule = this.RULE("sampleBlock", () => {
    this.CONSUME(t.Sample);
    this.SUBRULE(this.expression);
    const opening = this.CONSUME(t.LeftBrace);
    this.items(this.column, "column");
    this.closeBlock("sample block", opening);
  });

  private readonly column: Rule = this.RULE("column", () => {
    this.CONSUME(t.Identifier);
    this.CONSUME(t.DefinitionOperator);
    this.SUBRULE(this.expression);
  });

  private readonly trainDeclaration: Rule = this.RULE("trainDeclaration", () => {
    this.CONSUME(t.Train);
    if (!this.RECORDING_PHASE && this.lacksSubject()) this.inventName("subject");
    else this.CONSUME(t.Identifier, { LABEL: "subject" });
    this.CONSUME(t.On);
    this.CONSUME2(t.Identifier, { LABEL: "data" });
    this.optional(
      () => this.isAlias(),
      () => {
        this.CONSUME(t.As);
        this.CONSUME3(t.Identifier, { LABEL: "alias" });
      },
    );
    this.SUBRULE(this.record);
  });

  /** `learn`, `simulate` and `scan`. */
  private readonly experimentDeclaration: Rule = this.RULE("experimentDeclaration", () => {
    this.CONSUME(t.ExperimentKeyword);
    this.CONSUME(t.Identifier, { LABEL: "subject" });
    this.optional(
      () => this.isAlias(),
      () => {
        this.CONSUME(t.As);
        this.CONSUME2(t.Identifier, { LABEL: "alias" });
      },
    );
    this.SUBRULE(this.record);
  });

  private readonly record: Rule = this.RULE("record", () => {
    const opening = this.CONSUME(t.LeftBrace);
    this.items(this.entry, "entry");
    this.closeBlock("record", opening);
  });

  /** `key: value, value` or `key { … }`. */
  private readonly entry: Rule = this.RULE("entry", () => {
    this.CONSUME(t.Identifier);
    this.either(
      () => this.isNestedRecord(),
      () => {
        this.SUBRULE(this.record);
      },
      () => {
        this.CONSUME(t.Colon);
        this.list(this.expression, startsOperand);
      },
    );
  });

  // ── Statements ───────────────────────────────────────────────────────────────────────────────────────

  private readonly block: Rule = this.RULE("block", () => {
    const opening = this.CONSUME(t.LeftBrace);
    this.items(this.statement, "statement");
    this.closeBlock("block", opening);
  });

  private readonly statement: Rule = this.RULE("statement", () => {
    if (!this.RECORDING_PHASE) {
      this.readStatementKeywordAsName();
      this.readMisspeltKeyword("statement");
      if (this.isReactionWithoutReactant()) {
        this.SUBRULE(this.referenceStatement);
        return;
      }
      if (this.parseWithoutKeyword("statement")) return;
    }
    this.OR(this.statementKinds);
  });

  // Choices that are met in every line are made once, not each time.
  private readonly statementKinds: Choice = {
    DEF: [
      { ALT: () => this.SUBRULE(this.quantityDeclaration) },
      { ALT: () => this.SUBRULE(this.initStatement) },
      { ALT: () => this.SUBRULE(this.lossStatement) },
      { ALT: () => this.SUBRULE(this.lowerStatement) },
      { ALT: () => this.SUBRULE(this.phasesStatement) },
      { ALT: () => this.SUBRULE(this.phaseStatement) },
      { ALT: () => this.SUBRULE(this.kineticsStatement) },
      { ALT: () => this.SUBRULE(this.constDeclaration) },
      { ALT: () => this.SUBRULE(this.letStatement) },
      { ALT: () => this.SUBRULE(this.useStatement) },
      { ALT: () => this.SUBRULE(this.assertStatement) },
      { ALT: () => this.SUBRULE(this.forStatement) },
      { ALT: () => this.SUBRULE(this.ifStatement) },
      { ALT: () => this.SUBRULE(this.eventStatement) },
      { ALT: () => this.SUBRULE(this.referenceStatement) },
    ],
    IGNORE_AMBIGUITIES: true, // soft keywords are names too; the first alternative wins
  };

  /** `species A = 10, B[3] >= 0 = 1`. */
  private readonly quantityDeclaration: Rule = this.RULE("quantityDeclaration", () => {
    this.OPTION(() => {
      this.CONSUME(t.Clamped);
    });
    this.CONSUME(t.QuantityKeyword);
    this.list(this.quantityItem, startsName);
  });

  private readonly quantityItem: Rule = this.RULE("quantityItem", () => {
    this.CONSUME(t.Identifier);
    if (this.isNext(t.LeftBracket)) {
      this.OPTION1(() => {
        this.SUBRULE(this.indices);
      });
    }
    if (this.isNext(t.GreaterEqual)) {
      this.OPTION2(() => {
        this.CONSUME(t.GreaterEqual);
        this.SUBRULE(this.expression, { LABEL: "lowerBound" });
      });
    }
    this.optional(
      () => this.isDefinition(),
      () => {
        this.CONSUME(t.DefinitionOperator);
        this.SUBRULE2(this.expression, { LABEL: "value" });
      },
    );
  });

  private readonly initStatement: Rule = this.RULE("initStatement", () => {
    this.CONSUME(t.Init);
    this.list(this.initItem, startsName);
  });

  private readonly initItem: Rule = this.RULE("initItem", () => {
    this.SUBRULE(this.reference);
    this.CONSUME(t.Equals);
    this.SUBRULE(this.expression);
  });

  private readonly lossStatement: Rule = this.RULE("lossStatement", () => {
    this.CONSUME(t.Loss);
    this.CONSUME(t.Equals);
    this.SUBRULE(this.expression);
  });

  private readonly lowerStatement: Rule = this.RULE("lowerStatement", () => {
    this.CONSUME(t.Lower);
    this.SUBRULE(this.record);
  });

  private readonly phasesStatement: Rule = this.RULE("phasesStatement", () => {
    this.CONSUME(t.Phases);
    this.SUBRULE(this.record);
  });

  private readonly phaseStatement: Rule = this.RULE("phaseStatement", () => {
    this.CONSUME(t.Phase);
    this.CONSUME(t.Identifier);
    this.SUBRULE(this.block);
  });

  private readonly kineticsStatement: Rule = this.RULE("kineticsStatement", () => {
    this.CONSUME(t.Kinetics);
    this.CONSUME(t.Identifier);
  });

  private readonly letStatement: Rule = this.RULE("letStatement", () => {
    this.CONSUME(t.Let);
    this.CONSUME(t.Identifier);
    this.CONSUME(t.Equals);
    this.SUBRULE(this.expression);
  });

  private readonly useStatement: Rule = this.RULE("useStatement", () => {
    this.CONSUME(t.Use);
    this.CONSUME(t.Identifier);
    this.CONSUME(t.Equals);
    this.SUBRULE(this.path);
    this.SUBRULE(this.callArguments);
  });

  private readonly assertStatement: Rule = this.RULE("assertStatement", () => {
    this.CONSUME(t.Assert);
    this.list(this.expression, startsOperand);
  });

  private readonly forStatement: Rule = this.RULE("forStatement", () => {
    this.CONSUME(t.For);
    this.CONSUME(t.Identifier);
    this.CONSUME(t.In);
    this.SUBRULE(this.expression, { LABEL: "from" });
    this.CONSUME(t.DotDot);
    this.SUBRULE2(this.expression, { LABEL: "to" });
    this.SUBRULE(this.block);
  });

  private readonly ifStatement: Rule = this.RULE("ifStatement", () => {
    this.CONSUME(t.If);
    this.SUBRULE(this.expression);
    this.SUBRULE(this.block, { LABEL: "thenBlock" });
    this.OPTION(() => {
      this.CONSUME(t.Else);
      this.SUBRULE2(this.block, { LABEL: "elseBlock" });
    });
  });

  /** `at 50 { … }`, `when A > 5 { … }`, `every 10 { … }`. */
  private readonly eventStatement: Rule = this.RULE("eventStatement", () => {
    this.CONSUME(t.EventKeyword);
    this.SUBRULE(this.expression);
    const opening = this.CONSUME(t.LeftBrace);
    this.items(this.assignment, "assignment");
    this.closeBlock("event", opening);
  });

  private readonly assignment: Rule = this.RULE("assignment", () => {
    this.SUBRULE(this.reference);
    this.CONSUME(t.AssignmentOperator);
    this.SUBRULE(this.expression);
  });

  /** A reaction or an equation: both start with a reference. */
  private readonly referenceStatement: Rule = this.RULE("referenceStatement", () => {
    if (this.isNext(t.Colon, 2)) {
      this.OPTION(() => {
        this.CONSUME(t.Identifier, { LABEL: "label" });
        this.CONSUME(t.Colon);
      });
    }
    this.SUBRULE(this.complex);
    this.OR(this.equationOrReaction);
  });

  private readonly equationOrReaction: Choice = [
    {
      ALT: () => {
        this.CONSUME(t.Prime);
        this.CONSUME(t.Equals);
        this.SUBRULE(this.expression);
      },
    },
    {
      ALT: () => {
        const arrow = this.CONSUME(t.ArrowToken);
        this.optional3(
          () => this.isRate(arrow),
          () => {
            this.SUBRULE(this.rate);
          },
        );
        this.SUBRULE2(this.complex, { LABEL: "right" });
        if (this.isNext(t.By)) {
          this.OPTION2(() => {
            this.CONSUME(t.By);
            this.SUBRULE3(this.complex, { LABEL: "catalysts" });
          });
        }
      },
    },
  ];

  /** `{k}`, `[law]`, `{kf, kr}`, `[f, r]`. */
  private readonly rate: Rule = this.RULE("rate", () => {
    this.either(
      () => this.LA(1).tokenType === t.LeftBracket,
      () => {
        this.CONSUME(t.LeftBracket);
        this.list(this.expression, neverWithoutComma);
        this.CONSUME(t.RightBracket);
      },
      () => {
        this.CONSUME(t.LeftBrace);
        this.list2(this.expression, neverWithoutComma);
        this.CONSUME(t.RightBrace);
      },
    );
  });

  private readonly complex: Rule = this.RULE("complex", () => {
    this.SUBRULE(this.term);
    if (this.isNext(t.Plus)) {
      this.MANY(() => {
        this.CONSUME(t.Plus);
        this.SUBRULE2(this.term);
      });
    }
  });

  /** `A`, `2 A`, `0`, `∅`; what a bare number means is decided when the tree is built. */
  private readonly term: Rule = this.RULE("term", () => {
    this.OR(this.termKinds);
  });

  private readonly termKinds: Choice = [
    { ALT: () => this.CONSUME(t.EmptySet) },
    {
      ALT: () => {
        this.CONSUME(t.NumberToken);
        this.OPTION(() => {
          this.SUBRULE(this.reference);
        });
      },
    },
    { ALT: () => this.referenceParts() },
  ];

  // ── Expressions ──────────────────────────────────────────────────────────────────────────────────────

  /**
   * Flat: operands and operators in source order; precedence is applied when the tree is built. Chains of
   * `if … then … else if …` are flat too: the heads first, then the last `else` value.
   */
  private readonly expression: Rule = this.RULE("expression", () => {
    if (this.isNext(t.If)) {
      this.MANY(() => {
        this.SUBRULE(this.conditionalHead);
      });
    }
    if (this.isNext(t.PrefixOperator)) {
      this.MANY2(() => {
        this.CONSUME(t.PrefixOperator, { LABEL: "operator" });
      });
    }
    this.SUBRULE(this.operand);
    if (this.isNext(t.BinaryOperator)) {
      this.MANY3(() => {
        this.CONSUME(t.BinaryOperator, { LABEL: "operator" });
        if (this.isNext(t.PrefixOperator)) {
          this.MANY4(() => {
            this.CONSUME2(t.PrefixOperator, { LABEL: "operator" });
          });
        }
        this.SUBRULE2(this.operand);
      });
    }
  });

  private readonly conditionalHead: Rule = this.RULE("conditionalHead", () => {
    this.CONSUME(t.If);
    this.SUBRULE(this.expression, { LABEL: "condition" });
    this.CONSUME(t.Then);
    this.SUBRULE2(this.expression, { LABEL: "thenValue" });
    this.CONSUME(t.Else);
  });

  private readonly operand: Rule = this.RULE("operand", () => {
    if (!this.RECORDING_PHASE) {
      this.skipStrayOpening();
      this.readKeywordAsName();
    }
    this.OR(this.operandKinds);
  });

  private readonly operandKinds: Choice = [
    {
      ALT: () => {
        this.CONSUME(t.NumberToken);
        if (this.isNext(t.LeftBracket)) {
          this.OPTION(() => {
            this.SUBRULE(this.unit);
          });
        }
      },
    },
    { ALT: () => this.CONSUME(t.StringToken) },
    { ALT: () => this.CONSUME(t.True) },
    { ALT: () => this.CONSUME(t.False) },
    {
      ALT: () => {
        this.CONSUME(t.LeftParenthesis);
        this.SUBRULE(this.expression);
        this.CONSUME(t.RightParenthesis);
      },
    },
    {
      ALT: () => {
        this.CONSUME(t.LeftBracket);
        this.list2(this.expression, startsOperand);
        this.CONSUME(t.RightBracket);
      },
    },
    {
      ALT: () => {
        this.referenceParts();
        if (this.isNext(t.LeftParenthesis)) {
          this.OPTION2(() => {
            this.SUBRULE(this.callArguments);
          });
        }
      },
    },
  ];

  /** `a.b[i, j]`, `z[1].p`. */
  private readonly reference: Rule = this.RULE("reference", () => {
    this.referenceParts();
  });

  /** Terms and operands hold these parts themselves: what is most frequent gets no node of its own. */
  private referenceParts(): void {
    this.CONSUME(t.Identifier);
    if (this.isNext(t.Dot)) {
      this.MANY(() => {
        this.CONSUME(t.Dot);
        this.CONSUME2(t.Identifier);
      });
    }
    if (this.isNext(t.LeftBracket)) {
      this.OPTION4(() => {
        this.SUBRULE(this.indices);
        this.OPTION3(() => {
          this.CONSUME2(t.Dot);
          this.SUBRULE(this.path, { LABEL: "member" });
        });
      });
    }
  }

  private readonly path: Rule = this.RULE("path", () => {
    this.CONSUME(t.Identifier);
    this.MANY(() => {
      this.CONSUME(t.Dot);
      this.CONSUME2(t.Identifier);
    });
  });

  private readonly indices: Rule = this.RULE("indices", () => {
    this.CONSUME(t.LeftBracket);
    this.list(this.expression, startsOperand);
    this.CONSUME(t.RightBracket);
  });

  /** `(a, b; key: c)`. */
  private readonly callArguments: Rule = this.RULE("callArguments", () => {
    this.CONSUME(t.LeftParenthesis);
    this.optional(
      () => this.isArgument(),
      () => this.list(this.argument, startsOperand),
    );
    this.OPTION2(() => {
      this.CONSUME(t.Semicolon);
      this.list2(this.argument, startsOperand);
    });
    this.CONSUME(t.RightParenthesis);
  });

  private readonly argument: Rule = this.RULE("argument", () => {
    this.OPTION({
      GATE: () => this.LA(2).tokenType === t.Colon,
      DEF: () => {
        this.CONSUME(t.Identifier);
        this.CONSUME(t.Colon);
      },
    });
    this.SUBRULE(this.expression);
    this.OPTION2(() => {
      this.CONSUME(t.DotDot);
      this.SUBRULE2(this.expression, { LABEL: "to" });
    });
  });

  /** `[1/nM/s]` behind a number. */
  private readonly unit: Rule = this.RULE("unit", () => {
    this.CONSUME(t.LeftBracket);
    this.SUBRULE(this.unitFactor);
    this.MANY(() => {
      this.OR([{ ALT: () => this.CONSUME(t.Times) }, { ALT: () => this.CONSUME(t.Divide) }]);
      this.SUBRULE2(this.unitFactor);
    });
    this.CONSUME(t.RightBracket);
  });

  private readonly unitFactor: Rule = this.RULE("unitFactor", () => {
    this.OR([
      { ALT: () => this.CONSUME(t.Identifier) },
      { ALT: () => this.CONSUME(t.Integer, { LABEL: "one" }) },
    ]);
    this.OPTION(() => {
      this.CONSUME(t.Power);
      this.OPTION2(() => {
        this.CONSUME(t.Minus);
      });
      this.CONSUME2(t.Integer, { LABEL: "exponent" });
    });
  });

  // ── What is parsed although its first word is missing ────────────────────────────────────────────────

  private parseWithoutKeyword(level: "declaration" | "statement"): boolean {
    const keyword = this.readLostKeyword(level);
    const rule = keyword && this.ruleOfKeyword(keyword);
    if (rule !== undefined) this.SUBRULE(rule);
    return rule !== undefined;
  }

  private ruleOfKeyword(keyword: TokenType): Rule | undefined {
    switch (keyword) {
      case t.Import:
        return this.importDeclaration;
      case t.Const:
        return this.constDeclaration;
      case t.Units:
        return this.unitsDeclaration;
      case t.Func:
        return this.functionDeclaration;
      case t.Module:
        return this.moduleDeclaration;
      case t.Crn:
        return this.networkDeclaration;
      case t.Model:
        return this.modelDeclaration;
      case t.Data:
        return this.dataDeclaration;
      case t.Train:
        return this.trainDeclaration;
      case t.Learn:
      case t.Simulate:
      case t.Scan:
        return this.experimentDeclaration;
      case t.Species:
        return this.quantityDeclaration;
      case t.Lower:
        return this.lowerStatement;
      case t.Phases:
        return this.phasesStatement;
      case t.Phase:
        return this.phaseStatement;
      case t.For:
        return this.forStatement;
      case t.If:
        return this.ifStatement;
      case t.At:
      case t.When:
        return this.eventStatement;
      default:
        return undefined;
    }
  }

  // ── Decisions that need more than one token ──────────────────────────────────────────────────────────

  /** `->{k} B`. */
  private isReactionWithoutReactant(): boolean {
    return tokenMatcher(this.LA(1), t.ArrowToken);
  }

  /** `train on data`. */
  private lacksSubject(): boolean {
    return this.LA(1).tokenType === t.On && this.LA(2).tokenType !== t.On && startsName(this.LA(2));
  }

  /** `as name`, or a name whose `as` was forgotten. */
  private isAlias(): boolean {
    return this.LA(1).tokenType === t.As || (startsName(this.LA(1)) && this.LA(2).tokenType === t.LeftBrace);
  }

  private isColumn(): boolean {
    return tokenMatcher(this.LA(2), t.DefinitionOperator);
  }

  /** `key {`, or `key inner: … }` where the opening brace was forgotten. */
  private isNestedRecord(): boolean {
    if (this.LA(1).tokenType === t.LeftBrace)
      return this.braceBalance <= 0 || this.LA(2).tokenType !== t.Colon;
    if (this.braceBalance >= 0 || !startsName(this.LA(1)) || this.LA(2).tokenType !== t.Colon) return false;
    for (let distance = 3; ; distance++) {
      const { tokenType } = this.LA(distance);
      if (tokenType === t.RightBrace) return true;
      if (tokenType === t.LeftBrace || tokenType === t.LineEnd || tokenType === EOF) return false;
    }
  }

  /** `= value`, `~ distribution`, or a value whose `=` was forgotten. */
  private isDefinition(): boolean {
    return tokenMatcher(this.LA(1), t.DefinitionOperator) || this.isValueWithoutOperator();
  }

  private isValueWithoutOperator(): boolean {
    return startsOperand(this.LA(1)) && !startsName(this.LA(1));
  }

  private isArgument(): boolean {
    const type = this.LA(1).tokenType;
    return type !== t.RightParenthesis && type !== t.Semicolon;
  }

  /** Is there a rate behind the arrow? `{` may be forgotten if its `}` stands on the same line before more text. */
  private isRate(arrow: IToken): boolean {
    const type = this.LA(1).tokenType;
    if (type === t.LeftBrace || type === t.LeftBracket || this.isRateWithoutBrace()) return true;
    this.report(missingRate(arrow));
    return false;
  }

  private isRateWithoutBrace(): boolean {
    for (let ahead = 1; ; ahead++) {
      const token = this.LA(ahead);
      if (token.tokenType === t.RightBrace) return startsTerm(this.LA(ahead + 1));
      if (!RATE_TOKENS.some((type) => tokenMatcher(token, type))) return false;
    }
  }

  /** `in ->{k} 0`: a keyword before an arrow, `+` or `'` can only be a species that is called so. */
  private readStatementKeywordAsName(): void {
    if (!tokenMatcher(this.LA(1), t.HardKeyword)) return;
    const next = this.LA(2);
    if (tokenMatcher(next, t.ArrowToken) || next.tokenType === t.Plus || next.tokenType === t.Prime) {
      this.renameKeyword();
    }
  }
}

/** What a rate may be made of; anything else ends the search for a lost brace. */
const RATE_TOKENS: readonly TokenType[] = [
  t.Identifier,
  t.NumberToken,
  t.BinaryOperator,
  t.LeftParenthesis,
  t.RightParenthesis,
  t.LeftBracket,
  t.RightBracket,
  t.Comma,
  t.Dot,
];

/** Between rates no comma is guessed: what follows is more likely the product behind a lost `}`. */
function neverWithoutComma(): boolean {
  return false;
}

function startsName(token: IToken): boolean {
  return tokenMatcher(token, t.Identifier);
}

function startsParameter(token: IToken): boolean {
  return startsName(token) || tokenMatcher(token, t.ParameterKeyword);
}

function startsTerm(token: IToken): boolean {
  return startsName(token) || tokenMatcher(token, t.NumberToken) || token.tokenType === t.EmptySet;
}

function startsOperand(token: IToken): boolean {
  return (
    startsName(token) ||
    tokenMatcher(token, t.NumberToken) ||
    token.tokenType === t.StringToken ||
    token.tokenType === t.LeftParenthesis ||
    token.tokenType === t.True ||
    token.tokenType === t.False
  );
}
