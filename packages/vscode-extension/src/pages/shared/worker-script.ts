// The script of a worker by its address in the extension → an address from which this page may start it. A worker must
// have the page's own origin, and the extension's files have another one.

/** Fetches the script once. */
export async function workerScript(address: string): Promise<string> {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`The extension's file ${address} cannot be read.`);
  return URL.createObjectURL(new Blob([await response.text()], { type: "text/javascript" }));
}
