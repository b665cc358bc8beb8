package dev.ensayo.benchmarks.suite;

/**
 * A whole program that learns, of which there is a study here and a script in PyTorch, both written
 * from the same published settings. What is compared is how many steps of the environment it makes
 * a second, between two of its steps that lie past warming up.
 */
enum LearningLoop {
  /** DQN from pixels: game, memory, one update of 32 transitions a frame, target network. */
  MINATAR_DQN("minatar-loop", "frames/s", "minatar_dqn.py", MeasuredStudy.DQN_MINATAR),
  /** PPO with CleanRL's settings: 4 copies, 128 steps, 4 epochs of 4 minibatches, two networks. */
  CARTPOLE_PPO("ppo-cartpole", "steps/s", "cartpole_ppo.py", MeasuredStudy.CLEANRL_PPO),
  /** PQN with CleanRL's settings: the same rhythm, one network with layer normalization. */
  CARTPOLE_PQN("pqn-cartpole", "steps/s", "cartpole_pqn.py", MeasuredStudy.CLEANRL_PQN),
  /**
   * SAC with RL Zoo's settings: one update of 256 transitions a step, three networks of 256-256.
   */
  PENDULUM_SAC("sac-pendulum", "steps/s", "pendulum_sac.py", MeasuredStudy.ZOO_SAC);

  /**
   * Steps between which the clock runs.
   *
   * @param from step at which it starts
   * @param to step at which it stops
   */
  record Span(long from, long to) {}

  private final String task;
  private final String unit;
  private final String script;
  private final MeasuredStudy study;

  LearningLoop(String task, String unit, String script, MeasuredStudy study) {
    this.task = task;
    this.unit = unit;
    this.script = script;
    this.study = study;
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

  /** What is run here. */
  MeasuredStudy study() {
    return study;
  }

  /** What is measured of the study. */
  Span here() {
    return switch (this) {
      // Learning starts at frame 5,000, and both sides are warm after some more.
      case MINATAR_DQN -> new Span(7_000, 27_000);
      // Of 500,000 steps; whole rollouts of 512.
      case CARTPOLE_PPO, CARTPOLE_PQN -> new Span(102_400, 491_520);
      case PENDULUM_SAC -> new Span(2_000, 20_000);
    };
  }

  /** What is measured of the script. */
  Span python() {
    return switch (this) {
      case MINATAR_DQN -> new Span(7_000, 12_000);
      case CARTPOLE_PPO, CARTPOLE_PQN -> new Span(10_240, 61_440);
      case PENDULUM_SAC -> new Span(1_000, 4_000);
    };
  }
}
