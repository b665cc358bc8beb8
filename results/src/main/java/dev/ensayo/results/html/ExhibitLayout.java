package dev.ensayo.results.html;

import dev.ensayo.core.exhibit.Exhibit;

/** How exhibits of a kind stand beside each other; what comes of it is a class of the page. */
final class ExhibitLayout implements Exhibit.Visitor<String> {
  /** Tables of so many columns stand beside each other. */
  private static final int NARROW_COLUMNS = 4;

  private static final String WIDE = "exhibits";
  private static final String SMALL = "multiples";

  @Override
  public String texts(Exhibit.Texts texts) {
    return WIDE;
  }

  @Override
  public String table(Exhibit.Table table) {
    return of(table.header().size());
  }

  /** How tables with so many columns stand. */
  static String of(int columns) {
    return columns <= NARROW_COLUMNS ? "tables" : WIDE;
  }

  @Override
  public String curves(Exhibit.Curves curves) {
    return SMALL;
  }

  @Override
  public String points(Exhibit.Points points) {
    return WIDE;
  }

  @Override
  public String scatter(Exhibit.Scatter scatter) {
    return SMALL;
  }

  @Override
  public String pictures(Exhibit.Pictures pictures) {
    return WIDE;
  }

  @Override
  public String drawn(Exhibit.Drawn drawn) {
    return "drawings";
  }

  @Override
  public String answers(Exhibit.Answers answers) {
    return WIDE;
  }

  @Override
  public String surface(Exhibit.Surface surface) {
    return SMALL;
  }

  @Override
  public String field(Exhibit.Field field) {
    return SMALL;
  }
}
