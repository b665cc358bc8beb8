package dev.ensayo.supervised.nearest;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.environment.Split;
import dev.ensayo.core.examples.Examples;
import dev.ensayo.core.plugin.PluginRegistry;
import dev.ensayo.core.plugin.RunTool;
import dev.ensayo.core.study.RunBinder;
import dev.ensayo.core.study.RunPlan;
import dev.ensayo.supervised.learning.FeatureExamples;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * {@code similar-images}: the pictures of a finished run that are most like another, by what its
 * network makes of them.
 */
public final class SimilarImagesTool implements RunTool<SimilarImagesConfig> {
  /** Pictures computed at a time, as in a test. */
  private static final int ROWS = 256;

  @Override
  public String name() {
    return "similar-images";
  }

  @Override
  public String summary() {
    return "The pictures nearest to a picture, by the codes that a network makes of them.";
  }

  @Override
  public Class<SimilarImagesConfig> configType() {
    return SimilarImagesConfig.class;
  }

  @Override
  public Operands operands() {
    return new Operands(
        "IMAGE", 1, 1, "a picture file, or one of the run's own pictures such as test:17");
  }

  @Override
  public void use(SimilarImagesConfig options, Call call) throws IOException {
    RunPlan plan = new RunBinder(PluginRegistry.load(), List.of()).bindResolved(call.config());
    RunPictures pictures = new RunPictures(plan, call.run().path());
    AskedPicture asked = AskedPicture.of(call.operands().get(0), pictures);
    Examples searched = pictures.part(options.part());
    if (searched.size() == 0) {
      throw new InvalidSettingException(
          "part", "the run's " + options.part().label() + " part is empty");
    }
    if (options.by() == SearchedBy.PIXELS) {
      answer(options, call, pictures, asked, new InputFeatures(pictures.spec().inputSize()));
      return;
    }
    try (TrainedEncoder encoder = pictures.encoder(ROWS)) {
      answer(options, call, pictures, asked, encoder);
    }
  }

  private static void answer(
      SimilarImagesConfig options,
      Call call,
      RunPictures pictures,
      AskedPicture asked,
      FeatureExamples.Features features)
      throws IOException {
    Split part = options.part();
    Examples searched = pictures.part(part);
    float[] code = new float[features.featureSize()];
    features.compute(asked.input(), 1, code);
    int except = asked.part() == part ? asked.index() : NearestExamples.NONE;
    ImmutableList<NearestExamples.Found> found =
        new NearestExamples(new FeatureExamples(searched, features, ROWS), options.distance())
            .of(code, 0, options.count(), except);
    SimilarPictures similar =
        new SimilarPictures(
            title(options, asked, features), asked, found, searched, part, pictures.spec());
    similar.print(call.out());
    if (options.out().isPresent()) {
      Path file = Path.of(options.out().get());
      new ContactSheet(similar).write(file, SheetFormat.of(file.toString()));
      call.out().println("the pictures are in " + file);
    }
    call.out().flush();
  }

  private static String title(
      SimilarImagesConfig options, AskedPicture asked, FeatureExamples.Features features) {
    return String.format(
        Locale.ROOT,
        "nearest to %s in the %s part, by the %s distance of %s of %d numbers",
        asked.name(),
        options.part().label(),
        options.distance() == Distance.COSINE ? "cosine" : "Euclidean",
        options.by() == SearchedBy.CODE ? "codes" : "pixels",
        features.featureSize());
  }
}
