package dev.ensayo.environments;

import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import dev.ensayo.core.environment.DecisionProcess;
import dev.ensayo.core.environment.DecisionProcessSpec;
import dev.ensayo.core.environment.Environment;
import dev.ensayo.core.environment.ObservationSpec;
import dev.ensayo.core.environment.StepResult;
import java.io.IOException;
import java.util.List;
import java.util.OptionalDouble;

/** Shows what a test wrote down, whatever the action; after the last episode the first returns. */
public final class ScriptedEnvironment implements Environment {
  /**
   * An episode that terminates with its last step.
   *
   * @param observations {@code [T + 1][F]}
   * @param rewards {@code [T]}
   */
  public record Episode(float[][] observations, double[] rewards) {}

  private final DecisionProcessSpec spec;
  private final List<Episode> episodes;
  private final StepResult result = new StepResult();
  private int episode = -1;
  private int time;

  public ScriptedEnvironment(ObservationSpec observation, List<Episode> episodes) {
    this.spec = new DecisionProcessSpec(observation, 1, 0, OptionalDouble.empty(), false);
    this.episodes = List.copyOf(episodes);
  }

  public static DecisionProcess process(ObservationSpec observation, Episode... episodes) {
    ScriptedEnvironment first = new ScriptedEnvironment(observation, List.of(episodes));
    return DecisionProcess.of(
        first.spec, seeds -> new ScriptedEnvironment(observation, List.of(episodes)));
  }

  /** One feature that is always 0, and those rewards. */
  public static Episode rewards(double... rewards) {
    return new Episode(new float[rewards.length + 1][1], rewards);
  }

  /** Those observations, and rewards of 0. */
  public static Episode observations(float[]... observations) {
    return new Episode(observations, new double[observations.length - 1]);
  }

  @Override
  public DecisionProcessSpec spec() {
    return spec;
  }

  @Override
  public float[] reset() {
    episode = (episode + 1) % episodes.size();
    time = 0;
    return episodes.get(episode).observations()[0];
  }

  @Override
  public StepResult step(int action) {
    Episode now = episodes.get(episode);
    double reward = now.rewards()[time];
    time++;
    return result.set(now.observations()[time], reward, time == now.rewards().length, false);
  }

  @Override
  public void saveState(StateWriter out) throws IOException {
    out.writeInt(episode);
    out.writeInt(time);
  }

  @Override
  public void loadState(StateReader in) throws IOException {
    episode = in.readInt();
    time = in.readInt();
  }
}
