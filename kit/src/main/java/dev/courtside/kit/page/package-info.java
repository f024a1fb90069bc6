/** Lists that page by cursor and writes that name the version they change. */
@NullMarked
package dev.courtside.kit.page;

import org.jspecify.annotations.NullMarked;
