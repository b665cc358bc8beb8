package dev.ensayo.environments.minatar;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableIntArray;
import dev.ensayo.core.drawing.CellRuns;
import dev.ensayo.core.drawing.Drawing;
import dev.ensayo.core.drawing.Stage;
import dev.ensayo.core.drawing.TextPicture;
import java.util.ArrayList;
import java.util.List;

/** The board as a player sees it, each channel in a colour; what comes later covers the earlier. */
final class MinAtarDrawing implements Drawing {
  private static final ImmutableList<String> ACTIONS =
      ImmutableList.of("nothing", "left", "up", "right", "down", "fire");
  private static final char NOTHING = '.';
  private static final int CELLS = Frame.SIZE * Frame.SIZE;

  private final ImmutableList<Channel> channels;
  private final float[] pixels;
  private final Stage stage;

  /**
   * @param pixels what is shown, {@code [C, 10, 10]}; read when asked
   */
  MinAtarDrawing(Game game, ImmutableIntArray actions, float[] pixels) {
    this.channels = game.look();
    this.pixels = pixels;
    this.stage =
        new Stage(
            Frame.SIZE,
            Frame.SIZE,
            12,
            "",
            "<rect class=\"board\" width=\"10\" height=\"10\"/>",
            lines(),
            actions.stream().mapToObj(ACTIONS::get).collect(ImmutableList.toImmutableList()),
            channels.stream()
                .map(channel -> new Stage.LegendItem(channel.ink(), channel.meaning()))
                .collect(ImmutableList.toImmutableList()));
  }

  /** Between the cells, so that bricks beside each other can be counted. */
  private static String lines() {
    StringBuilder lines = new StringBuilder();
    for (int i = 1; i < Frame.SIZE; i++) {
      lines.append('M').append(i).append(" 0v10M0 ").append(i).append("h10");
    }
    return "<path class=\"rule\" stroke-width=\".04\" d=\"" + lines + "\"/>";
  }

  @Override
  public Stage stage() {
    return stage;
  }

  @Override
  public List<String> elements() {
    List<String> paths = new ArrayList<>();
    for (Channel channel : channels) {
      String runs = runs(channel.index());
      if (!runs.isEmpty()) {
        paths.add("<path class=\"p " + channel.ink().cssClass() + "\" d=\"" + runs + "\"/>");
      }
    }
    return paths;
  }

  private String runs(int channel) {
    return CellRuns.path(Frame.SIZE, Frame.SIZE, (x, y) -> isOn(channel, x, y));
  }

  private boolean isOn(int channel, int x, int y) {
    return pixels[channel * CELLS + y * Frame.SIZE + x] != 0;
  }

  @Override
  public TextPicture text() {
    List<String> lines = new ArrayList<>();
    List<String> inks = new ArrayList<>();
    for (int y = 0; y < Frame.SIZE; y++) {
      StringBuilder line = new StringBuilder();
      StringBuilder ink = new StringBuilder();
      for (int x = 0; x < Frame.SIZE; x++) {
        Channel top = top(y * Frame.SIZE + x);
        line.append(x == 0 ? "" : " ").append(top == null ? NOTHING : top.glyph());
        ink.append(x == 0 ? "" : " ").append(top == null ? ' ' : top.ink().digit());
      }
      lines.add(line.toString());
      inks.add(ink.toString());
    }
    return new TextPicture(lines, inks);
  }

  /** Null if nothing is there. */
  private Channel top(int cell) {
    Channel top = null;
    for (Channel channel : channels) {
      if (pixels[channel.index() * CELLS + cell] != 0) {
        top = channel;
      }
    }
    return top;
  }
}
