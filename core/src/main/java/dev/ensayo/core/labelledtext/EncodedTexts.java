package dev.ensayo.core.labelledtext;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.primitives.ImmutableIntArray;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** Texts of one part as ids. */
final class EncodedTexts implements LabelledTextPart {
  private final ImmutableList<GivenText> texts;
  private final List<ImmutableIntArray> tokens = new ArrayList<>();
  private final List<BitSet> unseen = new ArrayList<>();

  /**
   * @param seen tokens of the training part, as they are looked up
   */
  EncodedTexts(TextEncoder encoder, ImmutableSet<String> seen, ImmutableList<GivenText> texts) {
    this.texts = texts;
    int most = encoder.inputs().maximumLength();
    for (GivenText text : texts) {
      List<String> written = text.words().get();
      int read = most == 0 ? written.size() : Math.min(most, written.size());
      checkArgument(read > 0, "%s has no token", text.origin());
      BitSet absent = new BitSet();
      for (int t = 0; t < read; t++) {
        absent.set(t, !seen.contains(encoder.looked(written.get(t))));
      }
      tokens.add(ImmutableIntArray.copyOf(encoder.ids(written.subList(0, read))));
      unseen.add(absent);
    }
  }

  @Override
  public int size() {
    return texts.size();
  }

  @Override
  public int length(int index) {
    return tokens.get(index).length();
  }

  @Override
  public int[] tokens(int index) {
    return tokens.get(index).toArray();
  }

  @Override
  public int[] labels(int index) {
    ImmutableIntArray all = texts.get(index).labels();
    return all.subArray(0, Math.min(all.length(), length(index))).toArray();
  }

  @Override
  public int label(int index) {
    return texts.get(index).labels().get(0);
  }

  @Override
  public boolean[] seen(int index) {
    boolean[] seen = new boolean[length(index)];
    for (int t = 0; t < seen.length; t++) {
      seen[t] = !unseen.get(index).get(t);
    }
    return seen;
  }

  @Override
  public ImmutableList<String> written(int index) {
    return texts.get(index).words().get().subList(0, length(index));
  }

  @Override
  public String origin(int index) {
    return texts.get(index).origin();
  }
}
