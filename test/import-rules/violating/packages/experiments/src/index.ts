import { compile } from "@ncrn/compiler";
import { run } from "@ncrn/cli"; // expect: package-order
import { run as simulate } from "@ncrn/simulator"; // expect: undeclared

export const used = [compile, run, simulate];
