package dev.ensayo.benchmarks.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.google.common.collect.ImmutableListMultimap;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LauncherSpeedTest {
  private static final LauncherSpeed.Work NO_WORK = new LauncherSpeed.Work("bandit", "sarsa", 20);

  @ParameterizedTest
  @ValueSource(strings = {LauncherSpeed.LOCAL, LauncherSpeed.SHARE})
  void runsAreMadeByTheLauncher(String launcher) {
    LauncherSpeed speed = new LauncherSpeed(LauncherSpeed.TINY, launcher, 1, 9_999, NO_WORK);
    ImmutableListMultimap<Figure, Double> values = speed.measure(Effort.TRIAL);
    assertThat(values.keySet())
        .hasSize(7)
        .allMatch(figure -> figure.engine().equals(launcher))
        .allMatch(figure -> figure.workload().startsWith(LauncherSpeed.TINY));
    assertThat(values.get(new Figure("launcher-10000-first", launcher, 2, "s")))
        .hasSize(1)
        .allMatch(seconds -> seconds > 0);
  }

  /** What the first runs took, with the start, is no part of what the others take each. */
  @Test
  void theFirstAreNoPartOfTheOthers() {
    ImmutableListMultimap<Figure, Double> values =
        new LauncherSpeed(LauncherSpeed.TEN_SECONDS, LauncherSpeed.SPARK, 1, 8, NO_WORK)
            .figures(new ProcessUse(9, 20, 8, 300), new ProcessUse(49, 100, 10, 400), 8);
    assertThat(values.values())
        .satisfiesExactly(
            wall -> assertThat(wall).isEqualTo(5, within(1e-9)),
            processor -> assertThat(processor).isEqualTo(10, within(1e-9)),
            driver -> assertThat(driver).isEqualTo(0.25, within(1e-9)),
            first -> assertThat(first).isEqualTo(9),
            whole -> assertThat(whole).isEqualTo(49),
            ofDriver -> assertThat(ofDriver).isEqualTo(10),
            memory -> assertThat(memory).isEqualTo(400));
  }

  @Test
  void whatACommandTakesIsToldUnlessItFails() throws Exception {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    ProcessUse one = ProcessUse.of("versions", List.of(java, "-version"));
    assertThat(one.seconds()).isPositive();
    assertThat(one.processor()).isGreaterThanOrEqualTo(one.ownProcessor());
    assertThatThrownBy(() -> ProcessUse.of("nothing", List.of(java, "-no-such-option")))
        .isInstanceOf(MeasurementException.class)
        .hasMessageContaining("nothing was not measured");
  }
}
