package dev.ensayo.serving.monitor;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.preprocessing.ColumnProfile;
import dev.ensayo.core.preprocessing.PictureInputs;
import dev.ensayo.core.preprocessing.PictureProfile;
import dev.ensayo.results.drift.FeatureCounter;
import dev.ensayo.serving.protocol.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Pictures: how bright they are, and how much their levels differ. */
final class LivePictures implements LiveInputs {
  /** Of what a picture profile measures, in the order of its values. */
  private static final ImmutableList<String> NAMES =
      new PictureProfile(0)
          .columns().stream().map(ColumnProfile::name).collect(ImmutableList.toImmutableList());

  private final int length;
  private final ImmutableList<ColumnProfile> profiles;

  LivePictures(PictureInputs pictures, List<ColumnProfile> profile) {
    this.length = pictures.shape().stream().reduce(1, Math::multiplyExact);
    this.profiles = LiveInputs.named(profile, NAMES);
  }

  @Override
  public List<ColumnProfile> profiles() {
    return profiles;
  }

  @Override
  public List<Map<String, String>> count(
      List<Tensor> inputs, List<FeatureCounter> counters, Set<String> kept) {
    Tensor pictures = inputs.get(0);
    int rows = pictures.rows();
    PictureProfile live = new PictureProfile(rows);
    byte[] levels = new byte[length];
    List<Map<String, String>> fields = new ArrayList<>();
    for (int row = 0; row < rows; row++) {
      for (int i = 0; i < length; i++) {
        levels[i] = (byte) pictures.number(row * length + i);
      }
      live.add(levels, 0, length);
      fields.add(Map.of());
    }
    List<double[]> values = live.values();
    for (FeatureCounter counter : counters) {
      for (double value : values.get(NAMES.indexOf(counter.profile().name()))) {
        counter.add(value);
      }
    }
    return fields;
  }
}
