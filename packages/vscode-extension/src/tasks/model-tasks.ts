// The text of a model → what the command line can do with it. Knows nothing of the editor.

/** A task as `tasks.json` writes it. */
export interface TaskDefinition {
  readonly type: "ncrn";
  readonly command: TaskCommand;
  /** The model, relative to the folder of the workspace. */
  readonly file: string;
  /** Further words for the command, such as `--epochs`, `10`. */
  readonly arguments?: readonly string[];
}

export type TaskCommand = "check" | "compile" | "simulate" | "scan" | "train";

export const taskCommands: readonly TaskCommand[] = ["check", "compile", "simulate", "scan", "train"];

/** The tasks that a model suggests: it is compiled if it makes a network, and run if it has records of that kind. */
export function tasksOfModel(file: string, text: string): readonly TaskDefinition[] {
  const has = (words: string): boolean => new RegExp(`^(?:${words})\\b`, "m").test(text);
  const commands: readonly [TaskCommand, boolean][] = [
    ["check", true],
    ["compile", has("crn|learn")],
    ["simulate", has("simulate")],
    ["scan", has("scan")],
    ["train", has("train")],
  ];
  return commands
    .filter(([, isUseful]) => isUseful)
    .map(([command]) => ({ type: "ncrn", command, file, ...DEFAULT_ARGUMENTS[command] }));
}

/** `compile` has to be told what to. */
const DEFAULT_ARGUMENTS: Readonly<Record<TaskCommand, Pick<TaskDefinition, "arguments">>> = {
  check: {},
  compile: { arguments: ["--to", "sbml"] },
  simulate: {},
  scan: {},
  train: {},
};

/** The words of the command line after the program. */
export function wordsOfTask({ command, file, arguments: further = [] }: TaskDefinition): readonly string[] {
  return [command, file, ...further];
}

/** What was written in `tasks.json`; undefined if it is no task of ours. */
export function taskDefinition(written: Readonly<Record<string, unknown>>): TaskDefinition | undefined {
  const { type, command, file, arguments: further } = written;
  const known = taskCommands.find((one) => one === command);
  if (type !== "ncrn" || known === undefined || typeof file !== "string") return undefined;
  const words = Array.isArray(further) ? further.filter((word) => typeof word === "string") : undefined;
  return { type, command: known, file, ...(words !== undefined && { arguments: words }) };
}
