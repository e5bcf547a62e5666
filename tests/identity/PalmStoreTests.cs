using System.Security.Cryptography;
using Microsoft.Data.Sqlite;
using Pedestal.Core.Protocol;

namespace Pedestal.Identity.Tests;

public sealed class PalmStoreTests : IDisposable
{
    readonly TempStore _files = new();
    readonly byte[] _token = RandomNumberGenerator.GetBytes(32);

    public void Dispose() => _files.Dispose();

    [Fact]
    public void What_is_enrolled_is_there_after_a_restart()
    {
        EnrolledPerson person;
        using (var store = _files.Open())
        {
            person = store.Enrol(TempStore.Enrolment(1, _token));
        }

        using var again = _files.Open();
        var gallery = again.LoadGallery("tonight");
        Assert.Equal([person.Palms[PalmSide.Left], person.Palms[PalmSide.Right]], gallery.Select(t => t.Palm));
        Assert.Equal(_token, again.FindToken(person.Palms[PalmSide.Left], RelyingParty.Ticketing));
        Assert.Equal(_token, again.FindToken(person.Palms[PalmSide.Right], RelyingParty.Ticketing));
        Assert.Empty(again.LoadGallery("another evening"));
        Assert.Null(again.FindToken(person.Palms[PalmSide.Left], "another party"));
    }

    [Fact]
    public void Neither_templates_nor_tokens_are_readable_at_rest()
    {
        using var store = _files.Open();
        store.Enrol(TempStore.Enrolment(1, _token));
        var bytes = _files.DatabaseBytes();
        var palm = TestTemplates.Palm(1);
        Assert.True(bytes.Length > 4096);
        for (var i = 16; i + 16 <= palm.Length - 128; i += 16)
        {
            Assert.Equal(-1, bytes.AsSpan().IndexOf(palm.AsSpan(i, 16)));
        }

        Assert.Equal(-1, bytes.AsSpan().IndexOf(_token.AsSpan(0, 16)));
    }

    [Fact]
    public void The_key_file_is_its_owners_alone()
    {
        _files.Open().Dispose();
        Assert.Equal(64, File.ReadAllText(_files.Key).Trim().Length);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_files.Key));
        }
    }

    [Fact]
    public void A_wrong_key_is_named()
    {
        _files.Open().Dispose();
        File.Delete(_files.Key);
        StoreKey.Create(_files.Key);
        Assert.Equal(PalmStoreError.WrongKey, Assert.Throws<PalmStoreException>(_files.Open).Error);
    }

    [Fact]
    public void A_lost_key_is_named_and_not_replaced()
    {
        _files.Open().Dispose();
        File.Delete(_files.Key);
        Assert.Equal(PalmStoreError.KeyMissing, Assert.Throws<PalmStoreException>(_files.Open).Error);
        Assert.False(File.Exists(_files.Key));
    }

    [Theory]
    [InlineData("")]
    [InlineData("00ff")]
    [InlineData("this is no key")]
    public void A_key_file_without_a_key_is_named(string content)
    {
        File.WriteAllText(_files.Key, content);
        Assert.Equal(PalmStoreError.KeyMalformed, Assert.Throws<PalmStoreException>(_files.Open).Error);
    }

    [Fact]
    public void A_file_that_is_no_database_is_named()
    {
        File.WriteAllText(_files.Database, new string('x', 5000));
        StoreKey.Create(_files.Key);
        Assert.Equal(PalmStoreError.NotADatabase, Assert.Throws<PalmStoreException>(_files.Open).Error);
    }

    [Fact]
    public void A_database_of_a_later_version_is_named()
    {
        _files.Open().Dispose();
        Execute("PRAGMA user_version=99");
        Assert.Equal(PalmStoreError.UnknownSchema, Assert.Throws<PalmStoreException>(_files.Open).Error);
    }

    [Theory]
    [InlineData("UPDATE templates SET sealed = substr(sealed, 1, 100) || x'00' || substr(sealed, 102)")]
    [InlineData("UPDATE templates SET sealed = x''")]
    [InlineData("UPDATE templates SET sealed = (SELECT sealed FROM templates t WHERE t.palm <> templates.palm)")]
    [InlineData("UPDATE palms SET person = 2; UPDATE tokens SET person = 2")]
    public void An_altered_or_moved_template_is_named(string tampering)
    {
        using (var store = _files.Open())
        {
            store.Enrol(TempStore.Enrolment(1, _token));
        }

        Execute("PRAGMA foreign_keys=OFF; " + tampering);
        using var again = _files.Open();
        var error = Assert.Throws<PalmStoreException>(() => again.LoadGallery("tonight"));
        Assert.Equal(PalmStoreError.Altered, error.Error);
    }

    [Fact]
    public void Another_persons_token_is_not_accepted()
    {
        EnrolledPerson first;
        using (var store = _files.Open())
        {
            first = store.Enrol(TempStore.Enrolment(1, _token));
            store.Enrol(TempStore.Enrolment(11, RandomNumberGenerator.GetBytes(32)));
        }

        Execute("UPDATE tokens SET sealed = (SELECT sealed FROM tokens t WHERE t.person = 2)");
        using var again = _files.Open();
        var palm = first.Palms[PalmSide.Left];
        var error = Assert.Throws<PalmStoreException>(() => again.FindToken(palm, RelyingParty.Ticketing));
        Assert.Equal(PalmStoreError.Altered, error.Error);
    }

    [Fact]
    public void Deleting_a_person_leaves_nothing()
    {
        using var store = _files.Open();
        var kept = store.Enrol(TempStore.Enrolment(1, RandomNumberGenerator.GetBytes(32)));
        var person = store.Enrol(TempStore.Enrolment(11, _token));
        var sealedBlobs = ReadBlobs($"SELECT sealed FROM templates WHERE palm = {person.Palms[PalmSide.Left]} "
            + $"UNION ALL SELECT sealed FROM tokens WHERE person = {person.Person}");
        Assert.Equal(2, sealedBlobs.Count);

        Assert.Equal(person.Palms.Values.Order(), store.Delete(person.Person).Order());

        Assert.Equal(kept.Palms.Values.Order(), store.LoadGallery("tonight").Select(t => t.Palm).Order());
        Assert.Null(store.FindToken(person.Palms[PalmSide.Left], RelyingParty.Ticketing));
        var bytes = _files.DatabaseBytes();
        Assert.All(sealedBlobs, b => Assert.Equal(-1, bytes.AsSpan().IndexOf(b.AsSpan(0, 32))));
        Assert.Empty(store.Delete(person.Person));
    }

    void Execute(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={_files.Database};Pooling=false");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    List<byte[]> ReadBlobs(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={_files.Database};Pooling=false");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var blobs = new List<byte[]>();
        while (reader.Read())
        {
            blobs.Add(reader.GetFieldValue<byte[]>(0));
        }

        return blobs;
    }
}
