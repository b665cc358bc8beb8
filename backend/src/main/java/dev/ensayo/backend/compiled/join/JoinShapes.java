package dev.ensayo.backend.compiled.join;

import dev.ensayo.backend.compiled.node.BlockContext;
import dev.ensayo.backend.compiled.node.Shape;
import dev.ensayo.backend.compiled.node.Unsupported;
import dev.ensayo.backend.compiled.node.Value;

/** Checks of the shapes that a join is given. */
public final class JoinShapes {
  private JoinShapes() {}

  /** The shape of the result where single numbers are spread over vectors. */
  static Shape widest(BlockContext context) {
    Shape widest = context.inputs().get(0).shape();
    for (Value input : context.inputs()) {
      if (input.shape().size() > widest.size()) {
        widest = input.shape();
      }
    }
    for (Value input : context.inputs()) {
      boolean single = !widest.isImage() && input.shape().equals(Shape.vector(1));
      if (!single && !input.shape().equals(widest)) {
        throw different(context, widest, input.shape());
      }
    }
    return widest;
  }

  /** The one shape of all inputs. */
  static Shape equal(BlockContext context) {
    Shape first = context.inputs().get(0).shape();
    for (Value input : context.inputs()) {
      if (!input.shape().equals(first)) {
        throw different(context, first, input.shape());
      }
    }
    return first;
  }

  static RuntimeException different(BlockContext context, Shape a, Shape b) {
    return Unsupported.inLayer(
        context.owner(), "join of " + a.dimensions() + " with " + b.dimensions());
  }
}
