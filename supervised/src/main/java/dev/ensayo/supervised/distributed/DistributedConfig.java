package dev.ensayo.supervised.distributed;

import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;
import dev.ensayo.supervised.learning.Learning;
import dev.ensayo.supervised.learning.NetworkChoice;
import dev.ensayo.supervised.learning.Supervised;
import dev.ensayo.supervised.scores.ShownScores;
import java.util.Optional;

/** Settings of training on many workers, simulated. */
public record DistributedConfig(
    @Setting(
            value = "the network, and how it learns; batchSize is that of one worker",
            defaultValue = "mlp")
        NetworkChoice network,
    @Setting("who learns together") Distribution training,
    @Setting("the machines") Cluster cluster,
    @Setting(
            "the network cut into stages on machines of their own, drawn and timed; not unless given")
        Optional<Pipeline> pipeline)
    implements Supervised {
  public DistributedConfig {
    Settings.check(DistributedConfig.class, network, training, cluster, pipeline);
    var unused = cluster.speeds().of(training.workers());
  }

  @Override
  public Learning learning() {
    return network.learning();
  }

  @Override
  public ShownScores scores() {
    return network.scores();
  }
}
