package dev.ensayo.experiments.progress;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.random.RandomStream;
import dev.ensayo.core.random.SeedSequence;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is left on a terminal after many drawings. */
class TerminalDisplayTest {
  private static final int RUNS = 60;

  private static List<String> names() {
    return IntStream.range(0, RUNS)
        .mapToObj(i -> (i % 3 == 0 ? "a-variant-with-a-very-long-name-強化-" : "b") + " seed " + i)
        .toList();
  }

  private static Standing standing(int first, int running, double share) {
    ImmutableList<Standing.Run> bars =
        names().subList(first, Math.min(RUNS, first + running)).stream()
            .map(name -> new Standing.Run(name, share))
            .collect(ImmutableList.toImmutableList());
    return new Standing(bars, share, first, RUNS, 10 * share, OptionalDouble.of(10));
  }

  private static TerminalDisplay on(EmulatedTerminal terminal) {
    return new TerminalDisplay(
        new Screen(terminal.writer()), new ProgressLayout(Glyphs.UNICODE, names()), terminal::size);
  }

  @ParameterizedTest
  @CsvSource({"80, 24", "40, 6", "41, 7", "200, 50", "60, 100", "40, 24", "120, 6"})
  void drawingsLeaveNothingBehind(int columns, int rows) {
    EmulatedTerminal terminal = new EmulatedTerminal(columns, rows, true);
    TerminalDisplay display = on(terminal);
    List<String> said = new ArrayList<>();
    for (int ended = 0; ended < RUNS; ended++) {
      for (int i = 0; i < 4; i++) {
        display.show(standing(ended, 30, 0.2 * i));
      }
      String line = "[" + ended + "/60] complete";
      said.add(line);
      display.say(line, standing(ended + 1, 30, 0.1));
    }
    assertThat(terminal.everything().subList(0, RUNS)).isEqualTo(said);
    assertThat(terminal.wrappedLetters()).isZero();
    display.clear();
    assertThat(terminal.everything()).isEqualTo(said);
    assertThat(terminal.isAtBeginningOfRow()).isTrue();
  }

  @Test
  void drawingAgainScrollsNothing() {
    EmulatedTerminal terminal = new EmulatedTerminal(80, 24, true);
    TerminalDisplay display = on(terminal);
    for (int i = 0; i < 40; i++) {
      display.say("line " + i, standing(0, 30, 0));
    }
    int scrolled = terminal.scrolled();
    for (int i = 0; i < 1_000; i++) {
      display.show(standing(i % 10, 30, 0.001 * i));
    }
    assertThat(terminal.scrolled()).isEqualTo(scrolled);
    assertThat(terminal.visible()).contains("line 39", "and 20 more");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aTerminalThatIsResizedWhileItRunsKeepsWhatWasSaidAndNothingElse(boolean breaksAnew) {
    RandomStream random = new SeedSequence(4).stream("resizes");
    for (int trial = 0; trial < 30; trial++) {
      EmulatedTerminal terminal = new EmulatedTerminal(80, 24, breaksAnew);
      TerminalDisplay display = on(terminal);
      List<String> said = new ArrayList<>();
      for (int ended = 0; ended < RUNS - 1; ended++) {
        display.show(standing(ended, 1 + random.nextInt(40), 0.3));
        terminal.resize(40 + random.nextInt(80), 6 + random.nextInt(40));
        display.show(standing(ended, 1 + random.nextInt(40), 0.3));
        said.add("[" + ended + "/60] complete");
        display.say(said.get(ended), standing(ended + 1, 1 + random.nextInt(40), 0.1));
      }
      display.clear();
      assertThat(terminal.everything()).isEqualTo(said);
    }
  }

  @Test
  void longMessagesWrapAndStayWhole() {
    EmulatedTerminal terminal = new EmulatedTerminal(40, 10, true);
    TerminalDisplay display = on(terminal);
    String message = "[1/60] baseline seed 1: failed: " + "diverged at step 400, ".repeat(4);
    display.show(standing(0, 5, 0.1));
    display.say(message.strip(), standing(1, 5, 0.1));
    display.show(standing(1, 5, 0.2));
    display.clear();
    assertThat(String.join("", terminal.everything())).isEqualTo(message.strip());
  }

  @Test
  void ctrlCAndWhatIsSaidThenStandInRowsOfTheirOwn() {
    EmulatedTerminal terminal = new EmulatedTerminal(80, 24, true);
    TerminalDisplay display = on(terminal);
    display.say("[1/60] complete", standing(1, 5, 0.1));
    display.show(standing(1, 5, 0.2));
    terminal.write("^C");
    display.say("stopping: runs save themselves …", standing(1, 5, 0.2));
    display.show(standing(1, 5, 0.2));
    display.clear();
    assertThat(terminal.everything())
        .containsExactly("[1/60] complete", "stopping: runs save themselves …");
  }

  @Test
  void whatOthersWriteStaysAboveTheBars() {
    EmulatedTerminal terminal = new EmulatedTerminal(80, 24, true);
    TerminalDisplay display = on(terminal);
    display.show(standing(1, 5, 0.1));
    terminal.write("a native library warns\r\n");
    display.show(standing(1, 5, 0.2));
    display.show(standing(1, 3, 0.3));
    assertThat(terminal.visible().get(0)).isEqualTo("a native library warns");
    assertThat(terminal.visible().get(1)).isEmpty();
    assertThat(terminal.visible().get(2)).startsWith("b seed 1 ");
    display.clear();
    assertThat(terminal.everything()).containsExactly("a native library warns");
  }

  @Test
  void aSizeThatIsOutOfDateWrapsNothing() {
    EmulatedTerminal terminal = new EmulatedTerminal(40, 24, true);
    TerminalDisplay display =
        new TerminalDisplay(
            new Screen(terminal.writer()),
            new ProgressLayout(Glyphs.UNICODE, names()),
            () -> new TerminalSize(160, 24));
    for (int i = 0; i < 20; i++) {
      display.show(standing(0, 5, 0.1));
    }
    assertThat(terminal.wrappedLetters()).isZero();
    display.clear();
    assertThat(terminal.everything()).isEmpty();
  }

  @Test
  void atTheEndThereAreNoBars() {
    EmulatedTerminal terminal = new EmulatedTerminal(80, 24, true);
    TerminalDisplay display = on(terminal);
    display.show(standing(RUNS - 1, 1, 0.9));
    display.say("the last one", standing(RUNS, 0, 1));
    assertThat(terminal.everything()).containsExactly("the last one");
  }
}
