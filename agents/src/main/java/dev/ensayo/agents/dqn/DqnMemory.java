package dev.ensayo.agents.dqn;

import dev.ensayo.agents.dqn.value.ScalarHeadSpec;
import dev.ensayo.agents.memory.Memory;
import dev.ensayo.agents.replay.BufferSpec;
import dev.ensayo.agents.replay.SequenceReplay;
import dev.ensayo.agents.replay.WindowShape;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;
import dev.ensayo.core.config.Unwrapped;
import dev.ensayo.core.environment.ObservationSpec;
import java.util.OptionalInt;

/** Recurrent layers that learn from windows of episodes. */
public record DqnMemory(
    @Unwrapped Memory memory,
    @Setting(
            value =
                "steps before a window whose observations are taken in to freshen the state, no"
                    + " more than window; as many unless given",
            min = 0,
            max = 65536,
            unit = "environment steps")
        OptionalInt burnIn,
    @Setting(
            value =
                "what is remembered where a window's burn-in begins: stored, as it was when acting,"
                    + " or zero",
            defaultValue = "stored")
        Start start) {
  /** What is remembered where the burn-in begins. */
  public enum Start {
    /** What the network remembered there when it acted. */
    STORED,
    /** Nothing. */
    ZERO
  }

  public DqnMemory {
    Settings.check(DqnMemory.class, memory, burnIn, start);
    if (burnIn.orElse(0) > memory.window()) {
      throw new InvalidSettingException(
          "burnIn",
          "must not be longer than window (" + memory.window() + "), not " + burnIn.getAsInt());
    }
  }

  /** The same with what was not given filled in. */
  DqnMemory filled() {
    return new DqnMemory(memory, OptionalInt.of(burnIn.orElse(memory.window())), start);
  }

  /**
   * How long windows are.
   *
   * @param nStep n of the returns
   */
  WindowShape shape(int nStep) {
    return new WindowShape(memory.window(), burnIn.orElse(memory.window()), nStep);
  }

  /**
   * Checks that the other settings go with it.
   *
   * @throws InvalidSettingException for one that does not
   */
  void check(DqnConfig config) {
    if (!(config.replay() instanceof BufferSpec buffer)) {
      throw new InvalidSettingException(
          "replay.type", "must be buffer with memory, which learns from windows of episodes");
    }
    checkNetwork(config);
    if (config.target() instanceof TargetSpec.Munchausen) {
      throw new InvalidSettingException("target.type", "must be greedy with memory");
    }
    int windows = buffer.windows(memory.window());
    if (config.batchSize() > windows) {
      throw new InvalidSettingException(
          "batchSize",
          String.format(
              "counts windows with memory, and must not exceed replay.capacity / memory.window"
                  + " (%d), not %d",
              windows, config.batchSize()));
    }
    int first = stepsBeforeFirst(config.nStep());
    if (first > config.warmupSteps()) {
      throw new InvalidSettingException(
          "warmupSteps",
          "must cover one window: at least memory.window + nStep = "
              + first
              + ", not "
              + config.warmupSteps());
    }
  }

  /**
   * Bytes that the windows take, about.
   *
   * @param budgetSteps environment steps of the run
   */
  long bytes(DqnConfig config, ObservationSpec observation, long budgetSteps) {
    WindowShape shape = shape(config.nStep());
    long windows =
        Math.min(
            ((BufferSpec) config.replay()).windows(shape.window()), budgetSteps / shape.window());
    // Of what remembers most, an LSTM: two numbers a unit.
    int state = 2 * memory.units() * memory.layers();
    return windows * SequenceReplay.bytesOfWindow(shape, observation, state);
  }

  /** Environment steps after which there is a window for sure. */
  int stepsBeforeFirst(int nStep) {
    return memory.window() + nStep;
  }

  private static void checkNetwork(DqnConfig config) {
    if (!(config.head() instanceof ScalarHeadSpec)) {
      throw new InvalidSettingException("head.type", "must be scalar with memory");
    }
    if (config.dueling()) {
      throw new InvalidSettingException("dueling", "must be false with memory");
    }
    if (config.noisy()) {
      throw new InvalidSettingException("noisy", "must be false with memory");
    }
    if (config.hiddenUnits().isPresent() || config.network().isPresent()) {
      throw new InvalidSettingException(
          config.network().isPresent() ? "network" : "hiddenUnits",
          "must be left out with memory, whose units take the place of hidden layers");
    }
  }
}
