package dev.ensayo.core.episode;

import static dev.ensayo.core.drawing.SvgNumber.hundredths;

import com.google.common.xml.XmlEscapers;
import dev.ensayo.core.agent.Policy;
import dev.ensayo.core.drawing.Ink;
import dev.ensayo.core.drawing.StateMap;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.DoubleStream;

/**
 * The value function V(s) = max_a Q(s, a) of a policy and the action it takes in each state, drawn
 * over the map of a gridworld.
 */
final class ValueMap {
  private static final int CELL = 46;
  private static final int GAP = 16;
  private static final int TITLE = 24;
  private static final int MARGIN = 10;
  private static final int MOST_ACROSS = 2;
  private static final double MOST_OPACITY = 0.55;
  private static final double LEAST_OPACITY = 0.05;
  private static final double SMALL = 10;
  private static final String UNDECIDED = "·";
  private static final Map<String, Integer> ARROWS = Map.of("→", 0, "↓", 90, "←", 180, "↑", 270);

  private final StateMap map;
  private final double[][] values;
  private final String[][] marks;
  private final double least;
  private final double most;

  private ValueMap(StateMap map, Policy policy) {
    this.map = map;
    int boards = map.boards().size();
    this.values = new double[boards][map.rows() * map.columns()];
    this.marks = new String[boards][map.rows() * map.columns()];
    for (int b = 0; b < boards; b++) {
      for (int cell = 0; cell < values[b].length; cell++) {
        look(b, cell, policy);
      }
    }
    this.least = all().min().orElse(0);
    this.most = all().max().orElse(0);
  }

  /**
   * Draws a policy.
   *
   * @return empty if it has no values, or none that the state alone decides
   */
  static Optional<ValueMap> of(StateMap map, Policy policy) {
    boolean hasValues =
        map.boards().stream()
            .flatMapToInt(board -> board.states().stream())
            .filter(state -> state != StateMap.NO_STATE)
            .allMatch(state -> policy.actionValues(new float[] {state}).isPresent());
    return hasValues ? Optional.of(new ValueMap(map, policy)) : Optional.empty();
  }

  private void look(int board, int cell, Policy policy) {
    int state = map.boards().get(board).states().get(cell);
    values[board][cell] = Double.NaN;
    marks[board][cell] = "";
    if (state == StateMap.NO_STATE) {
      return;
    }
    float[] observation = {state};
    double[] q = policy.actionValues(observation).orElseThrow();
    double best = Arrays.stream(q).max().orElseThrow();
    boolean decided = Arrays.stream(q).anyMatch(value -> value != best);
    values[board][cell] = best;
    marks[board][cell] = decided ? mark(policy.selectAction(observation)) : UNDECIDED;
  }

  private String mark(int action) {
    return action < map.marks().size() ? map.marks().get(action) : Integer.toString(action);
  }

  private DoubleStream all() {
    return Arrays.stream(values).flatMapToDouble(Arrays::stream).filter(Double::isFinite);
  }

  /** Arrows and letters, for those who do not see it. */
  String text() {
    StringBuilder text = new StringBuilder();
    for (int b = 0; b < map.boards().size(); b++) {
      StateMap.Board board = map.boards().get(b);
      if (!board.title().isEmpty()) {
        text.append(b == 0 ? "" : "\n").append(board.title()).append('\n');
      }
      for (int row = 0; row < map.rows(); row++) {
        for (int column = 0; column < map.columns(); column++) {
          int cell = row * map.columns() + column;
          String mark = marks[b][cell];
          text.append(column == 0 ? "" : " ");
          text.append(mark.isEmpty() ? board.letters().charAt(cell) : mark);
        }
        text.append('\n');
      }
    }
    return text.toString();
  }

