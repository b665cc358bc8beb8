package dev.ensayo.environments.examples;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.Floats;
import com.google.common.primitives.ImmutableIntArray;
import dev.ensayo.core.config.Settings;
import dev.ensayo.core.environment.Split;
import dev.ensayo.core.examples.Examples;
import dev.ensayo.core.examples.ExamplesSpec;
import dev.ensayo.core.examples.LabelledExamples;
import dev.ensayo.core.preprocessing.ColumnProfile;
import dev.ensayo.core.preprocessing.Inputs;
import dev.ensayo.core.preprocessing.Outputs;
import dev.ensayo.core.preprocessing.PictureInputs;
import dev.ensayo.core.preprocessing.PictureProfile;
import dev.ensayo.core.preprocessing.Preprocessing;
import dev.ensayo.core.random.SeedSequence;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** A set of images in three parts, normalized by what its training part measures. */
public final class LabelledImages implements LabelledExamples {
  private final ImageSet set;
  private final ClassSelection classes;
  private final int[] groupOfClass;
  private final ExamplesSpec spec;
  private final Partitioning partitioning;
  private final Normalization normalization;
  private final Augmentation augmentation;

  /** Of others, if the pixels are not to be measured; else null. */
  private final PixelScaling given;

  private final Map<Split, int[]> labels = new EnumMap<>(Split.class);
  private final Map<Split, byte[]> pixels = new EnumMap<>(Split.class);

  private long key;
  private Partition partition;
  private PixelScaling scaling;

  /**
   * Checks that the set has what is asked for; reads its labels, not yet its pictures.
   *
   * @param wanted names or numbers of classes; empty for all
   * @param groups classes of each subpopulation
   * @throws dev.ensayo.core.config.InvalidSettingException if it has not
   */
  public LabelledImages(
      ImageSet set,
      List<String> wanted,
      Map<String, List<String>> groups,
      Partitioning partitioning,
      Normalization normalization,
      AugmentationSpec augment) {
    this.set = set;
    this.classes = ClassSelection.of(set.classes(), wanted);
    this.groupOfClass = classes.groups(set.classes(), groups);
    this.partitioning = partitioning;
    this.normalization = normalization;
    PictureShape shape = set.shape();
    this.augmentation = new Augmentation(augment, shape);
    this.spec =
        new ExamplesSpec(
            ImmutableIntArray.of(shape.channels(), shape.height(), shape.width()),
            classes.names(),
            ImmutableList.copyOf(groups.keySet()));
    for (Split part : Split.values()) {
      labels.put(part, classes.relabel(set.labels(part)));
    }
    this.given = null;
    deal(new SeedSequence(0)); // refuses what cannot be dealt
  }

  private LabelledImages(LabelledImages other, PixelScaling given) {
    this.set = other.set;
    this.classes = other.classes;
    this.groupOfClass = other.groupOfClass;
    this.spec = other.spec;
    this.partitioning = other.partitioning;
    this.normalization = other.normalization;
    this.augmentation = other.augmentation;
    this.given = given;
    this.labels.putAll(other.labels);
    this.pixels.putAll(other.pixels);
  }

  @Override
  public synchronized Optional<LabelledExamples> withInputs(Inputs inputs) {
    return inputs instanceof PictureInputs pictures
            && pictures.factors().size() == set.shape().channels()
        ? Optional.of(
            new LabelledImages(
                this,
                new PixelScaling(
                    Floats.toArray(pictures.factors()), Floats.toArray(pictures.offsets()))))
        : Optional.empty();
  }

  private Partition deal(SeedSequence seeds) {
    return partitioning.deal(set.name(), classes.names(), labels::get, seeds);
  }

  @Override
  public ExamplesSpec spec() {
    return spec;
  }

  @Override
  public Map<String, String> dataSha256() {
    return set.sha256();
  }

  @Override
  public List<String> notes() {
    ImmutableList.Builder<String> notes = ImmutableList.builder();
    notes.addAll(set.notes());
    for (Split part : List.of(Split.VALID, Split.TEST)) {
      List<String> lacking = lacking(part);
      if (!lacking.isEmpty()) {
        notes.add(
            "%s: its %s part has no %s; scores of that part leave %s out"
                .formatted(
                    set.name(),
                    part.label(),
                    String.join(", ", lacking),
                    lacking.size() == 1 ? "it" : "them"));
      }
    }
    return notes.build();
  }

  /** Classes that the source's own part, if it has one, has no example of. */
  private List<String> lacking(Split part) {
    int[] there = labels.get(part);
    return there.length == 0
        ? List.of()
        : IntStream.range(0, classes.names().size())
            .filter(label -> Arrays.stream(there).noneMatch(other -> other == label))
            .mapToObj(classes.names()::get)
            .toList();
  }

  @Override
  public boolean isAugmented() {
    return augmentation.isActive();
  }

  @Override
  public synchronized Examples examples(Split split, SeedSequence seeds) {
    prepare(seeds);
    Split source = partition.source(split);
    return new ImageExamples(
        set,
        source,
        pixels(source),
        partition.indices(split),
        labels.get(source),
        groupOfClass,
        scaling,
        split == Split.TRAIN ? augmentation : Augmentation.none(set.shape()));
  }

  @Override
  public synchronized Optional<Preprocessing> preprocessing(SeedSequence seeds) {
    prepare(seeds);
    PictureGeometry geometry = set.geometry();
    PictureInputs inputs =
        new PictureInputs(
            dimensions(geometry.stored()),
            dimensions(geometry.shape()),
            Settings.label(geometry.fit()),
            set.isUpright(),
            Floats.asList(scaling.factors()),
            Floats.asList(scaling.offsets()));
    return Optional.of(
        new Preprocessing(
            inputs, new Outputs.Classes("", classes.names()), profile(partition.train())));
  }

  private static List<Integer> dimensions(PictureShape shape) {
    return List.of(shape.channels(), shape.height(), shape.width());
  }

  private ImmutableList<ColumnProfile> profile(int[] train) {
    byte[] levels = pixels(Split.TRAIN);
    PictureProfile pictures = new PictureProfile(train.length);
    Map<String, Long> counts = new LinkedHashMap<>();
    classes.names().forEach(name -> counts.put(name, 0L));
    for (int index : train) {
      pictures.add(levels, index * set.shape().size(), set.shape().size());
      counts.merge(classes.names().get(labels.get(Split.TRAIN)[index]), 1L, Long::sum);
    }
    return ImmutableList.<ColumnProfile>builder()
        .addAll(pictures.columns())
        .add(new ColumnProfile.Categories("class", train.length, 0, counts))
        .build();
  }

  private void prepare(SeedSequence seeds) {
    long asked = seeds.seed("examples");
    if (partition == null || asked != key) {
      key = asked;
      partition = deal(seeds);
      scaling =
          given != null
              ? given
              : PixelScaling.fit(
                  normalization, set.shape(), pixels(Split.TRAIN), partition.train());
    }
  }

  private byte[] pixels(Split source) {
    return pixels.computeIfAbsent(source, set::pixels);
  }
}
