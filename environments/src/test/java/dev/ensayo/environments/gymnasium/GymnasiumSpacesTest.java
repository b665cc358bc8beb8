package dev.ensayo.environments.gymnasium;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.primitives.ImmutableDoubleArray;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.environment.ActionSpec;
import dev.ensayo.core.environment.DecisionProcess;
import dev.ensayo.core.environment.Environment;
import dev.ensayo.core.environment.ObservationSpec;
import dev.ensayo.core.random.SeedSequence;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of Gymnasium's spaces, with numpy where it is there and without it. */
class GymnasiumSpacesTest {
  private static final double INF = Double.POSITIVE_INFINITY;

  @BeforeAll
  static void python() {
    Trials.needPython();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void realVectorsAreReadAndActionsAreGivenAsTheyAre(boolean numpy) {
    DecisionProcess process = open("Echo", numpy);
    assertThat(process.spec().observation()).isEqualTo(ObservationSpec.continuous(4));
    assertThat(process.spec().action())
        .isEqualTo(
            new ActionSpec.Box(
                ImmutableDoubleArray.of(-1, -2, -INF), ImmutableDoubleArray.of(1, 2, INF)));
    try (Environment echo = process.create(new SeedSequence(1))) {
      assertThat(echo.reset()).containsExactly(0, 0, 0, 0);
      // Also what lies outside the bounds: the environment judges.
      assertThat(echo.step(new float[] {0.5f, -7, 1e30f}).observation())
          .containsExactly(1, 0.5f, -7, 1e30f);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void discreteSpacesMayBeginAnywhere(boolean numpy) {
    DecisionProcess process = open("Shifted", numpy);
    assertThat(process.spec().observation()).isEqualTo(ObservationSpec.discrete(5));
    assertThat(process.spec().actions()).isEqualTo(2);
    try (Environment shifted = process.create(new SeedSequence(1))) {
      assertThat(shifted.reset()).containsExactly(0); // -2 of -2 to 2
      assertThat(shifted.step(1).observation()).containsExactly(4);
      assertThat(shifted.step(0).observation()).containsExactly(0);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void picturesHaveTheirChannelsFirst(boolean numpy) {
    DecisionProcess process = open("Coloured", numpy);
    assertThat(process.spec().observation()).isEqualTo(ObservationSpec.bytes(2, 3, 4));
    try (Environment coloured = process.create(new SeedSequence(1))) {
      float[] picture = coloured.reset();
      for (int c = 0; c < 2; c++) {
        for (int h = 0; h < 3; h++) {
          for (int w = 0; w < 4; w++) {
            assertThat(picture[(c * 3 + h) * 4 + w]).isEqualTo(100f * c + 10 * h + w);
          }
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void flagsAndSeveralNumbersAreBits(boolean numpy) {
    DecisionProcess flags = open("Flags", numpy);
    assertThat(flags.spec().observation()).isEqualTo(ObservationSpec.bits(3));
    try (Environment environment = flags.create(new SeedSequence(1))) {
      assertThat(environment.reset()).containsExactly(0, 1, 0);
      assertThat(environment.step(0).observation()).containsExactly(1, 1, 0);
    }
    DecisionProcess several = open("Several", numpy);
    assertThat(several.spec().observation()).isEqualTo(ObservationSpec.bits(5));
    try (Environment environment = several.create(new SeedSequence(1))) {
      assertThat(environment.reset()).containsExactly(1, 0, 1, 0, 0);
      assertThat(environment.step(0).observation()).containsExactly(0, 1, 0, 1, 0);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void dictsAndTuplesAreFlattened(boolean numpy) {
    DecisionProcess process = open("Nested", numpy);
    assertThat(process.spec().observation()).isEqualTo(ObservationSpec.continuous(7));
    try (Environment nested = process.create(new SeedSequence(1))) {
      nested.reset();
      assertThat(nested.step(0).observation()).containsExactly(1, -1, 0, 1, 0, 1, 0);
    }
  }

  @Test
  void otherSpacesAreRefusedBeforeTheFirstStep() {
    assertThatThrownBy(() -> Trials.open("Speaking"))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessage(
            "its observations are a Text; those that can be read are Discrete, Box, MultiBinary,"
                + " MultiDiscrete, and Dict and Tuple of these")
        .extracting("key")
        .isEqualTo("id");
    assertThatThrownBy(() -> Trials.open("ManyHanded"))
        .hasMessage(
            "its actions are a MultiDiscrete; those that can be taken are Discrete, and Box of real"
                + " numbers");
  }

  private static DecisionProcess open(String name, boolean numpy) {
    if (numpy) {
      Trials.needModule("numpy");
      return Trials.open("trials:" + name, Trials.withNumpy(), "");
    }
    DecisionProcess process = Trials.open(name);
    assertThat(process.facts()).containsEntry("numpy", "not there");
    return process;
  }
}
