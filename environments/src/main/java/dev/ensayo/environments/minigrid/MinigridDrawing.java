package dev.ensayo.environments.minigrid;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableIntArray;
import dev.ensayo.core.drawing.CellRuns;
import dev.ensayo.core.drawing.Drawing;
import dev.ensayo.core.drawing.Ink;
import dev.ensayo.core.drawing.Stage;
import dev.ensayo.core.drawing.TextPicture;
import java.util.ArrayList;
import java.util.List;

/** The grid from above, with the agent, what it carries, and what of it is shown to it. */
final class MinigridDrawing implements Drawing {
  private static final double STEPS_PER_SECOND = 4;

  private final World world;
  private final Scenery scenery;
  private final Stage stage;

  /**
   * @param world read when asked
   * @param scenery what of it is shown to the agent
   * @param actions those that there are
   */
  MinigridDrawing(World world, Scenery scenery, ImmutableIntArray actions) {
    this.world = world;
    this.scenery = scenery;
    this.stage =
        new Stage(
            world.width(),
            world.height(),
            STEPS_PER_SECOND,
            CellLook.SHAPES,
            "<rect class=\"board\" width=\"100%\" height=\"100%\"/>",
            actions.stream().mapToObj(Action::word).collect(ImmutableList.toImmutableList()),
            ImmutableList.of(new Stage.LegendItem(Ink.SKY, "what the agent sees")));
  }

  @Override
  public Stage stage() {
    return stage;
  }

  @Override
  public List<String> elements() {
    scenery.look(world);
    List<String> elements = new ArrayList<>();
    elements.add("<path class=\"p c7\" d=\"" + runs(this::isWall) + "\"/>");
    elements.add(
        "<path class=\"p c6\" opacity=\".25\" d=\""
            + runs((x, y) -> scenery.shows(world, x, y))
            + "\"/>");
    for (int y = 0; y < world.height(); y++) {
      for (int x = 0; x < world.width(); x++) {
        if (world.get(x, y) != Cell.EMPTY && !isWall(x, y)) {
          elements.add(use(world.get(x, y), "x=\"" + x + "\" y=\"" + y + "\""));
        }
      }
    }
    String place = "transform=\"translate(" + world.x() + " " + world.y() + ") ";
    elements.add(
        "<use href=\"#agent\" " + place + "rotate(" + 90 * world.heading() + " .5 .5)\"/>");
    if (world.carried() != World.NOTHING) {
      elements.add(use(world.carried(), place + "translate(.45 0) scale(.55)\""));
    }
    return elements;
  }

  private boolean isWall(int x, int y) {
    return world.get(x, y) == Cell.WALL;
  }

  private static String use(int cell, String place) {
    return "<use class=\""
        + CellLook.ink(cell).cssClass()
        + "\" href=\"#"
        + CellLook.shape(cell)
        + "\" "
        + place
        + "/>";
  }

  private String runs(CellRuns.Choice cells) {
    return CellRuns.path(world.width(), world.height(), cells);
  }

  @Override
  public TextPicture text() {
    scenery.look(world);
    List<String> lines = new ArrayList<>();
    List<String> inks = new ArrayList<>();
    for (int y = 0; y < world.height(); y++) {
      StringBuilder line = new StringBuilder();
      StringBuilder ink = new StringBuilder();
      for (int x = 0; x < world.width(); x++) {
        line.append(x == 0 ? "" : " ").append(glyph(x, y));
        ink.append(x == 0 ? "" : " ").append(ink(x, y));
      }
      lines.add(line.toString());
      inks.add(ink.toString());
    }
    if (world.carried() != World.NOTHING) {
      lines.add("carries: " + CellLook.words(world.carried()));
    }
    return new TextPicture(lines, inks);
  }

  private boolean isAgent(int x, int y) {
    return world.distance(x, y) == 0;
  }

  /** Where nothing is, a dot if that can be seen. */
  private char glyph(int x, int y) {
    if (isAgent(x, y)) {
      return CellLook.AGENTS.charAt(world.heading());
    }
    boolean dark = world.get(x, y) == Cell.EMPTY && !scenery.shows(world, x, y);
    return dark ? ' ' : CellLook.glyph(world.get(x, y));
  }

  private char ink(int x, int y) {
    if (isAgent(x, y)) {
      return CellLook.AGENT_INK.digit();
    }
    return world.get(x, y) == Cell.EMPTY ? ' ' : CellLook.ink(world.get(x, y)).digit();
  }
}
