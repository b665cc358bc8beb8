package dev.ensayo.supervised.transfer;

import dev.ensayo.backend.spec.LayerSpec;
import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;
import dev.ensayo.supervised.learning.Learning;
import dev.ensayo.supervised.learning.Supervised;
import dev.ensayo.supervised.scores.ShownScores;
import java.util.List;
import java.util.OptionalInt;

/** Settings of transfer learning. */
public record TransferConfig(
    @Setting("the network whose torso is taken") TorsoSource source,
    @Setting(
            value =
                "how many layers of it, from the input, are the torso; all before its output layer"
                    + " if absent",
            min = 1,
            unit = "layers")
        OptionalInt torsoLayers,
    @Setting(value = "what is trained", defaultValue = "feature-extraction") TransferMethod method,
    @Setting(
            value = "layers between the torso and the output layer, which is added",
            defaultValue = "[]")
        List<LayerSpec> head,
    @Setting(
            value = "probability of dropping each input of the output layer while training",
            defaultValue = "0",
            min = 0,
            max = 1,
            maxExcluded = true)
        double outputDropout,
    @Setting("how it learns") Learning learning,
    @Setting("what is measured and shown") ShownScores scores)
    implements Supervised {
  public TransferConfig {
    Settings.check(
        TransferConfig.class, source, torsoLayers, method, head, outputDropout, learning, scores);
    head = List.copyOf(head);
  }
}
