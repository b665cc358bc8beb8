package dev.ensayo.experiments.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;
import dev.ensayo.core.fakes.FakeRun;
import dev.ensayo.core.plugin.FileTool;
import dev.ensayo.core.plugin.PluginRegistry;
import dev.ensayo.core.plugin.RunTool;
import dev.ensayo.core.rundir.RunDirectory;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class ToolCommandTest {
  @TempDir private Path run;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  /** Settings of the tool below. */
  record EchoConfig(
      @Setting(value = "how often", defaultValue = "1", min = 1, max = 9) int times,
      @Setting(value = "whether to shout", defaultValue = "false") boolean loud,
      @Setting("most words said") OptionalInt topK) {
    EchoConfig {
      Settings.check(EchoConfig.class, times, loud, topK);
    }
  }

  /** Says its operands. */
  private static final class Echo implements RunTool<EchoConfig> {
    @Override
    public String name() {
      return "echo";
    }

    @Override
    public String summary() {
      return "Says words, 100% of them.";
    }

    @Override
    public Class<EchoConfig> configType() {
      return EchoConfig.class;
    }

    @Override
    public Operands operands() {
      return new Operands("WORD", 1, 3, "what to say");
    }

    @Override
    public void use(EchoConfig options, Call call) {
      if (call.operands().contains("mist")) {
        throw new InvalidSettingException("topK", "does not go with 'mist'");
      }
      for (int i = 0; i < options.times(); i++) {
        String words = call.agent() + " " + call.operands() + " " + options.topK();
        call.out().println(options.loud() ? words + "!" : words);
      }
    }
  }

  /** Says what is in a file too. */
  private static final class Show implements FileTool<EchoConfig> {
    private final Echo echo = new Echo();

    @Override
    public String name() {
      return "show";
    }

    @Override
    public String summary() {
      return echo.summary();
    }

    @Override
    public Class<EchoConfig> configType() {
      return echo.configType();
    }

    @Override
    public Operands operands() {
      return echo.operands();
    }

    @Override
    public String fileMeaning() {
      return "a text";
    }

    @Override
    public void use(EchoConfig options, Call call) {
      echo.use(options, call);
    }

    @Override
    public void useFile(EchoConfig options, FileCall call) throws IOException {
      call.out().println(Files.readString(call.file()) + " " + call.operands());
    }
  }

  @BeforeEach
  void finishARun() throws IOException {
    Files.writeString(run.resolve("words.txt"), "hola");
    FakeRun.finish(new RunDirectory(run), "agent: {type: parrot}\n", 1);
  }

  private int execute(String... arguments) {
    CommandLine commands =
        Ensayo.commandLine(
            new PluginRegistry(List.of(), List.of(), List.of(), List.of(new Echo(), new Show())));
    commands.setOut(new PrintWriter(out, true));
    commands.setErr(new PrintWriter(err, true));
    return commands.execute(arguments);
  }

  @Test
  void operandsAndOptionsReachTheTool() {
    int code = execute("echo", run.toString(), "hola", "mundo", "--times", "2", "--top-k", "7");
    assertThat(err.toString()).isEmpty();
    assertThat(code).isZero();
    assertThat(out.toString().lines())
        .containsExactly(
            "parrot [hola, mundo] OptionalInt[7]", "parrot [hola, mundo] OptionalInt[7]");
  }

  @Test
  void whatIsTrueOrFalseIsAFlag() {
    assertThat(execute("echo", run.toString(), "hola", "--loud")).isZero();
    assertThat(execute("echo", run.toString(), "hola", "--loud=false")).isZero();
    assertThat(out.toString().lines())
        .containsExactly("parrot [hola] OptionalInt.empty!", "parrot [hola] OptionalInt.empty");
  }

  @Test
  void aValueOutOfRangeIsNamedByItsOption() {
    assertThat(execute("echo", run.toString(), "hola", "--times", "10")).isEqualTo(2);
    assertThat(err.toString()).isEqualToIgnoringNewLines("--times: must lie in [1, 9], not 10");
  }

  @Test
  void whatTheToolRefusesIsWrongInput() {
    assertThat(execute("echo", run.toString(), "mist")).isEqualTo(2);
    assertThat(err.toString()).isEqualToIgnoringNewLines("--top-k: does not go with 'mist'");
  }

  @Test
  void operandsAreAskedFor() {
    assertThat(execute("echo", run.toString())).isEqualTo(2);
    assertThat(err.toString()).contains("needs at least 1 WORD after RUN");
  }

  @Test
  void anUnfinishedRunIsRefused() throws IOException {
    Files.delete(run.resolve("COMPLETE"));
    assertThat(execute("echo", run.toString(), "hola")).isEqualTo(2);
    assertThat(err.toString()).contains("not a finished run").contains("--resume");
  }

  @Test
  void aRunWhoseModelIsNotWhatItWroteIsRefused() throws IOException {
    Files.writeString(run.resolve("timing.csv"), "is of no use to a tool");
    assertThat(execute("echo", run.toString(), "hola")).isZero();
    Files.writeString(run.resolve("words.txt"), "adios");
    assertThat(execute("echo", run.toString(), "hola")).isEqualTo(2);
    assertThat(err.toString()).contains("is damaged: words.txt was changed after");
  }

  @Test
  void aDamagedRunIsRefused() throws IOException {
    Files.writeString(run.resolve("metrics.csv"), "");
    assertThat(execute("echo", run.toString(), "hola")).isEqualTo(2);
    assertThat(err.toString()).contains("is damaged: metrics.csv:1: is missing, and all that");
  }

  @Test
  void aFileToolTakesARunOrAFile() throws IOException {
    assertThat(execute("show", run.toString(), "hola")).isZero();
    assertThat(execute("show", run.resolve("words.txt").toString(), "mundo")).isZero();
    assertThat(out.toString().lines())
        .containsExactly("parrot [hola] OptionalInt.empty", "hola [mundo]");
    assertThat(execute("show", run.resolve("none").toString(), "hola")).isEqualTo(2);
    assertThat(err.toString()).contains("there is neither a run nor a file '" + run);
    assertThat(execute("echo", run.resolve("words.txt").toString(), "hola")).isEqualTo(2);
    assertThat(err.toString()).contains("is not the folder of a run");
    assertThat(execute("show", "--help")).isZero();
    assertThat(out.toString()).contains("RUN|FILE").contains("or a file: a text");
  }

  @Test
  void helpHasItAll() {
    assertThat(execute("echo", "--help")).isZero();
    assertThat(out.toString())
        .contains("Says words, 100% of them.")
        .contains("--top-k")
        .contains("how often; [1, 9] (default: 1)")
        .contains("WORD");
  }
}
