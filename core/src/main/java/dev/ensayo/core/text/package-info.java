/** Text as it is read, in the same way by whoever reads it. */
package dev.ensayo.core.text;
