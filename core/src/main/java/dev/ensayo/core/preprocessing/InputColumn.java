package dev.ensayo.core.preprocessing;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.google.common.collect.ImmutableList;
import java.util.List;

/** How one column of a table becomes inputs of a network. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = InputColumn.Numbers.class, name = "numbers"),
  @JsonSubTypes.Type(value = InputColumn.Categories.class, name = "categories")
})
public sealed interface InputColumn {
  /** Its name in the table. */
  String name();

  /** Whether one input more tells where a gap was: 1 there, else 0. */
  boolean gapIndicator();

  /** How many inputs it makes. */
  int width();

  /** A name for each input that it makes. */
  ImmutableList<String> inputNames();

  /**
   * Writes the inputs of a cell.
   *
   * @param cell without blanks around it; null for a gap
   * @param into receives {@link #width} numbers from {@code offset} on
   * @throws UnreadableInputException if the cell is not what the column holds
   */
  void write(String cell, CellFormat format, float[] into, int offset)
      throws UnreadableInputException;

  /**
   * A column of numbers: (x − origin) / unit.
   *
   * @param imputed what stands for a gap, before it is scaled: the mean of the training rows
   * @param origin what becomes 0
   * @param unit what becomes 1, from the origin; above 0
   */
  record Numbers(String name, double imputed, double origin, double unit, boolean gapIndicator)
      implements InputColumn {
    @Override
    public int width() {
      return gapIndicator ? 2 : 1;
    }

    @Override
    public ImmutableList<String> inputNames() {
      return gapIndicator ? ImmutableList.of(name, gapName(name)) : ImmutableList.of(name);
    }

    @Override
    public void write(String cell, CellFormat format, float[] into, int offset)
        throws UnreadableInputException {
      double number = cell == null ? imputed : format.number(cell);
      if (Double.isNaN(number)) {
        throw new UnreadableInputException(
            "column '" + name + "' holds numbers, and '" + cell + "' is none");
      }
      if (!write(number, into, offset)) {
        throw new UnreadableInputException(
            "'%s' in column '%s' is too large a number".formatted(cell, name));
      }
      if (gapIndicator && cell == null) {
        into[offset + 1] = 1;
      }
    }

    /** Writes the inputs of a number that is there; false if they are not finite. */
    boolean write(double number, float[] into, int offset) {
      float input = (float) ((number - origin) / unit);
      if (!Float.isFinite(input)) {
        return false;
      }
      into[offset] = input;
      if (gapIndicator) {
        into[offset + 1] = 0;
      }
      return true;
    }
  }

  /**
   * A column of categories: an input for each, 1 for the one that holds and 0 for the others.
   *
   * @param categories in the order of their inputs; one for all spellings of a number
   * @param imputed the category that stands for a gap: the most frequent of the training rows
   */
  record Categories(String name, List<String> categories, String imputed, boolean gapIndicator)
      implements InputColumn {
    public Categories {
      categories = ImmutableList.copyOf(categories);
    }

    @Override
    public int width() {
      return categories.size() + (gapIndicator ? 1 : 0);
    }

    @Override
    public ImmutableList<String> inputNames() {
      ImmutableList.Builder<String> names = ImmutableList.builder();
      categories.forEach(category -> names.add(name + " = " + category));
      if (gapIndicator) {
        names.add(gapName(name));
      }
      return names.build();
    }

    @Override
    public void write(String cell, CellFormat format, float[] into, int offset)
        throws UnreadableInputException {
      int category = format.find(categories, cell == null ? imputed : cell);
      if (category < 0) {
        throw new UnreadableInputException(
            "column '%s' never held '%s' in the training data; it holds %s"
                .formatted(name, cell, String.join(", ", categories)));
      }
      for (int i = 0; i < categories.size(); i++) {
        into[offset + i] = i == category ? 1 : 0;
      }
      if (gapIndicator) {
        into[offset + categories.size()] = cell == null ? 1 : 0;
      }
    }
  }

  private static String gapName(String column) {
    return column + " is missing";
  }
}
