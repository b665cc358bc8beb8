package dev.ensayo.results.chart;

/** A chart that can be drawn in each size. */
public interface SizedChart {
  /** The chart as an {@code <svg>} element. */
  String draw(ChartSize size);

  /** The chart for desktops and the one for phones, of which a page shows the one that fits. */
  default String drawForAnyScreen() {
    return draw(ChartSize.WIDE) + "\n" + draw(ChartSize.NARROW);
  }
}
