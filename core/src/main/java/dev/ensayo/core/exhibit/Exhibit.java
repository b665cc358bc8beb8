package dev.ensayo.core.exhibit;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.google.common.collect.ImmutableList;
import java.util.List;

/**
 * Something a finished run shows in the report. It is kept in the run's folder and depends, like
 * the metrics, on nothing but the run.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Exhibit.Texts.class, name = "texts"),
  @JsonSubTypes.Type(value = Exhibit.Table.class, name = "table"),
  @JsonSubTypes.Type(value = Exhibit.Curves.class, name = "curves"),
  @JsonSubTypes.Type(value = Exhibit.Points.class, name = "points"),
  @JsonSubTypes.Type(value = Exhibit.Scatter.class, name = "scatter"),
  @JsonSubTypes.Type(value = Exhibit.Pictures.class, name = "pictures"),
  @JsonSubTypes.Type(value = Exhibit.Field.class, name = "field"),
  @JsonSubTypes.Type(value = Exhibit.Surface.class, name = "surface"),
  @JsonSubTypes.Type(value = Exhibit.Drawn.class, name = "drawn"),
  @JsonSubTypes.Type(value = Exhibit.Answers.class, name = "answers")
})
public sealed interface Exhibit {
  /** Name of its file: lower case and dashes, unique in the run. */
  String name();

  /** Its heading. */
  String title();

  /** What is seen, in a sentence or two. */
  String caption();

  /** Calls the visitor's method for this kind. */
  <R> R accept(Visitor<R> visitor);

  /**
   * What is done with each kind of exhibit. A new kind is a new method here, so that whoever draws
   * exhibits or writes them down does not compile before it has thought of it.
   *
   * @param <R> what comes of it
   */
  interface Visitor<R> {
    R texts(Texts texts);

    R table(Table table);

    R curves(Curves curves);

    R points(Points points);

    R scatter(Scatter scatter);

    R pictures(Pictures pictures);

    R field(Field field);

    R surface(Surface surface);

    R drawn(Drawn drawn);

    R answers(Answers answers);
  }

  /**
   * Texts, such as samples of a language model; shown as they are, line ends kept.
   *
   * @param items each with its own heading
   */
  record Texts(String name, String title, String caption, List<Texts.Item> items)
      implements Exhibit {
    /** A text under a heading. */
    public record Item(String heading, String text) {}

    public Texts {
      items = ImmutableList.copyOf(items);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.texts(this);
    }
  }

  /**
   * A table.
   *
   * @param header a name for each column
   * @param rows each with a cell for each column; the first cell heads the row
   * @param overSeeds what a report makes of the tables of several seeds; where it is missing, in
   *     files of older versions, {@link OverSeeds#ONE}
   */
  record Table(
      String name,
      String title,
      String caption,
      List<String> header,
      List<List<String>> rows,
      OverSeeds overSeeds)
      implements Exhibit {
    /** What a report makes of the tables of several seeds. */
    public enum OverSeeds {
      /** That of one seed is shown: its cells are words, or mean nothing beside each other. */
      ONE,
      /** Cells are counts, which are added up. */
      SUM,
      /** Cells are numbers, whose means are compared; all tables have the same columns. */
      MEAN
    }

    public Table {
      header = ImmutableList.copyOf(header);
      rows = rows.stream().map(ImmutableList::copyOf).collect(ImmutableList.toImmutableList());
      overSeeds = overSeeds == null ? OverSeeds.ONE : overSeeds;
    }

    /** A table of which one seed's is shown. */
    public Table(
        String name, String title, String caption, List<String> header, List<List<String>> rows) {
      this(name, title, caption, header, rows, OverSeeds.ONE);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.table(this);
    }
  }

  /**
   * Lines over a common axis.
   *
   * @param logarithmic whether the vertical axis is
   */
  record Curves(
      String name,
      String title,
      String caption,
      String horizontalLabel,
      String verticalLabel,
      boolean logarithmic,
      List<Line> lines)
      implements Exhibit {
    /** One line; x and y of the same length. */
    public record Line(String label, List<Double> x, List<Double> y) {
      public Line {
        x = ImmutableList.copyOf(x);
        y = ImmutableList.copyOf(y);
      }
    }

    public Curves {
      lines = ImmutableList.copyOf(lines);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.curves(this);
    }
  }

  /** Points of a plane with names, such as a map of words; the axes have equal scales. */
  record Points(String name, String title, String caption, List<Point> points) implements Exhibit {
    /**
     * One point.
     *
     * @param group points of one group look alike; empty for none
     */
    public record Point(String label, String group, double x, double y) {}

    public Points {
      points = ImmutableList.copyOf(points);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.points(this);
    }
  }

  /**
   * Points over two axes of different kinds, with lines through them: predicted numbers against the
   * right ones.
   *
   * @param x of the points
   * @param y of the points, as many
   * @param lines each with a label; may be none
   */
  record Scatter(
      String name,
      String title,
      String caption,
      String horizontalLabel,
      String verticalLabel,
      List<Double> x,
      List<Double> y,
      List<Curves.Line> lines)
      implements Exhibit {
    public Scatter {
      x = ImmutableList.copyOf(x);
      y = ImmutableList.copyOf(y);
      lines = ImmutableList.copyOf(lines);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.scatter(this);
    }
  }

  /** Small pictures, such as the worst mistakes, each with a line below. */
  record Pictures(String name, String title, String caption, List<Picture> pictures)
      implements Exhibit {
    /**
     * One picture.
     *
     * @param pixels {@code [C, H, W]}, 255 for the brightest
     * @param channels C: 1 grey, 3 red, green and blue
     */
    @SuppressWarnings("ArrayRecordComponent")
    public record Picture(String label, int channels, int height, int width, byte[] pixels) {}

    public Pictures {
      pictures = ImmutableList.copyOf(pictures);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.pictures(this);
    }
  }

  /**
   * A function over a rectangle, in steps of grey or colour, with points on it: a decision
   * boundary.
   *
   * @param values rows from low to high y, each from low to high x, in [0, 1]
   * @param points examples on it
   * @param classes K of them, where {@code values} say which one it is: i/(K − 1) for class i; in
   *     the order of their numbers, named as the groups of the points. Empty for a function between
   *     two sides
   */
  record Field(
      String name,
      String title,
      String caption,
      double minX,
      double maxX,
      double minY,
      double maxY,
      List<List<Double>> values,
      List<Points.Point> points,
      List<String> classes)
      implements Exhibit {
    public Field {
      values = values.stream().map(ImmutableList::copyOf).collect(ImmutableList.toImmutableList());
      points = ImmutableList.copyOf(points);
      // Exhibits that were written before there were classes have none.
      classes = classes == null ? ImmutableList.of() : ImmutableList.copyOf(classes);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.field(this);
    }
  }

  /**
   * A function over a rectangle as contour lines, with paths over it: where steps of training take
   * two weights on the surface of the loss.
   *
   * @param values rows from low to high y, each from low to high x; the first and last lie on the
   *     edges; at least 2 × 2
   * @param levels of the contour lines, ascending
   * @param goal the lowest point, marked; none or one
   * @param paths each from its start to its end; what leaves the rectangle is cut off
   */
  record Surface(
      String name,
      String title,
      String caption,
      String horizontalLabel,
      String verticalLabel,
      double minX,
      double maxX,
      double minY,
      double maxY,
      List<List<Double>> values,
      List<Double> levels,
      List<Points.Point> goal,
      List<Curves.Line> paths)
      implements Exhibit {
    public Surface {
      values = values.stream().map(ImmutableList::copyOf).collect(ImmutableList.toImmutableList());
      levels = ImmutableList.copyOf(levels);
      goal = ImmutableList.copyOf(goal);
      paths = ImmutableList.copyOf(paths);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.surface(this);
    }
  }

  /**
   * A drawing of its own, such as an episode that moves. Of several runs a report shows that of a
   * typical one.
   *
   * @param alternative what is seen, for those who do not see it
   * @param note what is particular to this one, below it; may be empty
   * @param text the same in characters, where that says as much; else empty
   * @param svg a whole file, which needs nothing else and has no scripts
   */
  record Drawn(
      String name,
      String title,
      String caption,
      String alternative,
      String note,
      String text,
      String svg)
      implements Exhibit {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.drawn(this);
    }
  }

  /**
   * Sequences that were turned into others, right and wrong, each with what it was made of where
   * that is known.
   *
   * @param items in the order in which they are shown
   */
  record Answers(String name, String title, String caption, List<Answers.Item> items)
      implements Exhibit {
    /**
     * One answer.
     *
     * @param source what was read, as text
     * @param right the right answer
     * @param given the answer that was given
     * @param probability of the answer that was given, in [0, 1]
     * @param read symbols of the source in the order in which they were read; empty where there are
     *     no weights
     * @param written symbols of the answer that was given, {@link #END} its end
     * @param weights for each symbol written that of each symbol read, in [0, 1]
     */
    public record Item(
        String source,
        String right,
        String given,
        double probability,
        List<String> read,
        List<String> written,
        List<List<Double>> weights) {
      /** The end of an answer among the symbols written. */
      public static final String END = "\n";

      public Item {
        read = ImmutableList.copyOf(read);
        written = ImmutableList.copyOf(written);
        weights =
            weights.stream().map(ImmutableList::copyOf).collect(ImmutableList.toImmutableList());
      }

      /** Without what it was made of. */
      public Item(String source, String right, String given, double probability) {
        this(source, right, given, probability, List.of(), List.of(), List.of());
      }

      /** Whether the answer is the right one. */
      public boolean wasRight() {
        return given.equals(right);
      }

      /** Whether it is known what the answer was made of. */
      public boolean hasWeights() {
        return !weights.isEmpty();
      }
    }

    public Answers {
      items = ImmutableList.copyOf(items);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.answers(this);
    }
  }
}
