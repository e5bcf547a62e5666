using System.Security.Cryptography;
using Pedestal.Protocol;

namespace Pedestal.Identity.Tests;

public sealed class SqliteWithdrawalTests() : WithdrawalTests(DatabaseEngine.Sqlite);

public sealed class PostgresWithdrawalTests() : WithdrawalTests(DatabaseEngine.Postgres);

/// <summary>A consent is one party's; withdrawing it leaves the others.</summary>
public abstract class WithdrawalTests : IDisposable
{
    readonly TempStore _files;
    readonly PalmStore _store;
    readonly PalmRegister _register;
    readonly FakeTicketing _ticketing = new();
    readonly FakeTicketing _till = new();
    readonly DeletionDesk _desk;
    readonly EnrolledPerson _person;
    readonly byte[] _ticket;
    readonly byte[] _loyalty;

    protected WithdrawalTests(DatabaseEngine engine)
    {
        _files = new TempStore(engine);
        _store = _files.Open();
        _register = TempStore.Register(_store);
        _desk = new DeletionDesk(_register, new Parties(
            new PartyLink("demo", TempStore.Party, _ticketing), new PartyLink("demo", "till", _till)));
        _ticket = _store.Tokens.Reserve(TempStore.Party);
        _person = _register.Enrol(_files.Enrolment(1, _ticket));
        _files.Time.Advance(TimeSpan.FromHours(1));
        _loyalty = _store.Tokens.Reserve("till");
        Assert.True(_register.Link(_person.Person, _files.Consent(_loyalty, "till")));
        var mirror = new GuestListMirror(_register);
        mirror.Apply(TempStore.Party, TempStore.Page([TempStore.Show()], _ticket));
        mirror.Apply("till", TempStore.Page([TempStore.Show(party: "till").With(e => e with { Entrances = ["bar"] })], _loyalty));
    }

    public void Dispose()
    {
        _desk.Dispose();
        _store.Dispose();
        _files.Dispose();
    }

    [Fact]
    public async Task Withdrawing_for_one_party_ends_its_token_and_leaves_the_others()
    {
        var result = await WithdrawAsync(_loyalty);
        Assert.Equal((_person.Person, "till"), (result!.Withdrawal.Person, result.Withdrawal.Party));
        Assert.Null(result.Withdrawal.Deletion);
        Assert.True(result.TicketingConfirmed);
        Assert.Equal([SHA256.HashData(_loyalty)], _till.Ended);
        Assert.Empty(_ticketing.Ended);
        Assert.Equal([$"ticketing {Convert.ToHexString(_ticket)}"], _store.Tokens.Names(_person.Person));
        Assert.Equal(2, GalleryOf(TempStore.Party).PalmCount);
        Assert.Equal(0, GalleryOf("till").PalmCount);
        Assert.Equal(2, _register.Population.PalmCount);
    }

    [Fact]
    public async Task The_first_partys_consent_can_be_withdrawn_and_the_proof_then_names_the_other()
    {
        await WithdrawAsync(_ticket);
        Assert.Equal([$"till {Convert.ToHexString(_loyalty)}"], _store.Tokens.Names(_person.Person));
        var proof = _store.Deletions.Delete(_person.Person, DeletionReason.Request)!.Proof;
        Assert.Equal(proof.EnrolledAt.AddHours(1), proof.ConsentedAt);
        Assert.Equal(1, proof.Tokens);
    }

    [Fact]
    public async Task The_last_withdrawal_deletes_the_person()
    {
        await WithdrawAsync(_ticket);
        var last = await WithdrawAsync(_loyalty);
        Assert.Equal(DeletionReason.Withdrawal, last!.Withdrawal.Deletion!.Proof.Reason);
        Assert.Empty(_store.All());
        Assert.Equal(0, _store.Guests.UnknownOf(TempStore.Party) + _store.Guests.UnknownOf("till"));
        Assert.Equal((0, 0), (_register.Population.PalmCount, _register.Galleries.PalmCount));
        Assert.Null(_store.VerifyAudit().BrokenAt);
    }

    [Fact]
    public async Task The_same_withdrawal_again_is_the_same_and_an_unknown_one_is_none()
    {
        var first = await WithdrawAsync(_loyalty);
        _files.Time.Advance(TimeSpan.FromDays(1));
        Assert.Equal(first!.Withdrawal, (await WithdrawAsync(_loyalty))!.Withdrawal);
        Assert.Single(_till.Ended);
        Assert.Null(await WithdrawAsync(RandomNumberGenerator.GetBytes(32)));
        Assert.Equal([$"ticketing {Convert.ToHexString(_ticket)}"], _store.Tokens.Names(_person.Person));
    }

    [Fact]
    public async Task A_party_that_does_not_answer_is_told_again_and_keeps_no_other_waiting()
    {
        _till.EndReply = Decision.Unavailable;
        Assert.False((await WithdrawAsync(_loyalty))!.TicketingConfirmed);
        await _desk.DeleteAsync(_person.Person, TestContext.Current.CancellationToken);
        Assert.Equal([SHA256.HashData(_ticket)], _ticketing.Ended);
        _till.EndReply = Decision.NoTicket;
        Assert.True(await _desk.SendEndingsAsync(TestContext.Current.CancellationToken));
        Assert.Empty(_store.Tokens.DueEndings());
        Assert.All(_till.Ended, digest => Assert.Equal(SHA256.HashData(_loyalty), digest));
    }

    Engine.Gallery GalleryOf(string party) => _register.Galleries.Find(TempStore.Show(party: party))!;

    Task<WithdrawalResult?> WithdrawAsync(byte[] token) =>
        _desk.WithdrawAsync(SHA256.HashData(token), TestContext.Current.CancellationToken);
}
