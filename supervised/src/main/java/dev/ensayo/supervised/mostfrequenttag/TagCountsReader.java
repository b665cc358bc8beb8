package dev.ensayo.supervised.mostfrequenttag;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.labelledtext.TextEncoder;
import dev.ensayo.core.labelledtext.TextModel;
import dev.ensayo.core.labelledtext.TextModelReader;
import dev.ensayo.core.preprocessing.Outputs;
import dev.ensayo.core.preprocessing.Preprocessing;
import dev.ensayo.core.preprocessing.TextInputs;
import dev.ensayo.core.training.BackendConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Opens what {@code most-frequent-tag} counted. */
public final class TagCountsReader implements TextModelReader {
  @Override
  public String agent() {
    return MostFrequentTagProvider.NAME;
  }

  @Override
  public TextModel open(Path run, Preprocessing preprocessing, BackendConfig backend)
      throws IOException {
    TextEncoder encoder = new TextEncoder((TextInputs) preprocessing.inputs());
    int classes = ((Outputs.Tags) preprocessing.outputs()).names().size();
    return new Asked(encoder, TagCounts.read(run, classes));
  }

  private record Asked(TextEncoder encoder, TagCounts counts) implements TextModel {
    @Override
    public float[] probabilities(List<ImmutableList<String>> texts) {
      int words = texts.stream().mapToInt(List::size).sum();
      float[] answers = new float[words * counts.classes()];
      int at = 0;
      for (ImmutableList<String> text : texts) {
        for (String word : text) {
          counts.probabilities(word, encoder.looked(word), answers, at++ * counts.classes());
        }
      }
      return answers;
    }

    @Override
    public void close() {}
  }
}
