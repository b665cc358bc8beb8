package dev.ensayo.backend.compiled.dense;

import dev.ensayo.backend.compiled.arithmetic.ActivationFunction;
import dev.ensayo.backend.compiled.arithmetic.Arithmetic;
import dev.ensayo.backend.compiled.arithmetic.Slice;
import dev.ensayo.backend.compiled.function.Functions;
import dev.ensayo.backend.compiled.node.Block;
import dev.ensayo.backend.compiled.node.BlockContext;
import dev.ensayo.backend.compiled.node.Pass;
import dev.ensayo.backend.compiled.node.Region;
import dev.ensayo.backend.compiled.node.Shape;
import dev.ensayo.backend.compiled.node.Unsupported;
import dev.ensayo.backend.compiled.node.Value;
import dev.ensayo.backend.extension.CombinationKind;
import dev.ensayo.backend.extension.CombinedDense;

/** output = function(net inputs), of units that combine their inputs as they say. */
final class CombinationBlock implements Block {
  private final NetInputs netInputs;
  private final ActivationFunction function;
  private final int units;
  private final Value output;
  private final Region net;

  /** Takes the layer's parameters from the context. */
  CombinationBlock(BlockContext context) {
    CombinedDense layer = (CombinedDense) context.layer();
    if (layer.getWeightNoise() != null) {
      throw Unsupported.inLayer(context.owner(), "weight noise");
    }
    CombinationKind kind = layer.getKind();
    units = Math.toIntExact(layer.getNOut());
    netInputs =
        kind.radial()
            ? new RadialInputs(context, kind, units)
            : new SharedSum(context, kind == CombinationKind.EQUAL_SLOPES, units);
    function = Functions.of(layer.getActivationFn(), context.owner());
    output = context.output(Shape.vector(units));
    net = function.keepsOutput() ? output.data() : context.untilBackward(units);
  }

  @Override
  public void forward(Pass pass) {
    Slice z = net.slice();
    netInputs.forward(pass, z);
    pass.arithmetic()
        .addBiasAndActivate(
            z, netInputs.offsets(), output.data().slice(), function, pass.rows(), units);
  }

  @Override
  public void backward(Pass pass) {
    Arithmetic arithmetic = pass.arithmetic();
    Slice slopes = output.gradient().slice();
    arithmetic.activationBackward(net.slice(), slopes, function, pass.rows(), units);
    netInputs.backward(pass, slopes);
  }
}
