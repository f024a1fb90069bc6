package dev.courtside.testkit;

import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;

/** The first words of every call to the service under test: who asks. */
public final class CourtsideClient {
    private CourtsideClient() {}

    /** A call with a token, one of {@link TestTokens}, and JSON where it has a body. */
    public static RequestSpecification as(String secret) {
        return anonymous().header("Authorization", "Bearer " + secret);
    }

    /** A call without a token. */
    public static RequestSpecification anonymous() {
        return RestAssured.given().contentType(ContentType.JSON);
    }
}
