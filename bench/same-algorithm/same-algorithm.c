// Runs the translated module on the samples: before each one, the words that a host writes are put in place.
//
//   program IMAGE SECONDS      prints CPU microseconds of one solve (median over passes) and the greatest difference
//                              between the final states of C and WebAssembly, relative to 1e-3 + the value
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include "module.h"

#define MOST_PASSES 4096

static uint32_t samples, words, compared;
static double from, to;
static uint32_t allowed, status;
static uint32_t *places, *compared_places;
static uint64_t *values;
static double *expected;

static void take(void *target, size_t bytes, FILE *input) {
  if (fread(target, 1, bytes, input) != bytes) exit(1);
}

static void *taken(size_t bytes, FILE *input) {
  void *target = malloc(bytes + 8);
  take(target, bytes, input);
  return target;
}

static void read_image(const char *file) {
  FILE *input = fopen(file, "rb");
  double head[7];
  if (!input) exit(1);
  take(head, sizeof head, input);
  samples = head[0], words = head[1], compared = head[2], from = head[3], to = head[4], allowed = head[5], status = head[6];
  take(memory, sizeof memory, input);
  values = taken(sizeof(uint64_t) * words * samples, input);
  expected = taken(sizeof(double) * compared * samples, input);
  places = taken(sizeof(uint32_t) * words, input);
  compared_places = taken(sizeof(uint32_t) * compared, input);
}

static double cpu_seconds(void) {
  struct timespec t;
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
  return t.tv_sec + t.tv_nsec * 1e-9;
}

static double pass(void) {
  double worst = 0;
  for (uint32_t q = 0; q < samples; q++) {
    const uint64_t *own = values + (size_t)q * words;
    for (uint32_t w = 0; w < words; w++) *(any64 *)(memory + 8 * (size_t)places[w]) = own[w];
    if (ENTRY(from, to, allowed) != status) worst = INFINITY;
    for (uint32_t i = 0; i < compared; i++) {
      double value = *(double *)(memory + 8 * (size_t)compared_places[i]), wanted = expected[(size_t)q * compared + i];
      double difference = fabs(value - wanted) / (1e-3 + fabs(wanted));
      if (!(difference <= worst)) worst = difference;
    }
  }
  return worst;
}

static int ascending(const void *a, const void *b) {
  double x = *(const double *)a, y = *(const double *)b;
  return (x > y) - (x < y);
}

int main(int count, char **arguments) {
  static double times[MOST_PASSES];
  read_image(arguments[1]);
  double seconds = atof(arguments[2]), start = cpu_seconds(), total = 0;
  double difference = pass(), first = cpu_seconds() - start;
  int passes = 0, repeats = first < 1e-3 ? (int)(1e-3 / first) + 1 : 1;
  if (first >= seconds) times[passes++] = first;
  while (first < seconds && passes < MOST_PASSES && total < seconds) {
    start = cpu_seconds();
    for (int r = 0; r < repeats; r++) pass();
    double spent = cpu_seconds() - start;
    total += spent;
    times[passes++] = spent / repeats;
  }
  qsort(times, passes, sizeof(double), ascending);
  printf("{\"microseconds\":%.6g,\"difference\":%.6g}\n", 1e6 * times[passes / 2] / samples, difference);
  return 0;
}
