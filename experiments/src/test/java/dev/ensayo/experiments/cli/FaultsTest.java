package dev.ensayo.experiments.cli;

import static dev.ensayo.experiments.cli.CommandLineHarness.ensayo;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ensayo.core.random.RandomStream;
import dev.ensayo.core.random.SeedSequence;
import dev.ensayo.experiments.faults.EndlessWriting;
import dev.ensayo.experiments.faults.FaultyCommands;
import dev.ensayo.experiments.faults.FaultyDisk;
import dev.ensayo.experiments.faults.WrittenFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * What is written from the runs of a study, on a disk that fails and by a process that is killed.
 */
class FaultsTest {
  private static final int KILLS = 3;
  private static final int LATEST_MILLIS = 400;

  @TempDir private Path folder;

  /** {@code report}, {@code freeze}, {@code export} and {@code reproduce}. */
  @Test
  @EnabledOnOs(OS.LINUX) // where there is a /dev/full
  void killedFullOrReadOnlyNothingHalfWrittenIsReadAsWhole() throws Exception {
    EnsayoProcess commands =
        EnsayoProcess.start(
            FaultyCommands.class,
            folder.resolve("log"),
            List.of(
                "-Djava.nio.file.spi.DefaultFileSystemProvider=" + FaultyDisk.class.getName(),
                "-Densayo.home=" + CommandLineHarness.root()),
            Files.createDirectory(folder.resolve("place")));
    int exitCode = commands.exitCode();
    assertThat(exitCode).as(commands.said()).isZero();
    assertThat(commands.said()).contains("report: ", "freeze: ", "export: ", "reproduce: ");
  }

  @Test
  void aReportAndExportsKilledWhileTheyAreWrittenAreWholeOrMissing() throws Exception {
    Path study = CommandLineHarness.finishedStudy(folder);
    Path own = Files.createDirectory(folder.resolve("own"));
    RandomStream random = new SeedSequence(16).stream("kills");
    Path whole = written(study);
    for (int i = 0; i < KILLS; i++) {
      Path log = folder.resolve("log-" + i);
      EnsayoProcess writing = EnsayoProcess.start(EndlessWriting.class, log, List.of(), study, own);
      writing.await("it writes again", () -> writing.said().contains(EndlessWriting.AGAIN));
      Thread.sleep(random.nextInt(LATEST_MILLIS));
      writing.kill();
      for (String name : List.of("report", "csv", "tensorboard")) {
        Path place = own.resolve(name);
        if (Files.exists(place)) {
          assertThat(WrittenFiles.under(place))
              .as(name)
              .isEqualTo(WrittenFiles.under(whole.resolve(name)));
        }
      }
    }
  }

  private Path written(Path study) {
    Path whole = folder.resolve("whole");
    done("report", study, "--out", whole.resolve("report"));
    done("export", study, "--to", "csv", "--out", whole.resolve("csv"));
    done("export", study, "--to", "tensorboard", "--out", whole.resolve("tensorboard"));
    return whole;
  }

  private static void done(Object... command) {
    CommandLineHarness.Outcome outcome = ensayo(command);
    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
  }
}
