package dev.ensayo.supervised.gan;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.exhibit.Exhibit;
import dev.ensayo.core.exhibit.Exhibit.Pictures.Picture;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a finished run shows of its samples. */
final class GanExhibits {
  private static final int MOMENTS = 5;
  private static final int PLANE = 2;

  private final RealData data;
  private final SampleJudge judge;
  private final ModeCoverage coverage;
  private final List<SampleHistory.Moment> moments;

  /**
   * @param coverage of samples at the end
   * @param end of the training
   * @param last samples at the end
   */
  GanExhibits(
      RealData data,
      SampleJudge judge,
      ModeCoverage coverage,
      SampleHistory history,
      long end,
      float[] last) {
    this.data = data;
    this.judge = judge;
    this.coverage = coverage;
    this.moments = new ArrayList<>(history.chosen(MOMENTS));
    if (moments.get(moments.size() - 1).position() != end) {
      moments.add(new SampleHistory.Moment(end, last));
    }
  }

  List<Exhibit> all() {
    ImmutableList.Builder<Exhibit> exhibits = ImmutableList.builder();
    if (data.spec().isImage()) {
      exhibits.add(pictures());
    } else if (data.width() == PLANE) {
      exhibits.add(plane());
    }
    exhibits.add(modes());
    return exhibits.build();
  }

  private Exhibit plane() {
    return new Exhibit.Drawn(
        "samples",
        "Samples over training",
        "Points of the data, and what the generator makes of the same noise after so many updates.",
        "Points of the data beside samples after more and more updates.",
        String.format(
            Locale.ROOT,
            "%d of %d modes covered, %.1f %% of the samples good.",
            coverage.covered(),
            coverage.modes(),
            100 * coverage.quality()),
        "",
        new PlaneDrawing(data, moments).svg());
  }

  private Exhibit pictures() {
    List<Picture> pictures = new ArrayList<>();
    int count = moments.get(0).samples().length / data.width();
    for (int i = 0; i < Math.min(count, data.size()); i++) {
      pictures.add(picture("data", data.rows(), i));
    }
    for (SampleHistory.Moment moment : moments) {
      String label = String.format(Locale.ROOT, "after %d updates", moment.position());
      for (int i = 0; i < count; i++) {
        pictures.add(picture(label, moment.samples(), i));
      }
    }
    return new Exhibit.Pictures(
        "samples",
        "Samples over training",
        "Pictures of the data, and what the generator makes of the same noise after so many"
            + " updates.",
        pictures);
  }

  private Picture picture(String label, float[] rows, int row) {
    var shape = data.spec().inputShape();
    return new Picture(
        label,
        shape.get(0),
        shape.get(1),
        shape.get(2),
        RealData.pixels(rows, row * data.width(), data.width()));
  }

  private Exhibit modes() {
    List<List<String>> rows = new ArrayList<>();
    for (int mode = 0; mode < coverage.modes(); mode++) {
      rows.add(
          List.of(
              data.spec().classes().get(mode),
              number(coverage.dataShare(mode)),
              number(coverage.share(mode)),
              number(coverage.goodShare(mode))));
    }
    return new Exhibit.Table(
        "modes",
        "Modes",
        judge.words(),
        List.of("mode", "share of the data", "share of the samples", "of them good"),
        rows,
        Exhibit.Table.OverSeeds.MEAN);
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.3f", value);
  }
}
