/** Tasks on grids of walls, doors and things, seen through a small window (MiniGrid). */
package dev.ensayo.environments.minigrid;
