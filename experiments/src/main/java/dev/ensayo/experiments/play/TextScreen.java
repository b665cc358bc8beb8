package dev.ensayo.experiments.play;

import dev.ensayo.core.drawing.Drawing;
import dev.ensayo.core.drawing.Ink;
import dev.ensayo.core.drawing.Stage;
import dev.ensayo.core.drawing.TextPicture;
import dev.ensayo.core.episode.EpisodeFilm;
import dev.ensayo.core.episode.EpisodeSpectator;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Shows episodes as text: on a terminal each picture in the place of the one before, at the pace of
 * the environment; elsewhere one below the other.
 *
 * <p>The sequences are those of ECMA-48 (CUU, EL, SGR), which every terminal knows.
 */
public final class TextScreen implements EpisodeSpectator {
  /**
   * What is written to.
   *
   * @param moves whether pictures replace each other
   * @param colours whether it knows colours and they are wanted
   * @param columns characters of a line; longer ones are cut
   */
  public record Terminal(boolean moves, boolean colours, int columns) {
    /** A file or another program. */
    public static final Terminal NONE = new Terminal(false, false, Integer.MAX_VALUE);
  }

  private static final String ESCAPE = "\u001b[";
  private static final String ERASE_REST = ESCAPE + "K";
  private static final String PLAIN = ESCAPE + "0m";
  private static final double FASTEST = 25;
  private static final char NO_INK = ' ';

  private final PrintWriter out;
  private final Terminal terminal;
  private final Consumer<Duration> pause;
  private Optional<Drawing> drawing = Optional.empty();
  private int drawn;
  private boolean legendShown;

  /**
   * @param pause waits between two pictures that replace each other
   */
  public TextScreen(PrintWriter out, Terminal terminal, Consumer<Duration> pause) {
    this.out = out;
    this.terminal = terminal;
    this.pause = pause;
  }

  @Override
  public void begins(int number, Optional<Drawing> ofEnvironment) {
    drawing = ofEnvironment;
    drawn = 0;
    if (drawing.isPresent() && !legendShown) {
      legendShown = true;
      legend(drawing.get());
    }
  }

  private void legend(Drawing of) {
    Stage stage = of.stage();
    if (!stage.legend().isEmpty() && terminal.colours()) {
      out.println(
          stage.legend().stream()
              .map(item -> inked(item.ink(), item.meaning()))
              .collect(Collectors.joining(", ")));
    }
  }

  @Override
  public void chosen(Choice choice) {
    drawing.ifPresent(
        now ->
            show(
                now,
                "step "
                    + choice.step()
                    + ", "
                    + choice.actionWords(now.stage())
                    + ", return "
                    + EpisodeFilm.number(choice.returnBefore())));
  }

  @Override
  public void ends(Episode episode) {
    drawing.ifPresent(now -> show(now, "end"));
    out.println(words(episode));
    out.flush();
  }

  /** What is said of an episode at its end. */
  public static String words(Episode episode) {
    return "episode "
        + episode.number()
        + ": return "
        + EpisodeFilm.number(episode.total())
        + " after "
        + episode.steps()
        + (episode.steps() == 1 ? " step (" : " steps (")
        + episode.end().words()
        + ")";
  }

  private void show(Drawing now, String words) {
    List<String> lines = lines(now.text(), words);
    if (!terminal.moves()) {
      lines.forEach(out::println);
      if (lines.size() > 1) {
        out.println();
      }
      return;
    }
    StringBuilder text = new StringBuilder(drawn == 0 ? "" : "\r" + ESCAPE + drawn + "A");
    lines.forEach(line -> text.append(line).append(ERASE_REST).append('\n'));
    out.print(text);
    out.flush();
    drawn = lines.size();
    double perSecond = Math.min(FASTEST, now.stage().stepsPerSecond());
    pause.accept(Duration.ofMillis(Math.round(1000 / perSecond)));
  }

  /** A picture of one line has the words behind it. */
  private List<String> lines(TextPicture picture, String words) {
    List<String> lines = new ArrayList<>();
    boolean oneLine = picture.lines().size() == 1;
    if (!oneLine) {
      lines.add(cut(words));
    }
    for (int i = 0; i < picture.lines().size(); i++) {
      String inks = i < picture.inks().size() ? picture.inks().get(i) : "";
      String line = picture.lines().get(i);
      lines.add(inked(cut(oneLine ? line + "  " + words : line), inks));
    }
    return lines;
  }

  private String cut(String line) {
    return line.length() > terminal.columns() ? line.substring(0, terminal.columns()) : line;
  }

  private String inked(String line, String inks) {
    if (!terminal.colours()) {
      return line;
    }
    StringBuilder text = new StringBuilder();
    char before = NO_INK;
    for (int i = 0; i < line.length(); i++) {
      char ink = i < inks.length() ? inks.charAt(i) : NO_INK;
      if (ink != before) {
        text.append(ink == NO_INK ? PLAIN : sequence(Ink.of(ink)));
        before = ink;
      }
      text.append(line.charAt(i));
    }
    return text.append(before == NO_INK ? "" : PLAIN).toString();
  }

  private static String inked(Ink ink, String word) {
    return sequence(ink) + word + PLAIN;
  }

  private static String sequence(Ink ink) {
    return ESCAPE + ink.terminal() + "m";
  }
}
