package dev.ensayo.experiments.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.List;
import org.junit.jupiter.api.Test;

class LaunchersTest {
  private record Named(String name, ImmutableList<LauncherOption> options)
      implements LauncherProvider {
    @Override
    public String description() {
      return "nowhere";
    }

    @Override
    public Launcher connect(ImmutableMap<String, String> given) {
      throw new LauncherException("there is nothing");
    }
  }

  private static Named named(String name, String... options) {
    return new Named(
        name,
        List.of(options).stream()
            .map(option -> new LauncherOption(option, "X", "An option."))
            .collect(ImmutableList.toImmutableList()));
  }

  @Test
  void theClassPathHasALocalOne() {
    Launchers launchers = Launchers.load();
    assertThat(launchers.problems()).isEmpty();
    assertThat(launchers.named("local")).isInstanceOf(LocalLauncher.class);
  }

  @Test
  void oneThatIsNotThereIsToldWithThoseThatAre() {
    Launchers launchers = Launchers.of(List.of(named("local"), named("grid")), List.of());
    assertThatThrownBy(() -> launchers.named("locla"))
        .isInstanceOf(LauncherException.class)
        .hasMessage(
            "--launcher: there is no launcher 'locla'; did you mean 'local'? known: grid, local");
    assertThatThrownBy(() -> launchers.named("spark"))
        .isInstanceOf(LauncherException.class)
        .hasMessageContaining("there are: grid, local; 'spark' is in the module 'cluster'")
        .hasMessageContaining("./ensayo");
  }

  @Test
  void ofTwoWithTheSameNameOrOptionTheFirstIsUsed() {
    Launchers launchers =
        Launchers.of(
            List.of(named("a", "--place"), named("b", "--place"), named("a"), named("c")),
            List.of("broken"));
    assertThat(launchers.all()).extracting(LauncherProvider::name).containsExactly("a", "c");
    assertThat(launchers.problems()).hasSize(3).first().isEqualTo("broken");
    assertThat(launchers.problems().get(1)).contains("'--place' is of ");
    assertThat(launchers.problems().get(2)).contains("'a' is of ");
  }

  @Test
  void anOptionHasANameOfTheCommandLine() {
    assertThat(new LauncherOption("--master", "URL", "Where.").isFlag()).isFalse();
    assertThat(new LauncherOption("--quiet-logs", "", "Says less.").isFlag()).isTrue();
    assertThatThrownBy(() -> new LauncherOption("master", "URL", "Where."))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no name of an option: 'master'");
  }
}
