/** Word vectors: their files in any layout, and what gives unknown words one. */
package dev.ensayo.core.vectors;
