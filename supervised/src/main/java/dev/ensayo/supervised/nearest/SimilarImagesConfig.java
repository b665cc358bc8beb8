package dev.ensayo.supervised.nearest;

import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;
import dev.ensayo.core.environment.Split;
import java.util.Optional;

/** Options of {@code similar-images}. */
public record SimilarImagesConfig(
    @Setting(
            value = "how many pictures are found",
            defaultValue = "10",
            min = 1,
            max = 1000,
            unit = "pictures")
        int count,
    @Setting(
            value = "part of the run's pictures that is searched: train, valid or test",
            defaultValue = "train")
        Split part,
    @Setting(
            value =
                "what is compared: code, what the network makes of pictures, or pixels, as the"
                    + " network is given them",
            defaultValue = "code")
        SearchedBy by,
    @Setting(
            value = "how far two are from each other: euclidean or cosine",
            defaultValue = "euclidean")
        Distance distance,
    @Setting(
            "file that takes a contact sheet: .svg, with classes and distances, or .png, the"
                + " pictures alone")
        Optional<String> out) {
  public SimilarImagesConfig {
    Settings.check(SimilarImagesConfig.class, count, part, by, distance, out);
    out.ifPresent(SheetFormat::of);
  }
}
