package dev.ensayo.sequence.embedding;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Maps;
import dev.ensayo.backend.model.SequenceModel;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.corpus.Tokens;
import dev.ensayo.core.corpus.Vocabulary;
import dev.ensayo.core.exhibit.Exhibit;
import dev.ensayo.core.random.RandomStream;
import dev.ensayo.core.training.TrainingContext;
import dev.ensayo.core.training.TrainingFailedException;
import dev.ensayo.core.vectors.UnknownWords;
import dev.ensayo.core.vectors.VectorFile;
import dev.ensayo.core.vectors.VectorPlace;
import dev.ensayo.core.vectors.WordVectors;
import dev.ensayo.sequence.embedding.Coverage.Origin;
import java.io.IOException;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ObjDoubleConsumer;
import java.util.stream.IntStream;

/**
 * A vector for each token of a vocabulary to start from: that of word vectors where they know it,
 * the mean of its n-grams where a run learned some, else one that is drawn from the normal
 * distribution with the mean and the standard deviation of all numbers found.
 *
 * <p>The end of a line is word2vec's {@code </s>}. Tokens are looked up as they are.
 */
public final class StartingVectors {
  /** The share of the vocabulary that has a vector or n-grams. */
  public static final String VOCABULARY_SHARE = "embedding/vocabulary_share";

  /** The share of the training text whose tokens have. */
  public static final String TEXT_SHARE = "embedding/text_share";

  /** Names of the metrics of a run that starts from vectors. */
  public static final ImmutableSet<String> METRICS = ImmutableSet.of(VOCABULARY_SHARE, TEXT_SHARE);

  private static final String LINE_END = "\n";
  private static final String SENTENCE_END = "</s>";
  private static final String SEEDS = "embedding start";
  private static final int SHOWN = 10;

  private final List<String> tokens;
  private final int size;
  private final float[] rows;
  private final Origin[] origins;
  private final Coverage coverage;

  private StartingVectors(
      String source,
      List<String> tokens,
      long[] counts,
      WordVectors vectors,
      UnknownWords unknown,
      RandomStream random) {
    this.tokens = tokens;
    this.size = vectors.dimension();
    this.rows = new float[Math.multiplyExact(tokens.size(), size)];
    this.origins = new Origin[tokens.size()];
    for (int id = 0; id < origins.length; id++) {
      origins[id] = lookUp(id, vectors, unknown);
    }
    double mean = moment(0, 1);
    double deviation = Math.sqrt(moment(mean, 2));
    for (int id = 0; id < origins.length; id++) {
      for (int i = 0; i < size && origins[id] == Origin.DRAWN; i++) {
        rows[id * size + i] = (float) (mean + deviation * random.nextGaussian());
      }
    }
    this.coverage =
        new Coverage(
            source, counted(new long[0]), counted(counts), commonestDrawn(counts), mean, deviation);
  }

  /**
   * Those that a setting asks for.
   *
   * @param tokens by id
   * @param counts how often each of them occurs in what is learned from
   * @param size D of the network
   * @param context of the run
   * @throws TrainingFailedException if the vectors cannot be read, or know none of the tokens
   * @throws InvalidSettingException if they have another length
   */
  public static StartingVectors of(
      EmbeddingStart start, List<String> tokens, long[] counts, int size, TrainingContext context) {
    VectorPlace place = start.place(context.siblings());
    Set<String> wanted = new HashSet<>(tokens);
    wanted.add(SENTENCE_END);
    try {
      EmbeddingStart.checkSize(place.file(), VectorFile.dimension(place.file()), size);
      StartingVectors found =
          new StartingVectors(
              start.source(),
              tokens,
              counts,
              VectorFile.readOnly(place.file(), wanted).vectors(),
              place.unknown(),
              context.seeds().child("agent").stream(SEEDS));
      found.checkKnown(place);
      return found;
    } catch (IOException e) {
      throw new TrainingFailedException("the vectors to start from: " + e.getMessage());
    }
  }

