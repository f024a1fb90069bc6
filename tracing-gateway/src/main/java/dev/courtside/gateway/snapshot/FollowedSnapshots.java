package dev.courtside.gateway.snapshot;

import dev.courtside.kit.snapshot.SnapshotFollower;
import dev.courtside.kit.snapshot.SnapshotStatus;
import dev.courtside.kit.status.SnapshotAcceptor;
import dev.courtside.kit.status.StatusContributor;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;

/** The followed snapshots in {@code GET /v1/status}, and how an operator accepts those of a restored database. */
@ApplicationScoped
public class FollowedSnapshots implements StatusContributor, SnapshotAcceptor {
    private final SnapshotFollowers followers;

    @Inject
    public FollowedSnapshots(SnapshotFollowers followers) {
        this.followers = followers;
    }

    @Override
    public String section() {
        return "snapshots";
    }

    @Override
    public List<SnapshotStatus> entries() {
        return followers.all().stream().map(SnapshotFollower::status).toList();
    }

    @Override
    public List<String> kinds() {
        return entries().stream().map(SnapshotStatus::kind).toList();
    }

    @Override
    public boolean accept(String kind) {
        return followers.all().stream()
                .filter(follower -> follower.status().kind().equals(kind))
                .anyMatch(SnapshotFollower::accept);
    }
}
