using Pedestal.Messaging;

namespace Pedestal.Matcher;

/// <summary>Which names a device can be given: its key file, its account at the broker and its topics bear them.</summary>
static class DeviceNames
{
    /// <summary>They have accounts at the broker, and key files of their own.</summary>
    internal static readonly string[] Services = ["matcher", "ticketing", BrokerAccounts.Operators];

    // Devices of Windows, whatever comes after a dot.
    static readonly string[] OfWindows =
    [
        "con", "prn", "aux", "nul", .. Enumerable.Range(0, 10).SelectMany(n => new[] { $"com{n}", $"lpt{n}" }),
    ];

    /// <summary>Refuses a name that would mislead.</summary>
    /// <exception cref="ArgumentException">It cannot be used; the message says why.</exception>
    public static void Check(string name, string what)
    {
        if (!Topics.IsName(name) || !name.Any(char.IsAsciiLetterOrDigit))
        {
            throw new ArgumentException(
                $"The {what}'s name must be 1 to {Topics.MaximumNameLength} letters, digits, '-', '_' or '.', at least one of "
                + "them a letter or digit.");
        }

        if (what == "device" && Services.Contains(name, StringComparer.OrdinalIgnoreCase))
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

    /// <summary>Refuses a name that differs from a known one by upper and lower case only.</summary>
    /// <exception cref="ArgumentException">There is such a name.</exception>
    public static void RefuseAlike(string name, IEnumerable<string> known)
    {
        var alike = known.FirstOrDefault(
            other => other != name && other.Equals(name, StringComparison.OrdinalIgnoreCase));
        if (alike is not null)
        {
            throw new ArgumentException(
                $"\"{name}\" and \"{alike}\", which has keys, differ by upper and lower case only, and on some systems their "
                + "key files would be one. Give the device another name.");
        }
    }
}
