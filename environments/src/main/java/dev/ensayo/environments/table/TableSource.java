package dev.ensayo.environments.table;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.primitives.ImmutableLongArray;
import dev.ensayo.core.config.Choice;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.config.PathTo;
import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;
import dev.ensayo.core.data.DataFolders;
import dev.ensayo.core.data.DataSet;
import dev.ensayo.core.preprocessing.CellFormat;
import dev.ensayo.core.random.RandomStream;
import dev.ensayo.core.random.SeedSequence;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Where a table comes from. */
public sealed interface TableSource {
  /**
   * Reads it or makes it up.
   *
   * @param seed of what is random in it
   * @param folders of data sets
   * @throws dev.ensayo.core.config.InvalidSettingException if it is not there or damaged
   */
  RawTable read(long seed, DataFolders folders);

  /** Rows of numbers; the last is the answer. */
  private static RawTable bundled(
      String name,
      ImmutableList<String> header,
      boolean whole,
      int rows,
      IntFunction<String[]> row) {
    String[][] cells = IntStream.range(0, rows).mapToObj(row).toArray(String[][]::new);
    ImmutableList.Builder<Column> columns = ImmutableList.builder();
    for (int c = 0; c < header.size(); c++) {
      int column = c;
      columns.add(
          new Column(
              header.get(c),
              IntStream.range(0, rows).mapToObj(r -> cells[r][column]).toArray(String[]::new),
              CellFormat.PLAIN));
    }
    return new RawTable(
        name,
        columns.build(),
        ImmutableLongArray.of(),
        header.get(header.size() - 1),
        ImmutableList.of(),
        ImmutableList.of(),
        whole,
        ImmutableMap.of(),
        CsvSource.MADE_UP);
  }

  /** Normal, mean 0, standard deviation 1. */
  private static double normal(RandomStream random) {
    double u;
    double square;
    do { // Marsaglia's polar method
      u = 2 * random.nextDouble() - 1;
      double v = 2 * random.nextDouble() - 1;
      square = u * u + v * v;
    } while (square >= 1 || square == 0);
    return u * Math.sqrt(-2 * StrictMath.log(square) / square);
  }

  /** The four rows of a connective of two truth values, or many noisy ones. */
  private static RawTable connective(
      String name, int rows, double noise, long seed, int[] answers) {
    ImmutableList<String> header = ImmutableList.of("a", "b", name);
    if (noise == 0) {
      return bundled(
          name,
          header,
          true,
          answers.length,
          i ->
              new String[] {
                Integer.toString(i / 2), Integer.toString(i % 2), Integer.toString(answers[i])
              });
    }
    RandomStream random = new SeedSequence(seed).stream(name);
    return bundled(
        name,
        header,
        false,
        rows,
        r -> {
          int i = r % answers.length;
          int a = i / 2;
          int b = i % 2;
          return new String[] {
            Double.toString(a + noise * normal(random)),
            Double.toString(b + noise * normal(random)),
            Integer.toString(answers[i])
          };
        });
  }

  /** True where both are. */
  @Choice(value = "and", summary = "a and b: four rows, or many with noise")
  record And(
      @Setting(value = "rows if there is noise, else four", defaultValue = "400", min = 4) int rows,
      @Setting(value = "standard deviation of noise on a and b", defaultValue = "0", min = 0)
          double noise)
      implements TableSource {
    public And {
      Settings.check(And.class, rows, noise);
    }

    @Override
    public RawTable read(long seed, DataFolders folders) {
      return connective("and", rows, noise, seed, new int[] {0, 0, 0, 1});
    }
  }

  /** True where one or both are. */
  @Choice(value = "or", summary = "a or b: four rows, or many with noise")
  record Or(
      @Setting(value = "rows if there is noise, else four", defaultValue = "400", min = 4) int rows,
      @Setting(value = "standard deviation of noise on a and b", defaultValue = "0", min = 0)
          double noise)
      implements TableSource {
    public Or {
      Settings.check(Or.class, rows, noise);
    }

    @Override
    public RawTable read(long seed, DataFolders folders) {
      return connective("or", rows, noise, seed, new int[] {0, 1, 1, 1});
    }
  }

  /** True where they differ. */
  @Choice(value = "xor", summary = "either a or b: four rows, or many with noise")
  record Xor(
      @Setting(value = "rows if there is noise, else four", defaultValue = "400", min = 4) int rows,
      @Setting(value = "standard deviation of noise on a and b", defaultValue = "0", min = 0)
          double noise)
      implements TableSource {
    public Xor {
      Settings.check(Xor.class, rows, noise);
    }

    @Override
    public RawTable read(long seed, DataFolders folders) {
      return connective("xor", rows, noise, seed, new int[] {0, 1, 1, 0});
    }
  }

