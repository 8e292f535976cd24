package com.hiremebahamas.tidepool.url;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Which hosts a URL names: never one that is not written in it.
class HostListParserTest {

    @ParameterizedTest(name = "T35 {0} leads to {1}")
    @CsvSource(delimiter = '|', textBlock = """
                    postgresql://ann:pw@h/site?port=6000                      | h:6000
                    postgresql://ann:pw@h:7000/site?host=a                    | a:7000
                    postgresql://ann:pw@:7000/site?host=a                     | a:7000
                    postgresql://ann:pw@/site?host=a,b&port=1,2               | a:1,b:2
                    postgresql://ann:pw@/site?host=a,b&port=7                 | a:7,b:7
                    postgresql://ann:pw@h1:1,h2/site?host=a,b                 | a:1,b:5432
                    postgresql://ann:pw@/site?host=::1&port=7                 | [::1]:7
                    postgresql://ann:pw@[2001:db8::1]/site                    | [2001:db8::1]:5432
                    """)
    void hostAndPortParametersReplaceTheAuthority(String text, String hosts) {
        assertThat(DatabaseUrl.parse(text)).hasToString("postgresql://" + hosts + "/site");
    }

    @ParameterizedTest(name = "T35 {0} is refused: {1}")
    @CsvSource(delimiter = '|', textBlock = """
                    postgresql://ann:canary7391@/site?host=a,b,c&port=1,2     | one port for each host
                    postgresql://ann:canary7391@a,,b/site                     | no host
                    postgresql://ann:canary7391@/site?host=%40abstract        | Unix socket
                    postgresql://ann:canary7391@a,%2Ftmp/site                 | Unix socket
                    postgresql://ann:canary7391@[1.2]/site                    | no host name
                    postgresql://ann:canary7391@[fe80::1%25eth0]/site         | no host name
                    postgresql://ann:canary7391@[::1]x/site                   | after the brackets
                    postgresql://ann:canary7391@::1]/site                     | brackets
                    """)
    void anInvalidHostIsReported(String text, String problem) {
        assertThat(DatabaseUrl.parse(text).toString()).contains(problem).doesNotContain("canary");
    }

    @ParameterizedTest(name = "T33 {0} is not this machine")
    @CsvSource({"127.evil.example", "127.0.0.1.evil.example", "localhost.evil.example", "'127.0.0.1,db'", "127.1"})
    void aNameThatBeginsLikeThisMachinesNeedsEncryption(String host) {
        assertThat(DatabaseUrl.parse("postgresql://ann:pw@" + host + "/site"))
                .isInstanceOfSatisfying(
                        DatabaseUrl.Valid.class,
                        url -> assertThat(url.properties()).containsEntry("sslmode", "require"));
    }

    @Test
    @DisplayName("T37 the name of the database does not change the kind of the host")
    void theNameOfTheDatabaseDoesNotChangeTheKind() {
        assertThat(DatabaseUrl.parse("postgresql://ann:pw@h/x:6432%2Fa-pooler.neon.tech:"))
                .isInstanceOfSatisfying(
                        DatabaseUrl.Valid.class, url -> assertThat(url.kind()).isEqualTo(HostKind.DIRECT));
    }

    @Test
    @DisplayName("T38 the direct URL keeps the database's name, whatever it is")
    void theDirectUrlKeepsTheDatabasesName() {
        var url = (DatabaseUrl.Valid)
                DatabaseUrl.parse("postgresql://ann:pw@EP-x-POOLER.eu.NEON.tech/a-pooler.neon.tech:");

        assertThat(url.kind()).isEqualTo(HostKind.NEON_POOLED);
        assertThat(url.direct()).hasToString("Optional[postgresql://EP-x.eu.NEON.tech:5432/a-pooler.neon.tech:]");
    }
}
