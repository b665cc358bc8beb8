package dev.ensayo.environments.wrappers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.config.Settings;
import dev.ensayo.core.environment.DecisionProcess;
import dev.ensayo.core.environment.Environment;
import dev.ensayo.core.environment.ObservationSpec;
import dev.ensayo.core.environment.WrapperState;
import dev.ensayo.core.environment.WrapperStates;
import dev.ensayo.core.random.RandomStream;
import dev.ensayo.core.random.SeedSequence;
import dev.ensayo.environments.ScriptedEnvironment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ObservationNormalizerTest {
  private static final double SINGLE = 1e-6;

  private final ObservationNormalizerConfig defaults =
      Settings.defaults(ObservationNormalizerConfig.class);

  private static DecisionProcess process(ObservationNormalizerConfig config) {
    return new ObservationNormalizerProvider()
        .wrap(
            ScriptedEnvironment.process(
                ObservationSpec.continuous(2),
                ScriptedEnvironment.observations(
                    new float[] {2, 7}, new float[] {4, 7}, new float[] {9, 7})),
            config);
  }

  /**
   * The first feature is 2, 4, 9. One observation: 0 by itself. Two: mean 3, variance (1 + 1)/2 =
   * 1, so (4 − 3)/1 = 1. Three: mean 5, variance (9 + 1 + 16)/3 = 26/3, so (9 − 5)/√(26/3). The
   * second feature never changes: always 0.
   */
  @Test
  void normalizesByWhatWasSeenSoFar() {
    Environment environment = process(defaults).create(new SeedSequence(0));
    assertThat(environment.reset()).containsExactly(0, 0);
    float[] second = environment.step(0).observation();
    assertThat((double) second[0]).isCloseTo(1, within(SINGLE));
    assertThat(second[1]).isZero();
    float[] third = environment.step(0).observation();
    assertThat((double) third[0]).isCloseTo(4 / Math.sqrt(26.0 / 3), within(SINGLE));
    assertThat(third[1]).isZero();
  }

  /** As above, with ε = 3: (4 − 3)/√(1 + 3) = 0.5; then 4/√(26/3 + 3) = 1.171… is clipped to 1. */
  @Test
  void addsEpsilonAndClips() {
    Environment environment =
        process(new ObservationNormalizerConfig(1, 3)).create(new SeedSequence(0));
    environment.reset();
    assertThat(environment.step(0).observation()[0]).isEqualTo(0.5f);
    assertThat(environment.step(0).observation()[0]).isEqualTo(1f);
  }

  /** With the statistics above (mean 5, variance 26/3), 2 becomes −3/√(26/3), again and again. */
  @Test
  void evaluationReadsTheStatisticsAndNeverUpdatesThem() {
    DecisionProcess process = process(defaults);
    Environment training = process.create(new SeedSequence(0));
    Environment evaluation = process.createForEvaluation(new SeedSequence(1), training);
    assertThat(evaluation.reset()).as("nothing seen yet").containsExactly(2, 7);
    training.reset();
    training.step(0);
    training.step(0);
    for (int i = 0; i < 3; i++) {
      assertThat((double) evaluation.reset()[0])
          .isCloseTo(-3 / Math.sqrt(26.0 / 3), within(SINGLE));
      assertThat((double) evaluation.step(0).observation()[0])
          .isCloseTo(-1 / Math.sqrt(26.0 / 3), within(SINGLE));
    }
  }

  /** One pass over the data against two: the mean first, then the squared deviations from it. */
  @Test
  void oneObservationAtATimeEqualsTwoPasses() {
    RandomStream random = new SeedSequence(3).stream("data");
    int count = 1000;
    float[][] data = new float[count][1];
    RunningStatistics statistics = new RunningStatistics(1);
    double sum = 0;
    for (float[] observation : data) {
      // Far from zero, where summing squares would lose half of the digits.
      observation[0] = (float) (1e4 + random.nextDouble(-1, 1));
      sum += observation[0];
      statistics.add(observation);
    }
    double mean = sum / count;
    double squares = 0;
    for (float[] observation : data) {
      squares += (observation[0] - mean) * (observation[0] - mean);
    }
    assertThat(statistics.mean(0)).isCloseTo(mean, within(1e-8));
    assertThat(statistics.variance(0)).isCloseTo(squares / count, within(1e-9));
  }

  @Test
  void needsContinuousObservations() {
    DecisionProcess bytes =
        ScriptedEnvironment.process(ObservationSpec.bytes(1), ScriptedEnvironment.rewards(1, 2));
    assertThatThrownBy(() -> new ObservationNormalizerProvider().wrap(bytes, defaults))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessage("observation-normalizer needs continuous observations; these are bytes");
  }

  /** Read back bit for bit, also below a wrapper that learns nothing. */
  @Test
  void whatItLearnedIsKeptWithTheModel(@TempDir Path folder) throws IOException {
    DecisionProcess process =
        new FrameStackProvider().wrap(process(defaults), new FrameStackConfig(2));
    Environment trained = process.create(new SeedSequence(0));
    trained.reset();
    trained.step(0);
    trained.step(0);
    WrapperStates.write(folder, trained);
    Environment fresh = process.create(new SeedSequence(1));
    WrapperStates.restore(folder, fresh);
    assertThat(fresh.wrapperStates()).isEqualTo(trained.wrapperStates());
    assertThat(fresh.wrapperStates())
        .singleElement()
        .satisfies(state -> assertThat(state.get("mean", 2)).containsExactly(5, 7));
    Environment tested = process.createForEvaluation(new SeedSequence(2), fresh);
    assertThat(tested.reset())
        .isEqualTo(process.createForEvaluation(new SeedSequence(2), trained).reset())
        .isNotEqualTo(process.create(new SeedSequence(2)).reset());
  }

  /** Two copies of a process that shows (1, 1), (5, 7), …: each counts what both have shown. */
  @Test
  void copiesThatStepTogetherShareWhatTheyLearn() {
    DecisionProcess process = process(defaults);
    List<Environment> copies = process.create(List.of(new SeedSequence(0), new SeedSequence(1)));
    Environment alone = process.create(new SeedSequence(0));
    alone.reset();
    copies.get(0).reset();
    copies.get(1).reset();
    assertThat(copies.get(0).wrapperStates()).singleElement().satisfies(this::countsTwo);
    assertThat(copies.get(1).wrapperStates()).as("the first one keeps them").isEmpty();
    assertThat(alone.wrapperStates()).singleElement().isNotEqualTo(copies.get(0).wrapperStates());
  }

  private void countsTwo(WrapperState state) {
    assertThat(state.get("count", 1)).containsExactly(2);
  }

  @Test
  void aModelWithoutWhatItLearnedIsRefused(@TempDir Path folder) throws IOException {
    Environment fresh = process(defaults).create(new SeedSequence(0));
    assertThatThrownBy(() -> WrapperStates.restore(folder, fresh))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("wrappers.json is missing: what 'observation-normalizer' learned");
    Files.writeString(
        folder.resolve(WrapperStates.FILE),
        "[{\"wrapper\": \"observation-normalizer\", \"numbers\": {\"count\": [3], \"mean\": [1]}}]");
    assertThatThrownBy(() -> WrapperStates.restore(folder, fresh))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("wrappers.json: observation-normalizer holds 1 numbers of mean");
  }

  @Test
  void wrappersThatLearnNothingLeaveNoFile(@TempDir Path folder) throws IOException {
    Environment plain =
        ScriptedEnvironment.process(
                ObservationSpec.continuous(1),
                ScriptedEnvironment.observations(new float[] {2}, new float[] {4}))
            .create(new SeedSequence(0));
    WrapperStates.write(folder, plain);
    assertThat(folder).isEmptyDirectory();
    WrapperStates.restore(folder, plain);
  }
}
