// One CVODE integrator for one system of equations: dense or sparse direct solution of the Newton equations with the
// analytic Jacobian, Newton with GMRES, or Adams methods with fixed-point iteration.
#include <cvode/cvode.h>
#include <math.h>
#include <nvector/nvector_serial.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sunlinsol/sunlinsol_dense.h>
#include <sunlinsol/sunlinsol_klu.h>
#include <sunlinsol/sunlinsol_spgmr.h>
#include <sunmatrix/sunmatrix_dense.h>
#include <sunmatrix/sunmatrix_sparse.h>
#include <sunnonlinsol/sunnonlinsol_fixedpoint.h>
#include <time.h>

typedef struct {
  int size, entries, coefficient_count;
  const int *unknowns, *columns, *rows;
  void (*coefficients)(const double *state, double *c);
  void (*rates)(const double *x, const double *c, double *f);
  void (*jacobian)(const double *x, const double *c, double *w);
} System;

// Table-driven functions of a system; `ones` are copies with a last element 1, which pads products to three factors.
#define TABLE_SYSTEM(I, SIZE, COEFFICIENTS, STATE, FLUXES, PARTIALS, ENTRIES) \
  static double ones_##I[SIZE + 1], state_##I[STATE + 1], flux_values_##I[FLUXES + 1], partial_values_##I[PARTIALS + 1]; \
  static void coefficients_##I(const double *s, double *c) { \
    memcpy(state_##I, s, sizeof(double) * STATE); state_##I[STATE] = 1; \
    for (int q = 0; q < COEFFICIENTS; q++) { double sum = 0; \
      for (int p = coefficient_##I##_start[q]; p < coefficient_##I##_start[q + 1]; p++) { const int *at = coefficient_##I##_at + 3 * p; \
        sum += coefficient_##I##_weight[p] * state_##I[at[0]] * state_##I[at[1]] * state_##I[at[2]]; } \
      c[q] = sum; } } \
  static void rates_##I(const double *x, const double *c, double *f) { \
    memcpy(ones_##I, x, sizeof(double) * SIZE); ones_##I[SIZE] = 1; \
    products_of(ones_##I, FLUXES, flux_##I##_constant, flux_##I##_at, flux_values_##I); \
    sums_of(SIZE, row_##I##_start, row_##I##_factor, row_##I##_coefficient, row_##I##_source, flux_values_##I, c, f); } \
  static void jacobian_##I(const double *x, const double *c, double *w) { \
    memcpy(ones_##I, x, sizeof(double) * SIZE); ones_##I[SIZE] = 1; \
    products_of(ones_##I, PARTIALS, partial_##I##_constant, partial_##I##_at, partial_values_##I); \
    sums_of(ENTRIES, entry_##I##_start, entry_##I##_factor, entry_##I##_coefficient, entry_##I##_source, partial_values_##I, c, w); }

static inline void products_of(const double *restrict x, int count, const double *restrict constant, const int *restrict at, double *restrict v) {
  for (int r = 0; r < count; r++) v[r] = constant[r] * x[at[3 * r]] * x[at[3 * r + 1]] * x[at[3 * r + 2]];
}

// `c` starts one element early: coefficient 0 is the number 1.
static inline void sums_of(int count, const int *restrict start, const double *restrict factor, const int *restrict coefficient, const int *restrict source, const double *restrict v, const double *restrict c, double *restrict f) {
  const double *with_one = c - 1;
  for (int i = 0; i < count; i++) {
    double sum = 0;
    for (int p = start[i]; p < start[i + 1]; p++) sum += factor[p] * with_one[coefficient[p]] * v[source[p]];
    f[i] = sum;
  }
}

typedef struct {
  const System *system;
  double *coefficients, *values;
  SUNContext context;
  N_Vector x;
  void *memory;
  SUNMatrix matrix;
  SUNLinearSolver linear;
  SUNNonlinearSolver nonlinear;
} Solver;

static int solver_rates(double t, N_Vector x, N_Vector f, void *data) {
  Solver *solver = data;
  solver->system->rates(N_VGetArrayPointer(x), solver->coefficients, N_VGetArrayPointer(f));
  return 0;
}

static int solver_dense(double t, N_Vector x, N_Vector f, SUNMatrix J, void *data, N_Vector a, N_Vector b, N_Vector c) {
  Solver *solver = data;
  const System *system = solver->system;
  double *dense = SM_DATA_D(J);
  system->jacobian(N_VGetArrayPointer(x), solver->coefficients, solver->values);
  for (int j = 0; j < system->size; j++)
    for (int p = system->columns[j]; p < system->columns[j + 1]; p++)
      dense[(long)j * system->size + system->rows[p]] = solver->values[p];
  return 0;
}

static int solver_sparse(double t, N_Vector x, N_Vector f, SUNMatrix J, void *data, N_Vector a, N_Vector b, N_Vector c) {
  Solver *solver = data;
  const System *system = solver->system;
  sunindextype *columns = SM_INDEXPTRS_S(J), *rows = SM_INDEXVALS_S(J);
  for (int j = 0; j <= system->size; j++) columns[j] = system->columns[j];
  for (int p = 0; p < system->entries; p++) rows[p] = system->rows[p];
  system->jacobian(N_VGetArrayPointer(x), solver->coefficients, SM_DATA_S(J));
  return 0;
}

static void require(int good, const char *what) {
  if (good) return;
  fprintf(stderr, "%s failed\n", what);
  exit(1);
}

static void no_messages(int code, const char *module, const char *function, char *message, void *data) {}

static Solver *create_solver(const System *system, const char *kind, double relative, double absolute) {
  Solver *solver = calloc(1, sizeof(Solver));
  int size = system->size, is_adams = !strcmp(kind, "adams");
  solver->system = system;
  // Element 0 is the 1 that terms without a coefficient read.
  double *storage = malloc(sizeof(double) * (system->coefficient_count + 1));
  storage[0] = 1;
  solver->coefficients = storage + 1;
  solver->values = malloc(sizeof(double) * (system->entries + 1));
  require(SUNContext_Create(NULL, &solver->context) == 0, "SUNContext_Create");
  solver->x = N_VNew_Serial(size, solver->context);
  N_VConst(0, solver->x);
  solver->memory = CVodeCreate(is_adams ? CV_ADAMS : CV_BDF, solver->context);
  CVodeSetErrHandlerFn(solver->memory, no_messages, NULL);
  require(CVodeInit(solver->memory, solver_rates, 0, solver->x) == 0, "CVodeInit");
  CVodeSStolerances(solver->memory, relative, absolute);
  CVodeSetMaxNumSteps(solver->memory, 2000000);
  CVodeSetUserData(solver->memory, solver);
  if (is_adams) {
    solver->nonlinear = SUNNonlinSol_FixedPoint(solver->x, 0, solver->context);
    CVodeSetNonlinearSolver(solver->memory, solver->nonlinear);
  } else if (!strcmp(kind, "klu")) {
    solver->matrix = SUNSparseMatrix(size, size, system->entries, CSC_MAT, solver->context);
    solver->linear = SUNLinSol_KLU(solver->x, solver->matrix, solver->context);
  } else if (!strcmp(kind, "dense")) {
    solver->matrix = SUNDenseMatrix(size, size, solver->context);
    solver->linear = SUNLinSol_Dense(solver->x, solver->matrix, solver->context);
  } else {
    solver->linear = SUNLinSol_SPGMR(solver->x, SUN_PREC_NONE, 0, solver->context);
  }
  if (!is_adams) require(CVodeSetLinearSolver(solver->memory, solver->linear, solver->matrix) == 0, "CVodeSetLinearSolver");
  if (solver->matrix) CVodeSetJacFn(solver->memory, !strcmp(kind, "klu") ? solver_sparse : solver_dense);
  return solver;
}

static void free_solver(Solver *solver) {
  CVodeFree(&solver->memory);
  if (solver->linear) SUNLinSolFree(solver->linear);
  if (solver->nonlinear) SUNNonlinSolFree(solver->nonlinear);
  if (solver->matrix) SUNMatDestroy(solver->matrix);
  N_VDestroy(solver->x);
  SUNContext_Free(&solver->context);
  free(solver->coefficients - 1);
  free(solver->values);
  free(solver);
}

// Solves from `state` at time 0 to `end`, in place; 0 if it went well.
static int solve(Solver *solver, double *state, double end) {
  const System *system = solver->system;
  if (system->size == 0) return 0;
  double *x = N_VGetArrayPointer(solver->x), reached;
  system->coefficients(state, solver->coefficients);
  for (int i = 0; i < system->size; i++) x[i] = state[system->unknowns[i]];
  if (CVodeReInit(solver->memory, 0, solver->x) != 0) return 1;
  CVodeSetStopTime(solver->memory, end);
  int flag = CVode(solver->memory, end, solver->x, &reached, CV_NORMAL);
  for (int i = 0; i < system->size; i++) state[system->unknowns[i]] = x[i];
  return flag < 0;
}

static double cpu_seconds(void) {
  struct timespec t;
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
  return t.tv_sec + t.tv_nsec * 1e-9;
}
