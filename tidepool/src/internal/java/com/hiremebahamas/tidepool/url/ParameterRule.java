package com.hiremebahamas.tidepool.url;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Stream;
import org.postgresql.PGProperty;

/// What becomes of one parameter of a URL.
@FunctionalInterface
interface ParameterRule {

    /// Takes the parameter up.
    ///
    /// @throws UrlProblem when the URL cannot be used with this value
    void apply(UrlParameters parameters, String name, String value) throws UrlProblem;

    /// It is a property of the driver, which has values of its own for some.
    static ParameterRule passed(PGProperty property) {
        var choices = property.getChoices();
        return passed(property, choices == null ? new String[0] : choices);
    }

    /// It is a property of the driver, with one of these values.
    ///
    /// @param choices none where any value will do; the driver takes most in any case
    static ParameterRule passed(PGProperty property, String... choices) {
        return (parameters, name, value) -> {
            if (choices.length > 0 && Stream.of(choices).noneMatch(value::equalsIgnoreCase)) {
                throw new UrlProblem(parameters.said(name) + " must be one of "
                        + String.join(", ", Arrays.stream(choices).sorted().toList()));
            }
            parameters.putProperty(property.getName(), value);
        };
    }

    /// With these values it is so in any case, and with others it cannot be.
    static ParameterRule kept(Set<String> values, String otherwise) {
        return (parameters, name, value) -> {
            if (!values.contains(value)) {
                throw new UrlProblem(parameters.said(name) + " cannot be kept with this value: " + otherwise);
            }
        };
    }

    /// It is named in a note.
    static ParameterRule leftOut(String why) {
        return (parameters, name, _) -> parameters.note("Left out: " + parameters.said(name) + ", for " + why);
    }

    /// A URL with it cannot be used.
    static ParameterRule refused(String remedy) {
        return refused("cannot be kept: ", remedy);
    }

    static ParameterRule refused(String problem, String remedy) {
        return (parameters, name, _) -> {
            throw new UrlProblem(parameters.said(name) + " " + problem + remedy);
        };
    }
}
