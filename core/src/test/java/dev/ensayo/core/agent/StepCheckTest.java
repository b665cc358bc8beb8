package dev.ensayo.core.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ensayo.core.environment.Environment;
import dev.ensayo.core.environment.EnvironmentFaultException;
import dev.ensayo.core.environment.ObservationSpec;
import dev.ensayo.core.environment.StepResult;
import dev.ensayo.core.fakes.ScriptedEnvironment;
import dev.ensayo.core.fakes.ScriptedEnvironment.Episode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StepCheckTest {
  private static final StepCheck CHECK = new StepCheck(ObservationSpec.continuous(5));

  private static float[] observation(int at, float value) {
    float[] observation = {-1, 0, Float.MAX_VALUE, -0f, Float.MIN_VALUE};
    observation[at] = value;
    return observation;
  }

  private static StepResult result(float[] observation, double reward) {
    return new StepResult().set(observation, reward, false, false);
  }

  @Test
  void whatIsFiniteAndAsLongAsDeclaredPasses() {
    float[] observation = observation(1, -Float.MAX_VALUE);
    StepResult result = result(observation, -1e300);

    assertThat(CHECK.first(observation)).isSameAs(observation);
    assertThat(CHECK.step(result, 1)).isSameAs(result);
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
  void aNumberThatIsNotFiniteIsNamedWhereverItStands(float value) {
    for (int at = 0; at < 5; at++) {
      float[] observation = observation(at, value);
      assertThatThrownBy(() -> CHECK.first(observation))
          .isInstanceOf(EnvironmentFaultException.class)
          .hasMessage(
              "number " + (at + 1) + " of the observation's 5 is " + value + " after a reset");
      assertThatThrownBy(() -> CHECK.step(result(observation, 1), 7))
          .isInstanceOf(EnvironmentFaultException.class)
          .hasMessage(
              "number "
                  + (at + 1)
                  + " of the observation's 5 is "
                  + value
                  + " in step 7 of an"
                  + " episode");
    }
    assertThatThrownBy(() -> CHECK.step(result(new float[5], value), 3))
        .isInstanceOf(EnvironmentFaultException.class)
        .hasMessage("the reward is " + (double) value + " in step 3 of an episode");
  }

  @Test
  void theTasksOwnRewardIsLookedAtToo() {
    StepResult clipped = result(new float[5], Double.NaN).reshapeReward(1);
    assertThatThrownBy(() -> CHECK.step(clipped, 3))
        .hasMessage("the task's reward is NaN in step 3 of an episode");
  }

  @Test
  void anObservationOfAnotherLengthIsToldAsThat() {
    assertThatThrownBy(() -> CHECK.first(new float[4]))
        .hasMessage("the observation has 4 numbers, and 5 were declared after a reset");
    assertThatThrownBy(() -> CHECK.step(result(new float[6], 0), 2))
        .hasMessage("the observation has 6 numbers, and 5 were declared in step 2 of an episode");
    assertThatThrownBy(() -> CHECK.first(null)).hasMessage("there is no observation after a reset");
  }

  @Test
  void bothLoopsLook() {
    Environment paysNothingThatIsANumber =
        new ScriptedEnvironment(List.of(new Episode(3, Double.NaN, true)));
    EnvironmentLoop loop =
        new EnvironmentLoop(
            paysNothingThatIsANumber,
            observation -> 0,
            TransitionListener.NONE,
            EnvironmentLoop.EpisodeListener.NONE);
    assertThatThrownBy(loop::step)
        .isInstanceOf(EnvironmentFaultException.class)
        .hasMessage("the reward is NaN in step 1 of an episode");

    try (VectorEnvironment vector =
        new VectorEnvironment(
            List.of(
                new ScriptedEnvironment(List.of(new Episode(1, 1, true), new Episode(1, 1, true))),
                new ScriptedEnvironment(
                    List.of(new Episode(1, 1, true), new Episode(2, Double.NaN, true)))))) {
      vector.reset();
      vector.step(new int[2]);
      assertThatThrownBy(() -> vector.step(new int[2]))
          .isInstanceOf(EnvironmentFaultException.class)
          .hasMessage("the reward is NaN in step 1 of an episode");
    }
  }
}
