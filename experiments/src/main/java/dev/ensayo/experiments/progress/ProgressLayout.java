package dev.ensayo.experiments.progress;

import com.google.common.collect.ImmutableList;
import dev.ensayo.results.live.LiveWords;
import java.util.List;

/**
 * Lays out how a study stands for a terminal: a line for each running run, as many as there is room
 * for, and one for the whole.
 *
 * <p>No line reaches the last column, where terminals differ in what they do. Two rows stay free,
 * an empty one and the last one of what was said, and on larger terminals half of them: a terminal
 * made narrower may break each line in two before anybody can draw it anew.
 */
final class ProgressLayout {
  private static final int ROWS_LEFT_FREE = 2;

  /** Lines that may take more than half of the rows. */
  private static final int FEW_LINES = 4;

  private static final int LONGEST_BAR = 30;

  /** Shorter bars are not drawn; lengths are multiples of it. */
  private static final int SHORTEST_BAR = 5;

  private static final int FAIR_BAR = 15;
  private static final int SHORTEST_NAME = 12;
  private static final double MOST_FOR_NAMES = 0.4;

  private final LiveWords words;
  private final String all;
  private final Glyphs glyphs;
  private final int longestName;

  /**
   * @param names what the study's runs are called, so that the bars stay where they are
   */
  ProgressLayout(Glyphs glyphs, List<String> names) {
    this(glyphs, names, LiveWords.ENGLISH);
  }

  /**
   * One in another language.
   *
   * @param names what the study's runs are called, so that the bars stay where they are
   */
  ProgressLayout(Glyphs glyphs, List<String> names, LiveWords words) {
    this.words = words;
    this.all = words.allRuns();
    this.glyphs = glyphs;
    this.longestName =
        names.stream()
            .mapToInt(name -> new ColumnText(glyphs.text(name)).width())
            .reduce(all.length(), Math::max);
  }

  /**
   * Lines of fewer columns than the terminal has, and fewer of them than it has rows; none where it
   * has but one row.
   */
  ImmutableList<String> lines(Standing standing, TerminalSize size) {
    if (size.rows() < ROWS_LEFT_FREE) {
      return ImmutableList.of();
    }
    int width = Math.max(1, size.columns() - 1);
    int names = nameColumns(width);
    Whole whole = whole(standing, names, width);
    ImmutableList.Builder<String> lines = ImmutableList.builder();
    int room = room(size.rows()) - 1;
    int running = standing.running().size();
    int shown = running <= room ? running : Math.max(0, room - 1);
    for (Standing.Run run : standing.running().subList(0, shown)) {
      lines.add(line(run, names, whole.bar(), width));
    }
    if (shown < running && room > 0) {
      String more = shown == 0 ? words.sideBySide(running) : words.andMore(running - shown);
      lines.add(new ColumnText(more).cut(width));
    }
    lines.add(whole.line());
    return lines.build();
  }

  /** How many lines may be drawn, at least 1. */
  private static int room(int rows) {
    return Math.max(1, Math.min(rows - ROWS_LEFT_FREE, Math.max(FEW_LINES, rows / 2)));
  }

  /** Columns for names: as many as they need, and no more than their share of the width. */
  private int nameColumns(int width) {
    int most = Math.max(SHORTEST_NAME, (int) (MOST_FOR_NAMES * width));
    return Math.min(longestName, most);
  }

  private String line(Standing.Run run, int names, int bar, int width) {
    String name = name(run.name(), names);
    String line = name + bar(bar, run.share()) + " " + OverallWords.percent(run.share());
    String test =
        run.tested().isPresent()
            ? ", " + words.testing(OverallWords.percent(run.tested().getAsDouble()).strip())
            : "";
    return new ColumnText(line + test).cut(width);
  }

  private String name(String name, int columns) {
    return new ColumnText(glyphs.text(name)).padded(columns, glyphs.ellipsis());
  }

  /** A blank and a bar, or nothing. */
  private String bar(int columns, double share) {
    return columns == 0 ? "" : " " + glyphs.bar(columns, share);
  }

  /**
   * The line of the whole study.
   *
   * @param bar how long the bars of all lines are
   */
  private record Whole(String line, int bar) {}

  private Whole whole(Standing standing, int names, int width) {
    for (OverallWords form : List.of(OverallWords.FULL, OverallWords.SHORT)) {
      int bar = barLength(width - names - 2 - form.columns(standing, words));
      if (bar >= (form == OverallWords.FULL ? LONGEST_BAR : FAIR_BAR)) {
        String line =
            name(all, names) + bar(bar, standing.share()) + " " + form.of(standing, words);
        return new Whole(line, bar);
      }
    }
    int bar = barLength(width - names - 2 - OverallWords.percent(0).length());
    return new Whole(withoutBar(standing, width), bar);
  }

  /** Where there is no room for both, what is said of the whole is worth more than its bar. */
  private String withoutBar(Standing standing, int width) {
    for (OverallWords form : OverallWords.values()) {
      String line = all + " " + form.of(standing, words);
      if (line.length() <= width) {
        return line;
      }
    }
    return new ColumnText(OverallWords.SHARE.of(standing, words)).cut(width);
  }

  private static int barLength(int room) {
    return Math.max(0, Math.min(LONGEST_BAR, room / SHORTEST_BAR * SHORTEST_BAR));
  }
}
