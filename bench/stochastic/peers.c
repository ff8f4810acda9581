// The stochastic methods that the benchmark compares with, as a careful C programmer writes them.
//
//   gcc -O3 -march=native -o peers peers.c -lm && ./peers network.bin <method> <events>
//
// Prints nanoseconds per event. Methods:
//   direct       Gillespie 1977: every propensity anew at each event, linear search
//   dependency   the direct method with a dependency graph and a running total (Cao, Li, Petzold 2004, without sorting)
//   next         the next reaction method (Gibson and Bruck 2000): indexed heap, waiting times used again
//   blocks       the algorithm of packages/simulator/src/stochastic/exact-kernel.ts: whole numbers of a unit, block sums
//                of 16 on up to three levels, code for each number of levels
//   running      two levels of block sums in floating point, made anew every 8192 events
// All of them: counts and propensities as doubles, mass action with at most two reactants, xoshiro256++, log of libm.
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

typedef struct { double constant; int32_t first, second; } Rate;
typedef struct { double amount; int32_t species; } Change;

static int species, reactions, changeCount, dependentCount;
static Rate *rates;
static double *counts;     /* species counts, then 1; the same less 1 behind it */
static int *changeStart, *dependentStart, *dependents;
static Change *changes;
static double *a;          /* propensities, padded with zeros to whole blocks */
static uint64_t s[4] = {1, 2, 3, 4};

static inline uint64_t rotl(uint64_t x, int k) { return (x << k) | (x >> (64 - k)); }
static inline double uniform(void) {
  uint64_t result = rotl(s[0] + s[3], 23) + s[0], t = s[1] << 17;
  s[2] ^= s[0]; s[3] ^= s[1]; s[1] ^= s[2]; s[0] ^= s[3]; s[2] ^= t; s[3] = rotl(s[3], 45);
  return (double)(result >> 11) * 0x1.0p-53;
}
static inline double exponential(double rate) { return -log(1 - uniform()) / rate; }
static inline double propensity(int r) {
  const Rate *rate = rates + r;
  return rate->constant * counts[rate->first] * counts[rate->second];
}
static inline void change(int r) {
  for (int i = changeStart[r]; i < changeStart[r + 1]; i++) {
    double x = counts[changes[i].species] + changes[i].amount;
    counts[changes[i].species] = x;
    counts[changes[i].species + species + 1] = x - 1;
  }
}

static double direct(long events) {
  double time = 0;
  for (long e = 0; e < events; e++) {
    double total = 0;
    for (int r = 0; r < reactions; r++) total += a[r] = propensity(r);
    time += exponential(total);
    double rest = uniform() * total;
    int r = 0;
    while (r < reactions - 1 && rest >= a[r]) rest -= a[r++];
    change(r);
  }
  return time;
}

static double dependency(long events) {
  double time = 0, total = 0;
  for (int r = 0; r < reactions; r++) a[r] = propensity(r);
  for (long e = 0; e < events; e++) {
    if (e % 1024 == 0) { total = 0; for (int r = 0; r < reactions; r++) total += a[r]; }
    time += exponential(total);
    double rest = uniform() * total;
    int r = 0;
    while (r < reactions - 1 && rest >= a[r]) rest -= a[r++];
    change(r);
    for (int i = dependentStart[r]; i < dependentStart[r + 1]; i++) {
      int j = dependents[i];
      double value = propensity(j);
      total += value - a[j];
      a[j] = value;
    }
  }
  return time;
}

static double *when; static int *heap, *place;
static void sift(int at) {
  int r = heap[at]; double value = when[r];
  while (at > 0 && when[heap[(at - 1) / 2]] > value) {
    int up = (at - 1) / 2; heap[at] = heap[up]; place[heap[at]] = at; at = up;
  }
  for (;;) {
    int child = 2 * at + 1;
    if (child >= reactions) break;
    if (child + 1 < reactions && when[heap[child + 1]] < when[heap[child]]) child++;
    if (when[heap[child]] >= value) break;
    heap[at] = heap[child]; place[heap[at]] = at; at = child;
  }
  heap[at] = r; place[r] = at;
}
static double next(long events) {
  double time = 0;
  when = malloc(8 * reactions); heap = malloc(4 * reactions); place = malloc(4 * reactions);
  for (int r = 0; r < reactions; r++) {
    a[r] = propensity(r); when[r] = a[r] > 0 ? exponential(a[r]) : INFINITY; heap[r] = place[r] = r;
  }
  for (int i = reactions / 2; i >= 0; i--) sift(i);
  for (long e = 0; e < events; e++) {
    int r = heap[0], self = 0;
    time = when[r];
    change(r);
    for (int i = dependentStart[r]; i < dependentStart[r + 1]; i++) {
      int j = dependents[i];
      double before = a[j], value = propensity(j);
      a[j] = value;
      if (j == r) self = 1;
      if (!(value > 0)) when[j] = INFINITY;
      else if (j != r && before > 0) when[j] = time + before / value * (when[j] - time);
      else when[j] = time + exponential(value);
      sift(place[j]);
    }
    if (!self) { when[r] = time + exponential(a[r]); sift(0); }
  }
  return time;
}

