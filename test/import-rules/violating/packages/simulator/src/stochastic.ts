export const draw = (): number => Math.random(); // expect: impure
export const started = Date.now(); // expect: impure
export const today = new Date(); // expect: impure
export const noise = (uniform: number): number => Math.sqrt(-2 * Math.log(uniform)); // expect: inexact
