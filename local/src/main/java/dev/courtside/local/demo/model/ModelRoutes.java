package dev.courtside.local.demo.model;

import dev.courtside.local.demo.ErrorBody;
import io.vertx.core.Vertx;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** {@code /v1}: the model API. Any model's name is taken; those listed are the ones that have prices. */
@ApplicationScoped
class ModelRoutes {
    private static final List<String> MODELS = List.of("deepseek-chat", "gpt-4");
    private static final long MODELS_SINCE = 1_700_000_000;

    private final Vertx vertx;
    private final Basketball basketball;
    private final PromptCache cache;
    private final String region;
    private final InstantSource clock = InstantSource.system();

    ModelRoutes(
            Vertx vertx,
            Basketball basketball,
            PromptCache cache,
            @ConfigProperty(name = "courtside.demo.region") String region) {
        this.vertx = vertx;
        this.basketball = basketball;
        this.cache = cache;
        this.region = region;
    }

    void register(@Observes Router router) {
        router.post("/v1/chat/completions").handler(this::complete);
        router.get("/v1/models").handler(context -> context.json(models()));
        router.get("/v1/models/:id").handler(context -> context.json(model(context.pathParam("id"))));
        router.route("/v1/*")
                .handler(context -> ErrorBody.notFound(
                                "Unknown request URL: " + context.request().method() + " " + context.normalizedPath())
                        .send(context));
    }

    private void complete(RoutingContext context) {
        ChatRequest request;
        try {
            JsonObject body = context.body().asJsonObject();
            request = ChatRequest.parse(body == null ? new JsonObject() : body);
        } catch (InvalidRequestException invalid) {
            ErrorBody.invalid(String.valueOf(invalid.getMessage()), invalid.param())
                    .send(context);
            return;
        } catch (DecodeException | ClassCastException noJson) {
            ErrorBody.invalid("the body of the request is no JSON object", null).send(context);
            return;
        }
        Reply reply = basketball.reply(request);
        String id = UUID.randomUUID().toString().replace("-", "");
        Completion completion = new Completion(
                "chatcmpl-" + id,
                clock.instant().getEpochSecond(),
                request.model(),
                "fp_" + region.replace('-', '_'),
                reply,
                cache.usage(request, reply.pieces().size()));
        context.response().putHeader("x-request-id", "req_" + id);
        Speed speed = Speed.of(request.model());
        if (request.stream()) {
            new ChunkStream(vertx, context.response(), speed, completion, request.includeUsage()).start();
        } else {
            vertx.setTimer(speed.wholeMs(reply.pieces().size()), timer -> context.json(completion.whole()));
        }
    }

    private static JsonObject models() {
        JsonArray data = new JsonArray();
        MODELS.forEach(name -> data.add(model(name)));
        return new JsonObject().put("object", "list").put("data", data);
    }

    private static JsonObject model(String name) {
        return new JsonObject()
                .put("id", name)
                .put("object", "model")
                .put("created", MODELS_SINCE)
                .put("owned_by", "courtside-demo");
    }
}
