// Text → the same text in the one style. The printer is loaded when it is first needed.

/** The text in the one style; it must have no syntax errors. */
export async function formatText(text: string): Promise<string> {
  const [{ format }, { default: plugin }] = await Promise.all([
    import("prettier/standalone"),
    import("@ncrn/language/format"),
  ]);
  return format(text, {
    parser: "ncrn",
    plugins: [plugin],
    endOfLine: "auto", // the editor decides about line ends
  });
}
