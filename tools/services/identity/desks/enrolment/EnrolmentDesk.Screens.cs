using System.Data.Common;
using Pedestal.Protocol;
using Pedestal.Storage;

namespace Pedestal.Identity;

/// <content>The screens beside the pedestals.</content>
public sealed partial class EnrolmentDesk
{
    // A code on a screen that others see is of little use soon.
    static readonly TimeSpan LinkAtScreen = TimeSpan.FromMinutes(30);

    /// <summary>Whether a pedestal has a screen at which guests agree.</summary>
    public bool HasScreen(string venue, string device) => _screens.IsAt(venue, device);

    /// <summary>
    /// The guest at a pedestal's screen agrees to the text with this SHA-256, before a ticket is shown of this party; false if it is not
    /// the text that is shown there.
    /// </summary>
    public bool Agree(string venue, string device, string party, byte[] digest) => _screens.Agree(venue, device, party, digest);

    /// <summary>What the screen beside a pedestal shows; before a ticket is shown, for this party.</summary>
    public BoothState ReadScreen(string venue, string device, string party) => _screens.Read(venue, device, party, _pending.At(venue, device));

    /// <summary>The guest at a screen is done, or another one begins.</summary>
    public void ClearScreen(string venue, string device)
    {
        _pending.Remove(venue, device);
        _screens.Clear(venue, device);
    }

    // A guest who is enrolled sees at once what is stored, at the own telephone.
    void NoteAtScreen(PedestalRequest request, Decision decision, long? person)
    {
        if (_screens.IsAt(request.Venue, request.Device))
        {
            var isEnrolled = decision is Decision.Enrolled or Decision.EnrolledForEvent or Decision.Linked or Decision.AlreadyEnrolled;
            _screens.Note(request.Venue, request.Device, decision, isEnrolled && person is { } known ? LinkOf(known, request.Device) : null);
        }
    }

    // Whoever is enrolled stays so without a link.
    GuestPass? LinkOf(long person, string device)
    {
        try
        {
            return _register.Store.Links.Create(person, LinkAtScreen, $"booth {device}");
        }
        catch (Exception e) when (e is StorageException or DbException)
        {
            return null;
        }
    }
}
