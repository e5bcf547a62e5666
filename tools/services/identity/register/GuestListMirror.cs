namespace Pedestal.Identity;

/// <summary>
/// Keeps the parties' events and guest lists as the parties have them, page by page; what a page changes is in the store and in
/// the galleries when <see cref="Apply"/> returns.
/// </summary>
public sealed class GuestListMirror(PalmRegister register)
{
    /// <summary>Where a party's next page begins; zeros: from the beginning.</summary>
    public byte[] CursorOf(string party) => register.Store.Guests.CursorOf(party);

    /// <summary>Applies a page, all or nothing; false if another matcher has gone on from where the page begins.</summary>
    /// <exception cref="Storage.StorageException">The store cannot take it now; the cursor has not moved.</exception>
    public bool Apply(string party, GuestPage page, byte[]? begin = null) => register.Apply(party, page, begin);

    /// <summary>
    /// Begins a party's lists anew, because it does not know the cursor any more. Galleries go on meanwhile; what is not named
    /// until the last page is dropped.
    /// </summary>
    public void StartOver(string party, byte[]? unknown = null) => register.Store.Guests.StartOver(party, unknown);

    /// <summary>How many entries of a party's guest lists name a token that is not known (yet).</summary>
    public long UnknownOf(string party) => register.Store.Guests.UnknownOf(party);
}
