/** A model API in OpenAI's shape that answers from the sample data, the same each time. */
@NullMarked
package dev.courtside.local.demo.model;

import org.jspecify.annotations.NullMarked;
