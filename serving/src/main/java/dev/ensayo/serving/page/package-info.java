/** Pages to try models by hand, and the description of the interface. */
package dev.ensayo.serving.page;
