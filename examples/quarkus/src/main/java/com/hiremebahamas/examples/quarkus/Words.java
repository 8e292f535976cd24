package com.hiremebahamas.examples.quarkus;

import com.hiremebahamas.tidepool.DatabaseException;
import com.hiremebahamas.tidepool.DatabaseFailure;
import com.hiremebahamas.tidepool.Tidepool;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/// A word in capitals, which the database makes: by Tidepool's own methods, and by plain JDBC.
@Path("words")
public class Words {

    private final Tidepool tidepool;
    private final DataSource dataSource;

    Words(Tidepool tidepool, DataSource dataSource) {
        this.tidepool = tidepool;
        this.dataSource = dataSource;
    }

    @GET
    @Path("{word}")
    public String capitals(@PathParam("word") String word) {
        return tidepool.one("select upper(?)", row -> row.getString(1), word).orElseThrow();
    }

    @GET
    @Path("{word}/jdbc")
    public String capitalsByJdbc(@PathParam("word") String word) throws SQLException {
        try (var connection = dataSource.getConnection();
                var statement = connection.prepareStatement("select upper(?)")) {
            statement.setString(1, word);
            try (var rows = statement.executeQuery()) {
                rows.next();
                return rows.getString(1);
            }
        }
    }

    /// Without its database the application goes on. What is the matter is in the log.
    @ServerExceptionMapper
    Response answer(DatabaseException e) {
        return switch (e.failure()) {
            case DatabaseFailure.Rejected _ -> text(500, "Something is wrong here, and nothing was changed.");
            case DatabaseFailure.Unknown _ -> text(500, "It may have been done: look before you try again.");
            case DatabaseFailure.NotConfigured _,
                    DatabaseFailure.Misconfigured _,
                    DatabaseFailure.Unreachable _,
                    DatabaseFailure.NotReady _,
                    DatabaseFailure.TimedOut _,
                    DatabaseFailure.Undone _ -> text(503, "The database is away, and nothing was changed: try again.");
        };
    }

    private static Response text(int status, String words) {
        return Response.status(status).entity(words).build();
    }
}
