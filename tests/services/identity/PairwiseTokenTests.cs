using System.Numerics;
using System.Security.Cryptography;
using Pedestal.Vein;

namespace Pedestal.Identity.Tests;

public sealed class SqlitePairwiseTokenTests() : PairwiseTokenTests(DatabaseEngine.Sqlite)
{
    [Fact]
    public void Two_parties_cannot_join_their_token_lists()
    {
        using var store = Files.Open();
        var persons = Enumerable.Range(0, 100).Select(i => Files.Enrol(store, 1 + 10 * i)).ToList();
        var tickets = persons.Select(person => person.Token).ToList();
        var till = persons.Select(person => Files.Link(store, person.Person.Person, "till")).ToList();

        // Two parties' tokens of one guest differ as much as tokens of two guests: in about half of 256 bits.
        var own = Enumerable.Range(0, 100).Average(i => Distance(tickets[i], till[i]));
        var others = Enumerable.Range(0, 100).Average(i => Distance(tickets[i], till[(i + 1) % 100]));
        Assert.InRange(own, 120, 136);
        Assert.InRange(others, 120, 136);
        Assert.Equal(200, tickets.Concat(till).Select(Convert.ToHexString).Distinct().Count());
        Assert.All(tickets.Concat(till), token => Assert.Equal(32, token.Length));
    }

    static int Distance(byte[] a, byte[] b) => a.Zip(b, (x, y) => BitOperations.PopCount((uint)(x ^ y))).Sum();
}

public sealed class PostgresPairwiseTokenTests() : PairwiseTokenTests(DatabaseEngine.Postgres);

public abstract class PairwiseTokenTests(DatabaseEngine engine) : IDisposable
{
    internal TempStore Files { get; } = new(engine);

    public void Dispose() => Files.Dispose();

    [Fact]
    public void A_party_has_one_token_for_both_palms_and_keeps_it_over_a_restart()
    {
        IReadOnlyDictionary<PalmSide, long> palms;
        byte[]? token;
        using (var store = Files.Open())
        {
            var person = Files.Enrol(store, 1).Person;
            palms = person.Palms;
            Assert.Null(store.Tokens.Find(palms[PalmSide.Left], "till"));
            token = Files.Link(store, person.Person, "till");
            Assert.Equal(token, store.Tokens.Find(palms[PalmSide.Left], "till"));
        }

        using var again = Files.Open();
        Assert.Equal(token, again.Tokens.Find(palms[PalmSide.Right], "till"));
        Assert.NotEqual(token, again.Tokens.Find(palms[PalmSide.Right], RelyingParty.Ticketing));
    }

    [Fact]
    public void A_palm_enrolled_again_gets_tokens_that_were_never_used_before()
    {
        using var store = Files.Open();
        var (first, token) = Files.Enrol(store, 1);
        store.Deletions.Delete(first.Person, DeletionReason.Request);
        Assert.NotEqual(token, Files.Enrol(store, 1).Token);
    }

    [Fact]
    public void Nobody_who_is_not_enrolled_is_linked()
    {
        using var store = Files.Open();
        var token = store.Tokens.Reserve("till");
        Assert.False(store.Persons.Link(99, Files.Consent(token, "till")));
        Assert.Throws<ArgumentException>(() => store.Tokens.Reserve(" "));
    }

    [Fact]
    public void The_token_of_any_party_deletes_the_person_and_all_tokens()
    {
        using var store = Files.Open();
        var person = Files.Enrol(store, 1).Person;
        var palm = person.Palms[PalmSide.Left];
        var till = Files.Link(store, person.Person, "till");
        Assert.Equal(2, store.Deletions.Delete(SHA256.HashData(till), DeletionReason.Request)!.Proof.Tokens);
        Assert.Null(store.Tokens.Find(palm, "till"));
        Assert.Null(store.Tokens.Find(palm, RelyingParty.Ticketing));
    }
}
