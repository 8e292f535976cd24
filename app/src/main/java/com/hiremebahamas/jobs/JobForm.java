package com.hiremebahamas.jobs;

import com.hiremebahamas.places.Island;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A job as somebody typed it: kept word for word, so that a refused form comes back filled in.
///
/// The names of the fields are those of the JSON document and of the HTML form alike.
public record JobForm(
        String title,
        String employer,
        String island,
        String employmentType,
        String payMin,
        String payMax,
        String payPeriod,
        String description,
        String howToApply) {

    private static final BigDecimal HIGHEST_PAY = new BigDecimal("10000000");

    public static final JobForm BLANK = new JobForm("", "", "", "FULL_TIME", "", "", "WEEK", "", "");

    /// Takes each field by its name; an absent one is empty, and lines end as they do in JSON.
    static JobForm from(Function<String, @Nullable String> fields) {
        UnaryOperator<String> text = name -> Objects.requireNonNullElse(fields.apply(name), "")
                .replace("\r\n", "\n")
                .strip();
        UnaryOperator<String> line = name -> text.apply(name).replaceAll("\\s+", " ");
        return new JobForm(
                line.apply("title"),
                line.apply("employer"),
                line.apply("island"),
                line.apply("employment_type"),
                line.apply("pay_min"),
                line.apply("pay_max"),
                line.apply("pay_period"),
                text.apply("description"),
                text.apply("how_to_apply"));
    }

    /// What has to be put right, by the name of the field, in the order of the form; empty when it can be posted.
    Map<String, String> problems() {
        var problems = new LinkedHashMap<String, String>();
        length(problems, "title", title, 3, 120, "Give the job a title, such as Bartender");
        length(problems, "employer", employer, 2, 120, "Say who is hiring");
        if (Island.of(island).isEmpty()) problems.put("island", "Choose the island where the work is.");
        if (constant(EmploymentType.values(), employmentType).isEmpty()) {
            problems.put("employment_type", "Choose the kind of work.");
        }
        payProblems(problems);
        length(problems, "description", description, 1, 10_000, "Say what the work is");
        length(problems, "how_to_apply", howToApply, 1, 1_000, "Say how to apply, such as a phone number or an e-mail");
        return problems;
    }

    /// What the form says, once it has no [#problems()].
    Advert advert() {
        var least = money(payMin).orElseThrow();
        var pay = new Pay(
                least,
                payMax.isEmpty() ? least : money(payMax).orElseThrow(),
                constant(PayPeriod.values(), payPeriod).orElseThrow());
        var type = constant(EmploymentType.values(), employmentType).orElseThrow();
        var offer = new Offer(title, employer, Island.of(island).orElseThrow(), type, pay);
        return new Advert(offer, description, howToApply);
    }

    private void payProblems(Map<String, String> problems) {
        var least = money(payMin);
        var most = payMax.isEmpty() ? least : money(payMax);
        if (least.isEmpty()) {
            problems.put("pay_min", "Say what the job pays in Bahamian dollars, such as 12.50.");
        }
        if (most.isEmpty() && !payMax.isEmpty()) {
            problems.put("pay_max", "Write the highest pay as a number, such as 15, or leave it empty.");
        } else if (least.isPresent() && most.orElseThrow().compareTo(least.orElseThrow()) < 0) {
            problems.put("pay_max", "The highest pay must not be below the lowest.");
        }
        if (constant(PayPeriod.values(), payPeriod).isEmpty()) {
            problems.put("pay_period", "Say whether the pay is for an hour, a day, a week, a month or a year.");
        }
    }

    private static void length(
            Map<String, String> problems, String field, String text, int shortest, int longest, String request) {
        if (!isStorable(text)) {
            problems.put(field, "Take out the characters that cannot be shown.");
        } else if (text.length() < shortest) {
            problems.put(field, request + (text.isEmpty() ? "." : ": at least " + shortest + " characters."));
        } else if (text.length() > longest) {
            problems.put(field, "Make it shorter: at most %,d characters.".formatted(longest));
        }
    }

    /// PostgreSQL keeps no NUL, and half a surrogate pair is no character; neither belongs into a text anyway.
    private static boolean isStorable(String text) {
        return text.codePoints().allMatch(JobForm::isStorable);
    }

    private static boolean isStorable(int character) {
        if (character == '\n' || character == '\t') return true;
        return !Character.isISOControl(character) && Character.getType(character) != Character.SURROGATE;
    }

    /// Reads `12.5`, `1,250.00`, `$480` and `B$480`; empty for all else, for nothing and for fractions of a cent.
    private static Optional<BigDecimal> money(String text) {
        var digits = text.replaceFirst("^(B\\$|\\$|BSD)\\s*", "");
        if (!digits.matches("([0-9]{1,8}|[0-9]{1,3}(,[0-9]{3}){1,2})(\\.[0-9]{1,2})?")) return Optional.empty();
        var amount = new BigDecimal(digits.replace(",", ""));
        return Optional.of(amount).filter(a -> a.signum() > 0 && a.compareTo(HIGHEST_PAY) <= 0);
    }

    private static <E extends Enum<E>> Optional<E> constant(E[] constants, String name) {
        return Stream.of(constants)
                .filter(constant -> constant.name().equals(name))
                .findFirst();
    }
}
