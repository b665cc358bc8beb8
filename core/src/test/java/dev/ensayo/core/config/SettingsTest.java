package dev.ensayo.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ensayo.core.config.Zoo.Circle;
import dev.ensayo.core.config.Zoo.Collections;
import dev.ensayo.core.config.Zoo.Color;
import dev.ensayo.core.config.Zoo.Maybe;
import dev.ensayo.core.config.Zoo.Nested;
import dev.ensayo.core.config.Zoo.Scalars;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class SettingsTest {
  private static InvalidSettingException refused(Runnable construction) {
    InvalidSettingException e =
        catchThrowableOfType(InvalidSettingException.class, construction::run);
    assertThat(e).isNotNull();
    return e;
  }

  private static Scalars scalars(int count, double rate) {
    return new Scalars(count, 0, rate, true, "", Color.RED);
  }

  @Test
  void rangesHoldAlsoWhereCodeBuildsTheRecord() {
    assertThatCode(() -> scalars(1, 1)).doesNotThrowAnyException();
    assertThatCode(() -> scalars(10, Double.MIN_VALUE)).doesNotThrowAnyException();
    assertThat(refused(() -> scalars(11, 1)).key()).isEqualTo("count");
    assertThat(refused(() -> scalars(11, 1))).hasMessage("must lie in [1, 10] (steps), not 11");
    assertThat(refused(() -> scalars(1, 0)).key()).isEqualTo("rate");
    assertThat(refused(() -> scalars(1, 0))).hasMessage("must lie in (0, 1], not 0.0");
  }

  @Test
  void notANumberIsInNoRange() {
    assertThat(refused(() -> scalars(1, Double.NaN))).hasMessage("must lie in (0, 1], not NaN");
    assertThat(refused(() -> new Zoo.Box(Double.NaN, 1, new Circle(1))))
        .hasMessage("must be a finite number, not NaN");
    assertThat(refused(() -> new Zoo.Box(Double.POSITIVE_INFINITY, 1, new Circle(1))).key())
        .isEqualTo("width");
    assertThat(refused(() -> new Circle(Double.POSITIVE_INFINITY)))
        .as("at least 0, but no number")
        .hasMessage("must be a finite number, not Infinity");
  }

  @Test
  void rangesHoldInsideOptionalsListsAndMaps() {
    assertThat(
            refused(
                    () ->
                        new Maybe(
                            OptionalInt.of(-1),
                            OptionalLong.empty(),
                            OptionalDouble.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            OptionalInt.empty()))
                .key())
        .isEqualTo("count");
    InvalidSettingException list =
        refused(() -> new Collections(List.of(1, 0), List.of(), Map.of(), List.of(), List.of()));
    assertThat(list.key()).isEqualTo("sizes");
    assertThat(list).hasMessage("must be at least 1, not 0");
    assertThat(
            refused(
                    () ->
                        new Collections(
                            List.of(), List.of(), Map.of("a", -0.5), List.of(), List.of()))
                .key())
        .isEqualTo("weights.a");
  }

  @Test
  void nullIsNoSetting() {
    assertThatThrownBy(() -> new Scalars(1, 0, 1, true, null, Color.RED))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("text");
  }

  @Test
  void aForgottenComponentIsNoticed() {
    assertThatThrownBy(() -> Settings.check(Scalars.class, 1, 2L))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Scalars has 6 components, 2 were given");
  }

  @Test
  void defaultsAndText() {
    assertThat(Settings.defaults(Circle.class)).isEqualTo(new Circle(1));
    assertThat(Settings.of(Circle.class, "{radius: 4}")).isEqualTo(new Circle(4));
    assertThatThrownBy(() -> Settings.defaults(Nested.class))
        .isInstanceOf(ConfigException.class)
        .hasMessage("(default): number: is missing; it is a required number");
  }

  @Test
  void constantsAreWrittenInLowerCaseWithDashes() {
    assertThat(Settings.label(Color.DARK_BLUE)).isEqualTo("dark-blue");
    assertThat(Settings.label(Color.RED)).isEqualTo("red");
  }

  record Ranges(
      @Setting(value = "a", min = 0, max = 1) double both,
      @Setting(value = "b", min = 0, max = 1, minExcluded = true, maxExcluded = true) double open,
      @Setting(value = "c", min = 1) int low,
      @Setting(value = "d", min = 1.5, minExcluded = true) double above,
      @Setting(value = "e", max = -0.25) double high,
      @Setting(value = "f", max = 7, maxExcluded = true) double below,
      @Setting("g") double any) {}

  @Test
  void rangesInWords() {
    assertThat(SettingsCatalog.of(Ranges.class))
        .extracting(SettingsCatalog.Entry::range)
        .containsExactly(
            "[0, 1]",
            "(0, 1)",
            "at least 1",
            "greater than 1.5",
            "at most -0.25",
            "less than 7",
            "");
    for (int i = 0; i < 6; i++) {
      Object[] values = {0.5, 0.5, 1, 2.0, -1.0, 6.0, 0.0};
      values[i] = new double[] {1.5, 1, 0, 1.5, 0, 7}[i];
      InvalidSettingException e = refused(() -> Settings.check(Ranges.class, values));
      assertThat(e.key()).isEqualTo(Ranges.class.getRecordComponents()[i].getName());
      assertThat(e).hasMessageMatching("must (lie in [\\[(]|be (at|greater|less)).*, not .*");
    }
  }
}
