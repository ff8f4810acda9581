// Stands for Node's `events` in browser bundles: xmlbuilder2 loads it for a callback interface that nobody here uses.
export class EventEmitter {
  constructor() {
    throw new Error("Node's events do not exist in a browser.");
  }
}
