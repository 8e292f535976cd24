package com.hiremebahamas.operations;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.hiremebahamas.operations.OperationsHandler.Content;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;

/// The OpenAPI document, written by hand in `openapi.json` and held equal to the routes by a test.
public final class ApiDocument implements OperationsHandler.Source {

    private final String version;

    public ApiDocument(String version) {
        this.version = version;
    }

    /// The version that the build wrote into the jar; `development` when run from a folder of classes.
    public static String version() {
        var version = ApiDocument.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }

    @Override
    public Content content() {
        try (var document = ApiDocument.class.getResourceAsStream("openapi.json")) {
            var text = new String(Objects.requireNonNull(document).readAllBytes(), UTF_8);
            return Content.json(200, text.replace("${version}", version));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
