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

class ProgressLayoutTest {
  private static final List<String> PIECES =
      List.of("learning-rate-", "強化", "n\u0303", "0.001", "e\u0301", "+wide=", "x", "😀");

  private static Standing standing(List<String> names, int ended, int runs, double seconds) {
    ImmutableList<Standing.Run> running =
        names.stream()
            .map(name -> new Standing.Run(name, 0.4))
            .collect(ImmutableList.toImmutableList());
    return new Standing(
        running, (double) ended / runs, ended, runs, seconds, OptionalDouble.of(seconds / 3));
  }

  private static List<String> names(int count) {
    return IntStream.rangeClosed(1, count).mapToObj(i -> "baseline seed " + i).toList();
  }

  @Test
  void atEightyColumnsNamesBarsAndWordsHaveRoom() {
    List<String> names = names(2);
    assertThat(
            new ProgressLayout(Glyphs.UNICODE, names)
                .lines(standing(names, 9, 20, 30), new TerminalSize(80, 24)))
        .containsExactly(
            "baseline seed 1 ██████░░░░░░░░░  40 %",
            "baseline seed 2 ██████░░░░░░░░░  40 %",
            "all runs        ███████░░░░░░░░  45 %, 9 of 20 ended, about 10.0 s left");
  }

  @Test
  void aWideTerminalHasRoomForAllWords() {
    List<String> names = names(1);
    assertThat(
            new ProgressLayout(Glyphs.ASCII, names)
                .lines(standing(names, 9, 20, 30), new TerminalSize(140, 24)))
        .containsExactly(
            "baseline seed 1 ############------------------  40 %",
            "all runs        ##############----------------  45 %, 9 of 20 runs ended, 30.0 s passed,"
                + " about 10.0 s left");
  }

  @Test
  void atFortyColumnsLongNamesLoseTheirMiddle() {
    List<String> names = List.of("learning-rate-0.001 seed 1");
    assertThat(
            new ProgressLayout(Glyphs.UNICODE, names)
                .lines(standing(names, 9, 20, 30), new TerminalSize(40, 6)))
        .containsExactly(
            "learnin… seed 1 ██████░░░░░░░░░  40 %", "all runs  45 %, 9 of 20, 10.0 s left");
  }

  @Test
  void whatHasNoRoomIsCounted() {
    List<String> names = names(8);
    ProgressLayout layout = new ProgressLayout(Glyphs.UNICODE, names);
    List<String> low = layout.lines(standing(names, 0, 8, 30), new TerminalSize(80, 6));
    assertThat(low).hasSize(4);
    assertThat(low.get(1)).startsWith("baseline seed 2 ");
    assertThat(low.get(2)).isEqualTo("and 6 more");
    assertThat(low.get(3)).startsWith("all runs ");

    assertThat(layout.lines(standing(names, 0, 8, 30), new TerminalSize(80, 24))).hasSize(9);
    assertThat(layout.lines(standing(names, 0, 8, 30), new TerminalSize(80, 4)))
        .element(0)
        .isEqualTo("8 side by side");
    assertThat(layout.lines(standing(names, 0, 8, 30), new TerminalSize(80, 2))).hasSize(1);
    assertThat(layout.lines(standing(names, 0, 8, 30), new TerminalSize(80, 1))).isEmpty();
  }

  @Test
  void barsKeepTheirLengthWhileTimesGrow() {
    List<String> names = names(1);
    ProgressLayout layout = new ProgressLayout(Glyphs.ASCII, names);
    TerminalSize size = new TerminalSize(80, 24);
    assertThat(
            IntStream.of(1, 9, 10, 59, 60, 3_599, 3_600, 36_000)
                .mapToObj(seconds -> layout.lines(standing(names, 9, 20, seconds), size).get(0))
                .distinct())
        .hasSize(1);
  }

  /** Nothing wraps or scrolls, whatever the size, the names and the number of runs. */
  @Test
  void linesFitIntoAnyTerminal() {
    RandomStream random = new SeedSequence(13).stream("layouts");
    for (int i = 0; i < 3_000; i++) {
      List<String> names = new ArrayList<>();
      int running = random.nextInt(40);
      for (int n = 0; n < running; n++) {
        StringBuilder name = new StringBuilder();
        for (int piece = random.nextInt(12); piece >= 0; piece--) {
          name.append(PIECES.get(random.nextInt(PIECES.size())));
        }
        names.add(name + " seed " + n);
      }
      TerminalSize size = new TerminalSize(1 + random.nextInt(160), 2 + random.nextInt(60));
      Glyphs glyphs = random.nextInt(2) == 0 ? Glyphs.UNICODE : Glyphs.ASCII;
      Standing standing =
          standing(names, random.nextInt(5_000), 5_000, Math.pow(10, random.nextInt(9)));
      List<String> lines = new ProgressLayout(glyphs, names).lines(standing, size);
      assertThat(lines).isNotEmpty().hasSizeLessThan(size.rows());
      assertThat(lines)
          .allSatisfy(
              line ->
                  assertThat(new ColumnText(line).width()).isLessThan(Math.max(2, size.columns())));
      if (size.columns() >= 40) {
        assertThat(lines.get(lines.size() - 1)).startsWith("all runs ").endsWith("left");
      }
      if (glyphs == Glyphs.ASCII) {
        assertThat(String.join("", lines)).isASCII();
      }
    }
  }
}
