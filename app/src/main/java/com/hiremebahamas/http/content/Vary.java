package com.hiremebahamas.http.content;

/// The request headers that responses depend on, for `Vary`: a cache may reuse a response only for a request
/// that has the same values of them.
///
/// `Origin` and `Sec-Fetch-Site` are not among them: they decide about unsafe requests only, whose responses
/// no cache stores. Each is one line: nginx before 1.23 reads only the first, and at most 128 characters of
/// it.
public final class Vary {

    /// Encoding alone: the same for every client.
    public static final String ENCODING = "Accept-Encoding";

    /// A page that is the same for every viewer without credentials, or the part of it that htmx loads.
    public static final String VIEWER =
            "Cookie, Authorization, HX-Request, HX-History-Restore-Request, Accept-Encoding";

    /// Any other response: an error is a document for programs and a page for people, and either asks for a
    /// sign-in in a way of its own.
    public static final String ANY = VIEWER + ", Accept";

    private Vary() {}
}