  String svg(String title, String description) {
    int across = Math.min(MOST_ACROSS, map.boards().size());
    int down = (map.boards().size() + across - 1) / across;
    boolean titled = map.boards().stream().anyMatch(board -> !board.title().isEmpty());
    int boardWidth = CELL * map.columns();
    int boardHeight = CELL * map.rows() + (titled ? TITLE : 0);
    int width = across * (boardWidth + GAP) - GAP + 2 * MARGIN;
    int height = down * (boardHeight + GAP) - GAP + 2 * MARGIN;
    StringBuilder svg = new StringBuilder();
    svg.append("<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" width=\"").append(width);
    svg.append("\" height=\"").append(height).append("\" viewBox=\"0 0 ").append(width);
    svg.append(' ').append(height).append("\">\n<title>").append(escaped(title));
    svg.append("</title>\n<desc>").append(escaped(description)).append("</desc>\n<style>\n");
    svg.append(Theme.css());
    svg.append(".value{font-size:11px;text-anchor:middle}.letter{font-size:11px}\n</style>\n");
    svg.append("<defs><path id=\"arrow\" class=\"l c0\" stroke-width=\"2.2\"");
    svg.append(" d=\"M-8 0H8M3-5L8 0L3 5\"/></defs>\n");
    svg.append("<rect class=\"ground\" width=\"100%\" height=\"100%\"/>\n");
    for (int b = 0; b < map.boards().size(); b++) {
      int x = MARGIN + b % across * (boardWidth + GAP);
      int y = MARGIN + b / across * (boardHeight + GAP);
      svg.append("<g transform=\"translate(").append(x).append(' ').append(y).append(")\">\n");
      if (titled) {
        svg.append("<text class=\"soft\" y=\"14\">");
        svg.append(escaped(map.boards().get(b).title())).append("</text>\n");
      }
      for (int cell = 0; cell < values[b].length; cell++) {
        cell(svg, b, cell, titled ? TITLE : 0);
      }
      svg.append("</g>\n");
    }
    return svg.append("</svg>\n").toString();
  }

  private void cell(StringBuilder svg, int board, int cell, int top) {
    int x = CELL * (cell % map.columns());
    int y = top + CELL * (cell / map.columns());
    double value = values[board][cell];
    char letter = map.boards().get(board).letters().charAt(cell);
    String place =
        " x=\"" + (x + 1) + "\" y=\"" + (y + 1) + "\" width=\"44\" height=\"44\" rx=\"3\"";
    svg.append("<rect class=\"board rule\"").append(place).append("/>");
    if (Double.isFinite(value)) {
      svg.append("<rect class=\"f ").append(Ink.BLUE.cssClass()).append('"').append(place);
      svg.append(" opacity=\"").append(hundredths(opacity(value))).append("\"/>");
      mark(svg, marks[board][cell], x + CELL / 2, y + 17);
      svg.append("<text class=\"value\" x=\"").append(x + CELL / 2).append("\" y=\"");
      svg.append(y + 39).append("\">").append(number(value)).append("</text>");
    }
    if (letter != ' ') {
      svg.append("<text class=\"");
      svg.append(Double.isFinite(value) ? "letter soft" : "word soft").append("\" x=\"");
      svg.append(Double.isFinite(value) ? x + 5 : x + CELL / 2).append("\" y=\"");
      svg.append(Double.isFinite(value) ? y + 14 : y + CELL / 2).append("\">");
      svg.append(escaped(Character.toString(letter))).append("</text>");
    }
    svg.append('\n');
  }

  private static void mark(StringBuilder svg, String mark, int x, int y) {
    Integer angle = ARROWS.get(mark);
    if (angle == null) {
      svg.append("<text class=\"word\" x=\"").append(x).append("\" y=\"").append(y);
      svg.append("\">").append(escaped(mark)).append("</text>");
    } else {
      svg.append("<use href=\"#arrow\" transform=\"translate(").append(x).append(' ').append(y);
      svg.append(angle == 0 ? ")" : ")rotate(" + angle + ")").append("\"/>");
    }
  }

  private double opacity(double value) {
    double share = most > least ? (value - least) / (most - least) : 0.5;
    return LEAST_OPACITY + share * (MOST_OPACITY - LEAST_OPACITY);
  }

  private static String number(double value) {
    return Math.abs(value) < SMALL
        ? String.format(Locale.ROOT, "%.2f", value)
        : Long.toString(Math.round(value));
  }

  private static String escaped(String text) {
    return XmlEscapers.xmlContentEscaper().escape(text);
  }
}
