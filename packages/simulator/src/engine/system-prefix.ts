/** What is put before the names of the functions of a system in a module. */
export function systemPrefix(system: number): string {
  return `system${system}_`;
}
