package dev.ensayo.backend.compiled;

/** How far a network was trained, as its Deeplearning4j configuration counts it. */
interface StepCount {
  int iterations();

  int epochs();

  void setIterations(int iterations);
}
