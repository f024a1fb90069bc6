package dev.courtside.kit.database;

import io.smallrye.mutiny.Uni;
import org.jspecify.annotations.Nullable;

/**
 * The transaction in progress, whichever library runs it, so that the kit's rows (audit, outbox, versions) commit with
 * the change they belong to.
 */
public interface Tx {

    /**
     * Runs one statement.
     *
     * @param sql  with {@code $1, $2 …} as placeholders; JSON goes in as text: {@code cast(cast($1 as text) as jsonb)}
     * @param args in the order of the placeholders
     * @return the number of rows it touched
     */
    Uni<Long> execute(String sql, @Nullable Object... args);
}
