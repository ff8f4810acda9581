import { analyze } from "@ncrn/language";
import { nodes } from "@ncrn/language/ast/nodes.js"; // expect: entry-point
import { span } from "../../language/src/text/span.js"; // expect: outside-package
import { nothing } from "./no-such-file.js"; // expect: outside-package
import { simulate } from "@ncrn/experiments"; // expect: package-order
import { create } from "xmlbuilder2"; // expect: confined
import { format } from "@ncrn/language/format";
import "left-pad"; // expect: undeclared

export const lazily = () => import("node:fs"); // expect: pure-package
export type Later = import("@ncrn/experiments").Result; // expect: package-order
export const used = [analyze, nodes, span, nothing, simulate, create, format];
