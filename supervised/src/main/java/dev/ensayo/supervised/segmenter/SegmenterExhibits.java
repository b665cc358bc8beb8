package dev.ensayo.supervised.segmenter;

import dev.ensayo.backend.model.Model;
import dev.ensayo.core.classification.ClassExhibits;
import dev.ensayo.core.environment.Split;
import dev.ensayo.core.exhibit.Exhibit;
import dev.ensayo.core.random.SeedSequence;
import dev.ensayo.core.scenes.Scenes;
import dev.ensayo.core.scenes.ScenesSpec;
import dev.ensayo.supervised.learning.EpochOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What a finished run shows: pictures with the classes of their pixels, and how good each class is.
 *
 * @param shown the part that is drawn from
 * @param part which it is
 * @param count how many pictures are drawn
 */
record SegmenterExhibits(ScenesSpec spec, Scenes shown, Split part, int count) {
  List<Exhibit> all(Model model, SceneScores scores) {
    List<Exhibit> exhibits = new ArrayList<>();
    if (count > 0) {
      exhibits.add(pictures(model, scores));
    }
    exhibits.add(classes(scores.confusion(shown, model)));
    return exhibits;
  }

  private Exhibit pictures(Model model, SceneScores scores) {
    MaskPicture drawing = new MaskPicture(spec);
    byte[] right = new byte[spec.pixels()];
    byte[] said = new byte[spec.pixels()];
    List<Exhibit.Pictures.Picture> pictures = new ArrayList<>();
    int[] order = new EpochOrder(new SeedSequence(0), shown.size()).of(0);
    for (int index : Arrays.stream(order).limit(count).sorted().toArray()) {
      shown.readMask(index, right, 0);
      scores.say(shown, index, model, said);
      PixelConfusion confusion = new PixelConfusion(SegmenterNetwork.scores(spec));
      for (int i = 0; i < right.length; i++) {
        confusion.add(Byte.toUnsignedInt(right[i]), Byte.toUnsignedInt(said[i]));
      }
      pictures.add(
          drawing.of(
              "IoU " + number(confusion.meanIntersectionOverUnion()),
              shown.picture(index),
              right,
              said));
    }
    return new Exhibit.Pictures(
        "masks",
        "Classes of pixels",
        "From top to bottom: a picture of the "
            + ClassExhibits.name(part)
            + " part, the right class of each pixel, and what the network says; a colour for each"
            + " class. Below, the mean intersection over union of that picture.",
        pictures);
  }

  private Exhibit classes(PixelConfusion confusion) {
    List<String> names = PixelClasses.names(spec);
    long all = (long) shown.size() * spec.pixels();
    List<List<String>> rows = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      rows.add(
          List.of(
              names.get(i),
              number((double) confusion.pixels(i) / all),
              number(confusion.accuracy(i)),
              number(confusion.intersectionOverUnion(i))));
    }
    return new Exhibit.Table(
        "classes",
        "Intersection over union by class",
        "Over all pixels of the "
            + ClassExhibits.name(part)
            + " part: which share of them is of the class, which share of those is told right, and"
            + " intersection over union.",
        List.of("class", "share", "accuracy", "IoU"),
        rows,
        Exhibit.Table.OverSeeds.MEAN);
  }

  /** Of a class that is not there, nothing. */
  private static String number(double value) {
    return Double.isNaN(value) ? "" : String.format(Locale.ROOT, "%.3f", value);
  }
}
