package dev.ensayo.benchmarks.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class BenchmarkCommandTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int execute(String... arguments) {
    CommandLine command = BenchmarkCommand.commandLine();
    command.setOut(new PrintWriter(out));
    command.setErr(new PrintWriter(err));
    return command.execute(arguments);
  }

  @Test
  void listNamesEveryWorkloadOnce() {
    assertThat(execute("--list")).isEqualTo(0);
    assertThat(out.toString().lines())
        .doesNotHaveDuplicates()
        .contains("environment-cartpole-v1", "dqn-step-64-64", "run-batch-64", "soak");
  }

  @Test
  void unknownWorkloadIsWrongInputWithAHint() {
    assertThat(execute("greedy-acton")).isEqualTo(2);
    assertThat(err.toString()).contains("'greedy-acton'", "greedy-action");
  }

  @Test
  void nothingChosenIsWrongInput() {
    assertThat(execute("--threads", "7", "word2vec")).isEqualTo(2);
    assertThat(err.toString()).contains("no workload has these names, engines and threads");
    assertThat(execute("--engines", "gensin", "word2vec")).isEqualTo(2);
  }

  @Test
  void repeatsMustBePositive() {
    assertThat(execute("--repeats", "0", "sgemm")).isEqualTo(2);
    assertThat(err.toString()).contains("--repeats must be at least 1, not 0");
  }
}
