/** How models that turn sequences into others are tested, kept and shown. */
package dev.ensayo.sequence.transduction;
