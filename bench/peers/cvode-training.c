// A whole training run with CVODE: the host's actions and phases in the same order as in the trained network, and
// inference over the validation samples before the first epoch and after each.
//
//   program KIND RELATIVE ABSOLUTE      prints CPU seconds, steps and the weights as one line of JSON
#include "cvode.h"
#include "problem.h"
#include "training.h"

static double state[SPECIES];
static Solver *solvers[SYSTEMS];
static long steps;
static int failures;

static void set_rails(const int *positive, const int *negative, const double *values, int count) {
  for (int i = 0; i < count; i++) {
    state[positive[i]] = values[i] > 0 ? values[i] : 0;
    if (negative[i] >= 0) state[negative[i]] = values[i] < 0 ? -values[i] : 0;
  }
}

static void begin_sample(const double *inputs) {
  for (int i = 0; i < CLEARED; i++) state[cleared[i]] = cleared_values[i];
  if (CANCELS_RAILS)
    for (int i = 0; i < WEIGHTS; i++)
      if (weight_negative[i] >= 0) {
        double difference = state[weight_positive[i]] - state[weight_negative[i]];
        set_rails(weight_positive + i, weight_negative + i, &difference, 1);
      }
  set_rails(input_positive, input_negative, inputs, INPUTS);
}

static void run_phases(const int *phases, int count) {
  for (int i = 0; i < count; i++) {
    long taken = 0;
    Solver *solver = solvers[phases[i]];
    failures += solve(solver, state, durations[phases[i]]);
    if (solver->system->size > 0) CVodeGetNumSteps(solver->memory, &taken);
    steps += taken;
  }
}

static void validate(void) {
  for (int q = 0; q < VALIDATION; q++) {
    begin_sample(validation_inputs + q * INPUTS);
    run_phases(inference_phases, INFERENCE_PHASES);
  }
}

int main(int count, char **arguments) {
  double relative = atof(arguments[2]), absolute = atof(arguments[3]), start = cpu_seconds();
  for (int p = 0; p < SYSTEMS; p++)
    if (systems[p].size > 0) solvers[p] = create_solver(&systems[p], arguments[1], relative, absolute);
    else (solvers[p] = calloc(1, sizeof(Solver)))->system = &systems[p];
  memcpy(state, initial_state, sizeof state);
  validate();
  for (int epoch = 0; epoch < EPOCHS; epoch++) {
    for (int i = 0; i < TRAINING; i++) {
      int q = orders[epoch * TRAINING + i];
      begin_sample(training_inputs + q * INPUTS);
      set_rails(target_positive, target_negative, training_targets + q * TARGETS, TARGETS);
      run_phases(inference_phases, INFERENCE_PHASES);
      run_phases(learning_phases, LEARNING_PHASES);
    }
    validate();
  }
  printf("{\"seconds\":%.9g,\"steps\":%ld,\"failures\":%d,\"weights\":[", cpu_seconds() - start, steps, failures);
  for (int i = 0; i < WEIGHTS; i++)
    printf("%s%.17g", i ? "," : "", state[weight_positive[i]] - (weight_negative[i] >= 0 ? state[weight_negative[i]] : 0));
  printf("]}\n");
  return 0;
}
