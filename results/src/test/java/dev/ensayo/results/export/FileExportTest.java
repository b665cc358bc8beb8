package dev.ensayo.results.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.io.Resources;
import dev.ensayo.core.rundir.RunDirectory;
import dev.ensayo.core.rundir.RunStatus;
import dev.ensayo.results.live.MadeUpRuns;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileExportTest {
  /** What the fixture holds, as a run records it. */
  private static final String FIXTURE =
      lines(
          """
          environment_step,0,eval/return,9.5
          environment_step,0,train/loss,0.1
          environment_step,127,eval/return,Infinity
          environment_step,128,train/loss,-1.0E-30
          environment_step,300000,train/loss,1.6777217E7
          environment_step,300000,eval/return,500.0
          """);

  private static String lines(String text) {
    return text.replace("\n", "\r\n");
  }

  @TempDir Path folder;
  private MadeUpRuns runs;
  private Path study;
  private Path out;

  @BeforeEach
  void study() throws IOException {
    study = folder.resolve("made-up");
    out = folder.resolve("out");
    runs = new MadeUpRuns(study);
    runs.study();
  }

  private void fourRuns() throws IOException {
    RunDirectory first = runs.begin("baseline", 1);
    MadeUpRuns.append(first, MadeUpRuns.tests(10, 1, 2));
    runs.complete("baseline", 1, 5);
    RunDirectory failed = runs.begin("baseline", 2);
    Files.writeString(
        failed.config(), "budget:\n  environmentSteps: 100\nagent:\n  rate: \"a,b\"\n");
    MadeUpRuns.append(failed, "environment_step,10,train/loss,NaN\r\n");
    runs.manifest("baseline", 2, RunStatus.FAILED, "loss is NaN", 3);
    RunDirectory damaged = runs.begin("other", 1);
    runs.complete("other", 1, 5);
    MadeUpRuns.append(damaged, MadeUpRuns.tests(10, 7));
  }

  /** RFC 3720, B.4: the CRC-32C of 32 bytes of zeros, of ones, and of 0 to 31. */
  @Test
  void recordsHaveThePublishedChecksums() throws IOException {
    byte[] zeros = new byte[32];
    byte[] ones = new byte[32];
    Arrays.fill(ones, (byte) 0xff);
    byte[] rising = new byte[32];
    for (int i = 0; i < rising.length; i++) {
      rising[i] = (byte) i;
    }
    assertThat(checksum(zeros)).isEqualTo(0x8a9136aa);
    assertThat(checksum(ones)).isEqualTo(0x62a8ab43);
    assertThat(checksum(rising)).isEqualTo(0x46dd794e);
  }

  /** That of a record's content, without TensorFlow's mask. */
  private static int checksum(byte[] content) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new TfRecords(out).write(content);
    ByteBuffer record = ByteBuffer.wrap(out.toByteArray()).order(ByteOrder.LITTLE_ENDIAN);
    int masked = record.getInt(record.capacity() - Integer.BYTES);
    return Integer.rotateLeft(masked - 0xa282ead8, 15);
  }

  @Test
  void eventsHaveLongTagsAndValuesThatAreNoNumbers() throws IOException {
    String metric = "train/" + "x".repeat(300);
    RunDirectory run = runs.begin("baseline", 1);
    MadeUpRuns.append(
        run,
        "environment_step,10,%1$s,NaN\r\nenvironment_step,20,%1$s,Infinity\r\n".formatted(metric)
            + "environment_step,30,%1$s,-Infinity\r\nenvironment_step,40,%1$s,1.0E300\r\n"
                .formatted(metric));
    runs.complete("baseline", 1, 5);
    TensorBoardExport.write(StudyExport.of(study), out);

    byte[] written =
        Files.readAllBytes(out.resolve("baseline/seed-1/events.out.tfevents.1772359200.ensayo"));
    List<String> events = EventsReader.read(written);
    assertThat(events.subList(1, events.size()))
        .extracting(event -> event.substring(event.indexOf(" step ")))
        .containsExactly(
            " step 10 " + metric + "=NaN",
            " step 20 " + metric + "=Infinity",
            " step 30 " + metric + "=-Infinity",
            // Too large for a float.
            " step 40 " + metric + "=Infinity");
  }

  @Test
  void eventsAreThoseThatAnIndependentProgramWrites() throws IOException {
    RunDirectory run = runs.begin("baseline", 1);
    MadeUpRuns.append(run, FIXTURE);
    runs.complete("baseline", 1, 5);
    TensorBoardExport.write(StudyExport.of(study), out);

    byte[] written =
        Files.readAllBytes(out.resolve("baseline/seed-1/events.out.tfevents.1772359200.ensayo"));
    assertThat(EventsReader.read(written))
        .containsExactly(
            "1.7723592E9 version brain.Event:2",
            "1.7723592E9 step 0 eval/return=9.5 train/loss=0.1",
            "1.7723592E9 step 127 eval/return=Infinity",
            "1.7723592E9 step 128 train/loss=-1.0E-30",
            "1.7723592E9 step 300000 eval/return=500.0 train/loss=1.6777216E7");
    assertThat(written)
        .isEqualTo(Resources.toByteArray(Resources.getResource(getClass(), "events.tfevents")));
  }

  @Test
  void eachRunThatIsToBeTrustedHasItsEvents() throws IOException {
    fourRuns();
    StudyExport export = StudyExport.of(study);

    assertThat(TensorBoardExport.write(export, out)).isEqualTo(2);
    assertThat(files(out))
        .containsExactly(
            "baseline/seed-1/events.out.tfevents.1772359200.ensayo",
            "baseline/seed-2/events.out.tfevents.1772359200.ensayo",
            "ensayo-export.txt");
    assertThat(export.leftOut()).hasSize(2);
    assertThat(export.leftOut().get(0)).startsWith("other seed 1: damaged, metrics.csv");
    assertThat(export.leftOut().get(1)).isEqualTo("other seed 2: waiting, not begun");
  }

  @Test
  void csvHasAllValuesAndTheSettingsThatVary() throws IOException {
    fourRuns();
    assertThat(CsvExport.write(StudyExport.of(study), out)).isEqualTo(2);

    assertThat(unzipped(out.resolve(CsvExport.METRICS)))
        .isEqualTo(
            lines(
                """
                study,variant,seed,clock,step,metric,value
                made-up,baseline,1,environment_step,10,eval/return,1.0
                made-up,baseline,1,environment_step,20,eval/return,2.0
                made-up,baseline,2,environment_step,10,train/loss,NaN
                """));
    assertThat(out.resolve(CsvExport.RUNS))
        .hasContent(
            lines(
                """
                study,variant,seed,state,score,seconds,started,host,agent.rate
                made-up,baseline,1,complete,2.0,5.0,2026-03-01T10:00:00Z,here,
                made-up,baseline,2,failed,,3.0,2026-03-01T10:00:00Z,here,"a,b"
                """));

    byte[] first = Files.readAllBytes(out.resolve(CsvExport.METRICS));
    CsvExport.write(StudyExport.of(study), out);
    assertThat(Files.readAllBytes(out.resolve(CsvExport.METRICS))).isEqualTo(first);
  }

  @Test
  void anExportTakesThePlaceOfAnotherAndOfNothingElse() throws IOException {
    fourRuns();
    assertThat(ExportFolder.isFree(out)).isTrue();
    TensorBoardExport.write(StudyExport.of(study), out);
    assertThat(ExportFolder.isFree(out)).isTrue();
    CsvExport.write(StudyExport.of(study), out);
    assertThat(files(out)).containsExactly("ensayo-export.txt", "metrics.csv.gz", "runs.csv");

    assertThat(ExportFolder.isFree(study)).isFalse();
    assertThat(ExportFolder.isFree(Files.writeString(folder.resolve("file"), ""))).isFalse();
    assertThat(ExportFolder.isFree(Files.createDirectory(folder.resolve("empty")))).isTrue();
  }

  @Test
  void anExportThatBreaksOffLeavesTheEarlierOne() throws IOException {
    fourRuns();
    CsvExport.write(StudyExport.of(study), out);
    List<String> before = files(folder);

    assertThatThrownBy(
            () ->
                ExportFolder.write(
                    out,
                    "broken",
                    fresh -> {
                      Files.createDirectories(fresh.resolve("a/b"));
                      Files.writeString(fresh.resolve("a/b/c"), "half");
                      throw new IOException("No space left on device");
                    }))
        .hasMessage("No space left on device");
    assertThat(files(folder)).isEqualTo(before);
  }

  private static String unzipped(Path file) throws IOException {
    try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static List<String> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> folder.relativize(file).toString())
          .sorted()
          .toList();
    }
  }
}
