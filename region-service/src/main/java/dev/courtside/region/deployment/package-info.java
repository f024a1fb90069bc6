/** Deployments and their regions: imported, edited, read. */
@NullMarked
package dev.courtside.region.deployment;

import org.jspecify.annotations.NullMarked;
