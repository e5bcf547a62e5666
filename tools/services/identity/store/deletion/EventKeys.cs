using System.Security.Cryptography;
using System.Text;
using Pedestal.Storage;

namespace Pedestal.Identity;

/// <summary>An event's key.</summary>
/// <param name="Event">The event's name.</param>
/// <param name="Key">The key that seals its templates.</param>
sealed record EventKey(string Event, StoreKey Key);

/// <summary>
/// The keys of events, each in a file outside the database. Once the file is gone, whatever the key sealed is unreadable in
/// every copy and backup of the database.
/// </summary>
sealed class EventKeys(string folder)
{
    readonly Dictionary<string, StoreKey> _known = new(StringComparer.Ordinal);

    /// <summary>The key that seals an event's new templates; created with the event's first template.</summary>
    public EventKey OpenFor(Session session, string eventName, DateTimeOffset now)
    {
        var state = session.Rows("SELECT closing_at FROM event_keys WHERE name = @event",
            row => row.IsDBNull(0), ("event", eventName));
        if (state is [false])
        {
            throw new PalmStoreException(PalmStoreError.EventClosed,
                $"Event {eventName} is over and its key destroyed: no palm can be stored for it any more.");
        }

        if (state is [true])
        {
            return new EventKey(eventName, Find(eventName));
        }

        // A file without a row is left over from a transaction that was rolled back; nothing is sealed under it.
        var file = FileOf(eventName);
        Directory.CreateDirectory(folder);
        var key = File.Exists(file) ? StoreKey.Load(file) : StoreKey.Create(file);
        session.Run("INSERT INTO event_keys(name, key_id, opened_at) VALUES(@event, @id, @now)", ("event", eventName),
            ("id", key.Id), ("now", now.ToUnixTimeMilliseconds()));
        AuditLog.Append(session, now, "event opened",
            new { Event = eventName, key = Convert.ToHexStringLower(key.Id) });
        return new EventKey(eventName, key);
    }

    /// <summary>The key of an event; the event must have one.</summary>
    public StoreKey Find(string eventName)
    {
        lock (_known)
        {
            if (!_known.TryGetValue(eventName, out var key))
            {
                var file = FileOf(eventName);
                key = _known[eventName] = File.Exists(file)
                    ? StoreKey.Load(file)
                    : throw new PalmStoreException(PalmStoreError.KeyMissing,
                        $"The key of event {eventName}, {file}, is missing. Restore it from backup, or purge the event: "
                        + "without it its templates cannot be read.");
            }

            return key;
        }
    }

    /// <summary>Destroys an event's key: overwrites the file, then deletes it. Succeeds if there is no key any more.</summary>
    public void Destroy(string eventName)
    {
        lock (_known)
        {
            _known.Remove(eventName);
        }

        var file = FileOf(eventName);
        if (!File.Exists(file))
        {
            return;
        }

        using (var stream = new FileStream(file, FileMode.Open, FileAccess.Write))
        {
            stream.Write(RandomNumberGenerator.GetBytes((int)stream.Length));
            stream.Flush(flushToDisk: true);
        }

        File.Delete(file);
    }

    // An event's name is free text; a file name is not.
    string FileOf(string eventName) => Path.Combine(folder,
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(eventName)).AsSpan(0, 16)) + ".key");
}
