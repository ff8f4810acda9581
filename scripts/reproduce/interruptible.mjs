// Long work that Ctrl+C ends after what is under way, and a second Ctrl+C at once.

/** The exit code of interrupted work. */
export const INTERRUPTED = 130;

/** Does the work, which asks the function it is given whether to stop; true if somebody did. */
export async function interruptible(work) {
  let stopped = false;
  const onSignal = () => {
    if (stopped) process.exit(INTERRUPTED);
    stopped = true;
    console.error("\nStopping after the runs that are under way; once more stops at once.");
  };
  process.on("SIGINT", onSignal);
  await work(() => stopped);
  process.off("SIGINT", onSignal);
  return stopped;
}
