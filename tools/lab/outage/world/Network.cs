namespace Pedestal.Outage.World;

/// <summary>
/// Network namespaces on one bridge, which is in a namespace itself, so that the machine's own network sees nothing of it. What is left of a
/// run that was killed is taken away before the next.
/// </summary>
static class Network
{
    /// <summary>Where the lanes are, and this program while it plays.</summary>
    public const string Lanes = "lanes";

    const string Prefix = "outage-";
    const string Hub = Prefix + "hub";

    // Of one link in a second, and how long a packet may wait for its turn: far less than the traffic of a service, so that everything is late.
    const int NarrowKilobits = 200;
    const int BurstKilobytes = 4;
    const string NarrowWait = "300ms";
    static readonly string[] Names = ["broker-a", "broker-b", "matcher-a", "matcher-b", "ticketing-a", "ticketing-b", "db-a", "db-b", Lanes];

    /// <summary>The places, each with a link of its own.</summary>
    public static IReadOnlyList<string> Places => Names;

    /// <summary>The address of a place.</summary>
    public static string AddressOf(string place) => $"10.77.0.{10 + Array.IndexOf(Names, place)}";

    /// <summary>The program and arguments that run a program in a place.</summary>
    public static string[] In(string place, params string[] command) => ["ip", "netns", "exec", Prefix + place, .. command];

    /// <summary>Why this machine cannot do it; null if it can.</summary>
    public static string? Obstacle()
    {
        if (!OperatingSystem.IsLinux() || !Environment.IsPrivilegedProcess)
        {
            return "network namespaces need root on Linux";
        }

        try
        {
            var (code, output) = Shell.Try("ip", "netns", "add", Prefix + "probe");
            Shell.Try("ip", "netns", "del", Prefix + "probe");
            return code == 0 ? null : $"\"ip netns\" does not work here: {output.Trim()}";
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return "the program \"ip\" is missing (Debian: apt-get install iproute2)";
        }
    }

    /// <summary>Makes sure that no other run on this machine uses them.</summary>
    /// <exception cref="OutageException">Another one does.</exception>
    public static IDisposable Take()
    {
        try
        {
            return File.Open(Path.Combine(Path.GetTempPath(), "pedestal-outage.lock"), FileMode.OpenOrCreate, FileAccess.Write, FileShare.None);
        }
        catch (IOException)
        {
            throw new OutageException("Another outage is played on this machine; wait for its end.");
        }
    }

    /// <summary>Creates them.</summary>
    public static void Build()
    {
        Clear();
        Shell.Run("ip", "netns", "add", Hub);
        Shell.Run("ip", "-n", Hub, "link", "add", "bridge", "type", "bridge");
        Shell.Run("ip", "-n", Hub, "link", "set", "bridge", "up");
        foreach (var place in Names)
        {
            Shell.Run("ip", "netns", "add", Prefix + place);
            Shell.Run("ip", "link", "add", place, "netns", Hub, "type", "veth", "peer", "name", "eth0", "netns", Prefix + place);
            Shell.Run("ip", "-n", Hub, "link", "set", place, "master", "bridge");
            Shell.Run("ip", "-n", Hub, "link", "set", place, "up");
            Shell.Run("ip", "-n", Prefix + place, "addr", "add", AddressOf(place) + "/24", "dev", "eth0");
            Shell.Run("ip", "-n", Prefix + place, "link", "set", "eth0", "up");
            Shell.Run("ip", "-n", Prefix + place, "link", "set", "lo", "up");
        }
    }

    /// <summary>Ends every process in them and takes them away.</summary>
    public static void Clear()
    {
        foreach (var name in Shell.Run("ip", "netns", "list").Split('\n').Select(line => line.Split(' ')[0]).Where(
            name => name.StartsWith(Prefix, StringComparison.Ordinal)))
        {
            foreach (var process in ProcessesIn(name).Where(process => process != Environment.ProcessId))
            {
                Shell.Try("kill", "-KILL", $"{process}");
            }

            Shell.Try("ip", "netns", "del", name);
        }
    }

    /// <summary>Sends a signal to every process in a place.</summary>
    public static void Signal(string place, string signal)
    {
        var processes = ProcessesIn(Prefix + place).Select(process => $"{process}").ToArray();
        if (processes.Length > 0)
        {
            Shell.Try("kill", ["-" + signal, .. processes]);
        }
    }

    /// <summary>Pulls a place's cable out.</summary>
    public static void Cut(string place) => Shell.Run("ip", "-n", Hub, "link", "set", place, "down");

    /// <summary>Makes a place's link so narrow, in both directions, that packets queue.</summary>
    /// <param name="place">The place.</param>
    /// <param name="links">How many links its one stands for.</param>
    public static void Narrow(string place, int links)
    {
        Queue(Hub, place, links);
        Queue(Prefix + place, "eth0", links);
    }

    /// <summary>Makes a place's link as it was.</summary>
    public static void Mend(string place)
    {
        Shell.Run("ip", "-n", Hub, "link", "set", place, "up");
        Shell.Try("tc", "-n", Hub, "qdisc", "del", "dev", place, "root");
        Shell.Try("tc", "-n", Prefix + place, "qdisc", "del", "dev", "eth0", "root");
    }

    static void Queue(string space, string device, int links) => Shell.Run(
        "tc", "-n", space, "qdisc", "add", "dev", device, "root", "tbf", "rate", $"{links * NarrowKilobits}kbit",
        "burst", $"{links * BurstKilobytes}kb", "latency", NarrowWait);

    static IEnumerable<int> ProcessesIn(string space) => Shell.Try("ip", "netns", "pids", space) is (0, var output)
        ? output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(int.Parse) : [];
}
