package dev.ensayo.experiments.progress;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.ensayo.core.config.YamlReader;
import dev.ensayo.core.rundir.RunState;
import dev.ensayo.core.study.Language;
import dev.ensayo.core.study.LookLog;
import dev.ensayo.core.study.Study;
import dev.ensayo.core.study.StudyReader;
import dev.ensayo.results.language.Phrasebook;
import dev.ensayo.results.live.LiveWords;
import dev.ensayo.results.live.MachineUse;
import dev.ensayo.results.live.Snapshot;
import dev.ensayo.results.live.WatchedRun;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WatchedStudyTest {
  private static final MachineUse MACHINE =
      new MachineUse("here", OptionalDouble.of(0.87), 2, 3L << 30, 8L << 30);

  private static final Study STUDY =
      StudyReader.read(
          YamlReader.parse(
              "study.yaml",
              "study: xor\nenvironment: {type: e}\nagent: {type: a}\nbudget: {updates: 1}\n"));

  private static WatchedRun run(
      String variant, long seed, RunState state, double share, double value) {
    boolean done = state == RunState.COMPLETE;
    return new WatchedRun(
        variant,
        seed,
        state,
        "",
        false,
        "",
        OptionalDouble.of(share),
        1,
        done ? OptionalDouble.of(value) : OptionalDouble.empty(),
        state == RunState.RUNNING ? OptionalDouble.of(value) : OptionalDouble.empty(),
        ImmutableMap.of());
  }

  private static Snapshot snapshot(WatchedRun... runs) {
    return new Snapshot(
        "runs/xor",
        Optional.of(STUDY),
        LookLog.EMPTY,
        "",
        ImmutableList.copyOf(runs),
        OptionalDouble.of(65),
        OptionalDouble.of(30),
        false,
        false,
        1);
  }

  @Test
  void oneScreenIsDrawnAgainAndAgain() {
    EmulatedTerminal terminal = new EmulatedTerminal(100, 24, true);
    WatchedStudy view =
        WatchedStudy.on(terminal.writer(), Glyphs.UNICODE, terminal::size, LiveWords.ENGLISH);
    view.show(snapshot(run("a", 1, RunState.WAITING, 0, 0)), MACHINE);
    view.show(
        snapshot(
            run("a", 1, RunState.COMPLETE, 1, 300),
            run("a", 2, RunState.RUNNING, 0.5, 12),
            run("b", 1, RunState.RUNNING, 0.25, 99),
            run("b", 2, RunState.WAITING, 0, 0)),
        MACHINE);

    assertThat(terminal.everything().stream().filter(line -> !line.isBlank()))
        .containsExactly(
            "xor: 2 running, 1 waiting, 1 done, 0 failed",
            "  a: score eval/return 300, 1 of 2 done",
            "  b: latest eval/return 99, 0 of 2 done",
            "here: 87 % of 2 processors; memory 3.0 of 8.0 GB",
            "a seed 2 ███████████████░░░░░░░░░░░░░░░  50 %",
            "b seed 1 ████████░░░░░░░░░░░░░░░░░░░░░░  25 %",
            "all runs █████████████░░░░░░░░░░░░░░░░░  44 %, 1 of 4 ended, about 1 min 05 s left");
    view.close();
    assertThat(terminal.everything()).allMatch(String::isBlank);
  }

  @ParameterizedTest
  @CsvSource({"80, 1", "80, 2", "80, 3", "30, 5", "8, 8", "200, 60"})
  void fitsEveryTerminal(int columns, int rows) {
    EmulatedTerminal terminal = new EmulatedTerminal(columns, rows, true);
    WatchedStudy view =
        WatchedStudy.on(terminal.writer(), Glyphs.UNICODE, terminal::size, LiveWords.ENGLISH);
    WatchedRun[] runs = new WatchedRun[90];
    for (int i = 0; i < runs.length; i++) {
      RunState state = i % 3 == 0 ? RunState.RUNNING : RunState.WAITING;
      runs[i] = run("variant-強化-" + i / 2, i, state, i / 90.0, i);
    }
    for (int i = 0; i < 5; i++) {
      view.show(snapshot(runs), MACHINE);
    }
    assertThat(terminal.wrappedLetters()).isZero();
    view.close();
    assertThat(terminal.everything()).allMatch(String::isBlank);
  }

  @Test
  void elsewhereALineIsSaidWhenSomethingHasChanged() {
    StringWriter out = new StringWriter();
    WatchedStudy view = WatchedStudy.on(new PrintWriter(out, true), LiveWords.ENGLISH);
    Snapshot first = snapshot(run("a", 1, RunState.RUNNING, 0.5, 1));
    view.show(first, MACHINE);
    view.show(first, MACHINE);
    view.end(snapshot(run("a", 1, RunState.FAILED, 0.7, 1)));

    assertThat(out.toString())
        .isEqualToNormalizingNewlines(
            """
            50 %: 1 running, 0 waiting, 0 done, 0 failed; about 1 min 05 s left
            The study has ended: 0 of 1 run is complete, 1 failed.
            """);
  }

  @Test
  void speaksSpanishToo() {
    LiveWords spanish = new LiveWords(Phrasebook.of(Language.SPANISH));
    EmulatedTerminal terminal = new EmulatedTerminal(110, 24, true);
    WatchedStudy view = WatchedStudy.on(terminal.writer(), Glyphs.UNICODE, terminal::size, spanish);
    view.show(
        snapshot(
            run("a", 1, RunState.COMPLETE, 1, 0.5),
            run("a", 2, RunState.RUNNING, 0.5, 12.25),
            run("b", 1, RunState.FAILED, 0.25, 99),
            run("b", 2, RunState.WAITING, 0, 0)),
        MACHINE);

    List<String> lines = terminal.everything().stream().filter(line -> !line.isBlank()).toList();
    assertThat(lines.get(0)).isEqualTo("xor: 1 en curso, 1 en espera, 1 hecha, 1 fallida");
    assertThat(lines.get(1))
        .startsWith("  a: puntuación eval/return 0,5")
        .endsWith(", 1 de 2 hechas");
    assertThat(lines.subList(2, lines.size()))
        .containsExactly(
            "  b: nada aún, 0 de 2 hechas",
            "here: 87 % de 2 procesadores; memoria 3,0 de 8,0 GB",
            "a semilla 2           ███████████████░░░░░░░░░░░░░░░  50 %",
            "todas las ejecuciones ███████████████████░░░░░░░░░░░  63 %, acabadas 2 de 4, quedan unos"
                + " 1 min 05 s");
    view.close();
  }
}
