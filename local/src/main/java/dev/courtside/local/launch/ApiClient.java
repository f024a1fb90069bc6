package dev.courtside.local.launch;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Calls the services' REST interfaces with the installation's administrator token. */
public final class ApiClient {
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();
    private final String token;

    public ApiClient(String token) {
        this.token = token;
    }

    /** An answer's status and body. */
    public record Answer(int status, String body) {
        public boolean isSuccess() {
            return status >= 200 && status < 300;
        }
    }

    /**
     * @param json the body, or null for none
     * @throws LaunchException where nobody listens
     */
    public Answer call(String method, String url, @Nullable String json) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url))
                .timeout(Duration.ofSeconds(15))
                .header("Authorization", "Bearer " + token);
        if (json == null) {
            request.method(method, HttpRequest.BodyPublishers.noBody());
        } else {
            request.header("Content-Type", "application/json")
                    .method(method, HttpRequest.BodyPublishers.ofString(json));
        }
        try {
            HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.body());
        } catch (ConnectException e) {
            throw new LaunchException(LaunchException.FAILED, "nothing answers at " + url + "; is Courtside up?");
        } catch (IOException e) {
            throw new LaunchException(LaunchException.FAILED, method + " " + url + " failed: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LaunchException(LaunchException.FAILED, "interrupted");
        }
    }

    /** Whether a health endpoint says yes; no where it does not answer. */
    boolean isUp(String url) {
        try {
            return call("GET", url, null).status() == 200;
        } catch (LaunchException e) {
            return false;
        }
    }
}
