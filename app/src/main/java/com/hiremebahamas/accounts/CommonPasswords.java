package com.hiremebahamas.accounts;

import java.util.Set;

/// The most common passwords, in lower case, and those that are obvious on this site.
///
/// Words of fewer than 8 characters are listed too: digits are often added to them (see [Password]).
final class CommonPasswords {

    static final Set<String> WORDS = Set.of("""
            password passwort passw0rd p@ssword p@ssw0rd pa55word pass word letmein welcome welcome1 admin administrator
            root master login user guest default changeme change secret private access account test testing tester
            qwerty qwertyui qwertyuiop qwerty123 qwerty12 1q2w3e4r 1q2w3e4r5t 1qaz2wsx 1qazxsw2 qazwsx qazwsxedc
            zaq12wsx asdfgh asdfghjk asdfghjkl asdfasdf zxcvbn zxcvbnm zxcvbnm1 qweasdzxc q1w2e3r4 q1w2e3r4t5
            qwer1234 asdf1234
            abc abcd abcde abcdef abcdefg abcdefgh abc123 abcd1234 a1b2c3d4 aa123456 a1234567 a12345678 abc12345
            11111111 00000000 12121212 11223344 12341234 12344321 123123123 112233445566 87654321 987654321 0987654321
            123456789a 123456789q 12345678a 1234567890 0123456789 123123 123321 123454321 147258369 159357 789456123
            147852369 88888888 99999999 66666666 55555555 77777777 22222222 33333333 44444444 10203040 13131313
            iloveyou iloveu ilovegod lovely loveme love lover lovers sunshine princess dragon monkey shadow michael
            jennifer jessica michelle ashley nicole daniel anthony joshua matthew andrew robert thomas charlie jordan
            jordan23 hunter ranger buster soccer football baseball basketball hockey cricket superman batman spiderman
            pokemon naruto starwars matrix trustno freedom whatever computer internet samsung google facebook
            instagram whatsapp youtube microsoft windows apple android iphone blackberry nintendo playstation
            jesus jesuschrist jesus1 christ blessed blessing godisgood god heaven angel angels faith grace
            summer winter spring autumn january february march april june july august september october november
            december monday tuesday wednesday thursday friday saturday sunday chocolate cookie banana pepper ginger
            butterfly flower purple yellow orange silver golden diamond lucky happy family mother father baby babygirl
            babyboy friends friend forever corvette ferrari mustang mercedes porsche yamaha harley killer hello
            hellohello helloworld goodbye
            bahamas thebahamas bahamian nassau freeport eleuthera exuma andros abaco bimini inagua junkanoo conch
            conchsalad atlantis bahamar paradise paradiseisland islandlife islandgirl islandboy beachlife lucaya
            grandbahama newprovidence hireme hiremebahamas hireme242 bahamas242 nassau242 landfall
            """.split("\\s+"));

    private CommonPasswords() {}
}
