/** Tensors and messages of the Open Inference Protocol, version 2, without HTTP. */
package dev.ensayo.serving.protocol;
