package dev.ensayo.sequence.ngram;

import com.google.common.collect.ImmutableSet;
import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import dev.ensayo.core.corpus.Corpus;
import dev.ensayo.core.corpus.Tokens;
import dev.ensayo.core.corpus.Vocabulary;
import dev.ensayo.core.environment.Split;
import dev.ensayo.core.exhibit.Exhibit;
import dev.ensayo.core.exhibit.Exhibit.Table.OverSeeds;
import dev.ensayo.core.metrics.Clock;
import dev.ensayo.core.preprocessing.Inputs;
import dev.ensayo.core.preprocessing.Outputs;
import dev.ensayo.core.preprocessing.Preprocessing;
import dev.ensayo.core.preprocessing.TextProfile;
import dev.ensayo.core.random.SeedSequence;
import dev.ensayo.core.training.ScheduledTraining;
import dev.ensayo.core.training.TestProgress;
import dev.ensayo.core.training.TrainingContext;
import dev.ensayo.sequence.kneserney.Discounts;
import dev.ensayo.sequence.kneserney.NgramContext;
import dev.ensayo.sequence.kneserney.NgramTree;
import dev.ensayo.sequence.spelling.RareWords;
import dev.ensayo.sequence.spelling.Speller;
import dev.ensayo.sequence.text.CorpusScore;
import dev.ensayo.sequence.text.HeldOut;
import dev.ensayo.sequence.text.SampleTexts;
import dev.ensayo.sequence.text.StartToken;
import dev.ensayo.sequence.text.VocabularyFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A run of an n-gram model: it counts the training text once, from its start, as far as the budget
 * goes. When the text is through, the run is over, whatever is left of the budget.
 */
final class NgramTraining extends ScheduledTraining {
  /** Names of the metrics of a run. */
  static final ImmutableSet<String> METRICS =
      ImmutableSet.<String>builder().add("model/ngrams").addAll(CorpusScore.metrics()).build();

  private static final int STEPS_PER_SLICE = 64;
  private static final int TOKENS_PER_STEP = 1000;

  private final NgramConfig config;
  private final Vocabulary vocabulary;
  private final SeedSequence seeds;
  private final Clock clock;
  private final Tokens text;
  private final int startToken;
  private final NgramTree tree;
  private final NgramContext context;
  private final Optional<Speller> speller;
  private final HeldOut heldOut;
  private final TestProgress testing;
  private int read;
  private long readNow;

  NgramTraining(NgramConfig config, TrainingContext context) {
    super(context, context.budget().clock(), "throughput/tokens_per_second", STEPS_PER_SLICE);
    this.config = config;
    this.clock = context.budget().clock();
    Corpus corpus = (Corpus) context.environment();
    this.vocabulary = corpus.vocabulary();
    this.seeds = context.seeds().child("agent");
    this.text = corpus.tokens(Split.TRAIN);
    this.startToken = StartToken.of(vocabulary);
    this.tree = new NgramTree(config.order(), vocabulary.size());
    this.context = new NgramContext(tree);
    this.context.begin(startToken);
    this.speller = RareWords.speller(corpus);
    this.heldOut = new HeldOut(corpus, speller, config.scoring());
    this.testing = context.testing();
  }

  @Override
  protected long step(long room) {
    long wanted = clock == Clock.TOKEN ? Math.min(TOKENS_PER_STEP, room) : TOKENS_PER_STEP;
    int until = (int) Math.min(text.length(), read + wanted);
    int count = until - read;
    countUntil(until);
    readNow += count;
    if (read == text.length()) {
      stopEarly();
    }
    return clock == Clock.TOKEN ? count : read == text.length() ? 1 : 0;
  }

  private void countUntil(int until) {
    for (; read < until; read++) {
      context.count(text.get(read));
    }
  }

  @Override
  protected long workDone() {
    return readNow;
  }

  @Override
  protected void test(long number) {
    record("model/ngrams", tree.size() - 1);
    NgramModel model = model();
    if (number == 0) {
      heldOut.describe(Split.VALID, this::record);
    }
    score(model, Split.VALID);
    if (number > 0 && position() >= end()) {
      heldOut.describe(Split.TEST, this::record);
      score(model, Split.TEST);
    }
  }

  private void score(NgramModel model, Split split) {
    if (!heldOut.isEmpty(split)) {
      heldOut.test(split, tokens -> model.nats(tokens, testing), this::record);
    }
  }

  private NgramModel model() {
    return new NgramModel(tree, Discounts.estimate(tree, config.modified()), startToken);
  }

  /** {@inheritDoc} What was counted is counted again. */
  @Override
  public void saveState(StateWriter out) throws IOException {
    super.saveState(out);
    out.section("n-grams");
    out.writeInt(read);
  }

  @Override
  public void loadState(StateReader in) throws IOException {
    super.loadState(in);
    in.section("n-grams");
    countUntil(in.readInt());
  }

  @Override
  public void writeModel(Path directory) throws IOException {
    NgramModel.write(directory, tree, config.modified());
    VocabularyFile.write(directory, vocabulary);
    if (speller.isPresent()) {
      speller.get().write(directory);
    }
    new Preprocessing(
            Inputs.Tokens.of(vocabulary),
            new Outputs.Tokens(),
            List.of(TextProfile.ofTokens(text, vocabulary)))
        .write(directory);
  }

  @Override
  public List<Exhibit> exhibits() {
    List<Exhibit> exhibits = new ArrayList<>();
    exhibits.add(orders());
    exhibits.addAll(SampleTexts.of(config.samples(), model(), vocabulary, seeds.child("samples")));
    return exhibits;
  }

  private Exhibit orders() {
    long[] different = new long[config.order() + 1];
    for (int node = 1; node < tree.size(); node++) {
      different[tree.depth(node)]++;
    }
    Discounts[] discounts = Discounts.estimate(tree, config.modified());
    List<List<String>> rows = new ArrayList<>();
    for (int order = 1; order <= config.order(); order++) {
      rows.add(
          List.of(
              Integer.toString(order),
              Long.toString(different[order]),
              number(discounts[order].one()),
              number(discounts[order].two()),
              number(discounts[order].more())));
    }
    return new Exhibit.Table(
        "orders",
        "n-grams",
        "How many different n-grams the training text has, and what is taken off a count of 1, 2"
            + " and 3 or more.",
        List.of("order", "different", "off 1", "off 2", "off 3+"),
        rows,
        OverSeeds.MEAN);
  }

  private static String number(double discount) {
    return String.format(Locale.ROOT, "%.3f", discount);
  }

  @Override
  public void close() {}
}
