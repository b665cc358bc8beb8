package dev.ensayo.results.chart;

import com.google.common.collect.ImmutableList;

/**
 * Where a function over a grid crosses a level, cell by cell: marching squares with straight
 * pieces.
 *
 * @param plot the frame
 * @param values rows from bottom to top, each from left to right
 * @param inset from the plot's edges to the first and last rows and columns, in their distances: 0
 *     where they lie on the edges
 */
record Contours(Plot plot, ImmutableList<ImmutableList<Double>> values, double inset) {
  private static final int[][] CORNERS = {{0, 0}, {1, 0}, {1, 1}, {0, 1}};

  /** The line of one level, as the data of a path; empty where the level is not crossed. */
  String at(double level) {
    StringBuilder path = new StringBuilder();
    for (int row = 0; row + 1 < values.size(); row++) {
      for (int column = 0; column + 1 < values.get(0).size(); column++) {
        appendCell(path, level, row, column);
      }
    }
    return path.toString();
  }

  private void appendCell(StringBuilder path, double level, int row, int column) {
    boolean drawing = false;
    for (int side = 0; side < 4; side++) {
      int[] from = CORNERS[side];
      int[] to = CORNERS[(side + 1) % 4];
      double a = values.get(row + from[1]).get(column + from[0]) - level;
      double b = values.get(row + to[1]).get(column + to[0]) - level;
      if (a < 0 == b < 0) {
        continue;
      }
      double share = a / (a - b);
      double across = inset + column + from[0] + share * (to[0] - from[0]);
      double up = inset + row + from[1] + share * (to[1] - from[1]);
      double width = (plot.right() - plot.left()) / (values.get(0).size() - 1 + 2 * inset);
      double height = (plot.bottom() - plot.top()) / (values.size() - 1 + 2 * inset);
      path.append(drawing ? 'L' : 'M')
          .append(Svg.number(plot.left() + width * across))
          .append(' ')
          .append(Svg.number(plot.bottom() - height * up));
      drawing = !drawing;
    }
  }
}
