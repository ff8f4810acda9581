// Writes elementary steps, or asks for them, which the compiler then finds.

import { defineFixer, type Fix } from "../fix.js";
import { bindingSteps } from "./binding-steps.js";
import { lowerSetting } from "./lower-setting.js";

export const highOrder = defineFixer("high-order", (_, { origin }, source) => {
  const fixes: Fix[] = [];
  const steps = bindingSteps(source, origin.span);
  if (steps !== undefined) {
    const title = `Write two steps with an intermediate \`${steps.intermediate}\`, which binds fast and reversibly`;
    fixes.push({ title, edits: [steps.edit] });
  }
  const setting = lowerSetting(source, origin.span.start, { key: "order", value: "2" });
  if (setting !== undefined) {
    const title = "Insert `lower { order: 2 }`: the compiler makes steps of two molecules";
    fixes.push({ title, edits: [setting] });
  }
  return fixes;
});
