package dev.ensayo.experiments.progress;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.study.Study;
import dev.ensayo.results.live.LiveWords;
import dev.ensayo.results.live.MachineUse;
import dev.ensayo.results.live.Snapshot;
import dev.ensayo.results.live.VariantRow;
import dev.ensayo.results.markup.Figures;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Shows a study that other processes make: on a terminal one screen that is drawn again and again,
 * with the latest values of each variant and a bar for each running run; elsewhere a plain line
 * whenever something has changed.
 */
public final class WatchedStudy implements AutoCloseable {
  /** Rows beside those of the variants and the bars: the whole, the machine and a blank one. */
  private static final int OTHER_ROWS = 4;

  private final PrintWriter out;
  private final Optional<Glyphs> glyphs;
  private final Screen screen;
  private final LiveWords words;
  private final Supplier<TerminalSize> size;
  private Optional<Study> laidOutFor = Optional.empty();
  private ProgressLayout layout;
  private String said = "";

  private WatchedStudy(
      PrintWriter out, Optional<Glyphs> glyphs, Supplier<TerminalSize> size, LiveWords words) {
    this.words = words;
    this.out = out;
    this.glyphs = glyphs;
    this.screen = new Screen(out);
    this.size = size;
  }

  /** On standard error, be it a terminal or not. */
  public static WatchedStudy on(PrintWriter err, LiveWords words) {
    Optional<Glyphs> glyphs = StudyProgress.drawable();
    return new WatchedStudy(
        err, glyphs, glyphs.isPresent() ? new TerminalSizes() : () -> TerminalSize.USUAL, words);
  }

  static WatchedStudy on(
      PrintWriter out, Glyphs glyphs, Supplier<TerminalSize> size, LiveWords words) {
    return new WatchedStudy(out, Optional.of(glyphs), size, words);
  }

  /** Whether it can be drawn anew; else each line stays. */
  public boolean isRedrawn() {
    return glyphs.isPresent();
  }

  /** Shows how the study stands now. */
  public synchronized void show(Snapshot snapshot, MachineUse machine) {
    if (glyphs.isPresent()) {
      screen.draw(lines(snapshot, machine, glyphs.get(), size.get()));
    } else {
      sayIfNew(words.line(snapshot));
    }
  }

  private void sayIfNew(String line) {
    if (!line.equals(said)) {
      out.println(line);
      out.flush();
      said = line;
    }
  }

  private ImmutableList<String> lines(
      Snapshot snapshot, MachineUse machine, Glyphs drawn, TerminalSize terminal) {
    int width = Math.max(1, terminal.columns() - 1);
    ImmutableList.Builder<String> lines = ImmutableList.builder();
    if (snapshot.study().isEmpty() || !snapshot.problem().isEmpty()) {
      lines.add(cut(words.sentence(snapshot), drawn, width));
      return lines.build();
    }
    Study study = snapshot.study().get();
    if (!laidOutFor.equals(snapshot.study())) {
      laidOutFor = snapshot.study();
      layout = new ProgressLayout(drawn, snapshot.runs().stream().map(words::name).toList(), words);
    }
    ImmutableList<String> bars = bars(snapshot, terminal);
    lines.add(cut(study.name() + ": " + words.counts(snapshot), drawn, width));
    words.decisions(snapshot).ifPresent(decisions -> lines.add(cut(decisions, drawn, width)));
    int room = terminal.rows() - OTHER_ROWS - bars.size() - (study.adaptive().isPresent() ? 1 : 0);
    for (String row : variants(snapshot, study, room)) {
      lines.add(cut(row, drawn, width));
    }
    if (room >= 0) {
      lines.add(cut(words.machine(machine), drawn, width));
    }
    ImmutableList<String> all = lines.addAll(bars).build();
    return all.subList(Math.max(0, all.size() - Math.max(0, terminal.rows() - 1)), all.size());
  }

  private static String cut(String text, Glyphs drawn, int width) {
    return new ColumnText(drawn.text(text)).within(width, drawn.ellipsis());
  }

  private ImmutableList<String> bars(Snapshot snapshot, TerminalSize terminal) {
    ImmutableList<Standing.Run> running =
        snapshot.running().stream()
            .map(run -> new Standing.Run(words.name(run), run.share().orElse(0)))
            .collect(ImmutableList.toImmutableList());
    Standing standing =
        new Standing(
            running,
            snapshot.share(),
            snapshot.ended(),
            snapshot.runs().size(),
            snapshot.secondsPassed().orElse(0),
            snapshot.secondsLeft());
    return layout.lines(standing, terminal);
  }

  /** The latest value of each variant, as many as there is room for. */
  private List<String> variants(Snapshot snapshot, Study study, int room) {
    ImmutableList<VariantRow> rows = VariantRow.of(snapshot);
    Figures figures =
        words.figures(rows.stream().flatMapToDouble(row -> row.value().stream()).toArray());
    int shown = rows.size() <= room ? rows.size() : Math.max(0, room - 1);
    ImmutableList.Builder<String> lines = ImmutableList.builder();
    for (VariantRow row : rows.subList(0, shown)) {
      lines.add("  " + words.variant(study, row, figures));
    }
    if (shown < rows.size() && room > 0) {
      lines.add("  " + words.moreVariants(rows.size() - shown));
    }
    return lines.build();
  }

  /**
   * Ends with a line that stays.
   *
   * @param last how the study stood
   */
  public synchronized void end(Snapshot last) {
    if (glyphs.isPresent()) {
      screen.draw(List.of());
    }
    sayIfNew(words.sentence(last));
  }

  /** Takes away what does not stay. */
  @Override
  public synchronized void close() {
    if (glyphs.isPresent()) {
      screen.draw(List.of());
    }
  }
}
