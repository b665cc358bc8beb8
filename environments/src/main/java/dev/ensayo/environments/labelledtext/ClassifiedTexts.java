package dev.ensayo.environments.labelledtext;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.environment.Split;
import dev.ensayo.core.labelledtext.GivenText;
import dev.ensayo.core.labelledtext.KnownAccuracy;
import dev.ensayo.core.labelledtext.LabelledTextSource;
import dev.ensayo.core.labelledtext.LabelledTextSpec;
import dev.ensayo.core.labelledtext.LabelledTextSpec.Answered;
import dev.ensayo.core.labelledtext.LabelledTexts;
import dev.ensayo.core.labelledtext.LearnedTexts;
import dev.ensayo.core.labelledtext.TextReading;
import dev.ensayo.core.labelledtext.TokenCutter;
import dev.ensayo.core.random.SeedSequence;
import dev.ensayo.environments.examples.ClassSelection;
import dev.ensayo.environments.examples.Partition;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Texts with a class each, dealt to three parts. */
public final class ClassifiedTexts implements LabelledTextSource {
  private final RawTexts raw;
  private final LabelledTextConfig config;
  private final ClassSelection classes;
  private final TextReading reading;
  private final Map<Split, int[]> labels = new EnumMap<>(Split.class);

  private long key;
  private LabelledTexts texts;

  /**
   * Checks that the source has what is asked for.
   *
   * @throws InvalidSettingException if it has not, or a text has no token
   */
  ClassifiedTexts(LabelledTextConfig config, RawTexts raw) {
    this.config = config;
    this.raw = raw;
    this.classes = ClassSelection.of(raw.classes(), config.classes());
    this.reading = config.tokenizer().reading(config.lowerCase(), config.maximumLength());
    for (Split split : Split.values()) {
      raw.part(split).forEach(ClassifiedTexts::check);
      labels.put(split, classes.relabel(raw.labels(split)));
    }
    deal(new SeedSequence(0)); // refuses what cannot be dealt
  }

  private static void check(RawText text) {
    if (!TokenCutter.hasToken(text.text())) {
      throw new InvalidSettingException("source", text.origin() + ": the text has no word");
    }
  }

  private Partition deal(SeedSequence seeds) {
    return config.partitioning().deal(raw.name(), classes.names(), labels::get, seeds);
  }

  @Override
  public LabelledTextSpec spec() {
    return new LabelledTextSpec(
        Answered.TEXT, config.tokenizer().unit(), classes.names(), config.maximumLength());
  }

  @Override
  public synchronized LabelledTexts texts(SeedSequence seeds) {
    long asked = seeds.seed("examples");
    if (texts == null || asked != key) {
      key = asked;
      Partition partition = deal(seeds);
      Map<Split, List<GivenText>> given = new EnumMap<>(Split.class);
      for (Split split : Split.values()) {
        given.put(split, given(partition.source(split), partition.indices(split)));
      }
      texts = new LearnedTexts(reading, given, known());
    }
    return texts;
  }

  /** Of some classes alone nothing is known. */
  private ImmutableMap<KnownAccuracy, Double> known() {
    return classes.names().size() == raw.classes().size() && config.maximumLength().isEmpty()
        ? raw.known()
        : ImmutableMap.of();
  }

  private List<GivenText> given(Split source, int[] indices) {
    TokenCutter cutter = reading.cutter();
    return Arrays.stream(indices)
        .mapToObj(
            index -> {
              RawText text = raw.part(source).get(index);
              return GivenText.of(
                  text.origin(), () -> cutter.cut(text.text()), labels.get(source)[index]);
            })
        .toList();
  }

  @Override
  public Map<String, String> dataSha256() {
    return raw.sha256();
  }

  @Override
  public List<String> notes() {
    ImmutableList.Builder<String> notes = ImmutableList.builder();
    notes.addAll(raw.notes());
    Partition partition = deal(new SeedSequence(0));
    Set<String> learned = new HashSet<>();
    for (int index : partition.train()) {
      learned.add(raw.part(Split.TRAIN).get(index).text());
    }
    for (Split split : List.of(Split.VALID, Split.TEST)) {
      List<RawText> part = raw.part(partition.source(split));
      long again =
          Arrays.stream(partition.indices(split))
              .filter(index -> learned.contains(part.get(index).text()))
              .count();
      if (again > 0) {
        notes.add(
            "%s: %s of the %s texts of the %s part are in the training part too, word for word"
                .formatted(raw.name(), again, partition.indices(split).length, split.label()));
      }
    }
    return notes.build();
  }
}
