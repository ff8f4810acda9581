// Tasks that call the command line `ncrn`, for those who have it; everything else of the extension needs none.

import {
  type Disposable,
  ProcessExecution,
  Task,
  TaskGroup,
  tasks,
  type Uri,
  type WorkspaceFolder,
  workspace,
} from "vscode";
import type { Services } from "../activate.js";
import { type TaskDefinition, taskDefinition, tasksOfModel, wordsOfTask } from "../tasks/model-tasks.js";
import { textOfFile } from "./provide-files.js";

const MODELS = "**/*.ncrn";
const MOST_MODELS = 100;

/** Registers the provider; it offers nothing where no program can be started. */
export function offerTasks({ findProgram }: Services): Disposable {
  const program = (): string | undefined => {
    const name = workspace.getConfiguration("ncrn").get<string>("commandLine.path", "ncrn");
    return workspace.isTrusted ? findProgram?.(name) : undefined;
  };
  return tasks.registerTaskProvider("ncrn", {
    provideTasks: async () => {
      const found = program();
      if (found === undefined) return [];
      const models = await workspace.findFiles(MODELS, "**/node_modules/**", MOST_MODELS);
      const offered = await Promise.all(models.map((model) => tasksOf(found, model)));
      return offered.flat();
    },
    resolveTask: ({ definition, scope }) => {
      const [found, written] = [program(), taskDefinition(definition)];
      const folder = typeof scope === "object" ? scope : workspace.workspaceFolders?.[0];
      if (found === undefined || written === undefined || folder === undefined) return undefined;
      return taskFrom(found, written, folder, definition);
    },
  });
}

async function tasksOf(program: string, model: Uri): Promise<readonly Task[]> {
  const folder = workspace.getWorkspaceFolder(model);
  const text = await textOfFile(model);
  if (folder === undefined || text === undefined) return [];
  const file = workspace.asRelativePath(model, false);
  return tasksOfModel(file, text).map((definition) => taskFrom(program, definition, folder));
}

/** `written`: as it stands in `tasks.json`; the editor knows the task by it. */
function taskFrom(
  program: string,
  definition: TaskDefinition,
  folder: WorkspaceFolder,
  written: { readonly type: string } = definition,
): Task {
  const { command, file } = definition;
  const execution = new ProcessExecution(program, [...wordsOfTask(definition)], { cwd: folder.uri.fsPath });
  const task = new Task({ ...written }, folder, `${command} ${file}`, "ncrn", execution, "$ncrn");
  if (command === "compile") task.group = TaskGroup.Build;
  return task;
}
