/* Distances on the earth from unit vectors: only + - * / and the library's own root, so that every
 * machine gives the same bits. */
#ifndef RSUPI_SPHERE_H
#define RSUPI_SPHERE_H

typedef struct rsupi_unit {
  double x, y, z;
} rsupi_unit;

/* Of a place in degrees; any longitude, latitude within -90..90. */
rsupi_unit rsupi_unit_from_degrees(double latitude, double longitude);
/* Square of the straight line through the earth, in earth radii: 0..4. Enough to compare and to
 * filter. */
double rsupi_chord_squared(rsupi_unit a, rsupi_unit b);
/* The square of the chord over so many kilometres along the ground (4 from half way round on). */
double rsupi_chord_squared_of_km(double km);
/* Kilometres along the great circle, on a sphere of radius 6371.0088 km (mean radius, IUGG). */
double rsupi_sphere_km(rsupi_unit a, rsupi_unit b);
#endif
