// Progress of many runs: one line on a terminal, a line every few seconds elsewhere.

const LINE_SECONDS = 10;

/** `start(runs, skipped)` when the work is known, `update(shares)` and `done(run, result)` while it goes on. */
export function progressReport(stream) {
  const started = performance.now();
  let [planned, finished, count, of] = [0, 0, 0, 0];
  let nextLine = 0;
  const show = (shares, force = false) => {
    const now = performance.now();
    if (!stream.isTTY && !force && now < nextLine) return;
    nextLine = now + 1000 * LINE_SECONDS;
    const running = [...shares].map(([run, share]) => share * run.weight).reduce((a, b) => a + b, 0);
    const share = planned === 0 ? 1 : (finished + running) / planned;
    const left = share > 0 ? ((now - started) / 1000) * (1 / share - 1) : Number.NaN;
    const names = [...shares.keys()].map((run) => nameOf(run)).join(", ");
    const text = `${count} of ${of} runs, ${(100 * share).toFixed(0)} %, ${durationText(left)} left${names === "" ? "" : `: ${names}`}`;
    stream.write(stream.isTTY ? `\r\u001B[K${text.slice(0, (stream.columns ?? 100) - 1)}` : `${text}\n`);
  };
  return {
    start: (runs, skipped) => {
      planned = runs.reduce((sum, { weight }) => sum + weight, 0);
      [count, of] = [skipped, runs.length + skipped];
    },
    progress: (shares) => show(shares),
    done: (run, result) => {
      finished += run.weight;
      count += 1;
      if (result.status === "completed") return;
      stream.write(`${stream.isTTY ? "\r\u001B[K" : ""}${nameOf(run)}: ${result.failure}\n`);
    },
    stop: () => {
      show(new Map(), true);
      if (stream.isTTY) stream.write("\n");
    },
  };
}

function nameOf({ row, record, method, seed }) {
  return [row, record, method, `seed ${seed}`].filter((part) => part !== undefined).join(" ");
}

function durationText(seconds) {
  if (!Number.isFinite(seconds)) return "an unknown time";
  if (seconds < 90) return `${Math.round(seconds)} s`;
  return seconds < 5400 ? `${Math.round(seconds / 60)} min` : `${(seconds / 3600).toFixed(1)} h`;
}
