package dev.ensayo.agents.rl4j;

import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.environment.DecisionProcess;
import dev.ensayo.core.environment.DecisionProcessSpec;
import dev.ensayo.core.environment.Environment;
import dev.ensayo.core.environment.ObservationSpec;
import dev.ensayo.core.random.SeedSequence;
import java.util.Arrays;
import java.util.OptionalDouble;
import org.deeplearning4j.rl4j.mdp.MDP;
import org.deeplearning4j.rl4j.space.DiscreteSpace;

/** An RL4J environment as a decision process: each copy is an instance of its own. */
final class MdpProcess implements DecisionProcess {
  private final MdpClass mdpClass;
  private final DecisionProcessSpec spec;

  private MdpProcess(MdpClass mdpClass, DecisionProcessSpec spec) {
    this.mdpClass = mdpClass;
    this.spec = spec;
  }

  /**
   * Finds the class and the shapes, on an instance that is made for it.
   *
   * @throws InvalidSettingException if the class cannot serve as an environment
   */
  static MdpProcess open(Rl4jEnvironmentConfig config) {
    MdpClass mdpClass = MdpClass.find(config);
    MDP<?, ?, ?> probe = mdpClass.create(0);
    try {
      return new MdpProcess(mdpClass, shapes(config.className(), probe));
    } finally {
      probe.close();
    }
  }

  private static DecisionProcessSpec shapes(String className, MDP<?, ?, ?> probe) {
    Object actions = probe.getActionSpace();
    if (!(actions instanceof DiscreteSpace discrete)) {
      throw new InvalidSettingException(
          "class",
          className
              + " has actions of "
              + (actions == null ? "no known space" : actions.getClass().getSimpleName())
              + "; only discrete actions ("
              + DiscreteSpace.class.getName()
              + ") are supported");
    }
    int[] shape = probe.getObservationSpace().getShape();
    int found = firstObservation(className, probe).length;
    int size = Arrays.stream(shape).reduce(1, Math::multiplyExact);
    if (shape.length == 0 || size != found) {
      throw new InvalidSettingException(
          "class",
          className
              + " declares observations of shape "
              + Arrays.toString(shape)
              + ", but the first one holds "
              + found
              + " numbers");
    }
    return new DecisionProcessSpec(
        ObservationSpec.continuous(shape), discrete.getSize(), 0, OptionalDouble.empty(), false);
  }

  private static double[] firstObservation(String className, MDP<?, ?, ?> probe) {
    try {
      return MdpEnvironment.numbers(probe.reset());
    } catch (RuntimeException | LinkageError e) {
      InvalidSettingException invalid =
          new InvalidSettingException("class", className + " failed at its first reset: " + e);
      invalid.initCause(e);
      throw invalid;
    }
  }

  @Override
  public DecisionProcessSpec spec() {
    return spec;
  }

  @Override
  public Environment create(SeedSequence seeds) {
    // open() has seen that the actions are discrete, which RL4J says by the type argument Integer.
    @SuppressWarnings("unchecked")
    MDP<?, Integer, DiscreteSpace> mdp =
        (MDP<?, Integer, DiscreteSpace>) mdpClass.create(seeds.seed("mdp"));
    return new MdpEnvironment(mdp, spec);
  }
}
