package com.hiremebahamas.people;

import com.hiremebahamas.tidepool.Column;
import com.hiremebahamas.tidepool.DataLoader;
import com.hiremebahamas.tidepool.Tidepool;
import com.hiremebahamas.web.Cursor;
import com.hiremebahamas.web.Paging;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The table `account`, as far as members see it, and what its owner says there.
///
/// Never the e-mail address; the telephone number only where its owner shows it.
public final class PersonStore {

    /// The columns of a [Person].
    public static final String PERSON =
            "id, display_name, headline, coalesce(island_code, '') as island_code, created_at,"
                    + " case when phone_visible then coalesce(phone, '') else '' end as shown_phone";

    private final Tidepool tidepool;
    private final DataLoader<Long, Person> people = DataLoader.byKey(this::people, Person::id);

    public PersonStore(Tidepool tidepool) {
        this.tidepool = tidepool;
    }

    public Optional<Person> person(long id) {
        return people.load(id);
    }

    private List<Person> people(Set<Long> ids) {
        return tidepool.list("""
                /* people.byId */
                select %s
                  from account
                 where id = any(?)
                   and state = 'ACTIVE'
                   and visibility = 'MEMBERS'
                """.formatted(PERSON), PersonStore::person, ids);
    }

    /// The newest members whose name or headline contains the words, of one island or, when `islandCode` is
    /// empty, of all.
    Paging.Page<Person> people(String words, String islandCode, Paging paging) {
        var after = paging.after();
        var rows = after == null ? firstPeople(words, islandCode, paging) : people(words, islandCode, paging, after);
        return paging.page(rows, Person::cursor);
    }

    private List<Person> firstPeople(String words, String islandCode, Paging paging) {
        return tidepool.list("""
                /* people.firstPeople */
                select %s
                  from account
                 where state = 'ACTIVE'
                   and visibility = 'MEMBERS'
                   and (? = '' or island_code = ?)
                   and position(lower(?) in lower(display_name || ' ' || headline)) > 0
                 order by created_at desc, id desc
                 limit ?
                """.formatted(PERSON), PersonStore::person, islandCode, islandCode, words, paging.fetch());
    }

    private List<Person> people(String words, String islandCode, Paging paging, Cursor after) {
        return tidepool.list(
                """
                /* people.people */
                select %s
                  from account
                 where state = 'ACTIVE'
                   and visibility = 'MEMBERS'
                   and (? = '' or island_code = ?)
                   and position(lower(?) in lower(display_name || ' ' || headline)) > 0
                   and (created_at, id) < (?, ?)
                 order by created_at desc, id desc
                 limit ?
                """.formatted(PERSON),
                PersonStore::person,
                islandCode,
                islandCode,
                words,
                after.at(),
                after.id(),
                paging.fetch());
    }

    /// What the owner may change of the profile.
    Optional<ProfileForm> profile(long id) {
        return tidepool.one(
                """
                /* people.profile */
                select display_name, headline, coalesce(island_code, '') as island_code, coalesce(phone, '') as phone,
                       phone_visible, visibility = 'NOBODY' as hidden
                  from account
                 where id = ?
                """,
                row -> new ProfileForm(
                        row.getString("display_name"),
                        row.getString("headline"),
                        row.getString("island_code"),
                        row.getString("phone"),
                        row.getBoolean("phone_visible"),
                        row.getBoolean("hidden")),
                id);
    }

    /// @param form without problems
    void save(long id, ProfileForm form) {
        tidepool.update(
                """
                /* people.save */
                update account
                   set display_name = ?, headline = ?, island_code = nullif(?, ''), phone = nullif(?, ''),
                       phone_visible = ?, visibility = ?
                 where id = ?
                """,
                form.displayName(),
                form.headline(),
                form.island(),
                form.storedPhone(),
                form.phoneVisible(),
                form.hidden() ? "NOBODY" : "MEMBERS",
                id);
    }

    /// Maps a row with the columns of [#PERSON].
    public static Person person(ResultSet row) throws SQLException {
        return new Person(
                row.getLong("id"),
                row.getString("display_name"),
                row.getString("headline"),
                row.getString("island_code"),
                Column.instant(row, "created_at"),
                row.getString("shown_phone"));
    }
}
