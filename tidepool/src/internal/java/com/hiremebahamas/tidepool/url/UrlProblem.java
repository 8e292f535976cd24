package com.hiremebahamas.tidepool.url;

/// Why a URL cannot be used. Its message holds nothing of the URL but names of well-known parameters.
final class UrlProblem extends Exception {

    private static final long serialVersionUID = 1;

    UrlProblem(String sentence) {
        super(sentence, null, false, false);
    }

    String sentence() {
        return "cannot be used: " + getMessage() + ". It must read " + DatabaseUrl.FORM;
    }

    static UrlProblem encode(String what) {
        return new UrlProblem("percent-encode the password and the user, in which " + what);
    }
}
