package dev.ensayo.sequence.fakes;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableIntArray;
import dev.ensayo.core.corpus.TokenUnit;
import dev.ensayo.core.environment.Split;
import dev.ensayo.core.labelledtext.GivenText;
import dev.ensayo.core.labelledtext.LabelledTextSource;
import dev.ensayo.core.labelledtext.LabelledTextSpec;
import dev.ensayo.core.labelledtext.LabelledTextSpec.Answered;
import dev.ensayo.core.labelledtext.LabelledTexts;
import dev.ensayo.core.labelledtext.LearnedTexts;
import dev.ensayo.core.labelledtext.TextReading;
import dev.ensayo.core.random.RandomStream;
import dev.ensayo.core.random.SeedSequence;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** Labelled texts that a test writes down or draws. */
public record MemoryTexts(
    Answered answered, ImmutableList<String> classes, Map<Split, List<GivenText>> parts)
    implements LabelledTextSource {
  private static final Splitter BLANKS = Splitter.on(' ');
  private static final List<String> FILLERS = List.of("u", "v", "w", "x", "y", "z");

  /** Which of two words comes first: bags of words are equal. */
  public static MemoryTexts order(int train, int valid, int test) {
    return new MemoryTexts(
        Answered.TEXT,
        ImmutableList.of("a-first", "b-first"),
        Map.of(
            Split.TRAIN,
            orders(train, 1),
            Split.VALID,
            orders(valid, 2),
            Split.TEST,
            orders(test, 3)));
  }

  private static List<GivenText> orders(int count, long seed) {
    RandomStream random = new SeedSequence(seed).stream("orders");
    List<GivenText> texts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      List<String> words = new ArrayList<>();
      int length = 3 + random.nextInt(6);
      for (int t = 0; t < length; t++) {
        words.add(FILLERS.get(random.nextInt(FILLERS.size())));
      }
      int first = random.nextInt(length - 1);
      int second = first + 1 + random.nextInt(length - first - 1);
      int label = random.nextInt(2);
      words.set(first, label == 0 ? "a" : "b");
      words.set(second, label == 0 ? "b" : "a");
      texts.add(text("order " + i, String.join(" ", words), label));
    }
    return texts;
  }

  /** Each word is as its neighbour on the right: what it is cannot be told from the left. */
  public static MemoryTexts rightNeighbours(int train, int valid, int test) {
    return new MemoryTexts(
        Answered.TOKEN,
        ImmutableList.of("end", "u", "v", "w", "x", "y", "z"),
        Map.of(
            Split.TRAIN,
            neighbours(train, 1),
            Split.VALID,
            neighbours(valid, 2),
            Split.TEST,
            neighbours(test, 3)));
  }

  private static List<GivenText> neighbours(int count, long seed) {
    RandomStream random = new SeedSequence(seed).stream("neighbours");
    List<GivenText> texts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int length = 2 + random.nextInt(6);
      int[] words = new int[length];
      int[] labels = new int[length];
      List<String> written = new ArrayList<>();
      for (int t = 0; t < length; t++) {
        words[t] = random.nextInt(FILLERS.size());
        written.add(FILLERS.get(words[t]));
      }
      for (int t = 0; t + 1 < length; t++) {
        labels[t] = words[t + 1] + 1;
      }
      texts.add(text("line " + i, String.join(" ", written), labels));
    }
    return texts;
  }

  /** A text of words with blanks between. */
  public static GivenText text(String origin, String text, int... labels) {
    ImmutableList<String> words = ImmutableList.copyOf(BLANKS.split(text));
    return new GivenText(origin, () -> words, ImmutableIntArray.copyOf(labels));
  }

  @Override
  public LabelledTextSpec spec() {
    return new LabelledTextSpec(answered, TokenUnit.WORD, classes, OptionalInt.empty());
  }

  @Override
  public LabelledTexts texts(SeedSequence seeds) {
    return new LearnedTexts(new TextReading(TokenUnit.WORD, true, false, 1, 0, 0), parts);
  }
}
