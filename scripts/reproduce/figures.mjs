export async function writeFigures() {}