  /**
   * Two spirals around each other: for i from 0, angle iπ/16 and radius 6.5 (104 − i) / 104 (Lang
   * and Witbrock, "Learning to tell two spirals apart", 1988), each point once as it is and once
   * mirrored at the origin. More points lie closer together on the same spirals.
   */
  @Choice(value = "two-spirals", summary = "two spirals around each other")
  record TwoSpirals(
      @Setting(value = "rows of both spirals together", defaultValue = "194", min = 4) int rows,
      @Setting(value = "standard deviation of noise on x and y", defaultValue = "0", min = 0)
          double noise)
      implements TableSource {
    private static final double RADIUS = 6.5;
    private static final double LAST = 96;
    private static final double CENTER = 104;
    private static final double HALF_TURN = 16;

    public TwoSpirals {
      Settings.check(TwoSpirals.class, rows, noise);
    }

    @Override
    public RawTable read(long seed, DataFolders folders) {
      RandomStream random = new SeedSequence(seed).stream("two-spirals");
      double step = LAST / Math.max(1, (rows + 1) / 2 - 1);
      return bundled(
          "two-spirals",
          ImmutableList.of("x", "y", "spiral"),
          false,
          rows,
          r -> {
            int number = r / 2;
            double i = step * number;
            double angle = i * Math.PI / HALF_TURN;
            double radius = RADIUS * (CENTER - i) / CENTER;
            double sign = r % 2 == 0 ? 1 : -1;
            double x = sign * radius * StrictMath.sin(angle);
            double y = sign * radius * StrictMath.cos(angle);
            return new String[] {
              Double.toString(noise > 0 ? x + noise * normal(random) : x),
              Double.toString(noise > 0 ? y + noise * normal(random) : y),
              Integer.toString(1 - r % 2)
            };
          });
    }
  }

  /**
   * A bump seen from above: points uniform in [−1, 1)², of class 1 where they are nearer to the
   * middle than the radius. With the radius √(2/π) = 0.798 both classes are as many.
   */
  @Choice(value = "bump", summary = "a round bump: class 1 inside a circle, class 0 around it")
  record Bump(
      @Setting(value = "rows", defaultValue = "400", min = 4) int rows,
      @Setting(
              value = "radius of the circle",
              defaultValue = "0.798",
              min = 0,
              minExcluded = true,
              max = 1)
          double radius,
      @Setting(value = "standard deviation of noise on x and y", defaultValue = "0", min = 0)
          double noise)
      implements TableSource {
    public Bump {
      Settings.check(Bump.class, rows, radius, noise);
    }

    @Override
    public RawTable read(long seed, DataFolders folders) {
      RandomStream random = new SeedSequence(seed).stream("bump");
      return bundled(
          "bump",
          ImmutableList.of("x", "y", "inside"),
          false,
          rows,
          r -> {
            double x = random.nextDouble(-1, 1);
            double y = random.nextDouble(-1, 1);
            return new String[] {
              Double.toString(noise > 0 ? x + noise * normal(random) : x),
              Double.toString(noise > 0 ? y + noise * normal(random) : y),
              x * x + y * y < radius * radius ? "1" : "0"
            };
          });
    }
  }

  /** A line with noise: y = slope · x + intercept + noise, x uniform in [−1, 1). */
  @Choice(value = "linear-1d", summary = "a number that depends on another along a line")
  record Linear1d(
      @Setting(value = "rows", defaultValue = "200", min = 4) int rows,
      @Setting(value = "how much y grows with x", defaultValue = "2") double slope,
      @Setting(value = "y where x is 0", defaultValue = "1") double intercept,
      @Setting(value = "standard deviation of noise on y", defaultValue = "0.1", min = 0)
          double noise)
      implements TableSource {
    public Linear1d {
      Settings.check(Linear1d.class, rows, slope, intercept, noise);
    }

    @Override
    public RawTable read(long seed, DataFolders folders) {
      RandomStream random = new SeedSequence(seed).stream("linear-1d");
      return bundled(
          "linear-1d",
          ImmutableList.of("x", "y"),
          false,
          rows,
          r -> {
            double x = random.nextDouble(-1, 1);
            double y = slope * x + intercept + noise * normal(random);
            return new String[] {Double.toString(x), Double.toString(y)};
          });
    }
  }

