package dev.ensayo.environments;

import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import dev.ensayo.core.environment.Environment;
import dev.ensayo.core.environment.StepResult;
import dev.ensayo.core.random.RandomStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Plays an environment with random actions and writes down everything it shows, bit for bit. */
final class Trace {
  private static final int MANY = 1000;

  private final Environment environment;
  private final RandomActions actions;
  private final List<String> lines = new ArrayList<>();
  private boolean inEpisode;

  /**
   * @param inEpisode whether the environment stands in the middle of an episode
   */
  Trace(Environment environment, RandomStream actions, boolean inEpisode) {
    this.environment = environment;
    this.actions = new RandomActions(environment, actions);
    this.inEpisode = inEpisode;
  }

  Trace play(int steps) {
    for (int i = 0; i < steps; i++) {
      step();
    }
    return this;
  }

  /**
   * Plays on until an episode is at least one step old and not over; only begun where all episodes
   * have one step.
   */
  Trace playIntoAnEpisode() {
    for (int i = 0; i < MANY; i++) {
      step();
      if (inEpisode) {
        return this;
      }
    }
    append(environment.reset());
    inEpisode = true;
    return this;
  }

  private void step() {
    if (!inEpisode) {
      append(environment.reset());
    }
    StepResult result = actions.step();
    append(result.observation());
    lines.add(
        Long.toHexString(Double.doubleToRawLongBits(result.reward()))
            + " "
            + Long.toHexString(Double.doubleToRawLongBits(result.taskReward()))
            + (result.terminated() ? " terminated" : "")
            + (result.truncated() ? " truncated" : ""));
    inEpisode = !result.ended();
  }

  private void append(float[] observation) {
    StringBuilder line = new StringBuilder();
    for (float x : observation) {
      line.append(Integer.toHexString(Float.floatToRawIntBits(x))).append(' ');
    }
    lines.add(line.toString());
  }

  List<String> lines() {
    return lines;
  }

  static byte[] save(Environment environment) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    StateWriter out = new StateWriter(bytes);
    environment.saveState(out);
    out.flush();
    return bytes.toByteArray();
  }

  static void load(Environment environment, byte[] saved) throws IOException {
    environment.loadState(new StateReader(new ByteArrayInputStream(saved)));
  }
}
