package com.hiremebahamas.tidepool.spring;

import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.boot.jdbc.EmbeddedDatabaseConnection;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.ConfigurationCondition;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;

/// Whether the application asks for PostgreSQL and for no other pool. Where it does not, Spring Boot's own
/// configuration has its way: another database in `spring.datasource.url`, a pool in `spring.datasource.type`, a JNDI
/// name, and an embedded database where no URL is given at all.
final class OnPostgresql extends SpringBootCondition implements ConfigurationCondition {

    @Override
    public ConfigurationPhase getConfigurationPhase() {
        return ConfigurationPhase.REGISTER_BEAN;
    }

    @Override
    public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
        var reason = reasonAgainst(context, context.getEnvironment());
        var message = ConditionMessage.forCondition("PostgreSQL through Tidepool");
        return reason.isEmpty()
                ? ConditionOutcome.match(message.because("nothing else is asked for"))
                : ConditionOutcome.noMatch(message.because(reason));
    }

    /// Empty where there is none.
    private static String reasonAgainst(ConditionContext context, Environment environment) {
        if (DatabaseUrls.has(environment, "spring.datasource.type")) return "spring.datasource.type names a pool";
        if (DatabaseUrls.has(environment, "spring.datasource.jndi-name")) return "spring.datasource.jndi-name is set";
        if (hasConnectionDetails(context) || DatabaseUrls.has(environment, DatabaseUrls.TIDEPOOL)) return "";
        if (DatabaseUrls.has(environment, DatabaseUrls.SPRING))
            return isOther(environment.getProperty(DatabaseUrls.SPRING, ""))
                    ? "spring.datasource.url is not PostgreSQL's"
                    : "";
        return DatabaseUrls.has(environment, DatabaseUrls.PLATFORM) || !isEmbeddedPresent(context)
                ? ""
                : "there is an embedded database and no URL";
    }

    private static boolean hasConnectionDetails(ConditionContext context) {
        var beans = context.getBeanFactory();
        return beans != null && beans.getBeanNamesForType(JdbcConnectionDetails.class, true, false).length > 0;
    }

    private static boolean isEmbeddedPresent(ConditionContext context) {
        return EmbeddedDatabaseConnection.get(context.getClassLoader()) != EmbeddedDatabaseConnection.NONE;
    }

    /// A mistyped scheme of PostgreSQL is not another database: it is reported as what it is.
    private static boolean isOther(String url) {
        return url.startsWith("jdbc:") && !url.startsWith("jdbc:postgres");
    }
}
