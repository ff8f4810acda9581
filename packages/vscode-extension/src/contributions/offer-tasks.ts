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
import { findFiles, MODELS, MOST_MODELS } from "../documents/find-files.js";
import { textOfFile } from "../documents/text-of-file.js";
import type { Services } from "../services.js";
import { type TaskDefinition, taskDefinition, tasksOfModel, wordsOfTask } from "../tasks/model-tasks.js";

/** In the output of the language server, since a list of tasks has no place for it. */
const TOO_MANY = `There are more than ${MOST_MODELS} models, and tasks are offered for ${MOST_MODELS} of them. A task for another one can be written in tasks.json.`;

/** Registers the provider; it offers nothing where no program can be started. */
export function offerTasks({ client, findProgram }: Services): Disposable {
  const program = (): string | undefined => {
    const name = workspace.getConfiguration("ncrn").get<string>("commandLine.path", "ncrn");
    return workspace.isTrusted ? findProgram?.(name) : undefined;
  };
  let isTold = false; // the list is asked for again and again
  return tasks.registerTaskProvider("ncrn", {
    provideTasks: async () => {
      const found = program();
      if (found === undefined) return [];
      const { files, areMore } = await findFiles(MODELS, MOST_MODELS);
      if (areMore && !isTold) client.warn(TOO_MANY, undefined, false);
      isTold = areMore;
      const offered = await Promise.all(files.map((model) => tasksOf(found, model)));
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
