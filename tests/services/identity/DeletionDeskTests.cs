using System.Security.Cryptography;
using Pedestal.Messaging.Guests;
using Pedestal.Protocol;

namespace Pedestal.Identity.Tests;

public sealed class DeletionDeskTests : IDisposable
{
    readonly TempStore _files = new();
    readonly FakeTicketing _ticketing = new();
    readonly PalmStore _store;
    readonly PalmRegister _register;
    readonly DeletionDesk _desk;
    readonly byte[] _digest;

    public DeletionDeskTests()
    {
        _store = _files.Open();
        _register = TempStore.Register(_store);
        _desk = new DeletionDesk(_register, FakeTicketing.At("demo", _ticketing));
        var token = _store.Tokens.Reserve(TempStore.Party);
        _register.Enrol(_files.Enrolment(1, token));
        _digest = SHA256.HashData(token);
        var doors = _files.Time.GetUtcNow().AddDays(1);
        var show = TempStore.Show().With(e => e with { Doors = doors, End = doors.AddHours(5), Opening = EventOpening.ByTime });
        new GuestListMirror(_register).Apply(TempStore.Party, TempStore.Page([show], token));
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
        Assert.NotNull(_register.Population.Identify(TestTemplates.Parse(TestTemplates.Palm(1))).Palm);
        var deletion = await DeleteAsync();
        Assert.True(deletion!.TicketingConfirmed);
        Assert.Null(_register.Population.Identify(TestTemplates.Parse(TestTemplates.Palm(1))).Palm);
        Assert.Equal(0, _register.Population.TemplateCount);
        Assert.Empty(_store.All());
        Assert.Equal([_digest], _ticketing.Ended);
        Assert.Empty(_store.Tokens.DueDigests());
    }

    [Theory]
    [InlineData(Decision.Unavailable)]
    [InlineData(Decision.Refused)]
    public async Task Ticketing_is_told_until_it_confirms(Decision reply)
    {
        _ticketing.EndReply = reply;
        var deletion = await DeleteAsync();
        Assert.False(deletion!.TicketingConfirmed);
        Assert.Equal(0, _register.Population.TemplateCount);
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
        Assert.Equal(2, _register.Population.TemplateCount);
        Assert.Empty(_ticketing.Ended);
    }

    [Fact]
    public async Task A_deleted_guest_may_enrol_again()
    {
        await DeleteAsync();
        var token = _store.Tokens.Reserve(TempStore.Party);
        _register.Enrol(_files.Enrolment(1, token));
        Assert.Equal(2, _register.Population.TemplateCount);
        Assert.NotNull(_register.Population.Identify(TestTemplates.Parse(TestTemplates.Palm(1))).Palm);
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
            Assert.Null(_register.Population.Identify(TestTemplates.Parse(TestTemplates.Palm(1))).Palm);
            Assert.Equal(1, _register.UnfinishedDeletions);

            // Nor in a gallery that is loaded meanwhile.
            _files.Time.Advance(TimeSpan.FromHours(20));
            _register.FollowSchedule();
            Assert.Equal((1, 0), (_register.Galleries.Count, _register.Galleries.TemplateCount));
        }

        _desk.CatchUp();
        Assert.Equal(0, _register.UnfinishedDeletions);
        Assert.Empty(_store.All());
        var deletion = await DeleteAsync();
        Assert.True(deletion is { TicketingConfirmed: true, Scrubbed: true });
    }

    [Fact]
    public async Task Deleting_a_person_by_number_twice_gives_the_same_proof()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var first = await _desk.DeleteAsync(1, cancellation);
        Assert.Equal(1, first!.Proof.Person);
        Assert.Equal(0, _register.Population.TemplateCount);
        Assert.Equal(first.Proof, (await _desk.DeleteAsync(1, cancellation))!.Proof);
        Assert.Null(await _desk.DeleteAsync(99, cancellation));
        Assert.Equal(0, _register.UnfinishedDeletions);
    }

    Task<DeletionResult?> DeleteAsync() =>
        _desk.DeleteAsync(_digest, TestContext.Current.CancellationToken);
}