  /**
   * {@link #of(EmbeddingStart, List, long[], int, TrainingContext)} of a text, if it is asked for.
   */
  public static Optional<StartingVectors> of(
      Optional<EmbeddingStart> start,
      Vocabulary vocabulary,
      Tokens text,
      int size,
      TrainingContext context) {
    return start.map(
        asked -> of(asked, vocabulary.tokens(), counts(vocabulary, text), size, context));
  }

  private static long[] counts(Vocabulary vocabulary, Tokens text) {
    long[] counts = new long[vocabulary.size()];
    for (int i = 0; i < text.length(); i++) {
      counts[text.get(i)]++;
    }
    return counts;
  }

  private Origin lookUp(int id, WordVectors vectors, UnknownWords unknown) {
    String token = tokens.get(id);
    boolean isWord = !token.equals(LINE_END) && !token.equals(Vocabulary.UNKNOWN);
    String word = token.equals(LINE_END) ? SENTENCE_END : token;
    if (vectors.id(word).isPresent()) {
      int from = vectors.id(word).getAsInt() * size;
      System.arraycopy(vectors.values(), from, rows, id * size, size);
      return Origin.VECTORS;
    }
    Optional<float[]> made = isWord ? unknown.vector(word) : Optional.empty();
    made.ifPresent(row -> System.arraycopy(row, 0, rows, id * size, size));
    return made.isPresent() ? Origin.NGRAMS : Origin.DRAWN;
  }

  /** The mean of (x − from)ᵖ over the numbers of all tokens that are not drawn. */
  private double moment(double from, int power) {
    double sum = 0;
    long count = 0;
    for (int id = 0; id < origins.length; id++) {
      for (int i = 0; i < size && origins[id] != Origin.DRAWN; i++) {
        sum += Math.pow(rows[id * size + i] - from, power);
        count++;
      }
    }
    return count == 0 ? 0 : sum / count;
  }

  /**
   * @param counts of each token; empty to count each once
   */
  private ImmutableMap<Origin, Long> counted(long[] counts) {
    Map<Origin, Long> sums = new EnumMap<>(Origin.class);
    for (Origin origin : Origin.values()) {
      sums.put(origin, 0L);
    }
    for (int id = 0; id < origins.length; id++) {
      sums.merge(origins[id], counts.length == 0 ? 1 : counts[id], Long::sum);
    }
    return Maps.immutableEnumMap(sums);
  }

  private ImmutableList<String> commonestDrawn(long[] counts) {
    return IntStream.range(0, origins.length)
        .filter(id -> origins[id] == Origin.DRAWN)
        .boxed()
        .sorted((one, other) -> Long.compare(counts[other], counts[one]))
        .limit(SHOWN)
        .map(id -> tokens.get(id).equals(LINE_END) ? "\\n" : tokens.get(id))
        .collect(ImmutableList.toImmutableList());
  }

  private void checkKnown(VectorPlace place) {
    if (coverage.ofVocabulary() == 0) {
      throw new TrainingFailedException(
          place.file()
              + " has a vector for none of the "
              + tokens.size()
              + " tokens, such as "
              + String.join(", ", coverage.commonestDrawn())
              + "; word vectors are for tokenizer: words, in letters as small as theirs");
    }
  }

  /** The vector of each token, {@code [V, D]}; shared. */
  float[] rows() {
    return rows;
  }

  /** Puts them in the place of a model's embeddings. */
  public void putInto(SequenceModel model) {
    model.setEmbeddings(rows);
  }

  /** What is to be told before the run goes on. */
  public List<String> notes() {
    return List.of(coverage.words());
  }

  /** Records {@link #METRICS}. */
  public void record(ObjDoubleConsumer<String> metrics) {
    metrics.accept(VOCABULARY_SHARE, coverage.ofVocabulary());
    metrics.accept(TEXT_SHARE, coverage.ofText());
  }

  /** What the report shows of it. */
  public Exhibit exhibit() {
    return coverage.exhibit();
  }
}
