// The page of a panel: one script, one style sheet, and a policy that allows nothing else.

/** The files of a page, relative to the extension. */
export interface PanelPage {
  readonly title: string;
  readonly script: string;
  /** Scripts of workers, which the page starts itself; their addresses are attributes of the body. */
  readonly workers: Readonly<Record<string, string>>;
}

/** What the editor says about itself: where files of the extension are, and from where pages may load. */
export interface PageSurroundings {
  readonly address: (file: string) => string;
  readonly contentSource: string;
}

/** HTML of a page. Workers are fetched and started from memory, since they must have the page's own origin. */
export function htmlOfPage(page: PanelPage, { address, contentSource }: PageSurroundings): string {
  const nonce = randomWord();
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}' 'wasm-unsafe-eval'`,
    "worker-src blob:",
    `connect-src ${contentSource}`,
    "style-src 'unsafe-inline'",
    "img-src data:",
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
  const workers = Object.entries(page.workers).map(([name, file]) => ` data-${name}="${address(file)}"`);
  return `<!DOCTYPE html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <meta http-equiv="Content-Security-Policy" content="${policy}">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <title>${page.title}</title>
</head>
<body${workers.join("")}>
  <script nonce="${nonce}" src="${address(page.script)}"></script>
</body>
</html>
`;
}

/** Not to be guessed by a page that is shown: the policy lets only scripts with this word run. */
function randomWord(): string {
  const numbers = crypto.getRandomValues(new Uint8Array(16));
  return [...numbers].map((number) => number.toString(16).padStart(2, "0")).join("");
}
