using System.Security.Cryptography;
using Pedestal.Vein;

namespace Pedestal.Identity.Tests;

public sealed class SqlitePalmStoreTests() : PalmStoreTests(DatabaseEngine.Sqlite)
{
    [Fact]
    public void Neither_templates_nor_tokens_are_readable_at_rest()
    {
        using var store = Files.Open();
        var token = Files.Enrol(store, 1).Token;
        var bytes = Files.DatabaseBytes();
        var palm = TestTemplates.Palm(1);
        Assert.True(bytes.Length > 4096);
        for (var i = 16; i + 16 <= palm.Length - 128; i += 16)
        {
            Assert.Equal(-1, bytes.AsSpan().IndexOf(palm.AsSpan(i, 16)));
        }

        Assert.Equal(-1, bytes.AsSpan().IndexOf(token.AsSpan(0, 16)));
        Assert.Equal(-1, bytes.AsSpan().IndexOf(SHA256.HashData(token).AsSpan(0, 16)));
    }
}

public sealed class PostgresPalmStoreTests() : PalmStoreTests(DatabaseEngine.Postgres);

public abstract class PalmStoreTests(DatabaseEngine engine) : IDisposable
{
    internal TempStore Files { get; } = new(engine);

    public void Dispose() => Files.Dispose();

    [Fact]
    public void Enrolled_palms_survive_a_restart()
    {
        EnrolledPerson person;
        byte[] token;
        using (var store = Files.Open())
        {
            (person, token) = Files.Enrol(store, 1);
        }

        using var again = Files.Open();
        var gallery = again.All();
        Assert.Equal([person.Palms[PalmSide.Left], person.Palms[PalmSide.Right]], gallery.Select(t => t.Palm));
        Assert.Equal(token, again.Tokens.Find(person.Palms[PalmSide.Left], RelyingParty.Ticketing));
        Assert.Equal(token, again.Tokens.Find(person.Palms[PalmSide.Right], RelyingParty.Ticketing));
        Assert.Null(again.Tokens.Find(person.Palms[PalmSide.Left], "another party"));
    }

    [Theory]
    [InlineData("UPDATE templates SET sealed = (SELECT sealed FROM templates t WHERE t.palm <> templates.palm)")]
    [InlineData("UPDATE templates SET sealed = key_check.sealed FROM key_check")]
    public void An_altered_or_moved_template_is_reported(string tampering)
    {
        using (var store = Files.Open())
        {
            Files.Enrol(store, 1);
        }

        Files.Database.Execute(tampering);
        using var again = Files.Open();
        var stored = again.Templates.ReadAll();
        Assert.NotEmpty(stored.Unusable);
        Assert.Equal(2, stored.Templates.Count + stored.Unusable.Count);
        Assert.All(stored.Unusable, record => Assert.Contains("altered or moved", record.Reason, StringComparison.Ordinal));
    }

    [Fact]
    public void A_damaged_record_affects_no_other_record()
    {
        EnrolledPerson[] persons;
        using (var store = Files.Open())
        {
            persons = [.. Enumerable.Range(0, 4).Select(i => Files.Enrol(store, 1 + 10 * i).Person)];
        }

        var palm = persons[1].Palms[PalmSide.Left];
        Files.Database.Execute($"UPDATE templates SET sealed = key_check.sealed FROM key_check WHERE palm = {palm}");
        Files.Database.Execute(
            $"UPDATE tokens SET sealed = key_check.sealed FROM key_check WHERE person = {persons[2].Person}");
        using var again = Files.Open();
        var stored = again.Templates.ReadAll();
        Assert.Equal(7, stored.Templates.Count);
        Assert.DoesNotContain(stored.Templates, template => template.Palm == palm);
        Assert.Equal([(persons[1].Person, palm), (persons[2].Person, null)],
            stored.Unusable.Select(record => (record.Person, record.Palm)));
    }

    [Fact]
    public void A_token_copied_from_another_person_is_rejected()
    {
        EnrolledPerson first;
        using (var store = Files.Open())
        {
            first = Files.Enrol(store, 1).Person;
            Files.Enrol(store, 11);
        }

        Files.Database.Execute("UPDATE tokens SET sealed = (SELECT sealed FROM tokens t WHERE t.person = 2)");
        using var again = Files.Open();
        var palm = first.Palms[PalmSide.Left];
        var error = Assert.Throws<PalmStoreException>(() => again.Tokens.Find(palm, RelyingParty.Ticketing));
        Assert.Equal(PalmStoreError.Altered, error.Error);
    }

    [Fact]
    public void Nothing_is_stored_without_consent()
    {
        using var store = Files.Open();
        var enrolment = Files.Enrolment(1, store.Tokens.Reserve(TempStore.Party));
        Consent[] bad =
        [
            null!, enrolment.Consent.Consent with { Text = new ConsentText(0, "I agree.") },
            enrolment.Consent.Consent with { AgreedAt = Files.Time.GetUtcNow().AddSeconds(1) },
        ];
        foreach (var consent in bad)
        {
            var error = Assert.Throws<PalmStoreException>(() => store.Persons.Enrol(enrolment with { Consent = enrolment.Consent with { Consent = consent } }));
            Assert.Equal(PalmStoreError.NoConsent, error.Error);
        }

        Assert.Empty(store.All());
        store.Persons.Enrol(enrolment);
        Assert.Equal(2, store.All().Count);
    }

    [Fact]
    public void The_database_itself_rejects_a_person_without_a_consent_record()
    {
        Files.Open().Dispose();
        Assert.ThrowsAny<System.Data.Common.DbException>(() => Files.Database.Execute(
            (engine == DatabaseEngine.Sqlite ? "PRAGMA foreign_keys=ON; " : "")
            + "INSERT INTO persons(consent, enrolled_at) VALUES(7, 0)"));
    }

    [Fact]
    public void A_token_that_was_not_reserved_or_has_expired_stores_nothing()
    {
        using var store = Files.Open();
        var token = store.Tokens.Reserve(TempStore.Party);
        store.Tokens.ConfirmEnding(SHA256.HashData(token));
        foreach (var bad in new[] { token, RandomNumberGenerator.GetBytes(32) })
        {
            var error = Assert.Throws<PalmStoreException>(() => store.Persons.Enrol(Files.Enrolment(1, bad)));
            Assert.Equal(PalmStoreError.TokenNotReserved, error.Error);
        }

        Assert.Empty(store.All());
    }

    [Fact]
    public void A_token_in_use_does_not_expire()
    {
        using var store = Files.Open();
        Files.Enrol(store, 1);
        Files.Time.Advance(TimeSpan.FromDays(1));
        Assert.Empty(store.Tokens.DueDigests());
    }
}
