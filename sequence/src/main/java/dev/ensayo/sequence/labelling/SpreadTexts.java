package dev.ensayo.sequence.labelling;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.labelledtext.LabelledTextPart;

/** Some texts of a part, spread evenly over it. */
record SpreadTexts(LabelledTextPart part, int size) implements LabelledTextPart {
  /**
   * @param most texts
   */
  static LabelledTextPart of(LabelledTextPart part, int most) {
    return part.size() <= most ? part : new SpreadTexts(part, most);
  }

  private int at(int index) {
    return (int) ((long) index * part.size() / size);
  }

  @Override
  public int length(int index) {
    return part.length(at(index));
  }

  @Override
  public int[] tokens(int index) {
    return part.tokens(at(index));
  }

  @Override
  public int[] labels(int index) {
    return part.labels(at(index));
  }

  @Override
  public boolean[] seen(int index) {
    return part.seen(at(index));
  }

  @Override
  public ImmutableList<String> written(int index) {
    return part.written(at(index));
  }

  @Override
  public String origin(int index) {
    return part.origin(at(index));
  }
}
