// Stands for Node's `url` in browser bundles: xmlbuilder2 loads it for addresses in documents that nobody here parses.
export function domainToASCII() {
  throw new Error("Node's url does not exist in a browser.");
}
