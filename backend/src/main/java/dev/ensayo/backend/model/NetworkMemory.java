package dev.ensayo.backend.model;

import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.api.Updater;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.memory.MemoryWorkspaceManager;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Gives back the native memory of Deeplearning4j's networks: parameters, gradient, state of the
 * updater and the workspaces of the thread.
 *
 * <p>The library's own {@code close()} gives back the same and then asks the virtual machine twice
 * for a full collection of garbage, in which every run of a study stands still: with short runs
 * that is most of their time. What else a network held is collected when its turn comes.
 */
public final class NetworkMemory {
  private NetworkMemory() {}

  /** Ends a network, which must not be used any more; again is allowed. */
  public static void free(MultiLayerNetwork network) {
    free(network, network.getUpdater(false));
  }

  /** Ends a network, which must not be used any more; again is allowed. */
  public static void free(ComputationGraph network) {
    free(network, network.getUpdater(false));
  }

  private static void free(Model network, Updater updater) {
    free(network.params());
    free(network.getGradientsViewArray());
    free(updater == null ? null : updater.getStateViewArray());
    freeWorkspaces();
  }

  private static void free(INDArray array) {
    if (array != null && array.closeable()) {
      array.close();
    }
  }

  /** Of this thread, none of which may be in use. */
  public static void freeWorkspaces() {
    MemoryWorkspaceManager workspaces = Nd4j.getWorkspaceManager();
    for (MemoryWorkspace workspace : workspaces.getAllWorkspacesForCurrentThread()) {
      workspaces.destroyWorkspace(workspace);
    }
  }
}
