/** Small, fully known environments and agents for the tests of this and of other modules. */
package dev.ensayo.core.fakes;
