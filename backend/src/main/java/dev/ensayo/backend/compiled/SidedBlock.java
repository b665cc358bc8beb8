package dev.ensayo.backend.compiled;

import dev.ensayo.backend.compiled.node.Block;
import dev.ensayo.backend.compiled.node.Pass;
import dev.ensayo.backend.compiled.node.Side;

/** A block that works on one window of a pair. */
record SidedBlock(Block block, Side side) implements Block {
  @Override
  public void forward(Pass pass) {
    pass.enter(side);
    block.forward(pass);
  }

  @Override
  public void backward(Pass pass) {
    pass.enter(side);
    block.backward(pass);
  }
}
