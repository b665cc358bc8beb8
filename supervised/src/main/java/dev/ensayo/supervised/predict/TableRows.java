package dev.ensayo.supervised.predict;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableDoubleArray;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.preprocessing.CellFormat;
import dev.ensayo.core.preprocessing.ColumnProfile;
import dev.ensayo.core.preprocessing.CsvLines;
import dev.ensayo.core.preprocessing.InputColumn;
import dev.ensayo.core.preprocessing.InputComparison;
import dev.ensayo.core.preprocessing.TableInputs;
import dev.ensayo.core.preprocessing.UnreadableInputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** The rows of a CSV file with the columns of training, in any order and among others. */
final class TableRows implements InputFiles {
  private final Path file;
  private final TableInputs inputs;
  private final List<ColumnProfile> profile;
  private final Map<String, ImmutableDoubleArray.Builder> numbers = new HashMap<>();
  private final Map<String, Map<String, Long>> counts = new HashMap<>();
  private final Map<String, Long> gaps = new HashMap<>();

  TableRows(Path file, TableInputs inputs, List<ColumnProfile> profile) {
    this.file = file;
    this.inputs = inputs;
    this.profile = profile;
  }

  @Override
  public String singular() {
    return "row";
  }

  @Override
  public String plural() {
    return "rows";
  }

  @Override
  public void read(Sink sink, Consumer<String> unreadable) throws IOException {
    Reading reading = new Reading(sink, unreadable);
    try {
      new CsvLines(file, inputs.separator()).read(reading);
    } catch (CsvLines.DamagedException e) {
      throw wrong(e.getMessage());
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    if (reading.rows == 0) {
      throw wrong("there is no row in it");
    }
  }

  private InvalidSettingException wrong(String message) {
    return new InvalidSettingException("", file + ": " + message);
  }

  /** Where the reading stands. */
  private final class Reading implements CsvLines.Sink {
    private final Sink sink;
    private final Consumer<String> unreadable;
    private final Map<String, String> row = new HashMap<>();
    private List<String> names = ImmutableList.of();
    private boolean named;
    private long rows;

    Reading(Sink sink, Consumer<String> unreadable) {
      this.sink = sink;
      this.unreadable = unreadable;
    }

    @Override
    public void accept(long line, List<String> fields) {
      if (!named) {
        named = true;
        names =
            inputs.header()
                ? List.copyOf(fields)
                : IntStream.rangeClosed(1, fields.size()).mapToObj(i -> "column-" + i).toList();
        checkNames();
        if (inputs.header()) {
          return;
        }
      }
      rows++;
      if (rows == 1 && inputs.header() && fields.size() == names.size() + 1) {
        List<String> shifted = new ArrayList<>(List.of("")); // as R's write.table has it
        shifted.addAll(names);
        names = shifted;
      }
      try {
        write(fields);
        sink.add(Long.toString(rows));
      } catch (UnreadableInputException e) {
        unreadable.accept("%s: line %s (row %s): %s".formatted(file, line, rows, e.getMessage()));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private void checkNames() {
      List<String> lacking =
          inputs.columns().stream()
              .map(InputColumn::name)
              .filter(name -> !names.contains(name))
              .toList();
      if (!lacking.isEmpty()) {
        throw wrong(
            "it has no column '%s'%s; cut at '%s' its first line has %s"
                .formatted(
                    lacking.get(0),
                    lacking.size() > 1 ? " (nor " + (lacking.size() - 1) + " others)" : "",
                    inputs.separator(),
                    String.join(", ", names)));
      }
    }

    private void write(List<String> fields) throws UnreadableInputException, IOException {
      if (fields.size() != names.size()) {
        throw new UnreadableInputException(
            "it has " + fields.size() + " fields, the header has " + names.size());
      }
      row.clear();
      for (int i = 0; i < fields.size(); i++) {
        row.putIfAbsent(names.get(i), fields.get(i));
      }
      inputs.write(row, sink.array(), sink.offset());
      inputs.columns().forEach(column -> note(column, row.get(column.name())));
    }
  }

  private void note(InputColumn column, String cell) {
    CellFormat format = inputs.cells();
    boolean gap = format.isMissing(cell);
    if (column instanceof InputColumn.Numbers) {
      numbers
          .computeIfAbsent(column.name(), name -> ImmutableDoubleArray.builder())
          .add(gap ? Double.NaN : format.number(cell));
    } else if (gap) {
      gaps.merge(column.name(), 1L, Long::sum);
    } else {
      List<String> categories = ((InputColumn.Categories) column).categories();
      counts
          .computeIfAbsent(column.name(), name -> new HashMap<>())
          .merge(categories.get(format.find(categories, cell)), 1L, Long::sum);
    }
  }

  @Override
  public InputComparison comparison() {
    InputComparison comparison = new InputComparison();
    for (InputColumn column : inputs.columns()) {
      String name = column.name();
      for (ColumnProfile of : profile) {
        if (of.name().equals(name) && of instanceof ColumnProfile.Numbers trained) {
          ImmutableDoubleArray.Builder live = numbers.get(name);
          comparison.add(trained, live == null ? new double[0] : live.build().toArray());
        } else if (of.name().equals(name) && of instanceof ColumnProfile.Categories trained) {
          comparison.add(trained, counts.getOrDefault(name, Map.of()), gaps.getOrDefault(name, 0L));
        }
      }
    }
    return comparison;
  }
}
