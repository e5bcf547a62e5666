using Pedestal.Messaging;

namespace Pedestal.Venue;

/// <summary>The names a device can have: its key file, its broker account and its topics are named after it.</summary>
static class DeviceNames
{
    /// <summary>Names taken by accounts and key files of services.</summary>
    internal static readonly string[] Services = [PartyNames.Matcher, PartyNames.Default, BrokerAccounts.Operators];

    // Reserved device names of Windows, with any extension.
    static readonly string[] OfWindows =
    [
        "con", "prn", "aux", "nul", .. Enumerable.Range(0, 10).SelectMany(n => new[] { $"com{n}", $"lpt{n}" }),
    ];

    /// <summary>Refuses a name that cannot be used.</summary>
    /// <exception cref="ArgumentException">It cannot be used; the message says why.</exception>
    public static void Check(string name, string what)
    {
        if (!Topics.IsName(name) || !name.Any(char.IsAsciiLetterOrDigit))
        {
            throw new ArgumentException(
                $"The {what}'s name must be 1 to {Topics.MaximumNameLength} letters, digits, '-', '_' or '.', at least one of "
                + "them a letter or digit.");
        }

        if (what == "device" && (Services.Contains(name, StringComparer.OrdinalIgnoreCase) || PartyNames.IsMatcher(name)
            || PartyNames.IsTicketing(name)))
        {
            throw new ArgumentException(
                $"\"{name}\" is the name of a service, which has a key file {name.ToLowerInvariant()}.keys.json; give the device "
                + "another name.");
        }

        if (OfWindows.Contains(name.Split('.')[0], StringComparer.OrdinalIgnoreCase))
        {
            throw new ArgumentException($"On Windows no file can be named \"{name}\"; give the {what} another name.");
        }
    }

    /// <summary>Refuses a name that differs from a known one only in case.</summary>
    /// <exception cref="ArgumentException">A known name differs only in case.</exception>
    public static void RefuseAlike(string name, IEnumerable<string> known)
    {
        var alike = known.FirstOrDefault(
            other => other != name && other.Equals(name, StringComparison.OrdinalIgnoreCase));
        if (alike is not null)
        {
            throw new ArgumentException(
                $"\"{name}\" and \"{alike}\", which has keys, differ only in upper and lower case, and on some systems their "
                + "key files would be the same file. Give the device another name.");
        }
    }
}
