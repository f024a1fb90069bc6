package dev.courtside.region;

import dev.courtside.testkit.HttpPeer;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A real HTTP server that plays a region: well, answering 503, silent, or gone. */
final class TestingRegion implements AutoCloseable {
    private static final int LONGEST_SILENCE_SECONDS = 20;

    private final CountDownLatch silence = new CountDownLatch(1);
    private final String name;
    private HttpPeer peer;

    TestingRegion(String name) {
        this.name = name;
        this.peer = HttpPeer.start();
        recover();
    }

    String name() {
        return name;
    }

    String url() {
        return peer.uri().toString();
    }

    int checks() {
        return peer.requests().size();
    }

    void recover() {
        peer.answer(request -> HttpPeer.Answer.json(200, "{\"status\":\"up\"}"));
    }

    void answer(int status) {
        peer.answer(request -> HttpPeer.Answer.json(status, "{}"));
    }

    void hang() {
        peer.answer(request -> {
            try {
                silence.await(LONGEST_SILENCE_SECONDS, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return HttpPeer.Answer.json(200, "{}");
        });
    }

    void kill() {
        peer.close();
    }

    /** On the same port as before. */
    void restart() {
        peer = HttpPeer.start(peer.port());
        recover();
    }

    @Override
    public void close() {
        silence.countDown();
        peer.close();
    }
}
