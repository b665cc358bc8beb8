/** Which versions of which models there are, and which of them answers. */
package dev.ensayo.serving.versions;
