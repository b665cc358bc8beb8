package dev.ensayo.results.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetricsTailTest {
  private static final String HEADER = "clock,step,metric,value\r\n";
  private static final long MUCH = 1 << 20;

  @TempDir Path folder;
  private Path file;
  private MetricsTail tail;
  private final List<String> heard = new ArrayList<>();

  @BeforeEach
  void watch() {
    file = folder.resolve("metrics.csv");
    tail =
        new MetricsTail(
            file,
            new MetricsTail.Listener() {
              @Override
              public void restarted() {
                heard.clear();
              }

              @Override
              public void line(String clock, long step, String metric, double value) {
                heard.add(clock + " " + step + " " + metric + " " + value);
              }
            });
  }

  private void append(String text) throws IOException {
    Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  @Test
  void aFileThatIsNotThereYetIsNoProblem() throws IOException {
    assertThat(tail.read(MUCH)).isZero();
    append(HEADER + "update,1,a,0.5\r\n");
    tail.read(MUCH);

    assertThat(heard).containsExactly("update 1 a 0.5");
  }

  @Test
  void readsWhatCameSinceAndNoLineThatIsNotWhole() throws IOException {
    append(HEADER + "update,1,a,0.5\r\nupdate,2,a,0.2");
    tail.read(MUCH);
    assertThat(heard).containsExactly("update 1 a 0.5");

    append("5\r\n");
    assertThat(tail.read(MUCH)).isEqualTo("update,2,a,0.25\r\n".length());
    assertThat(heard).containsExactly("update 1 a 0.5", "update 2 a 0.25");
    assertThat(tail.read(MUCH)).isZero();
  }

  @Test
  void aFileThatWasCutAndWentOnIsReadAnew() throws IOException {
    append(HEADER + "update,1,a,1\r\nupdate,2,a,2\r\nupdate,3,a,3\r\n");
    tail.read(MUCH);
    // As --resume does: a new file with the beginning of the old one.
    Files.writeString(file, HEADER + "update,1,a,1\r\n");
    tail.read(MUCH);
    assertThat(heard).containsExactly("update 1 a 1.0");

    append("update,2,a,2\r\n");
    tail.read(MUCH);
    assertThat(heard).containsExactly("update 1 a 1.0", "update 2 a 2.0");
  }

  @Test
  void anotherFileThatIsLongerIsToldByItsBytes() throws IOException {
    append(HEADER + "update,1,a,1\r\n");
    tail.read(MUCH);
    Files.writeString(file, HEADER + "update,1,a,7\r\nupdate,2,a,8\r\n");
    tail.read(MUCH);

    assertThat(heard).containsExactly("update 1 a 7.0", "update 2 a 8.0");
  }

  @Test
  void aFileThatVanishedHasNothing() throws IOException {
    append(HEADER + "update,1,a,1\r\n");
    tail.read(MUCH);
    Files.delete(file);
    tail.read(MUCH);
    assertThat(heard).isEmpty();

    append(HEADER + "update,1,a,2\r\n");
    tail.read(MUCH);
    assertThat(heard).containsExactly("update 1 a 2.0");
  }

  @Test
  void muchIsReadInSeveralLooks() throws IOException {
    StringBuilder text = new StringBuilder(HEADER);
    int lines = 20_000;
    for (int i = 0; i < lines; i++) {
      text.append("update,").append(i).append(",a,1.5\r\n");
    }
    append(text.toString());
    tail.read(1000);
    assertThat(tail.isBehind()).isTrue();
    assertThat(heard.size()).isBetween(1, lines - 1);

    int looks = 1;
    while (tail.isBehind()) {
      tail.read(1000);
      looks++;
    }
    assertThat(looks).isGreaterThan(2);
    assertThat(heard).hasSize(lines).doesNotHaveDuplicates();
  }

  @Test
  void damagedLinesAreLeftOut() throws IOException {
    append(HEADER + "nonsense\r\nupdate,x,a,1\r\nupdate,1,a,1,2\r\nupdate,1,a,NaN\r\n");
    append("\0".repeat(200_000) + "\r\nupdate,2,a,3\r\n");
    tail.read(MUCH);
    tail.read(MUCH);

    assertThat(heard).containsExactly("update 1 a NaN", "update 2 a 3.0");
  }
}
