// Reads SBML back without our own code: MathML is evaluated as its specification says, elements are looked up by name.

import { create } from "xmlbuilder2";

/** A parsed XML element; text stands under `#`, attributes under `@name`. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
  readonly text: string;
}

interface DomNode {
  readonly nodeType: number;
  readonly nodeName: string;
  readonly textContent: string | null;
  readonly childNodes: Iterable<DomNode>;
  readonly attributes?: Iterable<{ readonly name: string; readonly value: string }>;
}

export function parseXml(text: string): XmlElement {
  const document = create(text).root().node as unknown as DomNode;
  return elementOf(document);
}

function elementOf(node: DomNode): XmlElement {
  const attributes = Object.fromEntries([...(node.attributes ?? [])].map(({ name, value }) => [name, value]));
  const children = [...node.childNodes].filter(({ nodeType }) => nodeType === 1).map(elementOf);
  const text = [...node.childNodes]
    .filter(({ nodeType }) => nodeType === 3)
    .map(({ textContent }) => (textContent ?? "").trim())
    .join(" ")
    .trim();
  return { name: node.nodeName, attributes, children, text };
}

/** All elements of a name, in document order. */
export function elementsNamed(root: XmlElement, name: string): readonly XmlElement[] {
  const own = root.name === name ? [root] : [];
  return [...own, ...root.children.flatMap((child) => elementsNamed(child, name))];
}

/** The value of `<math>` or any element inside; `values` has species, parameters, compartments and `time`. */
export function evaluateMathml(element: XmlElement, values: ReadonlyMap<string, number>): number {
  const evaluate = (inner: XmlElement) => evaluateMathml(inner, values);
  switch (element.name) {
    case "math":
      return evaluate(element.children[0]!);
    case "cn": {
      const [mantissa, exponent] = element.text.split(" ");
      return Number(exponent === undefined ? mantissa : `${mantissa}e${exponent}`);
    }
    case "ci": {
      const value = values.get(element.text);
      if (value === undefined) throw new Error(`no value for ${element.text}`);
      return value;
    }
    case "csymbol":
      return values.get("time")!;
    case "piecewise": {
      const piece = element.children.find(
        ({ name, children }) => name === "piece" && evaluate(children[1]!) !== 0,
      );
      const otherwise = element.children.find(({ name }) => name === "otherwise");
      return evaluate((piece ?? otherwise)!.children[0]!);
    }
    case "apply": {
      const [operator, ...operands] = element.children;
      return applyMathml(operator!.name, operands.map(evaluate));
    }
    default:
      throw new Error(`<${element.name}> is not read here`);
  }
}

function applyMathml(name: string, [first = 0, second, ...more]: readonly number[]): number {
  const all = [first, ...(second === undefined ? [] : [second]), ...more];
  switch (name) {
    case "plus":
      return all.reduce((sum, value) => sum + value, 0);
    case "times":
      return all.reduce((sum, value) => sum * value, 1);
    case "minus":
      return second === undefined ? -first : first - second;
    case "divide":
      return first / second!;
    case "power":
      return first ** second!;
    case "rem":
      return first % second!;
    case "root":
      return Math.sqrt(first);
    case "ln":
      return Math.log(first);
    case "ceiling":
      return Math.ceil(first);
    case "min":
      return Math.min(...all);
    case "max":
      return Math.max(...all);
    case "abs":
    case "exp":
    case "sin":
    case "cos":
    case "tan":
    case "tanh":
    case "floor":
      return Math[name](first);
    case "lt":
      return Number(first < second!);
    case "leq":
      return Number(first <= second!);
    case "gt":
      return Number(first > second!);
    case "geq":
      return Number(first >= second!);
    case "eq":
      return Number(first === second);
    case "neq":
      return Number(first !== second);
    case "and":
      return Number(all.every((value) => value !== 0));
    case "or":
      return Number(all.some((value) => value !== 0));
    case "not":
      return Number(first === 0);
    default:
      throw new Error(`<${name}> is not read here`);
  }
}
