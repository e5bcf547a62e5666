using Pedestal.Core.Protocol;

namespace Pedestal.Identity;

/// <summary>Deletes palms everywhere: store, gallery and, over the line that only tokens cross, ticketing.</summary>
public sealed class DeletionDesk(PalmRegister register, ITicketing ticketing) : IDisposable
{
    /// <summary>How long ticketing may take to answer; what it misses it is told again later.</summary>
    public static readonly TimeSpan TicketingBudget = TimeSpan.FromMilliseconds(500);

    const int UnusedAtOnce = 100;

    readonly SemaphoreSlim _sending = new(1, 1);

    /// <summary>Deletes the person behind a token's digest (SHA-256), at once.</summary>
    /// <returns>
    /// The proof and whether ticketing has forgotten the token already; null if no such token was ever given out.
    /// </returns>
    public async Task<(DeletionProof Proof, bool TicketingConfirmed)?> DeleteAsync(
        byte[] tokenDigest, CancellationToken cancellation)
    {
        var deletion = register.Delete(tokenDigest, DeletionReason.Request);
        return deletion is null ? null : (deletion.Proof, await SendEndingsAsync(cancellation));
    }

    /// <summary>
    /// Deletes persons who have not used a palm for so many days, a number of them at a time so that entries pass in
    /// between; returns how many. To be called now and then.
    /// </summary>
    public int DeleteUnused(int days) => register.DeleteUnused(days, UnusedAtOnce);

    /// <summary>
    /// Tells ticketing which tokens have ended; false if it has yet to confirm one. To be called now and then.
    /// </summary>
    public async Task<bool> SendEndingsAsync(CancellationToken cancellation)
    {
        await _sending.WaitAsync(cancellation);
        try
        {
            foreach (var digest in register.Store.Tokens.DueEndings())
            {
                var answer = await ticketing.EndAsync(digest, TicketingBudget, cancellation);
                if (answer != Decision.NoTicket)
                {
                    return false;
                }

                register.Store.Tokens.ConfirmEnding(digest);
            }

            return true;
        }
        finally
        {
            _sending.Release();
        }
    }

    /// <summary>Releases the desk.</summary>
    public void Dispose() => _sending.Dispose();
}
