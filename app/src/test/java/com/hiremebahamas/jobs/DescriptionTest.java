package com.hiremebahamas.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.hiremebahamas.jobs.Description.Block;
import com.hiremebahamas.jobs.Description.Item;
import com.hiremebahamas.jobs.Description.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;

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

    @Test
    void aDashWithoutASpaceAndANumberWithoutAPointAreText() {
        assertThat(Description.of("-5 degrees\n*bold*\n12 hours\n1.5 days").blocks())
                .singleElement()
                .extracting(Block::kind)
                .isEqualTo(Kind.PARAGRAPH);
    }
}
