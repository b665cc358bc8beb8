package dev.ensayo.experiments.progress;

import com.google.common.collect.ImmutableList;
import java.util.function.Supplier;

/** Shows progress as bars below all else on a terminal, which has the size it has at the time. */
final class TerminalDisplay implements Display {
  private final Screen screen;
  private final ProgressLayout layout;
  private final Supplier<TerminalSize> size;

  TerminalDisplay(Screen screen, ProgressLayout layout, Supplier<TerminalSize> size) {
    this.screen = screen;
    this.layout = layout;
    this.size = size;
  }

  @Override
  public void say(String line, Standing now) {
    screen.say(line, bars(now));
  }

  @Override
  public void show(Standing now) {
    screen.draw(bars(now));
  }

  private ImmutableList<String> bars(Standing now) {
    return now.isEnd() ? ImmutableList.of() : layout.lines(now, size.get());
  }

  @Override
  public void clear() {
    screen.draw(ImmutableList.of());
  }
}
