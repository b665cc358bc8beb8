package dev.ensayo.core.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import dev.ensayo.core.checkpoint.Stateful;
import dev.ensayo.core.config.Settings;
import dev.ensayo.core.training.EarlyStopping.Watch;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class StoppingRuleTest {
  /** A model of one parameter. */
  private static final class One implements Stateful {
    private int parameter;
    private boolean isClosed;

    void copyFrom(One other) {
      parameter = other.parameter;
    }

    void close() {
      isClosed = true;
    }

    @Override
    public void saveState(StateWriter out) throws IOException {
      out.writeInt(parameter);
    }

    @Override
    public void loadState(StateReader in) throws IOException {
      parameter = in.readInt();
    }
  }

  private final One model = new One();
  private final One twin = new One();

  private StoppingRule rule(String settings) {
    return new StoppingRule(
        Optional.of(Settings.of(EarlyStopping.class, settings)),
        () -> new TwinSnapshot<>(model, twin, One::copyFrom, One::close));
  }

  /** A test at a position whose number is the model's parameter, too. */
  private boolean test(StoppingRule rule, int position, double loss, double accuracy) {
    model.parameter = position;
    return rule.endsWith(Map.of(Watch.LOSS, loss, Watch.ACCURACY, accuracy)::get, position);
  }

  private static byte[] bytes(Stateful state) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    StateWriter out = new StateWriter(bytes);
    state.saveState(out);
    out.flush();
    return bytes.toByteArray();
  }

  @Test
  void theBestTestsParametersComeBackOncePatienceIsUsedUp() {
    try (StoppingRule rule = rule("{patience: 2}")) {
      assertThat(test(rule, 10, 0.9, 0)).isFalse();
      assertThat(test(rule, 20, 0.5, 0)).isFalse();
      assertThat(test(rule, 30, 0.6, 1)).as("accuracy is not watched").isFalse();
      assertThat(test(rule, 40, 0.5, 0)).isTrue();

      assertThat(rule.restoreBest()).hasValue(20);
      assertThat(model.parameter).isEqualTo(20);
    }
    assertThat(twin.isClosed).isTrue();
    assertThat(model.isClosed).isFalse();
  }

  @Test
  void accuracyIsBetterWhereItIsHigher() {
    try (StoppingRule rule = rule("{watch: accuracy, patience: 1}")) {
      assertThat(test(rule, 1, 0, 0.5)).isFalse();
      assertThat(test(rule, 2, 9, 0.6)).isFalse();
      assertThat(test(rule, 3, 0, 0.6)).isTrue();
      assertThat(rule.restoreBest()).hasValue(2);
    }
  }

  @Test
  void parametersStayAsTheyAreWhereNoneAreAskedBack() {
    StoppingRule rule =
        new StoppingRule(
            Optional.of(Settings.of(EarlyStopping.class, "{restoreBest: false, patience: 1}")),
            () -> {
              throw new AssertionError("nothing is to be kept");
            });
    assertThat(test(rule, 1, 0.5, 0)).isFalse();
    assertThat(test(rule, 2, 0.6, 0)).isTrue();
    assertThat(rule.restoreBest()).isEqualTo(OptionalLong.empty());
    assertThat(model.parameter).isEqualTo(2);
  }

  @Test
  void aRunThatIsNotStoppedEarlyHasNoState() throws IOException {
    StoppingRule rule = new StoppingRule(Optional.empty(), () -> null);
    assertThat(test(rule, 1, 0.5, 0)).isFalse();
    assertThat(test(rule, 2, 0.9, 0)).isFalse();
    assertThat(rule.restoreBest()).isEmpty();
    assertThat(bytes(rule)).isEmpty();
  }

  /** Older checkpoints are read: the watch, where the best test was, and what was kept of it. */
  @Test
  void aCheckpointHoldsTheWatchThePositionAndWhatIsKept() throws IOException {
    byte[] written;
    try (StoppingRule rule = rule("{patience: 3}")) {
      test(rule, 7, 0.25, 0);
      test(rule, 8, 0.5, 0);
      written = bytes(rule);
    }
    ByteArrayOutputStream expected = new ByteArrayOutputStream();
    StateWriter out = new StateWriter(expected);
    out.section("early stopping");
    out.writeDouble(0.25);
    out.writeInt(1);
    out.writeLong(7);
    out.writeInt(7);
    out.flush();
    assertThat(written).isEqualTo(expected.toByteArray());

    twin.parameter = 0;
    try (StoppingRule resumed = rule("{patience: 3}")) {
      resumed.loadState(new StateReader(new ByteArrayInputStream(written)));
      assertThat(test(resumed, 9, 0.5, 0)).isFalse();
      assertThat(test(resumed, 10, 0.5, 0)).isTrue();
      assertThat(resumed.restoreBest()).hasValue(7);
    }
    assertThat(model.parameter).isEqualTo(7);
  }
}
