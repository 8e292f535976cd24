package com.hiremebahamas.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.hiremebahamas.jobs.Description.Block;
import com.hiremebahamas.jobs.Description.Item;
import com.hiremebahamas.jobs.Description.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DescriptionTest {

    @Test
    void linesWithAMarkAreAList() {
        assertThat(Description.of("You will:\n- serve drinks\n* clean\n•close\n\nGood pay.\nAnd company.")
                        .blocks())
                .containsExactly(
                        new Block(Kind.PARAGRAPH, List.of(new Item("You will:", 0))),
                        new Block(
                                Kind.BULLETS,
                                List.of(new Item("serve drinks", 0), new Item("clean", 0), new Item("close", 0))),
                        new Block(Kind.PARAGRAPH, List.of(new Item("Good pay.\nAnd company.", 0))));
    }

    @Test
    void numbersStayAsTyped() {
        assertThat(Description.of("1. Call\n2) Come\n5. Stay").blocks())
                .containsExactly(new Block(
                        Kind.NUMBERS, List.of(new Item("Call", 1), new Item("Come", 2), new Item("Stay", 5))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "- one\n- two",
                "-one\n-two",
                "\u2010 one\n\u2011 two",
                "\u2013 one\n\u2013two",
                "\u2014 one\n\u2014 two",
                "\u2212 one\n\u2015 two",
                "* one\n* two",
                "\u2022one\n \u00b7 two",
                "\u25cf one\n\u25aa two",
                "\uf0b7 one\n\uf0a7 two"
            })
    void everyDashAndBulletAtTheBeginningOfALineMakesAList(String text) {
        assertThat(Description.of(text).blocks())
                .containsExactly(new Block(Kind.BULLETS, List.of(new Item("one", 0), new Item("two", 0))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-",
                "- ",
                "\u2022",
                "-5 degrees",
                "\u20135",
                "- - -",
                "* * *",
                "----",
                "*bold*",
                "\u2014Ann",
                "o llame"
            })
    void aMarkAloneAndOneThatMeansSomethingElseIsText(String text) {
        assertThat(Description.of(text).blocks())
                .containsExactly(new Block(Kind.PARAGRAPH, List.of(new Item(text, 0))));
    }

    @Test
    void theLetterThatWordPastesForABulletIsOne() {
        assertThat(Description.of("o Serve drinks").blocks())
                .containsExactly(new Block(Kind.BULLETS, List.of(new Item("Serve drinks", 0))));
    }

    @Test
    void aDashWithoutASpaceAndANumberWithoutAPointAreText() {
        assertThat(Description.of("-5 degrees\n*bold*\n12 hours\n1.5 days").blocks())
                .singleElement()
                .extracting(Block::kind)
                .isEqualTo(Kind.PARAGRAPH);
    }
}
