package com.hiremebahamas.jobs;

import com.hiremebahamas.places.Island;
import com.hiremebahamas.web.Parameters;
import com.hiremebahamas.web.Validator;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// A job as typed. The text is unchanged, so that an invalid form can be shown again filled in.
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

    public static final JobForm BLANK = new JobForm("", "", "", "FULL_TIME", "", "", "WEEK", "", "");

    /// Of a title, and of the name of an employer, in characters.
    static final int MAX_NAME = 120;

    static final int MAX_DESCRIPTION = 10_000;
    static final int MAX_HOW_TO_APPLY = 1000;

    /// Of an amount of money.
    private static final int MAX_FIGURE = 30;

    private static final String NO_PAY =
            "Write the pay as one amount of dollars and cents, such as 480 or 1,200.50, more than 0 and at most"
                    + " 10,000,000. The highest pay goes into “Up to”.";
    private static final String NO_HIGHEST_PAY =
            "Write the highest pay as one amount of dollars and cents, such as 520 or 1,400.50, more than 0 and at most"
                    + " 10,000,000, or leave it empty.";

    static JobForm of(Parameters form) {
        return new JobForm(
                form.line("title", MAX_NAME),
                form.line("employer", MAX_NAME),
                form.exact("island").strip(),
                form.exact("employment_type").strip(),
                form.line("pay_min", MAX_FIGURE),
                form.line("pay_max", MAX_FIGURE),
                form.exact("pay_period").strip(),
                form.paragraphs("description", MAX_DESCRIPTION),
                form.paragraphs("how_to_apply", MAX_HOW_TO_APPLY));
    }

    /// Errors by the name of the field, in the order of the form; empty when the job can be posted.
    Map<String, String> problems() {
        var validator = new Validator()
                .text("title", "the title", title, 3, MAX_NAME, "Give the job a title, such as Bartender.")
                .text("employer", "the name of the employer", employer, 2, MAX_NAME, "Say who is hiring.")
                .that(Island.of(island).isPresent(), "island", "Choose the island where the work is.")
                .that(
                        constant(EmploymentType.values(), employmentType).isPresent(),
                        "employment_type",
                        "Choose the kind of work.");
        checkPay(validator);
        return validator
                .text("description", "the work", description, 1, MAX_DESCRIPTION, "Say what the work is.")
                .text(
                        "how_to_apply",
                        "how to apply",
                        howToApply,
                        1,
                        MAX_HOW_TO_APPLY,
                        "Say how to apply: a phone number or an e-mail will do.")
                .problems();
    }

    /// The advert; only for a form without [#problems()].
    Advert advert() {
        var period = constant(PayPeriod.values(), payPeriod).orElseThrow();
        var pay = new Pay(Amount.parse(payMin).orElseThrow(), maxPay().orElseThrow(), period);
        var type = constant(EmploymentType.values(), employmentType).orElseThrow();
        var offer = new Offer(title, employer, Island.of(island).orElseThrow(), type, pay);
        return new Advert(offer, description, howToApply);
    }

    private void checkPay(Validator validator) {
        var min = Amount.parse(payMin);
        var max = maxPay();
        boolean ordered = min.isEmpty() || max.isEmpty() || max.get().compareTo(min.get()) >= 0;
        validator
                .that(!payMin.isEmpty(), "pay_min", "Say what the job pays in Bahamian dollars, such as 12.50.")
                .that(min.isPresent(), "pay_min", NO_PAY)
                .that(payMax.isEmpty() || max.isPresent(), "pay_max", NO_HIGHEST_PAY)
                .that(ordered, "pay_max", "The highest pay must not be below the lowest.")
                .that(
                        constant(PayPeriod.values(), payPeriod).isPresent(),
                        "pay_period",
                        "Say whether the pay is for an hour, a day, a week, a month or a year.");
    }

    /// A single figure is both ends of the range.
    private Optional<Amount> maxPay() {
        return Amount.parse(payMax.isEmpty() ? payMin : payMax);
    }

    private static <E extends Enum<E>> Optional<E> constant(E[] constants, String name) {
        return Stream.of(constants)
                .filter(constant -> constant.name().equals(name))
                .findFirst();
    }
}