static int blockCount, groupCount;
static double *blockSums;
static int64_t *shares, *blockShares, *groupShares;
static Rate *scaled;
static int64_t share(int r) {
  double value = scaled[r].constant * counts[scaled[r].first] * counts[scaled[r].second] + 0x1.8p52;
  int64_t bits;
  memcpy(&bits, &value, 8);
  return bits - 0x4338000000000000;
}
static int64_t refresh(double *unit) {
  double sum = 0;
  for (int r = 0; r < reactions; r++) sum += propensity(r);
  *unit = sum > 0 ? ldexp(1, ilogb(sum) - 46) : 1;
  int64_t total = 0;
  memset(blockShares, 0, 8 * 16 * groupCount);
  memset(groupShares, 0, 8 * groupCount);
  for (int r = 0; r < reactions; r++) {
    scaled[r] = rates[r];
    scaled[r].constant /= *unit;
    shares[r] = share(r);
    total += shares[r]; blockShares[r / 16] += shares[r]; groupShares[r / 256] += shares[r];
  }
  return total;
}
static inline double blocksOnLevels(long events, int hasBlocks, int hasGroups) {
  double time = 0, unit = 1;
  int64_t total = 0;
  for (long e = 0; e < events; e++) {
    if (total < INT64_C(1) << 42 || total >= INT64_C(1) << 51) total = refresh(&unit);
    time += exponential((double)total * unit);
    int64_t rest = (int64_t)(uniform() * (double)total);
    unsigned g = 0, b = 0, r;
    if (hasGroups) while (rest >= groupShares[g]) rest -= groupShares[g++];
    if (hasBlocks) for (b = 16 * g; rest >= blockShares[b]; b++) rest -= blockShares[b];
    for (r = 16 * b; rest >= shares[r]; r++) rest -= shares[r];
    change(r);
    for (int i = dependentStart[r]; i < dependentStart[r + 1]; i++) {
      unsigned j = dependents[i];
      int64_t value = share(j), difference = value - shares[j];
      shares[j] = value;
      total += difference;
      if (hasBlocks) blockShares[j / 16] += difference;
      if (hasGroups) groupShares[j / 256] += difference;
    }
  }
  return time;
}
static double blocks(long events) {
  if (groupCount > 1) return blocksOnLevels(events, 1, 1);
  return blockCount > 1 ? blocksOnLevels(events, 1, 0) : blocksOnLevels(events, 0, 0);
}

static double running(long events) {
  double time = 0, total = 0;
  for (int r = 0; r < reactions; r++) a[r] = propensity(r);
  for (long e = 0; e < events; e++) {
    if (e % 8192 == 0) {
      total = 0;
      memset(blockSums, 0, 8 * blockCount);
      for (int r = 0; r < reactions; r++) { blockSums[r / 16] += a[r]; total += a[r]; }
    }
    time += exponential(total);
    double rest = uniform() * total;
    int b = 0;
    while (b < blockCount - 1 && rest >= blockSums[b]) rest -= blockSums[b++];
    int r = 16 * b, last = r + 15 < reactions - 1 ? r + 15 : reactions - 1;
    while (r < last && rest >= a[r]) rest -= a[r++];
    change(r);
    for (int i = dependentStart[r]; i < dependentStart[r + 1]; i++) {
      int j = dependents[i];
      double value = propensity(j), difference = value - a[j];
      a[j] = value;
      blockSums[j / 16] += difference;
      total += difference;
    }
  }
  return time;
}

static void *get(FILE *file, size_t bytes) {
  void *data = malloc(bytes);
  if (fread(data, 1, bytes, file) != bytes) { fprintf(stderr, "short file\n"); exit(1); }
  return data;
}
static double now(void) { struct timespec t; clock_gettime(CLOCK_MONOTONIC, &t); return t.tv_sec * 1e9 + t.tv_nsec; }

int main(int argc, char **argv) {
  FILE *file = argc == 4 ? fopen(argv[1], "rb") : NULL;
  if (!file) { fprintf(stderr, "peers network.bin method events\n"); return 1; }
  int *header = get(file, 16);
  species = header[0]; reactions = header[1]; changeCount = header[2]; dependentCount = header[3];
  double *constants = get(file, 8 * reactions);
  int *first = get(file, 4 * reactions), *second = get(file, 4 * reactions);
  changeStart = get(file, 4 * (reactions + 1));
  int *changed = get(file, 4 * changeCount), *amounts = get(file, 4 * changeCount);
  dependentStart = get(file, 4 * (reactions + 1));
  dependents = get(file, 4 * dependentCount);
  int *initial = get(file, 4 * species);
  rates = malloc(sizeof(Rate) * reactions);
  for (int r = 0; r < reactions; r++) {
    int one = first[r] < 0 ? species : first[r];
    int two = second[r] < 0 ? species : second[r] == first[r] ? second[r] + species + 1 : second[r];
    rates[r] = (Rate){constants[r], one, two};
  }
  changes = malloc(sizeof(Change) * changeCount);
  for (int i = 0; i < changeCount; i++) changes[i] = (Change){amounts[i], changed[i]};
  counts = calloc(2 * (species + 1), 8);
  for (int i = 0; i < species; i++) { counts[i] = initial[i]; counts[i + species + 1] = initial[i] - 1; }
  counts[species] = 1;
  blockCount = (reactions + 15) / 16; groupCount = (blockCount + 15) / 16;
  a = aligned_alloc(64, 8 * 16 * blockCount); memset(a, 0, 8 * 16 * blockCount);
  blockSums = calloc(blockCount, 8);
  shares = calloc(reactions, 8); blockShares = calloc(16 * groupCount, 8); groupShares = calloc(groupCount, 8);
  scaled = malloc(sizeof(Rate) * reactions);
  struct { const char *name; double (*run)(long); } methods[] = {
    {"direct", direct}, {"dependency", dependency}, {"next", next}, {"blocks", blocks}, {"running", running}};
  for (size_t m = 0; m < sizeof methods / sizeof *methods; m++) {
    if (strcmp(argv[2], methods[m].name)) continue;
    long events = atol(argv[3]);
    methods[m].run(events / 8);
    double start = now(), time = methods[m].run(events);
    printf("%g %g\n", (now() - start) / events, time);
    return 0;
  }
  return 1;
}
