package dev.ensayo.supervised.bagofwords;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.examples.Examples;
import dev.ensayo.core.labelledtext.LabelledTextPart;
import java.util.Optional;
import java.util.stream.IntStream;

/** The texts of a part as rows of inputs, of which those that are not 0 are kept. */
final class BagExamples implements Examples {
  private final LabelledTextPart part;
  private final int width;
  private final ImmutableList<SparseText> texts;

  BagExamples(LabelledTextPart part, Bag bag) {
    this.part = part;
    this.width = bag.inputs().width();
    this.texts =
        IntStream.range(0, part.size())
            .mapToObj(i -> bag.of(part.written(i)))
            .collect(ImmutableList.toImmutableList());
  }

  @Override
  public int size() {
    return part.size();
  }

  @Override
  public void read(int index, float[] into, int offset) {
    texts.get(index).write(into, offset, width);
  }

  @Override
  public String origin(int index) {
    return part.origin(index);
  }

  @Override
  public int label(int index) {
    return part.label(index);
  }

  @Override
  public double value(int index) {
    return Double.NaN;
  }

  @Override
  public int group(int index) {
    return -1;
  }

  @Override
  public Optional<byte[]> picture(int index) {
    return Optional.empty();
  }
}
