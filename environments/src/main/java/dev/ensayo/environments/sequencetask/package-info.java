/** Long-range tasks on sequences with known answers. */
package dev.ensayo.environments.sequencetask;
