package dev.ensayo.agents.rl4j;

import java.util.concurrent.ThreadLocalRandom;
import org.deeplearning4j.gym.StepReply;
import org.deeplearning4j.rl4j.mdp.MDP;
import org.deeplearning4j.rl4j.space.ActionSpace;
import org.deeplearning4j.rl4j.space.ArrayObservationSpace;
import org.deeplearning4j.rl4j.space.Box;
import org.deeplearning4j.rl4j.space.DiscreteSpace;
import org.deeplearning4j.rl4j.space.ObservationSpace;
import org.nd4j.linalg.factory.Nd4j;

/** Environments written against RL4J, as a user might bring them. */
public final class FakeMdps {
  private FakeMdps() {}

  /** What the fakes have in common: one number observed, two actions, nothing happens. */
  abstract static class Still implements MDP<Box, Integer, DiscreteSpace> {
    @Override
    public ObservationSpace<Box> getObservationSpace() {
      return new ArrayObservationSpace<>(new int[] {1});
    }

    @Override
    public DiscreteSpace getActionSpace() {
      return new DiscreteSpace(2);
    }

    @Override
    public Box reset() {
      return new Box(observation());
    }

    double observation() {
      return 0;
    }

    @Override
    public StepReply<Box> step(Integer action) {
      return new StepReply<>(reset(), 0, false, null);
    }

    @Override
    public boolean isDone() {
      return false;
    }

    @Override
    public MDP<Box, Integer, DiscreteSpace> newInstance() {
      throw new UnsupportedOperationException();
    }

    @Override
    public void close() {}
  }

  /** Ends after its first step by {@code isDone()} alone. */
  public static final class Interrupted extends Still {
    private boolean done;

    @Override
    public StepReply<Box> step(Integer action) {
      done = true;
      return super.step(action);
    }

    @Override
    public boolean isDone() {
      return done;
    }
  }

  /** Shows the seed it was given by {@code setSeed}. */
  public static final class SeededByMethod extends Still {
    private int seed;

    public void setSeed(int seed) {
      this.seed = seed;
    }

    @Override
    double observation() {
      return seed;
    }
  }

  /** Shows what it was constructed with. */
  public static final class WithArguments extends Still {
    private final double shown;

    public WithArguments(int seed, boolean negated) {
      this.shown = negated ? -seed : seed;
    }

    public WithArguments(double value, String unit) {
      this.shown = unit.equals("m") ? value : 1000 * value;
    }

    @Override
    double observation() {
      return shown;
    }
  }

  /** Holds a generator that refuses to be seeded. */
  public static final class Unseedable extends Still {
    private final ThreadLocalRandom random = ThreadLocalRandom.current();

    @Override
    double observation() {
      return random.nextDouble();
    }
  }

  /** Its constructor wants what no study can write. */
  public static final class Unconstructible extends Still {
    private final Object something;

    public Unconstructible(Object something) {
      this.something = something;
    }

    @Override
    double observation() {
      return something.hashCode();
    }
  }

  /** Its constructor fails. */
  public static final class Failing extends Still {
    public Failing() {
      throw new IllegalStateException("no licence");
    }
  }

  /** Its first episode cannot start. */
  public static final class Stuck extends Still {
    @Override
    public Box reset() {
      throw new NoClassDefFoundError("com/example/Simulator");
    }
  }

  /** Observations are not of the shape it declares. */
  public static final class Misshapen extends Still {
    @Override
    public ObservationSpace<Box> getObservationSpace() {
      return new ArrayObservationSpace<>(new int[] {2, 3});
    }
  }

  /** Not public. */
  static final class Hidden extends Still {}

  /** Actions are real numbers. */
  public static final class Continuous implements MDP<Box, double[], ActionSpace<double[]>> {
    @Override
    public ObservationSpace<Box> getObservationSpace() {
      return new ArrayObservationSpace<>(new int[] {1});
    }

    @Override
    public ActionSpace<double[]> getActionSpace() {
      return new Torques();
    }

    @Override
    public Box reset() {
      return new Box(0.0);
    }

    @Override
    public StepReply<Box> step(double[] action) {
      return new StepReply<>(reset(), 0, false, null);
    }

    @Override
    public boolean isDone() {
      return false;
    }

    @Override
    public MDP<Box, double[], ActionSpace<double[]>> newInstance() {
      return new Continuous();
    }

    @Override
    public void close() {}
  }

  private static final class Torques implements ActionSpace<double[]> {
    @Override
    public double[] randomAction() {
      return new double[1];
    }

    @Override
    public Object encode(double[] action) {
      return Nd4j.create(action);
    }

    @Override
    public int getSize() {
      return 1;
    }

    @Override
    public double[] noOp() {
      return new double[1];
    }
  }
}
