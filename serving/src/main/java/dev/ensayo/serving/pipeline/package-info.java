/** New data become a new version of a model, if it is not worse than the one in use. */
package dev.ensayo.serving.pipeline;
