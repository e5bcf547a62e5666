using System.Buffers.Binary;
using System.Security.Cryptography;
using Pedestal.Messaging.Guests;

namespace Pedestal.Identity.Tests;

/// <summary>A party that keeps its events and guests with a counter of changes, as ticketing does.</summary>
sealed class FakeParty
{
    readonly Dictionary<long, (long Changed, PartyEvent Show)> _events = [];
    readonly Dictionary<(long Show, string Token), (long Changed, byte[] Token, bool IsIn)> _guests = [];
    long _list = 1;
    long _counter;

    public IEnumerable<PartyEvent> Events => _events.Values.Select(known => known.Show);

    public bool Has(long show, byte[] token) => _guests.GetValueOrDefault((show, Convert.ToHexString(token))).IsIn;

    public void Set(PartyEvent show) => _events[show.Number] = (++_counter, show);

    public void Set(long show, byte[] token, bool isIn)
    {
        if (_events.ContainsKey(show))
        {
            _guests[(show, Convert.ToHexString(token))] = (++_counter, token, isIn);
        }
    }

    /// <summary>Its database was restored from before an event: it is another list.</summary>
    public void Forget(long show)
    {
        _list++;
        _events.Remove(show);
        foreach (var guest in _guests.Keys.Where(guest => guest.Show == show).ToList())
        {
            _guests.Remove(guest);
        }
    }

    /// <summary>A page; null if the cursor is of another list.</summary>
    public GuestPage? Read(byte[] cursor, int most)
    {
        var (list, after) = (BinaryPrimitives.ReadInt64BigEndian(cursor), BinaryPrimitives.ReadInt64BigEndian(cursor.AsSpan(8)));
        if (cursor.Any(b => b != 0) && list != _list)
        {
            return null;
        }

        var changes = _events.Select(known => (known.Value.Changed, Event: (PartyEvent?)known.Value.Show, Guest: (MembershipChange?)null))
            .Concat(_guests.Select(guest => (guest.Value.Changed, Event: (PartyEvent?)null,
                Guest: (MembershipChange?)TempStore.Change(guest.Key.Show, guest.Value.Token, guest.Value.IsIn))))
            .Where(change => change.Changed > after).OrderBy(change => change.Changed).ToList();
        var page = changes.Take(most).ToList();
        var next = new byte[GuestLists.CursorLength];
        BinaryPrimitives.WriteInt64BigEndian(next, _list);
        BinaryPrimitives.WriteInt64BigEndian(next.AsSpan(8), page.Count > 0 ? page[^1].Changed : after);
        return new GuestPage(next, page.Count == changes.Count, [.. page.Select(change => change.Event?.Details).OfType<EventDetails>()],
            [.. page.Select(change => change.Guest).OfType<MembershipChange>()]);
    }
}
