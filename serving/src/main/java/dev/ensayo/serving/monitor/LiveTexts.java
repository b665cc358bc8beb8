package dev.ensayo.serving.monitor;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.labelledtext.TextEncoder;
import dev.ensayo.core.preprocessing.ColumnProfile;
import dev.ensayo.core.preprocessing.TextInputs;
import dev.ensayo.core.preprocessing.TextProfile;
import dev.ensayo.results.drift.FeatureCounter;
import dev.ensayo.serving.protocol.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Texts: how long they are, and which share of their tokens the model does not know. */
final class LiveTexts implements LiveInputs {
  private final TextEncoder encoder;
  private final ImmutableList<ColumnProfile> profiles;

  LiveTexts(TextInputs text, List<ColumnProfile> profile) {
    this.encoder = new TextEncoder(text);
    // Tokens of one text are not drawn apart from each other, as the tests of frequencies suppose.
    this.profiles =
        LiveInputs.named(profile, List.of(TextProfile.LENGTH, TextProfile.UNKNOWN_SHARE));
  }

  @Override
  public List<ColumnProfile> profiles() {
    return profiles;
  }

  @Override
  public List<Map<String, String>> count(
      List<Tensor> inputs, List<FeatureCounter> counters, Set<String> kept) {
    Tensor texts = inputs.get(0);
    List<Map<String, String>> fields = new ArrayList<>();
    for (int row = 0; row < texts.rows(); row++) {
      int[] ids = encoder.ids(encoder.cut(texts.text(row)));
      int unknown = 0;
      for (int id : ids) {
        unknown += id == TextEncoder.UNKNOWN_ID ? 1 : 0;
      }
      for (FeatureCounter counter : counters) {
        counter.add(
            counter.profile().name().equals(TextProfile.LENGTH)
                ? ids.length
                : (double) unknown / Math.max(1, ids.length));
      }
      fields.add(Map.of());
    }
    return fields;
  }
}
