// Whether a long calculation shall stop, asked again after so many operations as take a fraction of a second.

/** Counts the operations of a calculation and asks now and then; once it is to stop, that stays so. */
export interface StopQuestion {
  /** Told that so many more operations are done; true if the calculation is to be left unfinished. */
  readonly isDue: (operations: number) => boolean;
  /** Whether it was to stop the last time that was asked. */
  readonly isStopped: () => boolean;
}

const OPERATIONS_BETWEEN_QUESTIONS = 2 ** 25;

/** What a leap or step of a stochastic run costs for each reaction, about. */
export const OPERATIONS_PER_REACTION = 64;

/** The question for a run; without `shouldStop` it is never to stop. `time` is the simulated time that it is told. */
export function createStopQuestion(
  shouldStop: ((time: number) => boolean) | undefined,
  time: () => number = () => 0,
): StopQuestion {
  let operationsSince = 0;
  let isStopped = false;
  return {
    isDue: (operations) => {
      operationsSince += operations;
      if (isStopped || shouldStop === undefined || operationsSince < OPERATIONS_BETWEEN_QUESTIONS)
        return isStopped;
      operationsSince = 0;
      isStopped = shouldStop(time());
      return isStopped;
    },
    isStopped: () => isStopped,
  };
}

/** Goes on to the end. */
export const neverStops: StopQuestion = createStopQuestion(undefined);
