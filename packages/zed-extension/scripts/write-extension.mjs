// The committed parts → a folder that Zed installs as a development extension. Zed takes grammars from Git repositories only,
// hence one inside the folder, which extension.toml names by its address and commit.
import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";

const parts = path.dirname(import.meta.dirname);

/** Zed clones into `grammars`, so the repository it clones from has another name. */
const REPOSITORY = "tree-sitter-ncrn";

/** Neither the settings of whoever runs this nor the clock decide what the commit is. */
const COMMITTER = { name: "ncrn", email: "ncrn@localhost", date: "2000-01-01T00:00:00Z" };

/** A reason why there is no extension, in a sentence for whoever asked for it. */
export class CannotWrite extends Error {}

/**
 * Writes the extension, or brings one that is there up to date.
 * @param {string} folder its path; what stands in it must be an older version of the extension, if anything
 * @throws {CannotWrite} if the folder holds something else, or Git is missing or fails
 */
export function writeExtension(folder) {
  const manifest = path.join(folder, "extension.toml");
  if (existsSync(folder) && readdirSync(folder).length > 0 && !isOurs(manifest)) {
    throw new CannotWrite(
      `${folder} holds something else than the extension. Name a new folder, or an empty one.`,
    );
  }
  mkdirSync(folder, { recursive: true });
  for (const part of ["src", "languages"]) rmSync(path.join(folder, part), { recursive: true, force: true });
  const isBuilt = (file) => /[/\\](?:target|Cargo\.lock)$/.test(file);
  cpSync(path.join(parts, "extension"), folder, { recursive: true, filter: (file) => !isBuilt(file) });
  const repository = path.join(folder, REPOSITORY);
  const commit = commitGrammar(repository);
  writeFileSync(manifest, manifestWithGrammar(pathToFileURL(repository).href, commit));
}

function isOurs(manifest) {
  return existsSync(manifest) && /^id = "ncrn"$/m.test(readFileSync(manifest, "utf8"));
}

function manifestWithGrammar(repository, commit) {
  const manifest = readFileSync(path.join(parts, "extension", "extension.toml"), "utf8");
  return `${manifest}\n[grammars.ncrn]\nrepository = "${repository}"\nrev = "${commit}"\n`;
}

/** The commit that holds the grammar of today; none is added if the last one does. */
function commitGrammar(repository) {
  rmSync(path.join(repository, "src"), { recursive: true, force: true });
  cpSync(path.join(parts, "grammar"), repository, { recursive: true });
  if (!existsSync(path.join(repository, ".git"))) git(repository, "init", "--quiet");
  git(repository, "add", "--all");
  if (git(repository, "status", "--porcelain") !== "") {
    git(repository, "commit", "--quiet", "--no-verify", "--message", "Grammar of .ncrn");
  }
  return git(repository, "rev-parse", "HEAD").trim();
}

function git(repository, ...words) {
  const { name, email, date } = COMMITTER;
  const settings = ["core.autocrlf=false", "commit.gpgSign=false"].flatMap((setting) => ["-c", setting]);
  const { error, status, stdout, stderr } = spawnSync("git", [...settings, ...words], {
    cwd: repository,
    encoding: "utf8",
    env: {
      ...process.env,
      GIT_AUTHOR_NAME: name,
      GIT_AUTHOR_EMAIL: email,
      GIT_AUTHOR_DATE: date,
      GIT_COMMITTER_NAME: name,
      GIT_COMMITTER_EMAIL: email,
      GIT_COMMITTER_DATE: date,
    },
  });
  if (error !== undefined) {
    throw new CannotWrite(
      "Git was not found. Zed takes grammars from Git repositories: install Git, then try again.",
    );
  }
  if (status !== 0) throw new CannotWrite(`Git failed in ${repository}: ${stderr.trim()}`);
  return stdout;
}
