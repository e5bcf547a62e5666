using System.Security.Cryptography;
using Pedestal.Engine;
using Pedestal.Protocol;

namespace Pedestal.Identity.Tests;

public sealed class DeletionDeskTests : IDisposable
{
    readonly TempStore _files = new();
    readonly Gallery _gallery = new();
    readonly FakeTicketing _ticketing = new();
    readonly PalmStore _store;
    readonly PalmRegister _register;
    readonly DeletionDesk _desk;
    readonly byte[] _digest;

    public DeletionDeskTests()
    {
        _store = _files.Open();
        _register = new PalmRegister(_store, _gallery);
        _desk = new DeletionDesk(_register, _ticketing);
        var token = _store.Tokens.Reserve();
        _register.Enrol(_files.Enrolment(1, token));
        _digest = SHA256.HashData(token);
    }

    public void Dispose()
    {
        _desk.Dispose();
        _store.Dispose();
        _files.Dispose();
    }

    [Fact]
    public async Task A_deletion_reaches_the_store_the_gallery_and_ticketing()
    {
        Assert.NotNull(_gallery.Identify(TestTemplates.Parse(TestTemplates.Palm(1))).Palm);
        var deletion = await DeleteAsync();
        Assert.True(deletion!.Value.TicketingConfirmed);
        Assert.Null(_gallery.Identify(TestTemplates.Parse(TestTemplates.Palm(1))).Palm);
        Assert.Equal(0, _gallery.TemplateCount);
        Assert.Empty(_store.LoadGallery("tonight"));
        Assert.Equal([_digest], _ticketing.Ended);
        Assert.Empty(_store.Tokens.DueEndings());
    }

    [Theory]
    [InlineData(Decision.Unavailable)]
    [InlineData(Decision.Refused)]
    public async Task Ticketing_is_told_until_it_confirms(Decision reply)
    {
        _ticketing.EndReply = reply;
        var deletion = await DeleteAsync();
        Assert.False(deletion!.Value.TicketingConfirmed);
        Assert.Equal(0, _gallery.TemplateCount);
        Assert.False(await _desk.SendEndingsAsync(TestContext.Current.CancellationToken));
        _ticketing.EndReply = Decision.NoTicket;
        Assert.True(await _desk.SendEndingsAsync(TestContext.Current.CancellationToken));
        Assert.Equal([_digest, _digest, _digest], _ticketing.Ended);
        Assert.True(await _desk.SendEndingsAsync(TestContext.Current.CancellationToken));
        Assert.Equal(3, _ticketing.Ended.Count);
    }

    [Fact]
    public async Task An_unknown_token_changes_nothing()
    {
        Assert.Null(await _desk.DeleteAsync(new byte[32], TestContext.Current.CancellationToken));
        Assert.Equal(2, _gallery.TemplateCount);
        Assert.Empty(_ticketing.Ended);
    }

    [Fact]
    public async Task A_deleted_guest_may_enrol_again()
    {
        await DeleteAsync();
        var token = _store.Tokens.Reserve();
        _register.Enrol(_files.Enrolment(1, token));
        Assert.Equal(2, _gallery.TemplateCount);
        Assert.NotNull(_gallery.Identify(TestTemplates.Parse(TestTemplates.Palm(1))).Palm);
    }

    [Fact]
    public async Task When_the_store_cannot_delete_the_palm_still_leaves_the_gallery_and_the_deletion_is_retried()
    {
        using (var other = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={_files.Database.Source};Pooling=false"))
        {
            other.Open();
            using var hold = other.CreateCommand();
            hold.CommandText = "BEGIN IMMEDIATE";
            hold.ExecuteNonQuery();
            var fault = await Assert.ThrowsAsync<Storage.StorageException>(DeleteAsync);
            Assert.Equal(Storage.StorageError.Busy, fault.Error);
            Assert.Null(_gallery.Identify(TestTemplates.Parse(TestTemplates.Palm(1))).Palm);
            Assert.Equal(1, _register.UnfinishedDeletions);
            _register.Load("tonight");
            Assert.Equal(0, _gallery.TemplateCount);
        }

        _desk.CatchUp();
        Assert.Equal(0, _register.UnfinishedDeletions);
        Assert.Empty(_store.LoadGallery("tonight"));
        var deletion = await DeleteAsync();
        Assert.True(deletion!.Value is { TicketingConfirmed: true, Scrubbed: true });
    }

    [Fact]
    public async Task Deleting_a_person_by_number_twice_gives_the_same_proof()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var first = await _desk.DeleteAsync(1, cancellation);
        Assert.Equal(1, first!.Value.Proof.Person);
        Assert.Equal(0, _gallery.TemplateCount);
        Assert.Equal(first.Value.Proof, (await _desk.DeleteAsync(1, cancellation))!.Value.Proof);
        Assert.Null(await _desk.DeleteAsync(99, cancellation));
        Assert.Equal(0, _register.UnfinishedDeletions);
    }

    Task<(DeletionProof Proof, bool TicketingConfirmed, bool Scrubbed)?> DeleteAsync() =>
        _desk.DeleteAsync(_digest, TestContext.Current.CancellationToken);
}
