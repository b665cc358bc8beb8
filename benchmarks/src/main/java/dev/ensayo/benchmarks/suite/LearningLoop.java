package dev.ensayo.benchmarks.suite;

import java.util.Optional;

/**
 * A whole program that learns, of which there is a study here and a script in PyTorch, both written
 * from the same published settings. What is compared is how many steps of the environment it makes
 * a second, between two of its steps that lie past warming up.
 */
enum LearningLoop {
  /** DQN from pixels: game, memory, one update of 32 transitions a frame, target network. */
  MINATAR_DQN(
      "minatar-loop",
      "frames/s",
      "minatar_dqn.py",
      Optional.of(MeasuredStudy.DQN_MINATAR),
      // Learning starts at frame 5,000, and both sides are warm after some more.
      new Span(7_000, 27_000),
      new Span(7_000, 12_000)),
  /** PPO with CleanRL's settings: 4 copies, 128 steps, 4 epochs of 4 minibatches, two networks. */
  CARTPOLE_PPO(
      "ppo-cartpole",
      "steps/s",
      "cartpole_ppo.py",
      Optional.empty(),
      Span.OF_COMPILED_CARTPOLE,
      Span.OF_CARTPOLE),
  /** PQN with CleanRL's settings: the same rhythm, one network with layer normalization. */
  CARTPOLE_PQN(
      "pqn-cartpole",
      "steps/s",
      "cartpole_pqn.py",
      Optional.empty(),
      Span.OF_COMPILED_CARTPOLE,
      Span.OF_CARTPOLE);

  /**
   * Steps between which the clock runs.
   *
   * @param from step at which it starts
   * @param to step at which it stops
   */
  record Span(long from, long to) {
    /** Of 500,000 steps; whole rollouts of 512. */
    static final Span OF_COMPILED_CARTPOLE = new Span(102_400, 491_520);

    static final Span OF_CARTPOLE = new Span(10_240, 61_440);
  }

  private final String task;
  private final String unit;
  private final String script;
  private final Optional<MeasuredStudy> study;
  private final Span here;
  private final Span python;

  LearningLoop(
      String task,
      String unit,
      String script,
      Optional<MeasuredStudy> study,
      Span here,
      Span python) {
    this.task = task;
    this.unit = unit;
    this.script = script;
    this.study = study;
    this.here = here;
    this.python = python;
  }

  /** What {@code benchmarks/run} calls it. */
  String workload() {
    return PeerComparison.PREFIX + task;
  }

  String unit() {
    return unit;
  }

  /** Its name in the folder of the scripts. */
  String script() {
    return script;
  }

  /** What is run here; empty as long as there is no agent for it. */
  Optional<MeasuredStudy> study() {
    return study;
  }

  /** What is measured of the study. */
  Span here() {
    return here;
  }

  /** What is measured of the script. */
  Span python() {
    return python;
  }
}
