// The command line of a script → what it asks for, or how the script is used.
import { parseArgs } from "node:util";

/** A mistake of whoever calls a script; its message is a sentence. */
class UsageError extends Error {}

/**
 * What the command line asks for. Prints the usage and ends the process where it asks for that (exit code 0), or cannot be
 * read (exit code 2, with a sentence that says why).
 * @template Asked
 * @param {string} usage
 * @param {{
 *   options?: import("node:util").ParseArgsOptionsConfig,
 *   mostPositionals?: number,
 *   read?: (given: Pick<ReturnType<typeof parseArgs>, "values" | "positionals">) => Asked,
 * }} [accepted] options as `parseArgs` takes them, `--help` left out; `read` makes of what is given what the script needs
 * @returns {Asked}
 */
export function scriptArguments(usage, { options = {}, mostPositionals = 0, read = (given) => given } = {}) {
  const help = { type: "boolean", short: "h", default: false };
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: mostPositionals > 0,
      options: { ...options, help },
    });
    if (values.help) {
      console.log(usage);
      process.exit(0);
    }
    const unexpected = positionals[mostPositionals];
    if (unexpected !== undefined) throw new UsageError(`Unexpected argument '${unexpected}'.`);
    return read({ values, positionals });
  } catch (error) {
    if (!(error instanceof UsageError || error.code?.startsWith("ERR_PARSE_ARGS"))) throw error;
    console.error(`${firstSentence(error.message)}\n\n${usage}`);
    process.exit(2);
  }
}

/** The number that a text stands for; `name` is what the usage calls it. */
export function wholeNumber(text, name, least = 1) {
  if (/^\d{1,15}$/.test(text) && Number(text) >= least) return Number(text);
  throw new UsageError(`${name} needs a whole number from ${least}, not '${text}'.`);
}

/** A number above zero. */
export function positiveNumber(text, name) {
  if (/^\d+(?:\.\d+)?$/.test(text) && Number(text) > 0) return Number(text);
  throw new UsageError(`${name} needs a number above 0, not '${text}'.`);
}

/** One of a few words. */
export function oneOf(text, name, words) {
  if (words.includes(text)) return text;
  throw new UsageError(`${name} is ${words.join(" or ")}, not '${text}'.`);
}

/** Node adds what hardly anybody needs: how an argument is written that begins with a hyphen. */
function firstSentence(message) {
  const [first] = message.split(/\.(?:\s|$)/);
  return `${first}.`;
}
