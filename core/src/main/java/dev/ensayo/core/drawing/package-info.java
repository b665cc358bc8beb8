/** How environments draw themselves: as text for a terminal and as SVG for a page. */
package dev.ensayo.core.drawing;
