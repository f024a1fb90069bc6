package dev.courtside.region.deployment;

import dev.courtside.region.deployment.DeploymentService.Result;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * What an import did.
 *
 * @param deployments in the order of their ids
 */
public record ImportReport(long created, long updated, long unchanged, List<Imported> deployments) {

    /** What an import did to one deployment: created, updated or unchanged. */
    public record Imported(String id, String result) {}

    static ImportReport of(List<String> ids, List<Result> results) {
        return new ImportReport(
                count(results, Result.CREATED),
                count(results, Result.UPDATED),
                count(results, Result.UNCHANGED),
                IntStream.range(0, ids.size())
                        .mapToObj(i ->
                                new Imported(ids.get(i), results.get(i).name().toLowerCase(Locale.ROOT)))
                        .toList());
    }

    private static long count(List<Result> results, Result wanted) {
        return results.stream().filter(result -> result == wanted).count();
    }
}
