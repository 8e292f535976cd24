package com.hiremebahamas.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.hiremebahamas.places.Island;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JobFormTest {

    private static final Map<String, String> BARTENDER = Map.of(
            "title", "Bartender",
            "employer", "Blue Hole Bar",
            "island", "exuma",
            "employment_type", "FULL_TIME",
            "pay_min", "480",
            "pay_max", "560",
            "pay_period", "WEEK",
            "description", "Evenings at the bar.",
            "how_to_apply", "Call 242 555 0100.");

    @Test
    void aCompleteFormIsParsed() {
        var form = with("title", "Bartender");

        assertThat(form.problems()).isEmpty();
        assertThat(form.advert())
                .isEqualTo(new Advert(
                        new Offer(
                                "Bartender",
                                "Blue Hole Bar",
                                new Island("exuma", "Exuma and Cays"),
                                EmploymentType.FULL_TIME,
                                new Pay(new Amount(480_00), new Amount(560_00), PayPeriod.WEEK)),
                        "Evenings at the bar.",
                        "Call 242 555 0100."));
    }

    @Test
    void onePayFigureIsBothEndsOfTheRange() {
        assertThat(with("pay_max", "").advert().offer().pay())
                .isEqualTo(new Pay(new Amount(480_00), new Amount(480_00), PayPeriod.WEEK));
    }

    /// The list of problems above the form shows no labels.
    @Test
    void eachProblemNamesItsField() {
        assertThat(with("title", "x").problems().get("title")).contains("at least 3", "the title");
        assertThat(with("employer", "x").problems().get("employer")).contains("at least 2", "the name of the employer");
        assertThat(with("title", "x".repeat(130)).problems().get("title"))
                .isEqualTo("Use at most 120 characters for the title; you used 130.");
        assertThat(with("description", "x".repeat(12_345)).problems().get("description"))
                .isEqualTo("Use at most 10,000 characters for the work; you used 12,345.");
    }

    @Test
    void anEmptyFormHasAProblemForEachFieldThatIsNeeded() {
        var problems = form(_ -> "").problems();

        assertThat(problems.keySet())
                .containsExactly(
                        "title",
                        "employer",
                        "island",
                        "employment_type",
                        "pay_min",
                        "pay_period",
                        "description",
                        "how_to_apply");
    }

    @ParameterizedTest
    @ValueSource(strings = {"title", "employer", "description", "how_to_apply"})
    void textThatIsTooLongIsAProblemOfItsField(String field) {
        assertThat(with(field, "x".repeat(100_000)).problems()).containsOnlyKeys(field);
        assertThat(with(field, "Barkeeper 🍹 <script>'").problems()).isEmpty();
    }

    @Test
    void noPayIsToldFromPayThatIsNoNumber() {
        assertThat(with("pay_min", "").problems().get("pay_min")).contains("Say what the job pays");
        assertThat(with("pay_min", "lots").problems().get("pay_min")).contains("as one amount");
        assertThat(with("pay_max", "lots").problems().get("pay_max")).contains("as one amount", "leave it empty");
    }

    @ParameterizedTest
    @CsvSource({
        "title, 3, 120",
        "employer, 2, 120",
        "description, 1, 10000",
        "how_to_apply, 1, 1000",
    })
    void textHasABoundedLength(String field, int min, int max) {
        assertThat(with(field, "x".repeat(min)).problems()).isEmpty();
        assertThat(with(field, "x".repeat(max)).problems()).isEmpty();
        assertThat(with(field, "x".repeat(min - 1)).problems()).containsOnlyKeys(field);
        assertThat(with(field, "x".repeat(max + 1)).problems()).containsOnlyKeys(field);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0.01|true",
                "10000000|true",
                "10000000.01|false",
                "123456789|false",
                "1,25|false",
                "12,345,678,901|false"
            })
    void payIsPositiveAndAtMostTenMillion(String pay, boolean valid) {
        assertThat(with(Map.of("pay_min", pay, "pay_max", "")).problems().isEmpty())
                .isEqualTo(valid);
    }

    @ParameterizedTest
    @CsvSource({
        "island, atlantis, island",
        "island, EXUMA, island",
        "employment_type, full_time, employment_type",
        "pay_period, CENTURY, pay_period",
        "pay_min, 0, pay_min",
        "pay_min, -5, pay_min",
        "pay_min, 1e3, pay_min",
        "pay_min, NaN, pay_min",
        "pay_min, 12.345, pay_min",
        "pay_min, 99999999999999999999, pay_min",
        "pay_min, 600, pay_max",
        "pay_max, lots, pay_max"
    })
    void anInvalidValueIsAProblem(String field, String value, String reported) {
        assertThat(with(field, value).problems()).containsOnlyKeys(reported);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"12.5|12.50", "B$12.50|12.50", "$ 480|480.00", "1,250.00|1250.00", "BSD 900|900.00"})
    void moneyIsReadWithCurrencyAndThousandsSeparators(String typed, String read) {
        var form = with(Map.of("pay_min", typed, "pay_max", ""));

        assertThat(form.advert().offer().pay().min().decimal()).isEqualTo(read);
    }

    private static JobForm with(String field, String value) {
        return with(Map.of(field, value));
    }

    private static JobForm with(Map<String, String> changes) {
        var fields = new HashMap<>(BARTENDER);
        fields.putAll(changes);
        return form(name -> fields.getOrDefault(name, ""));
    }

    private static JobForm form(UnaryOperator<String> field) {
        return new JobForm(
                field.apply("title"),
                field.apply("employer"),
                field.apply("island"),
                field.apply("employment_type"),
                field.apply("pay_min"),
                field.apply("pay_max"),
                field.apply("pay_period"),
                field.apply("description"),
                field.apply("how_to_apply"));
    }
}
