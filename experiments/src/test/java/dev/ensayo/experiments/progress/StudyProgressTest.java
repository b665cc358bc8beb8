package dev.ensayo.experiments.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class StudyProgressTest {
  @Test
  void whatIsSaidIsWrittenInOrderBeforeItCloses() {
    StringWriter text = new StringWriter();
    try (StudyProgress progress =
        StudyProgress.on(new PrintWriter(text), List.of(), InstantSource.system())) {
      for (int i = 0; i < 100; i++) {
        progress.say("line " + i);
      }
    }
    assertThat(text.toString().lines()).hasSize(100).first().isEqualTo("line 0");
    assertThat(text.toString().lines().reduce((a, b) -> b)).hasValue("line 99");
  }

  @Test
  void whatIsSaidAfterwardsIsWrittenToo() {
    StringWriter text = new StringWriter();
    StudyProgress progress =
        StudyProgress.on(new PrintWriter(text), List.of(), InstantSource.system());
    progress.close();
    progress.say("too late");
    assertThat(text).hasToString("too late" + System.lineSeparator());
  }

  /** As after Ctrl-S: a run that says that it has ended goes on. */
  @Test
  @Timeout(30)
  void aTerminalThatIsStoppedStopsNobodyElse() {
    CountDownLatch goesOn = new CountDownLatch(1);
    StringWriter text = new StringWriter();
    Writer stopped =
        new Writer() {
          @Override
          public void write(char[] letters, int offset, int length) {
            try {
              goesOn.await();
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
            text.write(letters, offset, length);
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    try (StudyProgress progress =
        StudyProgress.on(new PrintWriter(stopped), List.of(), InstantSource.system())) {
      progress.say("one");
      progress.say("two");
      assertThat(text.toString()).isEmpty();
      goesOn.countDown();
    }
    assertThat(text.toString().lines()).containsExactly("one", "two");
  }

  @Test
  void linesOfAStreamAreHandedOnWhole() {
    List<String> lines = new ArrayList<>();
    LineStream stream = new LineStream(lines::add);
    for (byte letter : "año\r\n\nend".getBytes(StandardCharsets.UTF_8)) {
      stream.write(letter);
    }
    assertThat(lines).containsExactly("año", "");
    stream.close();
    assertThat(lines).containsExactly("año", "", "end");
  }
}
