// Style sheets of packages are bundled as texts.
declare module "*.css" {
  const text: string;
  // biome-ignore lint/style/noDefaultExport: this is how the bundler hands over a text
  export default text;
}
