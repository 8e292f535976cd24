package com.hiremebahamas.http;

import java.util.ArrayList;
import java.util.List;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.server.Response;

/// The [HeaderRules] that every answer carries, errors included, encoded once.
final class SecurityHeaders {

    private final List<HttpField> fields;

    SecurityHeaders(boolean production) {
        fields = encoded(HeaderRules.ofPages(production));
    }

    void addTo(Response response) {
        var headers = response.getHeaders();
        for (int i = 0; i < fields.size(); i++) headers.put(fields.get(i));
    }

    static List<HttpField> encoded(List<Header> headers) {
        var fields = new ArrayList<HttpField>(headers.size());
        for (var header : headers) {
            var known = HttpHeader.CACHE.get(header.name());
            fields.add(new PreEncodedHttpField(known, header.name(), header.value()));
        }
        return fields;
    }
}
