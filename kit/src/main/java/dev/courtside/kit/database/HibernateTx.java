package dev.courtside.kit.database;

import io.smallrye.mutiny.Uni;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** A transaction of Hibernate Reactive. Not a bean: services without Hibernate never load it. */
public record HibernateTx(Mutiny.Session session) implements Tx {

    @Override
    public Uni<Long> execute(String sql, @Nullable Object... args) {
        Mutiny.Query<Object> query = session.createNativeQuery(ordinal(sql));
        for (int i = 0; i < args.length; i++) {
            query.setParameter(i + 1, args[i]);
        }
        return session.flush().chain(query::executeUpdate).map(Integer::longValue);
    }

    private static String ordinal(String sql) {
        return sql.replaceAll("\\$(\\d+)", "?$1");
    }
}
