using System.Security.Cryptography;

namespace Pedestal.Identity;

/// <summary>What a guest is told during a visit.</summary>
/// <param name="Record">What is stored; null if nothing is (any more).</param>
/// <param name="Receipts">What the guest withdrew and deleted, latest first.</param>
public sealed record GuestRecord(PersonRecord? Record, IReadOnlyList<Receipt> Receipts);

/// <summary>
/// What guests do by themselves, away from a pedestal: see what is stored, withdraw the consent for one party, delete everything. Who
/// may is decided by the visit that a link opened; what is asked again is not done again.
/// </summary>
public sealed class GuestDesk(PalmRegister register, DeletionDesk desk)
{
    readonly PalmStore _store = register.Store;

    /// <summary>What is stored about the visitor; null if the visit is over.</summary>
    public GuestRecord? Read(string visit) => _store.Links.Visitor(visit) is { } person
        ? new GuestRecord(_store.Records.Find(person), _store.Deletions.ReceiptsOf(person))
        : null;

    /// <summary>Withdraws the visitor's consent for a party that has one; null if the visit is over.</summary>
    public async Task<GuestRecord?> WithdrawAsync(string visit, string party, CancellationToken cancellation)
    {
        if (_store.Links.Visitor(visit) is { } person
            && _store.Tokens.Of(person).FirstOrDefault(known => known.Party == party).Token is { } token)
        {
            await desk.WithdrawAsync(SHA256.HashData(token), cancellation);
        }

        return Read(visit);
    }

    /// <summary>Deletes everything about the visitor; null if the visit is over.</summary>
    public async Task<GuestRecord?> DeleteAsync(string visit, CancellationToken cancellation)
    {
        if (_store.Links.Visitor(visit) is { } person)
        {
            await desk.DeleteAsync(person, cancellation);
        }

        return Read(visit);
    }
}
