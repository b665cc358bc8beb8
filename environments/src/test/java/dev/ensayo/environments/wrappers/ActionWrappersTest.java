package dev.ensayo.environments.wrappers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.primitives.ImmutableDoubleArray;
import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.config.Settings;
import dev.ensayo.core.environment.ActionSpec;
import dev.ensayo.core.environment.DecisionProcess;
import dev.ensayo.core.environment.DecisionProcessSpec;
import dev.ensayo.core.environment.Environment;
import dev.ensayo.core.environment.ObservationSpec;
import dev.ensayo.core.environment.StepResult;
import dev.ensayo.core.plugin.WrapperProvider;
import dev.ensayo.core.random.SeedSequence;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Wrappers of actions, around a process that shows the action that it took and heard of. */
class ActionWrappersTest {
  /** Shows the last action taken, then the last announced. */
  private static final class Mirror implements Environment {
    private final DecisionProcessSpec spec;
    private final StepResult result = new StepResult();
    private final float[] shown;

    Mirror(DecisionProcessSpec spec) {
      this.spec = spec;
      this.shown = new float[spec.observation().size()];
    }

    static DecisionProcess process(ActionSpec.Box box) {
      DecisionProcessSpec spec =
          new DecisionProcessSpec(
              ObservationSpec.continuous(2 * box.size()), box, 0, OptionalDouble.empty(), false);
      return DecisionProcess.of(spec, seeds -> new Mirror(spec));
    }

    @Override
    public DecisionProcessSpec spec() {
      return spec;
    }

    @Override
    public float[] reset() {
      return shown;
    }

    @Override
    public void announce(float[] action) {
      System.arraycopy(action, 0, shown, action.length, action.length);
    }

    @Override
    public StepResult step(float[] action) {
      spec.checkAction(action);
      System.arraycopy(action, 0, shown, 0, action.length);
      return result.set(shown, 0, false, false);
    }

    @Override
    public void saveState(StateWriter out) {}

    @Override
    public void loadState(StateReader in) {}
  }

  private static final ActionSpec.Box WIDE =
      new ActionSpec.Box(ImmutableDoubleArray.of(-2, 0), ImmutableDoubleArray.of(2, 1));
  private static final ActionSpec.Box OPEN =
      (ActionSpec.Box) ActionSpec.box(1, Double.NEGATIVE_INFINITY, 3);

  private static <C extends Record> DecisionProcess wrap(
      WrapperProvider<C> provider, String settings, ActionSpec.Box box) {
    return provider.wrap(Mirror.process(box), Settings.of(provider.configType(), settings));
  }

  /** Three values of each of two numbers: nine actions, the last number fastest. */
  @ParameterizedTest
  @CsvSource({"0, -2, 0", "1, -2, 0.5", "2, -2, 1", "3, 0, 0", "4, 0, 0.5", "8, 2, 1"})
  void discretizeCountsThroughTheGrid(int action, float first, float second) {
    DecisionProcess process = wrap(new DiscretizeProvider(), "{values: 3}", WIDE);
    Environment environment = process.create(new SeedSequence(1));
    assertThat(process.spec().actions()).isEqualTo(9);
    environment.reset();
    environment.announce(action);
    assertThat(environment.step(action).observation())
        .containsExactly(first, second, first, second);
    assertThatThrownBy(() -> environment.step(9)).hasMessage("action 9 does not lie in [0, 9)");
    assertThatThrownBy(() -> environment.step(new float[2]))
        .hasMessage("a vector of 2 numbers: there are 9 discrete actions here");
  }

  @Test
  void discretizeNeedsFiniteBoundsAndFewActions() {
    assertThatThrownBy(() -> wrap(new DiscretizeProvider(), "{}", OPEN))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessage(
            "discretize needs finite bounds of the actions; an action here is 1 real number in"
                + " [-Infinity, 3]");
    ActionSpec.Box many = (ActionSpec.Box) ActionSpec.box(8, -1, 1);
    assertThatThrownBy(() -> wrap(new DiscretizeProvider(), "{}", many))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessage(
            "makes 5^8 = 390625 actions of 8 real numbers in [-1, 1]; at most 10000 make sense");
  }

  @Test
  void clipPassesOnTheNearestWithinTheBounds() {
    DecisionProcess process = wrap(new ActionClipProvider(), "{}", WIDE);
    Environment environment = process.create(new SeedSequence(1));
    assertThat(process.spec().action()).isEqualTo(WIDE);
    environment.announce(new float[] {5, 0.25f});
    assertThat(environment.step(new float[] {-5, 0.5f}).observation())
        .containsExactly(-2, 0.5f, 2, 0.25f);
    Environment open = wrap(new ActionClipProvider(), "{}", OPEN).create(new SeedSequence(1));
    assertThat(open.step(new float[] {-1e9f}).observation()[0]).isEqualTo(-1e9f);
  }

  @Test
  void rescaleIsAStraightLineFromBoundsToBounds() {
    DecisionProcess process = wrap(new ActionRescaleProvider(), "{}", WIDE);
    Environment environment = process.create(new SeedSequence(1));
    assertThat(process.spec().action()).isEqualTo(ActionSpec.box(2, -1, 1));
    environment.announce(new float[] {1, 1});
    assertThat(environment.step(new float[] {-1, 0}).observation()).containsExactly(-2, 0.5f, 2, 1);
    assertThat(environment.step(new float[] {0.5f, -2}).observation())
        .as("beyond the bounds too")
        .startsWith(1, -0.5f);
    assertThatThrownBy(() -> wrap(new ActionRescaleProvider(), "{}", OPEN))
        .hasMessageContaining("action-rescale needs finite bounds");
    assertThatThrownBy(() -> new ActionRescaleConfig(1, 1))
        .hasMessage("must be greater than low, 1.0, not 1.0");
  }

  @Test
  void discreteActionsAreRefusedWithTheReason() {
    DecisionProcess discrete =
        wrap(new DiscretizeProvider(), "{values: 2}", (ActionSpec.Box) ActionSpec.box(1, 0, 1));
    assertThatThrownBy(() -> new ActionClipProvider().wrap(discrete, new ActionClipConfig()))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessage(
            "action-clip needs actions that are real vectors; there are 2 discrete actions here");
  }
}