  /**
   * A plane with noise: y = slope₁ · x₁ + slope₂ · x₂ + noise, x₁ and x₂ normal. The more they have
   * in common, or the more their spreads differ, the narrower the valley of the squared error.
   */
  @Choice(value = "linear-2d", summary = "a number that depends on two others along a plane")
  record Linear2d(
      @Setting(value = "rows", defaultValue = "200", min = 4) int rows,
      @Setting(value = "how much y grows with x1", defaultValue = "2") double slope1,
      @Setting(value = "how much y grows with x2", defaultValue = "-1") double slope2,
      @Setting(
              value = "correlation of x1 and x2",
              defaultValue = "0",
              min = -1,
              max = 1,
              minExcluded = true,
              maxExcluded = true)
          double correlation,
      @Setting(
              value = "standard deviation of x2, where that of x1 is 1",
              defaultValue = "1",
              min = 0,
              minExcluded = true)
          double spread,
      @Setting(value = "standard deviation of noise on y", defaultValue = "0.1", min = 0)
          double noise)
      implements TableSource {
    public Linear2d {
      Settings.check(Linear2d.class, rows, slope1, slope2, correlation, spread, noise);
    }

    @Override
    public RawTable read(long seed, DataFolders folders) {
      RandomStream random = new SeedSequence(seed).stream("linear-2d");
      double own = Math.sqrt(1 - correlation * correlation);
      return bundled(
          "linear-2d",
          ImmutableList.of("x1", "x2", "y"),
          false,
          rows,
          r -> {
            double x1 = normal(random);
            double x2 = spread * (correlation * x1 + own * normal(random));
            double y = slope1 * x1 + slope2 * x2 + noise * normal(random);
            return new String[] {Double.toString(x1), Double.toString(x2), Double.toString(y)};
          });
    }
  }

  /** A file. */
  @Choice(value = "csv", summary = "a CSV file (RFC 4180)")
  record Csv(
      @Setting(value = "path of the file", path = PathTo.FILE) String file,
      @Setting(value = "the character between fields", defaultValue = "','") String separator,
      @Setting(value = "whether the first line is a header", defaultValue = "auto")
          HeaderRule header,
      @Setting(value = "what begins the fraction of a number: '.' or ','", defaultValue = "'.'")
          String decimal,
      @Setting(
              value = "what stands for a missing value",
              defaultValue = "['', NA, N/A, NaN, nan, 'null', '?']")
          List<String> missing,
      @Setting("as missing, and nothing besides; the name it had before")
          Optional<List<String>> gaps,
      @Setting(
              value =
                  "what becomes of cells that are no numbers in a column where at least four fifths"
                      + " are",
              defaultValue = "fail")
          BadNumbers badNumbers)
      implements TableSource {
    public Csv {
      Settings.check(Csv.class, file, separator, header, decimal, missing, gaps, badNumbers);
      if (separator.length() != 1) {
        throw new InvalidSettingException("separator", "is one character, not '" + separator + "'");
      }
      if (!decimal.equals(".") && !decimal.equals(",")) {
        throw new InvalidSettingException("decimal", "is '.' or ',', not '" + decimal + "'");
      }
      if (decimal.equals(separator)) {
        throw new InvalidSettingException(
            "decimal",
            "fields and fractions cannot both begin with '" + decimal + "'; set separator: ';'");
      }
    }

    /** How the cells are written. */
    private CellFormat format() {
      ImmutableList<String> nothing =
          gaps.map(words -> ImmutableList.<String>builder().add("").addAll(words).build())
              .orElse(ImmutableList.copyOf(missing));
      return new CellFormat(nothing, decimal, badNumbers == BadNumbers.GAP);
    }

    @Override
    public RawTable read(long seed, DataFolders folders) {
      CsvTable.Content content = new CsvTable(Path.of(file), separator, format(), header).read();
      List<String> names = content.columns().stream().map(Column::name).toList();
      return new RawTable(
          file,
          content.columns(),
          content.lines(),
          names.get(names.size() - 1),
          content.index().isEmpty()
              ? ImmutableList.of()
              : names.stream()
                  .filter(name -> !content.index().contains(name))
                  .collect(ImmutableList.toImmutableList()),
          ImmutableList.of(),
          false,
          content.sha256(),
          new CsvSource(separator, content.headed(), content.notes()));
    }
  }

  /** The lengths of irises. */
  @Choice(value = "iris", summary = "the data set iris; the answer is the species")
  record Iris() implements TableSource {
    @Override
    public RawTable read(long seed, DataFolders folders) {
      return named(TableDataSets.IRIS, folders, "species", ImmutableList.of(), ImmutableList.of());
    }
  }

  /** The passengers of the Titanic. */
  @Choice(value = "titanic", summary = "the data set titanic; the answer is who survived")
  record Titanic() implements TableSource {
    @Override
    public RawTable read(long seed, DataFolders folders) {
      return named(
          TableDataSets.TITANIC,
          folders,
          "Survived",
          ImmutableList.of("Pclass", "Sex", "Age", "SibSp", "Parch", "Fare", "Embarked"),
          ImmutableList.of("Pclass"));
    }
  }

  /** A table of one file that is found by its name. */
  private static RawTable named(
      DataSet set,
      DataFolders folders,
      String target,
      ImmutableList<String> inputs,
      ImmutableList<String> categories) {
    Path file = folders.locate(set, "source").values().iterator().next();
    CsvTable.Content content = new CsvTable(file, ",", CellFormat.PLAIN, HeaderRule.TRUE).read();
    return new RawTable(
        set.name(),
        content.columns(),
        content.lines(),
        target,
        inputs,
        categories,
        false,
        content.sha256(),
        new CsvSource(",", true, content.notes()));
  }
}
