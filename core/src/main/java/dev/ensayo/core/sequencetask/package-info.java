/** Tasks made of generated sequences with known answers. */
package dev.ensayo.core.sequencetask;
