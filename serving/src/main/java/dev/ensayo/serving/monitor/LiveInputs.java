package dev.ensayo.serving.monitor;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.preprocessing.BagInputs;
import dev.ensayo.core.preprocessing.ColumnProfile;
import dev.ensayo.core.preprocessing.Inputs;
import dev.ensayo.core.preprocessing.PictureInputs;
import dev.ensayo.core.preprocessing.Preprocessing;
import dev.ensayo.core.preprocessing.TableInputs;
import dev.ensayo.core.preprocessing.TextInputs;
import dev.ensayo.results.drift.FeatureCounter;
import dev.ensayo.serving.protocol.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The features of what a model is asked, as its training measured them. */
interface LiveInputs {
  /** Of the training part, those features that can be measured of requests. */
  List<ColumnProfile> profiles();

  /**
   * Counts the rows of a request that was answered.
   *
   * @param inputs as they came
   * @param counters of the profiles, in their order
   * @param kept names of the fields that are wanted
   * @return of each row those of its fields by name, as subpopulations read them
   */
  List<Map<String, String>> count(
      List<Tensor> inputs, List<FeatureCounter> counters, Set<String> kept);

  /** That of a model. */
  static LiveInputs of(Preprocessing preprocessing) {
    Inputs inputs = preprocessing.inputs();
    List<ColumnProfile> profile = preprocessing.profile();
    if (profile.isEmpty()) {
      return new NothingMeasured();
    }
    if (inputs instanceof TableInputs table) {
      return new LiveTable(table, profile);
    }
    if (inputs instanceof PictureInputs pictures) {
      return new LivePictures(pictures, profile);
    }
    if (inputs instanceof TextInputs text) {
      return new LiveTexts(text, profile);
    }
    return inputs instanceof BagInputs bag
        ? new LiveTexts(bag.text(), profile)
        : new NothingMeasured();
  }

  /** Those profiles that have one of these names. */
  static ImmutableList<ColumnProfile> named(List<ColumnProfile> profile, List<String> names) {
    return profile.stream()
        .filter(column -> names.contains(column.name()))
        .collect(ImmutableList.toImmutableList());
  }

  /** Of models whose training measured nothing that requests have. */
  final class NothingMeasured implements LiveInputs {
    @Override
    public List<ColumnProfile> profiles() {
      return ImmutableList.of();
    }

    @Override
    public List<Map<String, String>> count(
        List<Tensor> inputs, List<FeatureCounter> counters, Set<String> kept) {
      List<Map<String, String>> fields = new ArrayList<>();
      int rows = inputs.isEmpty() ? 0 : inputs.get(0).rows();
      for (int row = 0; row < rows; row++) {
        fields.add(Map.of());
      }
      return fields;
    }
  }
}
