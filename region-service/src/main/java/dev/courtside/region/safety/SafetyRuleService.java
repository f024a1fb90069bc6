package dev.courtside.region.safety;

import dev.courtside.kit.audit.AuditEntry;
import dev.courtside.kit.audit.AuditLog;
import dev.courtside.kit.database.Database;
import dev.courtside.kit.database.PgTx;
import dev.courtside.kit.page.Cursors;
import dev.courtside.kit.page.Page;
import dev.courtside.kit.page.Preconditions;
import dev.courtside.kit.problem.ProblemException;
import dev.courtside.region.deployment.DeploymentReader;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/** Edits and reads safety rules. */
@ApplicationScoped
class SafetyRuleService {
    private final Database database;
    private final SafetyRuleStore store;
    private final DeploymentReader deployments;
    private final AuditLog audit;

    SafetyRuleService(Database database, SafetyRuleStore store, DeploymentReader deployments, AuditLog audit) {
        this.database = database;
        this.store = store;
        this.deployments = deployments;
        this.audit = audit;
    }

    Uni<Page<SafetyRule>> list(@Nullable String cursor, int limit) {
        String after = Cursors.decode(cursor);
        return database.withConnection(sql -> store.page(sql, after, limit + 1))
                .map(found -> Cursors.page(found, limit, SafetyRule::name));
    }

    Uni<SafetyRule> get(String name) {
        return database.withConnection(sql -> store.find(sql, name)).map(found -> existing(name, found));
    }

    Uni<SafetyRule> put(String name, SafetyRuleRequest request, @Nullable String ifMatch, String actor) {
        String deployment = request.checkedDeployment();
        return database.inTransaction(sql -> store.lock(sql, name).flatMap(before -> {
            Preconditions.check(ifMatch, before == null ? 0 : before.version());
            return deployments.lock(sql, deployment).flatMap(of -> {
                if (of == null) {
                    throw ProblemException.unprocessable("deployment", "There is no deployment '" + deployment + "'.");
                }
                return store.put(sql, deployment, request.checked(name, of))
                        .call(after -> audit.record(
                                new PgTx(sql),
                                AuditEntry.of(actor, "safety-rule.put", "safety-rules/" + name, before, after)));
            });
        }));
    }

    Uni<Void> delete(String name, @Nullable String ifMatch, String actor) {
        return database.inTransaction(sql -> store.lock(sql, name).flatMap(found -> {
            SafetyRule before = existing(name, found);
            Preconditions.check(ifMatch, before.version());
            return store.delete(sql, name)
                    .chain(() -> audit.record(
                            new PgTx(sql),
                            AuditEntry.of(actor, "safety-rule.delete", "safety-rules/" + name, before, null)));
        }));
    }

    private static SafetyRule existing(String name, @Nullable SafetyRule found) {
        if (found == null) {
            throw ProblemException.notFound("safety rule", name);
        }
        return found;
    }
}
