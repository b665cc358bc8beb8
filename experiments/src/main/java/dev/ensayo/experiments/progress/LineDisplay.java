package dev.ensayo.experiments.progress;

import dev.ensayo.results.live.LiveWords;
import java.io.PrintWriter;
import java.util.stream.Collectors;

/** Shows progress where nothing can be taken back: a file, a pipe, a log of CI. */
final class LineDisplay implements Display {
  private final PrintWriter out;

  LineDisplay(PrintWriter out) {
    this.out = out;
  }

  @Override
  public void say(String line, Standing now) {
    print(line);
  }

  @Override
  public void show(Standing now) {
    if (!now.isEnd()) {
      print(OverallWords.FULL.of(now, LiveWords.ENGLISH) + tests(now));
    }
  }

  /** The runs that are within a long test. */
  private static String tests(Standing now) {
    return now.running().stream()
        .filter(run -> run.tested().isPresent())
        .map(
            run ->
                "; "
                    + run.name()
                    + ": "
                    + LiveWords.ENGLISH.testing(
                        OverallWords.percent(run.tested().getAsDouble()).strip()))
        .collect(Collectors.joining());
  }

  private void print(String line) {
    out.println(line);
    out.flush();
  }

  @Override
  public void clear() {
    // Every line stays.
  }
}
