/** Tables and images: examples with answers. */
package dev.ensayo.core.examples;
