// What was made of an object, kept with that object.

/** Values by the objects that they were made of. */
export interface Attached<Owner extends object, Value> {
  readonly get: (owner: Owner) => Value | undefined;
  readonly set: (owner: Owner, value: Value) => void;
}

/**
 * An empty store. It does what a `WeakMap` does, but what stands in a `WeakMap` is copied at each collection of young
 * objects until the next of all objects, whether its key is still in use or not: after each keystroke another analysis.
 */
export function createAttached<Owner extends object, Value>(name: string): Attached<Owner, Value> {
  const key = Symbol(name);
  return {
    get: (owner) => (owner as Owner & { readonly [key]?: Value })[key],
    set: (owner, value) => void Object.defineProperty(owner, key, { value, configurable: true }),
  };
}
