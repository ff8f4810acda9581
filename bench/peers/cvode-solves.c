// Solves the samples of a problem again and again, as asked on standard input, one request a line:
//
//   KIND RELATIVE ABSOLUTE SECONDS STATES      KIND: dense, klu, gmres or adams; STATES: file of final states, or "-"
//
// and answers with one line of JSON: CPU time of one solve (median over passes), steps, failures.
#include "cvode.h"
#include "problem.h"

#define MOST_PASSES 4096

static double duration;
static int samples;
static double *initial, *final;
static int failures;

static void read_problem(const char *file) {
  FILE *input = fopen(file, "rb");
  double head[2];
  require(input && fread(head, sizeof(double), 2, input) == 2, "reading the samples");
  duration = head[0];
  samples = (int)head[1];
  long count = (long)samples * SPECIES;
  initial = malloc(sizeof(double) * count);
  final = malloc(sizeof(double) * count);
  require(fread(initial, sizeof(double), count, input) == count, "reading the samples");
  fclose(input);
}

static long pass(Solver *solver) {
  long steps = 0, taken;
  failures = 0;
  memcpy(final, initial, sizeof(double) * samples * SPECIES);
  for (int q = 0; q < samples; q++) {
    failures += solve(solver, final + (long)q * SPECIES, duration) != 0;
    CVodeGetNumSteps(solver->memory, &taken);
    steps += taken;
  }
  return steps;
}

static int ascending(const void *a, const void *b) {
  double x = *(const double *)a, y = *(const double *)b;
  return (x > y) - (x < y);
}

static void answer(const char *kind, double relative, double absolute, double seconds, const char *states) {
  static double times[MOST_PASSES];
  Solver *solver = create_solver(&systems[0], kind, relative, absolute);
  double start = cpu_seconds();
  long steps = pass(solver);
  double first = cpu_seconds() - start, total = 0;
  if (strcmp(states, "-")) {
    FILE *output = fopen(states, "wb");
    fwrite(final, sizeof(double), (long)samples * SPECIES, output);
    fclose(output);
  }
  int count = 0, failed = failures, repeats = first < 1e-3 ? (int)(1e-3 / first) + 1 : 1;
  if (first >= seconds) times[count++] = first;
  while (first < seconds && count < MOST_PASSES && total < seconds) {
    start = cpu_seconds();
    for (int r = 0; r < repeats; r++) pass(solver);
    double taken = cpu_seconds() - start;
    total += taken;
    times[count++] = taken / repeats;
  }
  qsort(times, count, sizeof(double), ascending);
  free_solver(solver);
  printf("{\"microseconds\":%.6g,\"steps\":%.6g,\"failures\":%d}\n", 1e6 * times[count / 2] / samples, (double)steps / samples, failed);
  fflush(stdout);
}

int main(int count, char **arguments) {
  char line[4096], kind[16], states[4000];
  double relative, absolute, seconds;
  read_problem(arguments[1]);
  printf("{\"ready\":true}\n");
  fflush(stdout);
  while (fgets(line, sizeof line, stdin))
    if (sscanf(line, "%15s %lf %lf %lf %3999s", kind, &relative, &absolute, &seconds, states) == 5)
      answer(kind, relative, absolute, seconds, states);
  return 0;
}
