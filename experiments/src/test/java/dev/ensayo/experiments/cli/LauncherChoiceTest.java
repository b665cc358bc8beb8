package dev.ensayo.experiments.cli;

import static dev.ensayo.experiments.cli.CommandLineHarness.ensayo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.ensayo.experiments.cli.CommandLineHarness.Outcome;
import dev.ensayo.experiments.launch.Launcher;
import dev.ensayo.experiments.launch.LauncherException;
import dev.ensayo.experiments.launch.LauncherOption;
import dev.ensayo.experiments.launch.LauncherProvider;
import dev.ensayo.experiments.launch.Launchers;
import dev.ensayo.experiments.launch.LocalLauncher;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

class LauncherChoiceTest {
  /** Tells what it was given. */
  private static final class Grid implements LauncherProvider {
    @Override
    public String name() {
      return "grid";
    }

    @Override
    public String description() {
      return "on a grid with 100 % of its machines";
    }

    @Override
    public ImmutableList<LauncherOption> options() {
      return ImmutableList.of(
          new LauncherOption("--gate", "URL", "Where the grid is."),
          new LauncherOption("--polite", "", "Gives way to others."));
    }

    @Override
    public Launcher connect(ImmutableMap<String, String> options) {
      throw new LauncherException("given: " + options);
    }
  }

  private static final Launchers BOTH =
      new Launchers(ImmutableList.of(new LocalLauncher(), new Grid()), ImmutableList.of());

  @TempDir private Path folder;

  private static CommandLine command() {
    CommandSpec spec = CommandSpec.create().name("run");
    LauncherChoice.addTo(spec, BOTH);
    return new CommandLine(spec);
  }

  private static LauncherChoice parsed(String... arguments) {
    return new LauncherChoice(BOTH, command().parseArgs(arguments));
  }

  @Test
  void helpNamesLaunchersAndTheirOptions() {
    String help = command().getUsageMessage();
    assertThat(help.replaceAll("\\s+", " "))
        .contains("Where runs are made: local (in threads of this process), grid (on a grid with")
        .contains("(default: local)")
        .contains("With --launcher grid: --gate=URL Where the grid is. --polite Gives way");
  }

  @Test
  void aLauncherIsGivenItsOwnOptions() {
    assertThatThrownBy(() -> parsed("--launcher", "grid", "--gate", "g:1", "--polite").connect())
        .hasMessage("given: {--gate=g:1, --polite=true}");
    assertThatThrownBy(() -> parsed("--launcher=grid").connect()).hasMessage("given: {}");
  }

  @Test
  void optionsOfAnotherLauncherAreRefused() {
    parsed("--launcher", "grid", "--gate", "g:1").check();
    parsed().check();
    assertThatThrownBy(() -> parsed("--gate", "g:1").check())
        .isInstanceOf(LauncherException.class)
        .hasMessage("--gate goes with --launcher grid, not with 'local'");
  }

  @Test
  void aLauncherThatIsNotThereIsALine() {
    for (Object[] arguments :
        new Object[][] {
          {"run", "xor", "--launcher", "spark", "--out", folder},
          {"run", "xor", "--launcher", "spark", "--master", "spark://host:7077", "--out", folder}
        }) {
      Outcome outcome = ensayo(arguments);
      assertThat(outcome.exitCode()).isEqualTo(2);
      assertThat(outcome.err().lines()).hasSize(1);
      assertThat(outcome.err())
          .startsWith("ensayo: --launcher: there is no launcher 'spark'; there are: ")
          .contains("local", "'spark' is in the module 'cluster'");
    }
    Outcome outcome = ensayo("run", "xor", "--masters", "x", "--out", folder);
    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.err()).contains("Unknown option");
    assertThat(folder).isEmptyDirectory();
  }
}
