package dev.ensayo.backend.compiled.update;

import com.google.common.collect.ImmutableMap;
import dev.ensayo.backend.compiled.arithmetic.UpdaterKernel;
import dev.ensayo.backend.compiled.node.Unsupported;
import dev.ensayo.backend.training.CenteredRmsProp;
import dev.ensayo.backend.training.Momentum;
import dev.ensayo.backend.training.RectifiedAdam;
import java.util.function.Function;
import org.nd4j.linalg.learning.config.AMSGrad;
import org.nd4j.linalg.learning.config.AdaDelta;
import org.nd4j.linalg.learning.config.AdaGrad;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.learning.config.RmsProp;
import org.nd4j.linalg.learning.config.Sgd;

/** The updaters by Deeplearning4j's classes. */
public final class Kernels {
  private static final ImmutableMap<Class<?>, Function<IUpdater, UpdaterKernel>> BY_CLASS =
      ImmutableMap.<Class<?>, Function<IUpdater, UpdaterKernel>>builder()
          .put(Sgd.class, u -> new SgdKernel((Sgd) u))
          .put(Momentum.class, u -> new MomentumKernel((Momentum) u))
          .put(Nesterovs.class, u -> new NesterovsKernel((Nesterovs) u))
          .put(RmsProp.class, u -> new RmsPropKernel((RmsProp) u))
          .put(CenteredRmsProp.class, u -> new CenteredRmsPropKernel((CenteredRmsProp) u))
          .put(AdaGrad.class, u -> new AdaGradKernel((AdaGrad) u))
          .put(AdaDelta.class, u -> new AdaDeltaKernel((AdaDelta) u))
          .put(Adam.class, u -> new AdamKernel((Adam) u))
          .put(AMSGrad.class, u -> new AmsGradKernel((AMSGrad) u))
          .put(RectifiedAdam.class, u -> new RectifiedAdamKernel((RectifiedAdam) u))
          .build();

  private Kernels() {}

  /**
   * The kernel of an updater.
   *
   * @param owner names the layer in the message
   */
  static UpdaterKernel of(IUpdater updater, String owner) {
    Function<IUpdater, UpdaterKernel> maker = BY_CLASS.get(updater.getClass());
    if (maker == null) {
      throw Unsupported.inLayer(owner, "updater " + updater.getClass().getSimpleName());
    }
    return maker.apply(updater);
  }
}
