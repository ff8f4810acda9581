// The standard library by path without extension: the texts of packages/language/std, built into the package.

import { standardLibraryTexts } from "./std.generated.js";

/** `std/name` → text. */
export const standardLibrary: ReadonlyMap<string, string> = new Map(Object.entries(standardLibraryTexts));
